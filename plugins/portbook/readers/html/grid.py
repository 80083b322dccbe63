"""Lay the cells of a table out in rows and columns: a cell that spans several stands in each of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.partition import Spot

EMPTY: Spot = ("", -1, -1)


@dataclass(frozen=True, slots=True)
class GridCell:
    """Hold a cell as written: its text, where it stands, what it spans, and whether it looks like a header."""

    spot: Spot
    rows: int = 1
    columns: int = 1
    heads: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class GridRow:
    """Hold a row as written: where it begins, its cells, and the group of rows that it belongs to."""

    begin: int
    cells: Sequence[GridCell]
    group: int = 0
    in_head: bool = False


class TooWideError(ValueError):
    """Say why a table is not laid out."""


def width(rows: Sequence[GridRow]) -> int:
    """Return how many columns the table has: those of its first row of several cells, on which none reaches down."""
    several = next((row for row in rows if len(row.cells) > 1), None)
    return sum(min(cell.columns, MOST_COLUMNS) for cell in several.cells) if several else 1


def laid_out(rows: Sequence[GridRow], most_copies: int) -> list[list[Spot]]:
    """Return the cells of each row by column. Raises TooWideError beyond the columns, or the copies, of real tables."""
    columns = min(width(rows), MOST_COLUMNS)
    copies = 0
    found: list[list[Spot]] = []
    spanning: dict[int, tuple[int, Spot]] = {}
    group = None
    last = _last_rows(rows)
    for number, row in enumerate(rows):
        if row.group != group:
            spanning, group = {}, row.group
        if is_full(row, columns) and not spanning:
            found.append([row.cells[0].spot, *[EMPTY] * (columns - 1)])
            copies += columns
            continue
        out: list[Spot] = []
        for cell in row.cells:
            _repeat(out, spanning)
            depth = cell.rows if cell.rows > 0 else last[row.group] - number + 1
            copy = (cell.spot[0], -1, -1)
            for extra in range(min(max(cell.columns, 1), MOST_COLUMNS + 1)):
                if extra and len(out) in spanning:
                    break
                if depth > 1:
                    spanning[len(out)] = depth, copy
                out.append(copy if extra else cell.spot)
            if len(out) > MOST_COLUMNS:
                raise TooWideError(f"a row has more than {MOST_COLUMNS} columns")
        _repeat(out, spanning, to_the_end=True)
        copies += len(out) - len(row.cells)
        if copies > most_copies:
            raise TooWideError("its cells span more rows and columns than it has text")
        spanning = {at: (left - 1, copy) for at, (left, copy) in spanning.items() if left > 1}
        found.append(out)
    return found


def is_full(row: GridRow, columns: int) -> bool:
    """Tell whether a row is one cell across the whole table."""
    return columns > 1 and len(row.cells) == 1 and row.cells[0].columns >= columns


def _repeat(out: list[Spot], spanning: dict[int, tuple[int, Spot]], to_the_end: bool = False) -> None:
    """Put in the cells of rows above that reach into this one and come next, or all that are left."""
    while len(out) in spanning:
        out.append(spanning[len(out)][1])
    if to_the_end and spanning and (last := max(spanning)) >= len(out):
        out += [spanning[at][1] if at in spanning else EMPTY for at in range(len(out), last + 1)]


def _last_rows(rows: Sequence[GridRow]) -> dict[int, int]:
    return {row.group: number for number, row in enumerate(rows)}
