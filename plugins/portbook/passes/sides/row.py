"""Say who is at the two ends of a row, and who of them opens the connection.

A cell that names both counts before the columns, and these before the words around the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from portbook.diagnostics import shorten
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.layout.lanes import Lane
from portbook.passes.sides.end import UNSPECIFIED, End, Sides, cell, named
from portbook.passes.sides.one_sided import TableOwner
from portbook.passes.sides.phrases import Phrases, agree, drawn, phrase
from portbook.passes.sides.ways import Ways
from portbook.vocabulary.directions import (
    Direction,
    ends_by_arrow,
    ends_in_words,
    leads_both_ways,
    names_both_ends,
    points_back,
)
from portbook.vocabulary.headers import Role

OTHER_ENDS = "names other ends than the columns for them, which count"
TURNED = "leads from the destination to the source; the columns of the ends count"


@dataclass(slots=True)
class RowEnds:
    """Find the ends of the rows of one table."""

    table: RoleTable
    owner: TableOwner
    ways: Ways
    phrases: Phrases

    def each(self, statement: Statement) -> Iterator[tuple[End, End]]:
        """Yield the ends of a row; where connections are opened both ways, each way."""
        source, destination, way = self._sides(statement)
        yield source, destination
        if way is Direction.BOTH and source != destination:
            yield destination.at(Role.SOURCE), source.at(Role.DESTINATION)

    def of_lane(self, statement: Statement, lane: Lane) -> tuple[End, End]:
        """Return the ends of a row in one of the directions for which the table has columns."""
        source, destination, _ = self._one_sided(statement, lane.direction, lane.peer)
        return source, destination

    def _sides(self, statement: Statement) -> Sides:
        cells, layout = statement.cells, self.table.layout
        if all(ends_by_arrow(text := drawn(self.table, cells))):
            return self.phrases.of(statement, text)
        way = self.ways.stated(cells)
        if layout.source is not None and layout.destination is not None:
            return (
                self._named(statement, layout.source, Role.SOURCE, layout.source_process),
                self._named(statement, layout.destination, Role.DESTINATION, layout.destination_process),
                self._way_between(statement, way),
            )
        if layout.source is not None or layout.destination is not None:
            both = names_both_ends(text := cell(cells, layout.direction))
            return self.phrases.completing(statement, text) if both else self._one_sided(statement, way)
        if any(ends_in_words(text := phrase(self.table, cells))):
            return self.phrases.of(statement, text)
        if self.phrases.are_usual and not way:
            return self.phrases.left_out(statement)
        return self._one_sided(statement, way)

    def _way_between(self, statement: Statement, way: Direction) -> Direction:
        """Return whether the direction between two ends is both ways, and report one that contradicts their columns."""
        cells, layout = statement.cells, self.table.layout
        stated = cell(cells, layout.direction)
        source, destination = cell(cells, layout.source), cell(cells, layout.destination)
        first, second = ends_in_words(stated)
        is_both = leads_both_ways(stated)
        strange = first != "" and any(
            end and not (agree(end, first) or agree(end, second)) for end in (source, destination)
        )
        if way is Direction.BOTH or (is_both and not strange):
            return Direction.BOTH
        turned = points_back(stated) or (
            agree(first, destination) and agree(second, source) and not agree(first, source)
        )
        if said := OTHER_ENDS if is_both else TURNED if turned else "":
            self.owner.findings.tell("direction-unknown", statement, f"{shorten(stated)!r} {said}")
        return Direction.UNKNOWN

    def _one_sided(self, statement: Statement, way: Direction, column: int | None = None) -> Sides:
        """Return the ends of a row that names one of them, or none; the direction says which one that is.

        ``column`` names whom the table's machine talks to in this direction, where there is one for each.
        """
        layout, owner, stated = self.table.layout, self.owner, bool(way)
        column = layout.peer if column is None else column
        way = way or self.ways.around(statement)
        if layout.source is not None:
            source = self._named(statement, layout.source, Role.SOURCE, layout.source_process)
            outward = way is Direction.OUTBOUND and not owner.is_named(statement)
            other = owner.peer(statement, None, Role.DESTINATION, stated) if outward else None
            return source, other or owner.owner(statement, Role.DESTINATION, stated), way
        if layout.destination is not None:
            destination = self._named(statement, layout.destination, Role.DESTINATION, layout.destination_process)
            inward = way is Direction.INBOUND and not owner.is_named(statement)
            other = owner.peer(statement, None, Role.SOURCE, stated) if inward else None
            return other or owner.owner(statement, Role.SOURCE, stated), destination, way
        if not way and self.ways.names_peer(statement):
            return UNSPECIFIED, UNSPECIFIED, way
        if way is Direction.OUTBOUND:
            destination = owner.peer(statement, column, Role.DESTINATION, stated)
            return owner.owner(statement, Role.SOURCE, stated), destination, way
        source = owner.peer(statement, column, Role.SOURCE, stated)
        return source, owner.owner(statement, Role.DESTINATION, stated), way

    def _named(self, statement: Statement, column: int, role: Role, process: int | None = None) -> End:
        return named(statement, self.table.roles, column, process, role)
