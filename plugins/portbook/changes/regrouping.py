"""Flows that are the same in other rows: ``80, 443`` in one cell says what two rows say, one for each port."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from portbook.changes.meaning import Meaning, between
from portbook.model import PortRange, PortSet


@dataclass(slots=True)
class _Said:
    """Hold all that flows say which differ in ports and transports alone: those of each book, and what is unpaired."""

    ways: tuple[dict[str, list[tuple[int, int]]], dict[str, list[tuple[int, int]]]] = field(
        default_factory=lambda: ({}, {})
    )
    symbols: tuple[set[Hashable], set[Hashable]] = field(default_factory=lambda: (set(), set()))
    left: tuple[list[Meaning], list[Meaning]] = field(default_factory=lambda: ([], []))

    def take(self, side: int, item: Meaning) -> None:
        numbers, symbol = item.ports
        for transport in item.transports or ("",):
            self.ways[side].setdefault(transport, []).extend(numbers)
            if not numbers:
                self.symbols[side].add((transport, symbol))

    @property
    def same(self) -> bool:
        """Tell whether both books say the same in sum."""
        return self.symbols[0] == self.symbols[1] and _joined(self.ways[0]) == _joined(self.ways[1])


Regrouping = tuple[tuple[Meaning, ...], tuple[Meaning, ...]]


def regroupings(old: Iterable[Meaning], new: Iterable[Meaning], equal: frozenset[Meaning]) -> list[Regrouping]:
    """Find flows without an equal that say the same in sum, together with those that have one."""
    said: dict[Meaning, _Said] = {}
    for side, meanings in enumerate((old, new)):
        for item in meanings:
            if item not in equal:
                said.setdefault(_key(item), _Said()).left[side].append(item)
    near = {between(key) for key in said}
    for side, meanings in enumerate((old, new)):
        for item in meanings:
            if between(item) in near and (group := said.get(_key(item))):
                group.take(side, item)
    return [
        (tuple(sorted(group.left[0])), tuple(sorted(group.left[1]))) for _, group in sorted(said.items()) if group.same
    ]


def _key(item: Meaning) -> Meaning:
    return item._replace(ports=((), ""), transports=())


def _joined(ways: dict[str, list[tuple[int, int]]]) -> dict[str, PortSet]:
    return {way: PortSet.of(PortRange(*pair) for pair in pairs) for way, pairs in ways.items() if pairs}
