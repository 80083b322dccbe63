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
        self._ranges: dict[Way, list[PortRange]] = {}
        self._symbols: dict[Way, set[str]] = {}
        self._joined: dict[Way, tuple[PortRange, ...]] = {}
        for item, flows in groups.items():
            if between(item) in wanted:
                for way in _ways(item, flows[0]):
                    self._ranges.setdefault(way, []).extend(flows[0].ports.ranges)
                    self._symbols.setdefault(way, set()).add(item.ports[1])

    def lacks(self, item: Meaning, flow: Flow) -> tuple[Ports, ...]:
        """Return what a flow uses and no flow here does. Ports that are no numbers are the same by their word alone."""
        found = []
        for way in _ways(item, flow):
            if flow.ports.symbol is not None:
                if item.ports[1] not in self._symbols.get(way, ()):
                    found.append(Ports(way[2], flow.ports))
            elif left := tuple(piece for part in flow.ports.ranges for piece in _without(part, self._of(way))):
                found.append(Ports(way[2], PortSet(left)))
        return tuple(found)

    def _of(self, way: Way) -> tuple[PortRange, ...]:
        if way not in self._joined:
            ranges = self._ranges.get(way)
            self._joined[way] = PortSet.of(ranges).ranges if ranges else ()
        return self._joined[way]


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
