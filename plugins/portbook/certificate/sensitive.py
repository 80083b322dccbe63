"""Law 6, sensitive: a change of any one cell of the source breaks the certificate of the old book."""

from collections.abc import Iterator, Sequence

from portbook.certificate.outcome import Outcome
from portbook.certificate.reversible import padded
from portbook.document import Document
from portbook.model import Book


def check(book: Book, documents: Sequence[Document]) -> Outcome:
    """Change each cell of the source tables in turn and hold the changed row against the book, as law 3 does."""
    found = {(d.source.path, index): table for d in documents for index, table in enumerate(d.tables)}
    broken: list[str] = []
    tried = 0
    for kept in book.tables:
        table = found.get((kept.path, kept.index))
        for (evidence, _), row in zip(book.rows_of(kept), table.rows if table else (), strict=False):
            cells = padded(row, len(kept.columns))
            for index, cell in enumerate(cells):
                tried += 1
                changed = ((*cells[:index], other, *cells[index + 1 :]) for other in _others(cell))
                if evidence.cells in changed:
                    broken.append(f"{kept.path}:{row.line} may change unnoticed in column {index + 1}")
    return Outcome(f"each of {tried:,} cells changed in turn, each change noticed", tuple(broken))


def _others(cell: str) -> Iterator[str]:
    """Yield what a cell might be instead: one character more, one less, and other letters."""
    yield f"{cell}x"
    yield from (other for other in (cell[:-1], cell.swapcase()) if other != cell)
