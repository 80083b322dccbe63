"""Rows whose cells go on in the lines below, in tables that are drawn with blanks or lines."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from portbook.document import Cell, Row, Stray
from portbook.readers.flattened.drawn import is_fence
from portbook.vocabulary.headers import PROTOCOL, Role

TELLING = frozenset({Role.PORT, Role.TRANSPORT, PROTOCOL})
"""Columns of which a line that is a row of its own fills one."""
FEWEST_BOXES = 2

Item = Row | Stray


def by_indents(items: Iterable[Item], roles: Sequence[str]) -> Iterator[Item]:
    """Make one row of each line and those below whose first cell is empty, as are their port and transport."""
    lines: list[Row] = []
    for item in items:
        if lines and isinstance(item, Row) and _goes_on(item, roles) and not lines[0].ambiguous:
            lines.append(item)
            continue
        yield from _joined(lines)
        lines = []
        if isinstance(item, Row) and len(item.cells) == len(roles):
            lines = [item]
        else:
            yield item
    yield from _joined(lines)


def by_boxes(items: Sequence[Item], roles: Sequence[str]) -> Iterator[Item]:
    """Make one row of the lines in each box, where borders stand between all rows and no box has two ports."""
    boxes = [list(part) for filled, part in groupby(items, key=lambda item: isinstance(item, Row)) if filled]
    drawn = any(isinstance(item, Stray) and is_fence(item.raw) for item in items)
    if not drawn or len(boxes) < FEWEST_BOXES or not all(_is_one_row(box, roles) for box in boxes):
        yield from items
        return
    for _, part in groupby(items, key=lambda item: isinstance(item, Row)):
        rows: list[Row] = []
        for item in part:
            if isinstance(item, Row):
                rows.append(item)
            else:
                yield item
        yield from _joined(rows)


def _joined(lines: Sequence[Row]) -> Iterator[Row]:
    """Make one row of several lines, or of none."""
    if len(lines) < 2:
        yield from lines
        return
    texts = ["\n".join(filter(None, column)) for column in zip(*(row.texts for row in lines), strict=True)]
    yield Row(lines[0].line, "".join([row.raw for row in lines]), tuple(map(Cell, texts)))


def _goes_on(row: Row, roles: Sequence[str]) -> bool:
    if len(row.cells) != len(roles) or row.texts[0] or row.ambiguous:
        return False
    return not any(text for role, text in zip(roles, row.texts, strict=True) if role in TELLING)


def _is_one_row(box: Sequence[Item], roles: Sequence[str]) -> bool:
    """Tell whether the first line of a box, and no other, states a port, and all have as many cells."""
    rows = [row for row in box if isinstance(row, Row)]
    if Role.PORT not in roles or any(len(row.cells) != len(roles) for row in rows):
        return False
    at = roles.index(Role.PORT)
    return [bool(row.texts[at]) for row in rows] == [True] + [False] * (len(rows) - 1)
