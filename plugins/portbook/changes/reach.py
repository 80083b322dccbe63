"""Which ports are open between two machines: what a flow adds to them, and what it leaves without a use."""

from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass

from portbook.changes.meaning import End, Meaning, between
from portbook.changes.side import Grouped
from portbook.model import Endpoint, Flow, Kind, PortRange, PortSet

Way = tuple[tuple[str, ...], tuple[str, ...], str]
"""From one machine to another, by one transport; the transport is empty where none is stated."""


@dataclass(frozen=True, slots=True)
class Ports:
    """Hold ports of one transport, which is empty where none is stated."""

    transport: str
    ports: PortSet

    def __str__(self) -> str:
        return f"{self.ports} {self.transport}".strip()


class Reach:
    """Know every port that the flows of a book use between machines, whatever process or protocol uses it."""

    def __init__(self, groups: Grouped, wanted: Set[tuple[str, str]]) -> None:
        """Take the flows between the machines that somebody asks for."""
        self._all, self._required = _Used(), _Used()
        for item, flows in groups.items():
            if between(item) not in wanted:
                continue
            for way in _ways(item, flows[0]):
                for used in (self._all,) if flows[0].optional else (self._all, self._required):
                    used.take(way, item, flows[0])

    def opened_by(self, item: Meaning, flow: Flow) -> tuple[Ports, ...]:
        """Return what a flow of the other book uses and no flow here does for certain.

        What is optional here opens nothing for what is required there. Ports that are no numbers are the same by their
        word alone, and so are transports that nobody states.
        """
        used = self._all if flow.optional else self._required
        return tuple(filter(None, (_lacking(way, item, flow, [way], used) for way in _ways(item, flow))))

    def closed_without(self, item: Meaning, flow: Flow) -> tuple[Ports, ...]:
        """Return what a flow of the other book uses and no flow here can: ``Varies`` may be any port."""
        found = []
        for way in _ways(item, flow):
            transports = self._all.transports.get(way[:2], ()) if not way[2] else ("", way[2])
            near = [(*way[:2], transport) for transport in transports]
            if flow.ports.symbol is not None or not any(map(self._all.vague, near)):
                found.append(_lacking(way, item, flow, near, self._all))
        return tuple(filter(None, found))


class _Used:
    """Hold the ports that some flows use, by their way."""

    def __init__(self) -> None:
        self.transports: dict[tuple[tuple[str, ...], ...], set[str]] = {}
        self._ranges: dict[Way, list[PortRange]] = {}
        self._symbols: dict[Way, set[str]] = {}
        self._joined: dict[Way, tuple[PortRange, ...]] = {}

    def take(self, way: Way, item: Meaning, flow: Flow) -> None:
        self.transports.setdefault(way[:2], set()).add(way[2])
        self._ranges.setdefault(way, []).extend(flow.ports.ranges)
        if flow.ports.symbol is not None:
            self._symbols.setdefault(way, set()).add(item.ports[1])

    def vague(self, way: Way) -> bool:
        """Tell whether a flow may use any port."""
        return way in self._symbols

    def named(self, way: Way, symbol: str) -> bool:
        return symbol in self._symbols.get(way, ())

    def ranges(self, way: Way) -> tuple[PortRange, ...]:
        if way not in self._joined:
            found = self._ranges.get(way)
            self._joined[way] = PortSet.of(found).ranges if found else ()
        return self._joined[way]


def _lacking(way: Way, item: Meaning, flow: Flow, near: list[Way], used: _Used) -> Ports | None:
    """Return what of a flow's ports none of the ways near it uses."""
    if flow.ports.symbol is not None:
        return None if any(used.named(other, item.ports[1]) for other in near) else Ports(way[2], flow.ports)
    left: list[PortRange] = list(flow.ports.ranges)
    for other in near:
        left = [piece for part in left for piece in _without(part, used.ranges(other))]
    return Ports(way[2], PortSet(tuple(left))) if left else None


def _ways(item: Meaning, flow: Flow) -> list[Way]:
    ends = _machine(item.source, flow.source), _machine(item.destination, flow.destination)
    return [(*ends, transport) for transport in item.transports or ("",)]


def _machine(key: End, end: Endpoint) -> tuple[str, ...]:
    """Return what a firewall knows of an end; two that nobody names are the same in all their words alone."""
    return key if end.kind is Kind.UNSPECIFIED else key[:1]


def _without(item: PortRange, open_: tuple[PortRange, ...]) -> list[PortRange]:
    """Return the parts of a range that lie outside of sorted disjoint ranges."""
    left, first = [], item.first
    at = max(0, bisect_right(open_, item.first, key=lambda other: other.first) - 1)
    while at < len(open_) and open_[at].first <= item.last:
        other = open_[at]
        if other.first > first:
            left.append(PortRange(first, other.first - 1))
        first = max(first, other.last + 1)
        at += 1
    if first <= item.last:
        left.append(PortRange(first, item.last))
    return left
