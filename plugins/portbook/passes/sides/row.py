"""Say who is at the two ends of a row, and who of them opens the connection.

A cell that names both counts before the columns, and these before the words around the table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portbook.diagnostics import shorten
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.lanes import Lane
from portbook.passes.sides.end import UNSPECIFIED, End, cell, named
from portbook.passes.sides.owner import TableOwner
from portbook.passes.sides.phrases import agree, drawn, is_table_of_phrases, phrase
from portbook.passes.sides.ways import Ways
from portbook.vocabulary.directions import (
    Direction,
    ends_by_arrow,
    ends_in_words,
    leads_both_ways,
    names_both_ends,
    points_back,
    spoken_direction,
)
from portbook.vocabulary.headers import Role

Sides = tuple[End, End, Direction]
"""The source, the destination, and the direction that a row states, where that may be both."""


@dataclass(slots=True)
class RowEnds:
    """Find the ends of the rows of one table."""

    table: RoleTable
    owner: TableOwner
    ways: Ways
    _phrases: bool = field(init=False)
    """Whether a cell of most rows names both ends."""

    def __post_init__(self) -> None:
        self._phrases = is_table_of_phrases(self.table)

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
            return self._phrased(statement, text)
        way = self.ways.stated(cells)
        if layout.source is not None and layout.destination is not None:
            return (
                self._named(statement, layout.source, Role.SOURCE, layout.source_process),
                self._named(statement, layout.destination, Role.DESTINATION, layout.destination_process),
                self._way_between(statement, way),
            )
        if layout.source is not None or layout.destination is not None:
            named_too = names_both_ends(cell(cells, layout.direction))
            return self._completed(statement) if named_too else self._one_sided(statement, way)
        if any(ends_in_words(text := phrase(self.table, cells))):
            return self._phrased(statement, text)
        if self._phrases and not way:
            return self._left_open(statement)
        return self._one_sided(statement, way)

    def _way_between(self, statement: Statement, way: Direction) -> Direction:
        """Return whether the direction between two ends is both ways, and report one that contradicts their columns."""
        cells, layout = statement.cells, self.table.layout
        stated = cell(cells, layout.direction)
        if way is Direction.BOTH or leads_both_ways(stated):
            return Direction.BOTH
        first, second = ends_in_words(stated)
        source, destination = cell(cells, layout.source), cell(cells, layout.destination)
        turned = agree(first, destination) and agree(second, source) and not agree(first, source)
        if turned or points_back(stated):
            said = f"{shorten(stated)!r} leads from the destination to the source; the columns of the ends count"
            self.owner.findings.tell("direction-unknown", statement, said)
        return Direction.UNKNOWN

    def _completed(self, statement: Statement) -> Sides:
        """Return the ends of a row that names one of them in its column, and both together with the direction."""
        cells, layout = statement.cells, self.table.layout
        text = cell(cells, layout.direction)
        both = leads_both_ways(text)
        source, destination = map(End, ends_in_words(text))
        way = Direction.BOTH if both else Direction.UNKNOWN
        at, role = (layout.destination, Role.DESTINATION) if layout.source is None else (layout.source, Role.SOURCE)
        own = self._named(statement, at, role) if at is not None else UNSPECIFIED
        if not own.text:
            return source, destination, way
        if agree(own.text, source.text) and (role is Role.SOURCE or both):
            return own, destination, way
        if agree(own.text, destination.text) and (role is Role.DESTINATION or both):
            return source, own, way
        said = f"{shorten(text)!r} names other ends than the row, whose other end is left open"
        self.owner.findings.tell("direction-unknown", statement, said)
        return (own, UNSPECIFIED, way) if role is Role.SOURCE else (UNSPECIFIED, own, way)

    def _left_open(self, statement: Statement) -> Sides:
        """Report a row that does not name its ends as the other rows of its table do, and name none."""
        columns = (self.table.layout.direction, self.table.layout.peer)
        stated = next(filter(None, (cell(statement.cells, at) for at in columns)), "")
        said = f"{shorten(stated)!r} does not name both ends of the path" if stated else "the row names no end"
        self.owner.findings.tell("direction-unknown", statement, f"{said}; none is stated")
        return UNSPECIFIED, UNSPECIFIED, Direction.UNKNOWN

    def _phrased(self, statement: Statement, text: str) -> Sides:
        """Return the ends of a phrase; ``Inbound from the press`` leaves out whom the table speaks of."""
        source, destination = ends_in_words(text)
        way = spoken_direction(text)
        if not destination and way is Direction.INBOUND:
            return End(source), self.owner.owner(statement, Role.DESTINATION, stated=True), Direction.UNKNOWN
        if not source and way is Direction.OUTBOUND:
            return self.owner.owner(statement, Role.SOURCE, stated=True), End(destination), Direction.UNKNOWN
        return End(source), End(destination), Direction.BOTH if leads_both_ways(text) else Direction.UNKNOWN

    def _one_sided(self, statement: Statement, way: Direction, column: int | None = None) -> Sides:
        """Return the ends of a row that names one of them, or none; the direction says which one that is.

        ``column`` names whom the table's machine talks to in this direction, where there is one for each.
        """
        layout, owner, stated = self.table.layout, self.owner, bool(way)
        column = layout.peer if column is None else column
        way = way or self.ways.around(statement)
        if layout.source is not None:
            source = self._named(statement, layout.source, Role.SOURCE)
            outward = way is Direction.OUTBOUND
            other = owner.peer(statement, None, Role.DESTINATION, stated) if outward else None
            return source, other or owner.owner(statement, Role.DESTINATION, stated), way
        if layout.destination is not None:
            destination = self._named(statement, layout.destination, Role.DESTINATION)
            inward = way is Direction.INBOUND
            other = owner.peer(statement, None, Role.SOURCE, stated) if inward else None
            return other or owner.owner(statement, Role.SOURCE, stated), destination, way
        if way is Direction.OUTBOUND:
            destination = owner.peer(statement, column, Role.DESTINATION, stated)
            return owner.owner(statement, Role.SOURCE, stated), destination, way
        source = owner.peer(statement, column, Role.SOURCE, stated)
        return source, owner.owner(statement, Role.DESTINATION, stated), way

    def _named(self, statement: Statement, column: int, role: Role, process: int | None = None) -> End:
        return named(statement, self.table.roles, column, process, role)
