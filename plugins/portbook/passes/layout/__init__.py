"""Which column of a table says what, once the role of each is known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import itemgetter

from portbook.passes.layout.lanes import Lane, PortColumn, lanes, names_both_ends, port_columns
from portbook.vocabulary.headers import (
    HOSTS,
    NAMES,
    PROGRAMS,
    PROTOCOL,
    QUALIFIERS,
    TWO_WAY,
    Role,
    header_transports,
    is_tick_header,
    plain_header,
    spelled_role,
)
from portbook.vocabulary.protection import Asks, asked

Plain = Callable[[tuple[str, ...]], tuple[str, ...]]
"""What takes the words of a path out of the cells of a row."""


@dataclass(frozen=True)
class Layout:
    """Hold the role of each column, and the index of the column that says each thing; None where no column does."""

    roles: tuple[str, ...]
    source: int | None
    destination: int | None
    peer: int | None
    """Whom the machine of the table talks to; beside a column of sources or destinations, that is a detail."""
    direction: int | None
    two_way: bool
    """Whether the column of the direction ticks what is opened both ways."""
    host: int | None
    """The machine on which a port is open."""
    process: int | None
    """What listens there, or the process at the end whose column stands before it."""
    source_process: int | None
    destination_process: int | None
    ports: tuple[PortColumn, ...]
    lanes: tuple[Lane, ...]
    """What the columns say of each direction, where some have a direction of their own."""
    transport: int | None
    ticks: tuple[tuple[int, tuple[str, ...]], ...]
    """The columns that tick the transports which their headers name."""
    application: int | None
    security: int | None
    securities: tuple[int, ...]
    """All columns of protection, each of which counts: ``Encryption`` beside ``Authentication``."""
    protections: tuple[tuple[int, str], ...]
    """The same with their headers; none where a single one asks for security in general, so that its cells tell."""
    purpose: int | None
    actions: tuple[int, ...]
    """The columns that say whether traffic is let through."""
    undecided: int | None
    """The column named "Protocol", which holds transports in some rows and application protocols in others."""

    @cached_property
    def plain(self) -> Plain | None:
        """Return what takes source, destination, port, transport, application and security out of a row.

        The row has an empty cell added at its end, for what no column says. None where a row may be several paths, or
        leaves an end to the words around it.
        """
        special = (self.direction, self.source_process, self.destination_process)
        several = len(self.ports) != 1 or not self.ports[0].is_plain or bool(self.ticks)
        if self.source is None or self.destination is None or several or special != (None, None, None):
            return None
        others = (self.transport, self.application, self.security)
        columns = (self.source, self.destination, self.ports[0].at, *others)
        return itemgetter(*(-1 if column is None else column for column in columns))

    @cached_property
    def names(self) -> tuple[int, ...]:
        """Return the columns of machines and processes that a row may name at neither end of its paths."""
        columns = (self.host, self.process, self.peer, self.source_process, self.destination_process)
        return tuple(at for at in columns if at is not None)

    @cached_property
    def consumed(self) -> frozenset[int]:
        """Return the columns whose cells make up a flow; those of all others are its details."""
        ends = (self.source, self.destination, *self.names)
        others = (self.transport, self.application)
        named = (*(at for column in self.ports for at in column.columns), *(at for at, _ in self.ticks))
        faced = (lane.peer for lane in self.lanes)
        return frozenset(index for index in (*ends, *others, *self.securities, *named, *faced) if index is not None)

    @cached_property
    def _ticked(self) -> tuple[Lane, ...]:
        return tuple([lane for lane in self.lanes if lane.tick is not None])

    def opens_nothing(self, cells: Sequence[str]) -> bool:
        """Tell whether a row ticks neither direction, where the table has a column for each."""
        return len(self._ticked) > 1 and not any(lane.is_filled(cells) for lane in self._ticked)

    @cached_property
    def repeated(self) -> tuple[int, ...]:
        """Return the columns whose role another column has taken."""
        used = {*self.consumed, self.direction, self.purpose, *(lane.tick for lane in self.lanes)}
        return tuple(index for index, role in enumerate(self.roles) if index not in used and role not in DETAILS)

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, roles: tuple[str, ...], headers: tuple[str, ...]) -> "Layout":
        """Lay out the columns of a table by their roles. Many tables have the same headers."""
        where: dict[str, list[int]] = {}
        for index, role in enumerate(roles):
            where.setdefault(role, []).append(index)

        def first(role: str) -> int | None:
            return where.get(role, [None])[0]

        hosts = [i for i in where.get(Role.COMPONENT, ()) if _is_host(headers[i], roles[i : i + len(FACING)])]
        processes = [i for i in where.get(Role.COMPONENT, ()) if i not in hosts]
        both = names_both_ends(where, headers)
        ticks = [i for i in where.get(Role.TRANSPORT, ()) if is_tick_header(headers[i])]
        ports = port_columns(where, headers)
        faced = lanes(where, headers, ports)
        if faced:
            ports = tuple(column for column in ports if any(column in lane.ports for lane in faced))
        peers, ticked = {lane.peer for lane in faced}, {lane.tick for lane in faced}
        direction = next((i for i in where.get(Role.DIRECTION, ()) if i not in ticked), None)
        ends = [_qualifier(where.get(role, []), headers, processes if both else []) for role in ENDS]
        source, destination = (next((i for i in where.get(role, ()) if i not in peers), None) for role in ENDS)
        return cls(
            roles=roles,
            source=source,
            destination=destination,
            peer=first(Role.PEER) if source is None and destination is None else None,
            direction=direction,
            two_way=direction is not None and plain_header(headers[direction]) in TWO_WAY,
            host=None if both or not hosts else hosts[0],
            process=None if both or not processes else processes[0],
            source_process=ends[0],
            destination_process=ends[1],
            ports=ports,
            lanes=faced,
            transport=next((i for i in where.get(Role.TRANSPORT, ()) if i not in ticks), None),
            ticks=tuple((index, header_transports(headers[index])) for index in ticks),
            application=first(Role.APPLICATION),
            security=first(Role.SECURITY),
            securities=tuple(where.get(Role.SECURITY, ())),
            protections=_protections(where.get(Role.SECURITY, ()), headers),
            purpose=next(
                (i for i in where.get(Role.PURPOSE, ()) if plain_header(headers[i]) not in NAMES | PROGRAMS), None
            ),
            actions=tuple(where.get(Role.ACTION, ())),
            undecided=next((i for i, text in enumerate(headers) if spelled_role(text) == PROTOCOL), None),
        )


ENDS = (Role.SOURCE, Role.DESTINATION)
FACING = (Role.COMPONENT, Role.DIRECTION, Role.PEER)
"""Columns of which the first names a machine, whatever it is called: arrows lead from it to its peer, or back."""
DETAILS = (Role.OTHER, Role.PURPOSE, Role.COMPONENT, Role.ACTION)


def _is_host(header: str, roles: tuple[str, ...]) -> bool:
    return plain_header(header) in HOSTS or (spelled_role(header) is None and roles == FACING)


def _protections(columns: Sequence[int], headers: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Return columns of protection with their headers, where these make a difference."""
    if len(columns) == 1 and asked(headers[columns[0]]) is Asks.SECURITY:
        return ()
    return tuple((at, headers[at]) for at in columns)


def _qualifier(columns: list[int], headers: Sequence[str], processes: Sequence[int]) -> int | None:
    """Return the column that names the process at an end: a second column of that end, or one right behind it."""
    named = (index for index in columns[1:] if QUALIFIERS.match(plain_header(headers[index])))
    return next(named, next((index for index in processes if index - 1 in columns[:1]), None))
