"""Say of each row who opens the connection and who listens: by its columns, its direction, and the table's owner.

What a row does not state comes from the words around the table, and each path remembers which.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Report, shorten
from portbook.model import Binding, Derived
from portbook.passes.columns import column_number, is_number
from portbook.passes.draft import Draft, Path, RoleTable, Statement, place_of
from portbook.passes.lanes import Lane, PortColumn
from portbook.passes.layout import Plain
from portbook.passes.namesakes import find_namesakes
from portbook.passes.owners import Ends, Owner, direction_around, ends_of_group, find_ends, joined, known_names
from portbook.passes.ports import sorted_terms
from portbook.passes.settings import Settings
from portbook.vocabulary.answers import is_answer, says_yes
from portbook.vocabulary.directions import (
    Direction,
    direction,
    ends_by_arrow,
    ends_in_words,
    leads_both_ways,
    opening_direction,
    spoken_direction,
)
from portbook.vocabulary.headers import Role, plain_header
from portbook.vocabulary.port_headers import PortHeader, says_whose
from portbook.vocabulary.ports import NOT_STATED

COMING_FROM = re.compile(r"(?:\w+ )?(?:connections?|traffic) from (?:the |an? )?(\S+)", re.IGNORECASE)
NOBODY = NOT_STATED | {"/", "none", ""}


@dataclass(frozen=True, slots=True)
class End:
    """Hold the words for one end of a path, and what they were taken from where the row does not state them."""

    text: str = ""
    derived: tuple[Derived, ...] = ()

    def at(self, role: Role) -> "End":
        """Return the same words for the end of another role."""
        return End(self.text, tuple(replace(item, role=role) for item in self.derived)) if self.derived else self


UNSPECIFIED = End()
NAMING = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER})
"""Columns whose names are those of the other end, so that a title among them names no owner."""
ABOVE = frozenset({Role.PORT, Role.TRANSPORT, Role.APPLICATION, Role.SECURITY})
"""Columns whose words may come from the row above, other than those of the ends."""
BOTH_ENDS = frozenset({Role.SOURCE, Role.DESTINATION})


def run(draft: Draft, report: Report) -> Draft:
    """Find the paths that the statements make."""
    settings = {page.path: Settings(page, report) for page in draft.pages}
    open_sides = any(not BOTH_ENDS.issubset(table.roles) for table in draft.tables)
    known = known_names(draft) if open_sides else frozenset()
    shared = find_namesakes(draft)
    sides = [
        _Sides(table, settings[table.page.path], report, known, shared.get(at, frozenset()))
        for at, table in enumerate(draft.tables)
    ]
    paths = tuple([path for statement in draft.statements for path in sides[statement.table].paths(statement)])
    return replace(draft, paths=paths)


@dataclass(slots=True)
class _Sides:
    """Find the ends of the rows of one table."""

    table: RoleTable
    settings: Settings
    report: Report
    known: frozenset[str]
    """What the tables call machines, lower case."""
    namesakes: frozenset[str]
    """The processes, lower case, that stand under other headings as well."""
    around: Ends = field(init=False)
    """What the words around the table say of its ends."""
    direction: Direction = field(init=False)
    _told: set[str] = field(default_factory=set)
    """Findings that were made for this table already."""

    def __post_init__(self) -> None:
        layout = self.table.layout
        both = layout.source is not None and layout.destination is not None
        self.around = Ends() if both else find_ends(self.table, self.settings, self.known)
        if self.table.unknown_ends and not self._configured:
            self.around = Ends()
        self.direction = Direction.UNKNOWN if both else direction_around(self.table)

    def paths(self, statement: Statement) -> Iterable[Path]:
        """Return the paths of a row: one as it stands in a plain table, else whatever ends and ports make."""
        plain = self.table.layout.plain
        several = plain is None or statement.derived or all(ends_by_arrow(self._drawn(statement.cells)))
        return self._several(statement) if plain is None or several else (self._one(statement, plain),)

    def _one(self, statement: Statement, plain: Plain) -> Path:
        source, destination, port, transport, application, security = plain((*statement.cells, ""))
        beside = self.table.layout.ports[0].header.transports
        if self.table.layout.undecided is not None:
            transport, application = self._protocols(statement.cells)
        beside = beside if port else ()
        return Path(
            statement, source, destination, port, transport, application, security, beside, notes=statement.notes
        )

    def _several(self, statement: Statement) -> Iterator[Path]:
        """Yield a path for each pair of ends and each column of ports that a row fills."""
        cells, layout = statement.cells, self.table.layout
        transport, application = self._protocols(cells)
        security = _cell(cells, layout.security)
        other = tuple(item for item in statement.derived if item.role in ABOVE)
        for source, destination, column in dict.fromkeys(self._openings(statement)):
            header = column.header if column else PortHeader()
            said = self._said_by_header(column, application, security)
            yield Path(
                statement,
                source.text,
                destination.text,
                column.words(cells) if column else "",
                transport,
                application or header.application,
                security or header.security,
                header.transports,
                (*source.derived, *destination.derived, *other, *said),
                statement.notes,
            )

    def _said_by_header(self, column: PortColumn | None, application: str, security: str) -> tuple[Derived, ...]:
        """Return what the header of a port says of its protocol and protection, where the row itself says nothing."""
        if column is None or column.is_plain:
            return ()
        header, origin = column.header, f'header "{column.text}"'
        said = ((Role.APPLICATION, header.application, application), (Role.SECURITY, header.security, security))
        return tuple(
            Derived(role, Binding.INFERRED, origin, self.table.line) for role, stated, own in said if stated and not own
        )

    def _openings(self, statement: Statement) -> Iterator[tuple[End, End, PortColumn | None]]:
        """Yield the ends and the column of ports of each path that a row states."""
        layout = self.table.layout
        lanes = self._lanes(statement) if layout.lanes else []
        for lane in lanes:
            source, destination, _ = self._one_sided(statement, lane.direction, lane.peer)
            for column in self._filled(lane.ports, statement.cells):
                yield source, destination, column
        if not lanes:
            for source, destination in self._ends(statement):
                for column in self._filled(layout.ports, statement.cells):
                    yield source, destination, column

    def _lanes(self, statement: Statement) -> list[Lane]:
        """Return the directions that a row fills; where it states its direction in words, that one alone."""
        cells, lanes = statement.cells, self.table.layout.lanes
        one_sided = self.table.layout.direction is not None
        if one_sided or any(says_whose(column.text) for lane in lanes for column in lane.ports):
            way = self._stated_way(cells) or self._way_around(statement, quiet=not one_sided)
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

    def _filled(self, columns: Sequence[PortColumn], cells: tuple[str, ...]) -> list[PortColumn | None]:
        """Return the columns of ports that say anything in a row; at least one."""
        filled = [column for column in columns if column.words(cells)]
        if len(filled) < 2:
            return [*filled] or [None]
        stated = [column for column in filled if column.words(cells).casefold() not in NOBODY]
        return [*(stated or [filled[0]._replace(header=PortHeader())])]

    def _ticked(self, cells: tuple[str, ...]) -> str:
        """Return the transports that a row ticks, in the words of their headers."""
        return ", ".join(name for at, named in self.table.layout.ticks if says_yes(cells[at]) for name in named)

    def _protocols(self, cells: tuple[str, ...]) -> tuple[str, str]:
        """Return the words for the transport and for the protocol; one column may hold both."""
        layout = self.table.layout
        transport, application = _cell(cells, layout.transport), _cell(cells, layout.application)
        if layout.undecided is not None and None in (layout.transport, layout.application):
            transport, application = sorted_terms(transport or application, layout.transport is not None)
        if layout.ticks:
            transport = ", ".join(filter(None, (transport, self._ticked(cells))))
        return transport, application

    def _ends(self, statement: Statement) -> Iterator[tuple[End, End]]:
        """Yield the ends of a row; where connections are opened both ways, each way."""
        source, destination, way = self._sides(statement)
        yield source, destination
        if way is Direction.BOTH and source != destination:
            yield destination.at(Role.SOURCE), source.at(Role.DESTINATION)

    def _sides(self, statement: Statement) -> tuple[End, End, Direction]:
        """Return the two ends of a row and the direction that it states."""
        cells, layout = statement.cells, self.table.layout
        way = self._stated_way(cells)
        if all(ends_by_arrow(drawn := self._drawn(cells))):
            return self._phrased(statement, drawn)
        if layout.source is not None and layout.destination is not None:
            return (
                self._named(statement, layout.source, layout.source_process, Role.SOURCE),
                self._named(statement, layout.destination, layout.destination_process, Role.DESTINATION),
                way if way is Direction.BOTH else Direction.UNKNOWN,
            )
        neither = layout.source is None and layout.destination is None
        if neither and any(ends_in_words(phrase := self._phrase(cells))):
            return self._phrased(statement, phrase)
        return self._one_sided(statement, way)

    def _stated_way(self, cells: tuple[str, ...]) -> Direction:
        """Return the direction that the column for it states."""
        stated = self._direction_words(cells)
        if self.table.layout.two_way and says_yes(stated):
            return Direction.BOTH
        return direction(stated) or (spoken_direction(stated) if opening_direction(stated) else Direction.UNKNOWN)

    def _direction_words(self, cells: tuple[str, ...]) -> str:
        """Return what a row says of its direction; "No" under "Bidirectional" leaves open which of the two it is."""
        layout, stated = self.table.layout, _cell(cells, self.table.layout.direction)
        return "" if layout.two_way and is_answer(stated) and not says_yes(stated) else stated

    def _drawn(self, cells: tuple[str, ...]) -> str:
        """Return the only end that a row names, for it may hold both with an arrow between them."""
        layout = self.table.layout
        ends = [text for at in (layout.source, layout.destination) if (text := _cell(cells, at))]
        return ends[0] if len(ends) == 1 else ""

    def _phrase(self, cells: tuple[str, ...]) -> str:
        """Return the cell that names ends together with the direction, as in ``Outbound from the press``."""
        layout = self.table.layout
        stated, peer = _cell(cells, layout.direction), _cell(cells, layout.peer)
        combined = layout.peer is not None and "direction" in plain_header(self.table.columns[layout.peer])
        ends = ends_in_words(stated)
        if any(ends) and (not peer or (all(ends) and peer.casefold() in map(str.casefold, ends))):
            return stated
        return peer if combined or spoken_direction(peer) or all(ends_by_arrow(peer)) else ""

    def _phrased(self, statement: Statement, phrase: str) -> tuple[End, End, Direction]:
        """Return the ends of a phrase; ``Inbound from the press`` leaves out whom the table speaks of."""
        source, destination = ends_in_words(phrase)
        way = spoken_direction(phrase)
        ends = End(source), End(destination)
        if not destination and way is Direction.INBOUND:
            return ends[0], self._owner(statement, Role.DESTINATION, stated=True), Direction.UNKNOWN
        if not source and way is Direction.OUTBOUND:
            return self._owner(statement, Role.SOURCE, stated=True), ends[1], Direction.UNKNOWN
        return *ends, Direction.BOTH if leads_both_ways(phrase) else Direction.UNKNOWN

    def _one_sided(self, statement: Statement, way: Direction, named: int | None = None) -> tuple[End, End, Direction]:
        """Return the ends of a row that names one of them, or none; the direction says which one that is.

        ``named`` is the column of whom the table's machine talks to in this direction, where there is one for each.
        """
        layout, stated = self.table.layout, bool(way)
        other = layout.peer if named is None else named
        way = way or self._way_around(statement)
        if layout.source is not None:
            peer = self._named(statement, layout.source, None, Role.SOURCE)
            if way is Direction.OUTBOUND:
                return peer, self._peer(statement, None, Role.DESTINATION, stated), way
            return peer, self._owner(statement, Role.DESTINATION, stated), way
        if layout.destination is not None:
            peer = self._named(statement, layout.destination, None, Role.DESTINATION)
            if way is Direction.INBOUND:
                return self._peer(statement, None, Role.SOURCE, stated), peer, way
            return self._owner(statement, Role.SOURCE, stated), peer, way
        if way is Direction.OUTBOUND:
            peer = self._peer(statement, other, Role.DESTINATION, stated)
            return self._owner(statement, Role.SOURCE, stated), peer, way
        peer = self._peer(statement, other, Role.SOURCE, stated)
        return peer, self._owner(statement, Role.DESTINATION, stated), way

    def _peer(self, statement: Statement, column: int | None, role: Role, stated: bool) -> End:
        """Return whom the table's machine talks to: by its column, or by words such as ``Inbound from the press``."""
        fixed = None if stated or column is not None else self._ends_around(statement).fixed(role)
        if fixed is None:
            return self._named(statement, column, None, role)
        self._tell_peer(fixed, role, statement)
        return End(fixed.name, (fixed.derived(role),))

    def _ends_around(self, statement: Statement) -> Ends:
        """Return the ends by the title of a group of rows, and by the words around the table."""
        named = self._configured or self.table.unknown_ends or self.table.roles[0] in NAMING
        if statement.group is None or named:
            return self.around
        return joined(ends_of_group(statement.group, self.known), self.around)

    @property
    def _configured(self) -> bool:
        owner = self.around.owner
        return owner is not None and owner.binding is Binding.CONFIGURED and owner.strong

    def _way_around(self, statement: Statement, *, quiet: bool = False) -> Direction:
        """Return the direction by other words than those of its column: of a description, a title, the page."""
        layout = self.table.layout
        stated, group = self._direction_words(statement.cells), statement.group
        way = (
            (self._described(_cell(statement.cells, layout.purpose)) if not stated else Direction.UNKNOWN)
            or (spoken_direction(group.text) if group else Direction.UNKNOWN)
            or self.direction
        )
        needed = layout.peer is not None or stated
        if needed and not way and not quiet and layout.source is None and layout.destination is None:
            said = f"the direction {stated!r} is not known" if stated else "the direction is not stated"
            remedy = self._way_remedy()
            self._tell("direction-unknown", statement, f"{said}; the path is taken as inbound", remedy)
        return way

    def _way_remedy(self) -> str:
        """Say by which roles the paths of the table go one way."""
        layout, texts = self.table.layout, self.table.columns
        columns = ((layout.direction, "other"), (layout.peer, "source"))
        named = {texts[at] or column_number(at): role for at, role in columns if at is not None}
        also = "; or `destination`, where the peer listens" if layout.peer is not None else ""
        roles = json.dumps(named, ensure_ascii=False)
        return f"Check the original page; if all paths of the table go this way, set `roles: {roles}`{also}."

    def _described(self, purpose: str) -> Direction:
        """Return the direction with which a description begins, in so many words or by whom connections come from."""
        match = COMING_FROM.match(purpose)
        owner = self.around.owner
        if match and owner and match[1].casefold() in owner.name.casefold().split():
            return Direction.OUTBOUND
        return opening_direction(purpose)

    def _named(self, statement: Statement, column: int | None, process: int | None, role: Role) -> End:
        """Return the end that a column names, with its process where a column names that."""
        text = _cell(statement.cells, column)
        if column is None or not text:
            return UNSPECIFIED
        taken = {self.table.roles[at] for at in (column, process) if at is not None}
        derived = tuple(replace(item, role=role) for item in statement.derived if item.role in taken)
        return End(_with_process(text, _cell(statement.cells, process)), derived)

    def _owner(self, statement: Statement, role: Role, stated: bool) -> End:
        """Return whom the table speaks of: by its columns, by the title of a group of rows, by the words around it."""
        layout = self.table.layout
        host, process = _cell(statement.cells, layout.host), _cell(statement.cells, layout.process)
        if host.casefold() not in NOBODY:
            return self._named(statement, layout.host, layout.process, role)
        owner = self._ends_around(statement).at(role, stated)
        if process.casefold() not in NOBODY:
            end = self._named(statement, layout.process, None, role)
            namesake = end.text.casefold() in self.namesakes
            if owner is None or not (owner.strong or (namesake and owner.origin.startswith("heading"))):
                if namesake:
                    self._tell_namesake(end.text, statement)
                return end
            if not owner.strong:
                self._tell_owner(owner, statement)
            return End(_with_process(owner.name, end.text), (owner.derived(role), *end.derived))
        if owner is None and self.table.unknown_ends:
            return UNSPECIFIED
        if owner is None:
            self._tell(
                "owner-unknown", statement, "neither the row nor the words around the table say whose ports these are"
            )
            return UNSPECIFIED
        self._tell_owner(owner, statement)
        return End(owner.name, (owner.derived(role),))

    def _tell(self, rule: str, statement: Statement, message: str, remedy: str = "") -> None:
        """Report a finding once a table."""
        if message not in self._told:
            self._told.add(message)
            self.report.add(rule, place_of(statement.row), message, remedy)

    def _tell_namesake(self, name: str, statement: Statement) -> None:
        heading = self.table.heading or ""
        said = f"{shorten(name, 60)!r} stands below {shorten(heading, 60)!r} and below other headings"
        entry = json.dumps({heading: heading}, ensure_ascii=False)
        remedy = f"If each has its own, name the machine that a heading means under `owner`: `owner: {entry}`."
        self._tell("owner-unknown", statement, f"{said}; they are taken as one", remedy)

    def _tell_peer(self, peer: Owner, role: Role, statement: Statement) -> None:
        message = f"{shorten(peer.name, 60)!r} is taken as the {role.value}, by the {shorten(peer.origin)}"
        self._tell("owner-inferred", statement, message)

    def _tell_owner(self, owner: Owner, statement: Statement) -> None:
        if owner.binding is Binding.INFERRED:
            message = f"the ports are taken as those of {shorten(owner.name, 60)!r}, by the {shorten(owner.origin)}"
            self._tell("owner-inferred", statement, message)


def _cell(cells: tuple[str, ...], column: int | None) -> str:
    return cells[column] if column is not None else ""


def _with_process(name: str, process: str) -> str:
    return f"{name} ({process})" if process.casefold() not in NOBODY else name
