"""Tell the header of a table, and the titles above it, from its rows."""

import re
from collections.abc import Callable, Sequence

from portbook.readers.html.grid import GridRow, is_full, width
from portbook.readers.partition import Spot
from portbook.readers.records.headers import are_headers

DIGIT = re.compile(r"\d")
LONGEST_TITLE = 60


def header_rows(rows: Sequence[GridRow], spots: Sequence[Sequence[Spot]]) -> tuple[int, int]:
    """Return how many rows at the top are titles of the whole table, and how many rows below them are its header."""
    columns = width(rows)
    titles = 0
    while titles < len(rows) - 1 and is_full(rows[titles], columns):
        titles += 1
    rest = rows[titles:]
    count = _leading(rest, lambda row: row.in_head)
    if count == len(rest):
        count = min(count, _leading(rest, _all_heads) or 1) if count > 1 else count
    if not count:
        count = _leading(rest, lambda row: _all_heads(row) and len(row.cells) >= min(columns, 2))
        count = min(count, 1) if count == len(rest) else count
    if not count and len(rest) > 1 and (_all_bold(rest[0]) or _looks_like_header(spots[titles:])):
        count = 1
    elif count and count < len(rest) and _is_empty(rest[:count]) and _names_columns(rest[count]):
        count += 1
    return (titles, count) if count else (0, 0)


def _is_empty(rows: Sequence[GridRow]) -> bool:
    return not any(cell.spot[0] for row in rows for cell in row.cells)


def _names_columns(row: GridRow) -> bool:
    return are_headers([cell.spot[0] for cell in row.cells if cell.spot[0]])


def _leading(rows: Sequence[GridRow], test: Callable[[GridRow], bool]) -> int:
    return next((number for number, row in enumerate(rows) if not test(row)), len(rows))


def _all_heads(row: GridRow) -> bool:
    return row.cells[-1].heads and all(cell.heads or not cell.spot[0] for cell in row.cells)


def _all_bold(row: GridRow) -> bool:
    return len(row.cells) > 1 and all(cell.bold or not cell.spot[0] for cell in row.cells)


def _looks_like_header(spots: Sequence[Sequence[Spot]]) -> bool:
    """Tell whether words stand above numbers: short texts without a digit, and a column of digits below."""
    first, *rest = [[text for text, _, _ in row] for row in spots]
    if len(first) < 2 or not all(first) or any(DIGIT.search(text) or len(text) > LONGEST_TITLE for text in first):
        return False
    return any(
        sum(1 for row in rest if at < len(row) and DIGIT.search(row[at])) * 2 > len(rest) for at in range(len(first))
    )


def merged(rows: Sequence[Sequence[Spot]]) -> list[Spot]:
    """Make one header of the rows of it: in each column, what differs from above to below."""
    if len(rows) == 1:
        return list(rows[0])
    texts = [
        list(dict.fromkeys(row[at][0] for row in rows if at < len(row) and row[at][0]))
        for at in range(max(map(len, rows)))
    ]
    return [(" ".join(column), -1, -1) for column in texts]
