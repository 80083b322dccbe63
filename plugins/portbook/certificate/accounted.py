"""Law 2, accounted for: each row is evidence of flows, each footnote is bound, or a finding names it.

The rows of a table that states no network paths are accounted for by the finding that names the table.
"""

from collections.abc import Iterator

from portbook.certificate.outcome import Outcome
from portbook.compiler import Compilation
from portbook.diagnostics import Place
from portbook.document import Document, Footnote, Row, StrayKind, Table
from portbook.model import Binding


def check(compilation: Compilation) -> Outcome:
    """Check that each row states a flow or is named by a finding, and each footnote is bound or reported."""
    book = compilation.book
    stated = {(row.path, row.table, row.row) for flow in book.flows for row in flow.evidence}
    bound = {(t.path, t.sheet, n.line) for t in book.tables for n in t.footnotes if n.binding != Binding.UNBOUND}
    named, accounted = compilation.report.places, compilation.report.accounted
    alone = {(t.path, t.index) for t in book.left_alone if Place(t.path, t.line, t.sheet) in named}
    broken: list[str] = []
    rows = footnotes = 0
    for document in compilation.documents:
        path = document.source.path
        for key, place in _row_places(document):
            rows += 1
            if (key is None or key not in stated) and (key or ("", 0))[:2] not in alone:
                told = place in (named if key is None else accounted)
                broken += [] if told else [f"{place} is evidence of no flow, and no finding says why"]
            stated.discard(key or ("", 0, 0))
        for place in _footnote_places(document):
            footnotes += 1
            if (path, place.sheet, place.line) not in bound and place not in accounted:
                broken.append(f"the footnote {place} is neither bound nor reported")
    broken += [f"row {row + 1} of table {table + 1} of {path} is evidence, but no row" for path, table, row in stated]
    return Outcome(f"{rows:,} rows and {footnotes:,} footnotes accounted for", tuple(broken))


def _row_places(document: Document) -> Iterator[tuple[tuple[str, int, int] | None, Place]]:
    """Yield each row as evidence names it, None for what could not be read as one, and its place."""
    path = document.source.path
    table = -1
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                table += 1
                number = 0
                for item in block.items:
                    place = Place(path, item.line, section.sheet)
                    if isinstance(item, Row):
                        yield (path, table, number), place
                        number += 1
                    elif item.kind is StrayKind.UNREAD:
                        yield None, place


def _footnote_places(document: Document) -> Iterator[Place]:
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Footnote):
                yield Place(document.source.path, block.line, section.sheet)
