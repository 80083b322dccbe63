"""Say in which direction a row's connections are opened: by its own column, else by the words in and around the row.

A direction that no words give is reported. It is taken as inbound; where the row names a peer, on whichever side,
neither end is stated.
"""

import json
import re
from dataclasses import dataclass, field

from portbook.passes.columns import column_number
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.sides.end import NOBODY, cell
from portbook.passes.sides.findings import Findings
from portbook.passes.sides.owners import Owner, direction_around
from portbook.vocabulary.answers import is_answer, says_yes
from portbook.vocabulary.directions import (
    Direction,
    direction,
    opening_direction,
    spoken_direction,
    surrounding_direction,
)

COMING_FROM = re.compile(r"(?:\w+ )?(?:connections?|traffic) from (?:the |an? )?(\S+)", re.IGNORECASE)


@dataclass(slots=True)
class Ways:
    """Find the directions of the rows of one table, as seen from its ``owner``."""

    table: RoleTable
    owner: Owner | None
    findings: Findings
    _around: Direction = field(init=False)
    """The direction of which the words around the table speak."""

    def __post_init__(self) -> None:
        layout = self.table.layout
        both = layout.source is not None and layout.destination is not None
        self._around = Direction.UNKNOWN if both else direction_around(self.table)

    def stated(self, cells: tuple[str, ...]) -> Direction:
        """Return the direction that the column for it states."""
        stated = self._words(cells)
        if self.table.layout.two_way and says_yes(stated):
            return Direction.BOTH
        return direction(stated) or (spoken_direction(stated) if opening_direction(stated) else Direction.UNKNOWN)

    def around(self, statement: Statement, *, quiet: bool = False) -> Direction:
        """Return the direction by other words than those of its column: of a description, a title, the page."""
        layout = self.table.layout
        stated, group = self._words(statement.cells), statement.group
        way = (
            (self._described(cell(statement.cells, layout.purpose)) if not stated else Direction.UNKNOWN)
            or (surrounding_direction(group.text) if group else Direction.UNKNOWN)
            or self._around
        )
        needed = layout.peer is not None or stated
        if needed and not way and not quiet and layout.source is None and layout.destination is None:
            said = f"the direction {stated!r} is not known" if stated else "the direction is not stated"
            done = "neither end is stated" if self.names_peer(statement) else "the path is taken as inbound"
            self.findings.tell("direction-unknown", statement, f"{said}; {done}", self._remedy())
        return way

    def names_peer(self, statement: Statement) -> bool:
        """Tell whether a row names whom the table's machine talks to, on whichever side."""
        return cell(statement.cells, self.table.layout.peer).casefold() not in NOBODY

    def _words(self, cells: tuple[str, ...]) -> str:
        """Return what a row says of its direction; "No" under "Bidirectional" leaves open which of the two it is."""
        layout, stated = self.table.layout, cell(cells, self.table.layout.direction)
        return "" if layout.two_way and is_answer(stated) and not says_yes(stated) else stated

    def _described(self, purpose: str) -> Direction:
        """Return the direction with which a description begins, in so many words or by whom connections come from."""
        match = COMING_FROM.match(purpose)
        if match and self.owner and match[1].casefold() in self.owner.name.casefold().split():
            return Direction.OUTBOUND
        return opening_direction(purpose)

    def _remedy(self) -> str:
        """Say by which roles the paths of the table go one way."""
        layout, texts = self.table.layout, self.table.columns
        columns = ((layout.direction, "other"), (layout.peer, "source"))
        roles = {texts[at] or column_number(at): role for at, role in columns if at is not None}
        also = "; or `destination`, where the peer listens" if layout.peer is not None else ""
        setting = json.dumps(roles, ensure_ascii=False)
        return f"Check the original page; if all paths of the table go this way, set `roles: {setting}`{also}."
