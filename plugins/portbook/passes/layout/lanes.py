"""Which columns state ports, and which of the columns of a table are about one direction alone.

``Inbound from | Outbound to``, ``Inbound ports | Outbound ports`` and ticks under ``Inbound | Outbound`` say of each
row what is opened in which direction, as far as it fills them.
"""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple

from portbook.vocabulary.answers import says_yes
from portbook.vocabulary.directions import Direction, spoken_direction
from portbook.vocabulary.headers import Role
from portbook.vocabulary.listeners import listens_and_calls, says_who_listens
from portbook.vocabulary.port_headers import Bound, PortHeader, bound, port_header
from portbook.vocabulary.ports import NOT_STATED

Where = Mapping[str, list[int]]
"""The columns of each role."""
WAYS = (Direction.INBOUND, Direction.OUTBOUND)
PEERS = ((Role.SOURCE, Direction.INBOUND), (Role.DESTINATION, Direction.OUTBOUND))
"""The columns that name the other end, by the direction that their header states."""
NOTHING = NOT_STATED | {"", "/", "none", "no"}


class PortColumn(NamedTuple):
    """Hold a column of ports, or the two of the ends of a range, with what its header says of them."""

    at: int
    header: PortHeader = PortHeader()
    text: str = ""
    until: int | None = None
    """The column of the last port, where this is the column of the first."""

    @property
    def columns(self) -> tuple[int, ...]:
        return (self.at,) if self.until is None else (self.at, self.until)

    @property
    def is_plain(self) -> bool:
        """Tell whether a cell says all of its ports, and the header no more than their transports."""
        return self.until is None and not (self.header.application or self.header.security)

    def words(self, cells: Sequence[str]) -> str:
        """Return what a row says of the ports."""
        stated = [cells[at] for at in self.columns if cells[at].casefold() not in NOT_STATED]
        return "-".join(dict.fromkeys(filter(None, stated))) if self.until is not None else cells[self.at]


class Lane(NamedTuple):
    """Hold the columns that are about one direction alone, as seen from the machine that a table speaks of."""

    direction: Direction
    tick: int | None = None
    """The column that says whether connections are opened in this direction."""
    peer: int | None = None
    ports: tuple[PortColumn, ...] = ()

    def is_filled(self, cells: Sequence[str]) -> bool:
        """Tell whether a row states anything of this direction."""
        if self.tick is not None:
            return says_yes(cells[self.tick])
        directed = any(column.header.direction for column in self.ports)
        said = [column.words(cells) for column in self.ports] if directed else []
        if self.peer is not None and not said:
            said = [cells[self.peer]]
        return any(text.casefold() not in NOTHING for text in said)


def port_columns(where: Where, headers: Sequence[str]) -> tuple[PortColumn, ...]:
    """Return the columns of ports: several where their headers say different things of them.

    Of two whose headers say the same, one behind each end, that of the destination counts.
    """
    columns = where.get(Role.PORT, [])
    low, high = ([i for i in columns if bound(headers[i]) is end] for end in (Bound.LOW, Bound.HIGH))
    if len(low) == len(high) == 1:
        return (PortColumn(low[0], port_header(headers[low[0]]), headers[low[0]], high[0]),)
    both_ends = names_both_ends(where, headers)
    behind = where[Role.DESTINATION][0] if both_ends else -1
    own = _has_own_ports(where, headers)
    found: dict[PortHeader, int] = {}
    for index in sorted(columns, key=lambda index: index < behind):
        header = port_header(headers[index])
        if own and says_who_listens(headers[index]):
            header = header._replace(direction=Direction.INBOUND)
        found.setdefault(header._replace(direction=Direction.UNKNOWN) if both_ends else header, index)
    return tuple(
        PortColumn(index, header, headers[index]) for header, index in sorted(found.items(), key=itemgetter(1))
    )


def names_both_ends(where: Where, headers: Sequence[str]) -> bool:
    """Tell whether a table names both ends of its paths, not those of inbound and those of outbound connections."""
    if not where.keys() >= {Role.SOURCE, Role.DESTINATION} or _has_own_ports(where, headers):
        return False
    return any(spoken_direction(headers[where[role][0]]) is not way for role, way in PEERS)


def lanes(where: Where, headers: Sequence[str], ports: Sequence[PortColumn]) -> tuple[Lane, ...]:
    """Return what the columns say of each direction, nothing where none is about one alone."""
    if names_both_ends(where, headers):
        return ()
    own = _has_own_ports(where, headers)
    ticks = {way: index for index in where.get(Role.DIRECTION, ()) if (way := spoken_direction(headers[index]))}
    peers = {
        way: index
        for role, way in PEERS
        for index in where.get(role, ())[:1]
        if own or spoken_direction(headers[index]) is way
    }
    faced = {way: tuple(column for column in ports if column.header.direction is way) for way in WAYS}
    shared = tuple(column for column in ports if not column.header.direction)
    ways = [way for way in WAYS if way in ticks or way in peers or faced[way]]
    alone = len(ways) == 1
    return tuple(
        Lane(way, ticks.get(way), peers.get(way), (*faced[way], *shared) if alone else faced[way] or shared)
        for way in ways
    )


def _has_own_ports(where: Where, headers: Sequence[str]) -> bool:
    ports, sources, destinations = (
        [headers[at] for at in where.get(role, ())] for role in (Role.PORT, Role.SOURCE, Role.DESTINATION)
    )
    return listens_and_calls(ports, sources, destinations)
