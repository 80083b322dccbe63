"""The cells of a sheet by row, with the texts of merged cells in each cell that they cover."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

from portbook.diagnostics import Place, Report
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.workbook.archive import REFUSED
from portbook.readers.workbook.parts import LAST_COLUMN, LAST_ROW, Parts, letters
from portbook.readers.workbook.values import is_date, shown
from portbook.source import SourceError

MOST_CELLS = 1_000_000
"""Cells of a sheet that hold text, those that merged cells cover included."""
LONGEST_CELL = 32_767
"""Characters of a cell, more of which no spreadsheet program writes into one."""

Rows = dict[int, dict[int, tuple[str, bool]]]
"""The texts by row and column, each with whether a merged cell put it there."""


def cells_of(
    sheet: Any, parts: Parts, place: Place, report: Report
) -> Iterator[tuple[int, dict[int, tuple[str, bool]]]]:
    """Yield the number of each row that holds text, and its cells. Raises SourceError where there are too many."""
    from portbook.readers.workbook.opening import stored_cells  # noqa: PLC0415 - see there

    rows: Rows = {}
    for row, column, value, is_struck in stored_cells(sheet):
        text = shown(value, is_struck)
        if not text.strip():
            continue
        _put(rows, row, column, text)
        if is_date(value):
            message = f"{letters(column)}{row} holds a date, shown as {text}; it may have been a port range"
            report.add("cell-date", Place(place.path, row, place.sheet), message)
    for (number, column), formula in parts.formulas.items():
        rows.setdefault(number, {})[column] = (formula, False)
        message = f"the formula in {letters(column)}{number} has no stored value and is kept as written: {formula!r}"
        report.add("cell-formula", Place(place.path, number, place.sheet), message)
    _spread(rows, parts)
    for number in sorted(rows):
        yield number, rows[number]


def _put(rows: Rows, row: int, column: int, text: str) -> None:
    if not (0 < row <= LAST_ROW and 0 < column <= LAST_COLUMN):
        raise SourceError(REFUSED, f"a cell stands in row {row:,} and column {column:,}, where no sheet has one")
    before = rows.setdefault(row, {}).get(column, ("", False))[0]
    if len(before) > LONGEST_CELL:
        raise SourceError(REFUSED, f"the cell {letters(column)}{row} is stored again and again")
    rows[row][column] = (f"{before}\n{text}" if before else text, False)


def _spread(rows: Rows, parts: Parts) -> None:
    """Repeat the text of each merged cell in the cells that it covers.

    In a row where nothing else stands it is not repeated: there it is a title, or the name of a group of rows.
    """
    numbers = sorted(rows)
    copies = 0
    for (top, left), (bottom, last) in parts.merged:
        text = rows.get(top, {}).get(left, ("", False))[0]
        right = min(last, MOST_COLUMNS + 1)
        for number in numbers[bisect_left(numbers, top) :] if text else ():
            if number > bottom:
                break
            cells = rows[number]
            alone = all(left <= column <= right for column in cells)
            copies += len(cells) if alone else right - left + 1
            if copies > MOST_CELLS:
                raise SourceError(REFUSED, f"its merged cells cover more than {MOST_CELLS:,} cells")
            for column in () if alone else range(left, right + 1):
                cells.setdefault(column, (text, True))
