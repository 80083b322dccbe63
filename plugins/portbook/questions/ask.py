"""The questions about single flows, each a choice of what must match."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from portbook.model import Flow, Kind
from portbook.model.names import Named
from portbook.questions.answer import Answer, Doubt
from portbook.questions.index import Ends, Index
from portbook.questions.wanted import Wanted

Keeps = Callable[[Flow], bool]
"""A filter of flows, as ``model.selection.filter_of`` makes it."""


@dataclass(frozen=True, slots=True)
class Match:
    """Hold which flows meet one condition, and which might: for each doubt its flows."""

    found: frozenset[int]
    doubtful: Mapping[Doubt, frozenset[int]]

    @property
    def size(self) -> int:
        return len(self.found) + sum(map(len, self.doubtful.values()))

    def among(self, some: frozenset[int]) -> frozenset[int]:
        """Return which of some flows meet the condition or might."""
        return (some & self.found).union(*(some & positions for positions in self.doubtful.values()))


def who(index: Index, wanted: Wanted, keeps: Keeps | None = None) -> Answer:
    """Tell who may reach a machine or component, on any port or one of a range."""
    matches = [*_destination(index, wanted.named), *_ports(index, wanted)]
    return _answer(index, f"Who may reach {wanted}", matches, keeps)


def opened(index: Index, named: Named, keeps: Keeps | None = None) -> Answer:
    """Tell what a machine or component may reach."""
    return _answer(index, f"What {named} may reach", [*_source(index, named)], keeps)


def between(index: Index, one: Named, other: Named, keeps: Keeps | None = None) -> tuple[Answer, ...]:
    """Tell which flows go from one to the other, and which go back; within one and the same there is one way."""
    ways = ((one, other),) if one == other else ((one, other), (other, one))
    return tuple(
        _answer(index, f"From {source} to {target}", [*_source(index, source), *_destination(index, target)], keeps)
        for source, target in ways
    )


def port(index: Index, wanted: Wanted, keeps: Keeps | None = None) -> Answer:
    """Tell which flows use a port, or one of a range."""
    return _answer(index, f"Who uses port {wanted}", [*_ports(index, wanted)], keeps)


def _answer(index: Index, title: str, matches: list[Match], keeps: Keeps | None) -> Answer:
    """Join conditions: a flow matches where it meets all, and might where it meets or might meet all."""
    first, *others = sorted(matches, key=lambda match: match.size)
    found = first.found.intersection(*(match.found for match in others))
    near = first.found.union(*first.doubtful.values())
    for match in others:
        near = match.among(near)
    near -= found
    flows, all_of = index.book.flows, len(found) + len(near)
    if keeps:
        found, near = (frozenset(at for at in some if keeps(flows[at])) for some in (found, near))
    doubtful = {
        doubt: concerned
        for match in matches
        for doubt, positions in match.doubtful.items()
        if (concerned := near & positions)
    }
    return Answer(title, flows, found, doubtful, all_of - len(found) - len(near))


def _source(index: Index, named: Named) -> Iterator[Match]:
    yield _end(index.sources, named, Doubt.SOURCE_UNSPECIFIED, Doubt.SOURCE_GROUP, Doubt.SOURCE_COMPONENT)


def _destination(index: Index, named: Named | None) -> Iterator[Match]:
    doubts = Doubt.DESTINATION_UNSPECIFIED, Doubt.DESTINATION_GROUP, Doubt.DESTINATION_COMPONENT
    if named:
        yield _end(index.destinations, named, *doubts)


def _end(ends: Ends, named: Named, unspecified: Doubt, group: Doubt, component: Doubt) -> Match:
    """Match an end: what is not named, names a group or leaves out the component may be whoever is asked for."""
    found = ends.at(named)
    nowhere: frozenset[int] = frozenset()
    return Match(
        found,
        {
            unspecified: ends.kinds.get(Kind.UNSPECIFIED, nowhere) - found,
            group: ends.kinds.get(Kind.GROUP, nowhere) - found,
            component: ends.beside(named) - found,
        },
    )


def _ports(index: Index, wanted: Wanted) -> Iterator[Match]:
    if wanted.ports:
        yield Match(index.ports.overlapping(wanted.ports), {Doubt.PORTS_SYMBOLIC: index.ports.symbolic})
    if wanted.transport:
        nowhere: frozenset[int] = frozenset()
        unsaid = index.transports.get("", nowhere)
        yield Match(index.transports.get(wanted.transport, nowhere), {Doubt.TRANSPORT_UNKNOWN: unsaid})
