"""Law 3, reversible: from the book alone, every source table can be rebuilt."""

from collections.abc import Iterator, Sequence

from portbook.certificate.outcome import Outcome
from portbook.certificate.reversible import indexes
from portbook.certificate.reversible.details import details_follow
from portbook.certificate.reversible.follows import unsaid
from portbook.certificate.reversible.grounds import Grounds
from portbook.certificate.reversible.notes import Notes
from portbook.certificate.reversible.roles import turned
from portbook.diagnostics import shorten
from portbook.document import Document, Row, Table
from portbook.model import Book, SourceTable


def check(book: Book, documents: Sequence[Document]) -> Outcome:
    """Rebuild every source table from a book alone and compare it with documents as read, cell by cell.

    The documents need not be those that the book was made from: this is how a book is checked against a source that
    may have changed since. Of tables that state no network paths the book holds the columns and the number of rows.
    """
    broken: list[str] = []
    cells = 0
    found = {(d.source.path, index): table for d in documents for index, table in enumerate(d.tables)}
    notes = {document.source.path: Notes(document) for document in documents}
    for kept in book.tables:
        table = found.pop((kept.path, kept.index), None)
        if table is None or table.columns != tuple(column.text for column in kept.columns):
            broken.append(f"{kept.path}:{kept.line} is no longer a table of the same columns")
            continue
        cells += sum(len(padded(row, len(kept.columns))) for row in table.rows)
        broken += _differences(book, kept, table, notes[kept.path])
    for alone in book.left_alone:
        table = found.pop((alone.path, alone.index), None)
        if table is None or table.columns != alone.columns or len(table.rows) != alone.rows:
            broken.append(f"{alone.path}:{alone.line} is no longer the table that was left alone")
    broken += indexes.check(book)
    broken += [f"{path} has a table that the book does not know" for path, _ in found]
    return Outcome(f"{len(book.tables)} tables of {cells:,} cells rebuilt from the book alone", tuple(broken))


def _differences(book: Book, kept: SourceTable, table: Table, notes: Notes) -> Iterator[str]:
    rebuilt = book.rows_of(kept)
    rows = table.rows
    if len(rebuilt) != len(rows):
        yield f"{kept.path}:{kept.line} has {len(rows)} rows, the book {len(rebuilt)}"
    yield from (f"{kept.path}:{note.line} is not the footnote that the book holds" for note in notes.unwritten(kept))
    if wrong := turned(kept):
        yield f"{kept.path}:{kept.line}: {wrong}"
    grounds = Grounds(kept)
    for (evidence, flows), row in zip(rebuilt, rows, strict=False):
        cells = padded(row, len(kept.columns))
        if cells != evidence.cells:
            yield f"{kept.path}:{row.line} reads {_shown(cells)}, the book {_shown(evidence.cells)}"
        elif wrong := unsaid(grounds, flows, evidence):
            yield f"{kept.path}:{row.line}: the flow's {wrong} does not follow from {_shown(cells)}"
        elif notes.unsaid(flows, evidence, kept):
            yield f"{kept.path}:{row.line}: the flow's notes are not those of {_shown(cells)}"
        elif not details_follow(flows, evidence, kept):
            yield f"{kept.path}:{row.line}: the flow's details are not those of {_shown(cells)}"


def padded(row: Row, width: int) -> tuple[str, ...]:
    """Return the cells of a row, empty ones added up to the number of columns."""
    return row.texts + ("",) * (width - len(row.cells))


def _shown(cells: tuple[str, ...]) -> str:
    return repr(shorten(" | ".join(cells), 120))
