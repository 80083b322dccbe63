"""The rows of a table element, before they are laid out."""

from collections.abc import Iterator

from portbook.readers.html.grid import GridRow, width
from portbook.readers.html.tree import Node, children
from portbook.readers.inline import is_footing

FEWEST_ROWS, FEWEST_COLUMNS = 3, 3
"""What a table without header cells has at least that is a table of its own where it stands in a cell."""


def parts_of(table: Node) -> Iterator[tuple[tuple[int, str], Node]]:
    """Return what stands in a table: its caption, its rows, comments; with the number and name of their group."""
    for number, child in enumerate(children(table)):
        if child.tag in ("thead", "tbody", "tfoot"):
            for row in children(child):
                yield (number, child.tag), row
        else:
            yield (number, ""), child


def without_notes(rows: list[GridRow]) -> tuple[list[GridRow], list[GridRow]]:
    """Split off the rows at the end of a table that are the footnotes of it."""
    end = len(rows)
    while end > 1 and width(rows[:end]) > 1 and is_footing([cell.spot[0] for cell in rows[end - 1].cells]):
        end -= 1
    return rows[:end], rows[end:]


def cells_of(row: Node) -> list[Node]:
    """Return the cells of a row."""
    return [child for child in children(row) if child.tag in ("td", "th")]


def holds_table(row: Node) -> bool:
    """Tell whether a cell of a row holds a table that is more than a list."""
    for cell in cells_of(row):
        for table in cell.css("table"):
            rows = table.css("tr")
            if table.css_first("th") is not None and len(rows) > 1:
                return True
            if len(rows) >= FEWEST_ROWS and max(len(cells_of(inner)) for inner in rows) >= FEWEST_COLUMNS:
                return True
    return False
