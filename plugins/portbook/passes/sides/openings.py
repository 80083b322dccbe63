"""Say which pairs of ends and columns of ports a row opens, where columns may be about one direction alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portbook.passes.columns import is_number
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.lanes import Lane, PortColumn
from portbook.passes.sides.end import NOBODY, End
from portbook.passes.sides.row import RowEnds
from portbook.passes.sides.ways import Ways
from portbook.vocabulary.directions import Direction
from portbook.vocabulary.port_headers import PortHeader, says_whose


@dataclass(slots=True)
class Openings:
    """Find what the rows of one table open."""

    table: RoleTable
    ways: Ways
    ends: RowEnds

    def each(self, statement: Statement) -> Iterator[tuple[End, End, PortColumn | None]]:
        """Yield the ends and the column of ports of each path that a row states."""
        layout = self.table.layout
        lanes = self._lanes(statement) if layout.lanes else []
        for lane in lanes:
            source, destination = self.ends.of_lane(statement, lane)
            for column in _filled(lane.ports, statement.cells):
                yield source, destination, column
        if not lanes:
            for source, destination in self.ends.each(statement):
                for column in _filled(layout.ports, statement.cells):
                    yield source, destination, column

    def _lanes(self, statement: Statement) -> list[Lane]:
        """Return the directions that a row fills; where it states its direction in words, that one alone."""
        cells, lanes = statement.cells, self.table.layout.lanes
        one_sided = self.table.layout.direction is not None
        if one_sided or any(says_whose(column.text) for lane in lanes for column in lane.ports):
            way = self.ways.stated(cells) or self.ways.around(statement, quiet=not one_sided)
            way = way or (Direction.UNKNOWN if one_sided else self._way_by_ports(cells))
            chosen = [lane for lane in lanes if way in (lane.direction, Direction.BOTH)]
            return chosen if chosen or not way else [Lane(way)]
        filled = [lane for lane in lanes if lane.is_filled(cells)]
        return filled or ([*lanes] if len(lanes) == 1 and lanes[0].tick is None else [])

    def _way_by_ports(self, cells: tuple[str, ...]) -> Direction:
        """Return the direction of the only side whose ports are numbers: nobody listens on any port."""
        numbered = [
            lane.direction for lane in self.table.layout.lanes if any(is_number(c.words(cells)) for c in lane.ports)
        ]
        return numbered[0] if len(numbered) == 1 else Direction.UNKNOWN


def _filled(columns: Sequence[PortColumn], cells: tuple[str, ...]) -> list[PortColumn | None]:
    """Return the columns of ports that say anything in a row; at least one."""
    filled = [column for column in columns if column.words(cells)]
    if len(filled) < 2:
        return [*filled] or [None]
    stated = [column for column in filled if column.words(cells).casefold() not in NOBODY]
    return [*(stated or [filled[0]._replace(header=PortHeader())])]
