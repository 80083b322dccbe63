"""Chains of flows from one machine to another, shortest first. A chain is not routing: nobody says that it is used."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from portbook.model import Flow, Kind
from portbook.model.names import Named
from portbook.questions.ask import Keeps
from portbook.questions.index import Index

MOST_STEPS = 50_000
"""How many machines a search may visit: a book of many crossing flows has more chains than anybody can read."""


MOST, LONGEST = 10, 4
"""The bounds of a search that sets none."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Say how many chains are looked for, and how many flows one may have."""

    most: int = MOST
    longest: int = LONGEST


@dataclass(frozen=True, slots=True)
class Hop:
    """Hold the flows of a chain from one machine to the next; any of them makes the chain."""

    source: str
    destination: str
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Hold one way through the flows. ``groups`` are passed through: their members need not be one machine."""

    hops: tuple[Hop, ...]
    groups: tuple[str, ...] = ()

    @property
    def machines(self) -> tuple[str, ...]:
        return (self.hops[0].source, *(hop.destination for hop in self.hops))


@dataclass(frozen=True, slots=True)
class Chains:
    """Hold the chains that were found. ``more`` says that the bound of their number, or the search's, was reached."""

    title: str
    found: tuple[Chain, ...]
    bounds: Bounds
    more: bool
    unspecified: int
    """How many flows of the book have an unspecified end: no chain passes through one, but a real path might."""


def chains(
    index: Index, source: Named, target: Named, bounds: Bounds | None = None, keeps: Keeps | None = None
) -> Chains:
    """Find chains of flows from one to another, shortest first, those of one length in the book's order.

    No machine occurs twice in a chain, but for a flow from one to itself. No chain passes through an unspecified end,
    or through those that it goes from and to.
    """
    bounds = bounds or Bounds()
    search = _Search(index, source, target, keeps)
    found: list[Chain] = []
    more = False
    for chain in search.run(bounds.longest):
        if len(found) == bounds.most:
            more = True
            break
        found.append(chain)
    return Chains(f"Chains from {source} to {target}", tuple(found), bounds, more or search.tired, search.unspecified)


@dataclass
class _Search:
    index: Index
    source: Named
    target: Named
    keeps: Keeps | None
    steps: int = 0

    def __post_init__(self) -> None:
        self._near: list[frozenset[str]] = []

    @property
    def tired(self) -> bool:
        return self.steps >= MOST_STEPS

    @property
    def unspecified(self) -> int:
        ends = (self.index.sources, self.index.destinations)
        return len(frozenset().union(*(end.kinds.get(Kind.UNSPECIFIED, frozenset()) for end in ends)))

    @cached_property
    def _groups(self) -> frozenset[str]:
        return frozenset(entry.name for entry in self.index.book.endpoints if entry.kind is Kind.GROUP)

    @cached_property
    def _starts(self) -> dict[str, None]:
        positions = sorted(self.index.sources.at(self.source))
        return dict.fromkeys(self.index.book.flows[at].source.name for at in positions)

    @cached_property
    def _goals(self) -> frozenset[str]:
        flows = self.index.book.flows
        return frozenset(flows[at].destination.name for at in self.index.destinations.at(self.target))

    @cached_property
    def _closed(self) -> frozenset[str]:
        """Return what no chain passes through: the unspecified, and machines that stand at its ends."""
        return self.index.unspecified | frozenset(self._starts) | self._goals

    def run(self, longest: int) -> Iterator[Chain]:
        for length in range(1, longest + 1):
            for start in self._starts:
                yield from self._extend((start,), length)

    def _extend(self, way: tuple[str, ...], left: int) -> Iterator[Chain]:
        """Yield the chains that begin with a way and have so many hops more."""
        for name in self.index.onward.get(way[-1], {}):
            if self.tired:
                return
            self.steps += 1
            if left == 1:
                again = name in way and len(way) > 1
                if name in self._goals and not again and (chain := self._chain((*way, name))):
                    yield chain
            elif name not in self._closed and name not in way and name in self._within(left - 1):
                yield from self._extend((*way, name), left - 1)

    def _within(self, hops: int) -> frozenset[str]:
        """Return the machines from which a goal is so many hops away, filters aside, or fewer."""
        while len(self._near) < hops:
            before = self._near[-1] if self._near else self._goals
            callers = (self.index.callers.get(name, frozenset()) for name in before)
            self._near.append(frozenset().union(*callers) | (before if self._near else frozenset()))
        return self._near[hops - 1]

    def _chain(self, way: tuple[str, ...]) -> Chain | None:
        """Return the chain along a way, or None where a hop has no flow that the ends and filters take."""
        hops: list[Hop] = []
        for source, destination in pairwise(way):
            flows = [self.index.book.flows[at] for at in self.index.onward[source][destination]]
            if not hops:
                flows = [flow for flow in flows if flow.source in self.source]
            if len(hops) == len(way) - 2:
                flows = [flow for flow in flows if flow.destination in self.target]
            if self.keeps:
                flows = [flow for flow in flows if self.keeps(flow)]
            if not flows:
                return None
            hops.append(Hop(source, destination, tuple(flows)))
        return Chain(tuple(hops), tuple(name for name in way[1:-1] if name in self._groups))
