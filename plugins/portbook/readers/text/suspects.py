"""Lines outside tables that look like rows, which are reported."""

from portbook.diagnostics import Place, Report, shorten
from portbook.readers.flattened.lines import is_row
from portbook.readers.text.paragraph import Paragraph
from portbook.source import Line

FEWEST_WORDS = 4
"""A row that stands alone has at least a source, a destination, a port and a transport."""


class Suspects:
    """Report what reads as a row and will state no flow."""

    def __init__(self, path: str, report: Report) -> None:
        self._path = path
        self._report = report

    def below(self, line: Line, paragraph: Paragraph) -> None:
        """Report rows of a table whose header could not be read, once a paragraph."""
        if paragraph.marker is not None:
            self.alone(line)
        elif not paragraph.suspected and is_row(line.text):
            paragraph.suspected = True
            message = f"no header could be read above the row {shorten(line.text.strip())!r}"
            self._report.add("header-unknown", Place(self._path, paragraph.lines[-1].number), message)

    def alone(self, line: Line) -> None:
        """Report a line in the midst of text that looks like a row of a table."""
        if is_row(line.text) and len(line.text.split()) >= FEWEST_WORDS:
            message = f"{shorten(line.text.strip())!r} looks like a row, but stands in no table"
            self._report.add("row-outside", Place(self._path, line.number), message)
