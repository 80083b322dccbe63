"""Say which pairs of ends and columns of ports a row opens, where columns may be about one direction alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from portbook.diagnostics import shorten
from portbook.passes.columns import is_number
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.layout.lanes import Lane, PortColumn
from portbook.passes.sides.end import NOBODY, End
from portbook.passes.sides.row import RowEnds
from portbook.passes.sides.ways import Ways
from portbook.vocabulary.directions import Direction
from portbook.vocabulary.listeners import sockets
from portbook.vocabulary.port_directions import ports_by_direction, speaks_of_direction
from portbook.vocabulary.port_headers import PortHeader, says_whose


class Opening(NamedTuple):
    """Hold the two ends of a path, the column of its ports and what that says of them."""

    source: End
    destination: End
    column: PortColumn | None
    ports: str


@dataclass(slots=True)
class Openings:
    """Find what the rows of one table open."""

    table: RoleTable
    ways: Ways
    ends: RowEnds

    def each(self, statement: Statement) -> Iterator[Opening]:
        """Yield the ends and the ports of each path that a row states."""
        cells, layout = statement.cells, self.table.layout
        lanes = self._lanes(statement) if layout.lanes else []
        for lane in lanes:
            ends = self.ends.of_lane(statement, lane)
            if said := [] if lane.ports or lane.peer is None else sockets(cells[lane.peer]):
                yield from (_called(*ends, lane.direction, *each) for each in said)
                continue
            yield from (_opening(*ends, column, cells) for column in _filled(lane.ports, cells))
        if not lanes:
            for column in _filled(layout.ports, cells):
                yield from self._of_column(statement, column)

    def _of_column(self, statement: Statement, column: PortColumn | None) -> Iterator[Opening]:
        """Yield what a column of ports opens, whose cell itself may say which of them are opened in which direction."""
        cells = statement.cells
        words = column.words(cells) if column else ""
        if speaks_of_direction(words):
            if said := self._ways_of_ports(statement, words):
                for way, ports in said:
                    yield Opening(*self.ends.of_lane(statement, Lane(way)), column, ports)
                return
            message = f"the direction in {shorten(words)!r} is not read; its ports are all taken to go the same way"
            self.ends.owner.findings.tell("direction-unknown", statement, message)
        yield from (Opening(*ends, column, words) for ends in self.ends.each(statement))

    def _ways_of_ports(self, statement: Statement, words: str) -> list[tuple[Direction, str]]:
        """Return the ports of each direction, nothing where the row has other words for its ends or directions."""
        layout, stated = self.table.layout, self.ways.stated(statement.cells)
        if (
            layout.source is not None
            or layout.destination is not None
            or stated not in (Direction.UNKNOWN, Direction.BOTH)
        ):
            return []
        if self.ends.phrases.are_usual:
            return []
        both = (Direction.INBOUND, Direction.OUTBOUND)
        said = ports_by_direction(words)
        return [(each, ports) for way, ports in said for each in (both if way is Direction.BOTH else (way,))]

    def _lanes(self, statement: Statement) -> list[Lane]:
        """Return the directions that a row fills; where it states its direction in words, that one alone."""
        cells, lanes = statement.cells, self.table.layout.lanes
        one_sided = self.table.layout.direction is not None
        if one_sided or any(says_whose(column.text) for lane in lanes for column in lane.ports):
            way = self.ways.stated(cells) or self.ways.around(statement, quiet=not one_sided)
            way = way or (Direction.UNKNOWN if one_sided else self._way_by_ports(cells))
            if not way:  # so whom it names tells
                return [lane for lane in lanes if lane.peer is not None and cells[lane.peer].casefold() not in NOBODY]
            return [lane for lane in lanes if way in (lane.direction, Direction.BOTH)] or [Lane(way)]
        filled = [lane for lane in lanes if lane.is_filled(cells)]
        return filled or ([*lanes] if len(lanes) == 1 and lanes[0].tick is None else [])

    def _way_by_ports(self, cells: tuple[str, ...]) -> Direction:
        """Return the direction of the only side whose ports are numbers: nobody listens on any port."""
        numbered = [
            lane.direction for lane in self.table.layout.lanes if any(is_number(c.words(cells)) for c in lane.ports)
        ]
        return numbered[0] if len(numbered) == 1 else Direction.UNKNOWN


def _opening(source: End, destination: End, column: PortColumn | None, cells: tuple[str, ...]) -> Opening:
    return Opening(source, destination, column, column.words(cells) if column else "")


def _called(source: End, destination: End, way: Direction, name: str, ports: str) -> Opening:
    """Return the path to or from a peer that its cell names together with the port."""
    if way is Direction.OUTBOUND:
        return Opening(source, replace(destination, text=name), None, ports)
    return Opening(replace(source, text=name), destination, None, ports)


def _filled(columns: Sequence[PortColumn], cells: tuple[str, ...]) -> list[PortColumn | None]:
    """Return the columns of ports that say anything in a row; at least one."""
    filled = [column for column in columns if column.words(cells)]
    if len(filled) < 2:
        return [*filled] or [None]
    stated = [column for column in filled if column.words(cells).casefold() not in NOBODY]
    return [*(stated or [filled[0]._replace(header=PortHeader())])]
