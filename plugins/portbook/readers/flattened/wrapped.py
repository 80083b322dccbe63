"""Rows whose cells go on in the lines below, in tables that are drawn with blanks or lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from portbook.document import Cell, Row, Stray
from portbook.readers.flattened.drawn import is_fence
from portbook.vocabulary.headers import PROTOCOL, Role

TELLING = frozenset({Role.PORT, Role.TRANSPORT, PROTOCOL})
"""Columns of which a line that is a row of its own fills one."""
OPEN_LIST = re.compile(r"(?:[,;/]|\b(?:and|or))\Z", re.IGNORECASE)
"""How a cell ends whose list goes on in the line below."""
BULLET = re.compile(r"[-*•]\s")
FEWEST_BOXES = 2

Item = Row | Stray


def by_indents(items: Iterable[Item], roles: Sequence[str]) -> Iterator[Item]:
    """Make one row of each line and those below whose first cell is empty, as are their port and transport."""
    lines: list[Row] = []
    for item in items:
        if lines and isinstance(item, Row) and _goes_on(lines[-1], item, roles):
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
    columns = zip(*(row.texts for row in lines), strict=True)
    cells = [Cell(_flowing([text for text in column if text])) for column in columns]
    yield Row(lines[0].line, "".join([row.raw for row in lines]), tuple(cells))


def _flowing(texts: Sequence[str]) -> str:
    """Join the lines of a cell: a word that was wrapped belongs to the one before, an item of a list does not."""
    first, *rest = texts or ("",)
    return first + "".join([f"\n{text}" if BULLET.match(text) else f" {text}" for text in rest])


def _goes_on(above: Row, row: Row, roles: Sequence[str]) -> bool:
    """Tell whether a line goes on with the one above: its first cell is empty, and it says nothing that tells rows."""
    if len(row.cells) != len(roles) or row.texts[0] or row.ambiguous or above.ambiguous:
        return False
    columns = zip(roles, above.texts, row.texts, strict=True)
    return not any(text for role, before, text in columns if role in TELLING and not OPEN_LIST.search(before))


def _is_one_row(box: Sequence[Item], roles: Sequence[str]) -> bool:
    """Tell whether the first line of a box states a port, the others go on with it at most, and none lacks a cell."""
    rows = [row for row in box if isinstance(row, Row)]
    if Role.PORT not in roles or any(len(row.cells) != len(roles) for row in rows):
        return False
    ports = [row.texts[roles.index(Role.PORT)] for row in rows]
    return bool(ports[0]) and all(not port or OPEN_LIST.search(before) for before, port in pairwise(ports))
