"""Read pages as a visitor does: the words of a cell, a row, a table."""

from portbook.model import Book
from portbook.views import pages
from portbook.views.blocks import Badge, Cell, Inline, Page, Remark, Row, Table


def page_of(book: Book, path: str) -> Page:
    return next(page for page in pages(book) if page.path == path)


def tables_of(page: Page) -> list[Table]:
    return [block for block in page.blocks if isinstance(block, Table)]


def words(content: tuple[Inline, ...]) -> str:
    """Return all that a cell or paragraph says."""
    return "".join(words(node.content) if isinstance(node, Remark) else node.text for node in content)


def grid(table: Table) -> list[dict[str, str]]:
    """Return the rows of a table by the titles of its columns."""
    return [dict(zip(table.columns, (words(cell.content) for cell in row.cells), strict=True)) for row in table.rows]


def cell(table: Table, row: Row, title: str) -> Cell:
    return row.cells[table.columns.index(title)]


def badges(content: tuple[Inline, ...]) -> list[str]:
    """Return the kinds of the badges that stand in a cell, those of its remarks included."""
    return [
        kind
        for node in content
        for kind in (
            [node.kind] if isinstance(node, Badge) else badges(node.content) if isinstance(node, Remark) else []
        )
    ]
