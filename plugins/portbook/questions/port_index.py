"""Find flows by port: each range of ports lies in few nodes of a tree over all of them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portbook.model import Flow, PortRange
from portbook.model.ports import LAST_PORT

LEAVES = LAST_PORT + 1


@dataclass(frozen=True, slots=True)
class PortIndex:
    """Hold the positions of flows by node of a segment tree, node 1 on top and port N in leaf ``LEAVES + N``."""

    nodes: dict[int, frozenset[int]]
    starts: tuple[tuple[int, int], ...]
    """The first port of each range with the position of its flow, sorted."""
    symbolic: frozenset[int]
    """The flows whose ports are no numbers."""

    @classmethod
    def of(cls, flows: Iterable[Flow]) -> "PortIndex":
        nodes: dict[int, set[int]] = {}
        starts: list[tuple[int, int]] = []
        symbolic = set()
        for position, flow in enumerate(flows):
            if flow.ports.symbol is not None:
                symbolic.add(position)
            for item in flow.ports.ranges:
                starts.append((item.first, position))
                for node in _cover(item):
                    nodes.setdefault(node, set()).add(position)
        held = {node: frozenset(positions) for node, positions in nodes.items()}
        return cls(held, tuple(sorted(starts)), frozenset(symbolic))

    def overlapping(self, wanted: PortRange) -> frozenset[int]:
        """Return the flows with a port of a range: those that hold its first port, and those that begin inside."""
        begin = bisect_right(self.starts, (wanted.first, len(self.starts)))
        end = bisect_right(self.starts, (wanted.last, len(self.starts)))
        inside = {position for _, position in self.starts[begin:end]}
        holding = (self.nodes.get(node, frozenset()) for node in _up(LEAVES + wanted.first))
        return frozenset(inside.union(*holding))


def _up(node: int) -> Iterator[int]:
    while node:
        yield node
        node //= 2


def _cover(item: PortRange) -> Iterator[int]:
    """Yield the fewest nodes that make up a range."""
    low, high = LEAVES + item.first, LEAVES + item.last + 1
    while low < high:
        if low % 2:
            yield low
            low += 1
        if high % 2:
            high -= 1
            yield high
        low, high = low // 2, high // 2
