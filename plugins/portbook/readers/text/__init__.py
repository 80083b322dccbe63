"""Read a page as it copies out of a browser: headings, paragraphs, and tables whose cell borders may be lost.

Cells are separated by tabs, by two or more blanks in columns, or by one blank only (a flattened table).
"""

from portbook import collector
from portbook.diagnostics import Report
from portbook.document import Document, Footnote, Heading, Prose
from portbook.options import SourceOptions
from portbook.readers.flattened.grids import Grid
from portbook.readers.flattened.readings import Readings
from portbook.readers.flattened.tables import Tabulator
from portbook.readers.formats import Format
from portbook.readers.templates import resolved
from portbook.readers.text.outline import Outline
from portbook.source import Source


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:
    """Read a copied page. ``names`` are endpoint names known from elsewhere, beside those of the source's options."""
    with collector.paused():
        readings = Readings(options.readings)
        parts = Outline(source, options, report, readings).parts()
        prose = [part.text for part in parts if isinstance(part, Heading | Prose | Footnote)]
        tabulator = Tabulator(source.path, report, readings, (*names, *options.names), prose)
        tables = iter(tabulator.tables([part for part in parts if isinstance(part, Grid)]))
        report.use(source.path, "readings", *readings.used)
        blocks = tuple(next(tables) if isinstance(part, Grid) else part for part in parts)
        return resolved(Document(source, "text", blocks), options, report)


FORMAT = Format("text", frozenset({".txt", ".text"}), read)

__all__ = ["FORMAT", "read"]
