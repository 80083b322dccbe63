"""Tables that stand side by side on a sheet, with an empty column between them: each is read as if it stood alone."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from portbook.readers.records.headers import states_ports

Cells = dict[int, tuple[str, bool]]
Block = dict[int, Cells]
"""Cells by column and row."""
FEWEST_COLUMNS = 2


def beside(rows: Block) -> list[Block]:
    """Return the rows of a sheet, and behind them the parts of rows that are tables at the side of others."""
    groups = _groups(rows)
    if len(groups) > 1:
        return [_within(rows, group) for group in groups]
    blocks: list[Block] = [{}]
    for region in _regions(rows):
        for at, group in enumerate(_groups(region)):
            blocks += [{}] * (at + 1 - len(blocks))
            blocks[at] = blocks[at] | _within(region, group)
    return blocks


def _regions(rows: Block) -> Iterator[Block]:
    """Yield the rows that follow each other without an empty one between."""
    for _, run in groupby(enumerate(rows), key=lambda pair: pair[1] - pair[0]):
        yield {number: rows[number] for _, number in run}


def _groups(rows: Block) -> list[range]:
    """Return the columns of each table side by side; those without header of their own belong to the one before."""
    used = sorted({column for cells in rows.values() for column in cells})
    runs = [[column for _, column in run] for _, run in groupby(enumerate(used), key=lambda pair: pair[1] - pair[0])]
    starts = [run[0] for run in runs if len(runs) > 1 and len(run) >= FEWEST_COLUMNS and _has_header(rows, run)]
    if len(starts) < 2:
        return [range(used[0], used[-1] + 1)] if used else []
    return [range(first, stop) for first, stop in zip([used[0], *starts[1:]], [*starts[1:], used[-1] + 1], strict=True)]


def _has_header(rows: Block, columns: Sequence[int]) -> bool:
    return any(states_ports(_texts(cells, columns)) for cells in rows.values())


def _texts(cells: Mapping[int, tuple[str, bool]], columns: Sequence[int]) -> list[str]:
    return [cells[column][0] for column in columns if column in cells]


def _within(rows: Block, columns: range) -> Block:
    parts = ((number, {at: cell for at, cell in cells.items() if at in columns}) for number, cells in rows.items())
    return {number: cells for number, cells in parts if cells}
