"""The index of a book, made once, so that a question costs as much as its answer."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from portbook.model import Book, Endpoint, Flow, Kind
from portbook.model.names import Named, Names
from portbook.questions.port_index import PortIndex

NONE: frozenset[int] = frozenset()

Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Ends:
    """Hold the positions of flows by what stands at one of their ends."""

    machines: Mapping[str, frozenset[int]]
    components: Mapping[tuple[str, str | None], frozenset[int]]
    kinds: Mapping[Kind, frozenset[int]]

    @classmethod
    def of(cls, flows: Iterable[Flow], end: Callable[[Flow], Endpoint]) -> "Ends":
        machines: dict[str, set[int]] = {}
        components: dict[tuple[str, str | None], set[int]] = {}
        kinds: dict[Kind, set[int]] = {}
        for position, flow in enumerate(flows):
            stands = end(flow)
            machines.setdefault(stands.name, set()).add(position)
            components.setdefault((stands.name, stands.component), set()).add(position)
            kinds.setdefault(stands.kind, set()).add(position)
        return cls(_frozen(machines), _frozen(components), _frozen(kinds))

    def at(self, named: Named) -> frozenset[int]:
        """Return the flows that have one of those named at this end."""
        return NONE.union(
            *(self.machines.get(name, NONE) for name in named.machines),
            *(self.components.get(pair, NONE) for pair in named.components),
        )

    def beside(self, named: Named) -> frozenset[int]:
        """Return the flows that name the machine of a component here and not the component."""
        return NONE.union(*(self.components.get((machine, None), NONE) for machine, _ in named.components))


@dataclass(frozen=True)
class Index:
    """Hold a book with its flows by name, port and transport. What a question does not need is not made for it."""

    book: Book

    @classmethod
    def of(cls, book: Book) -> "Index":
        return cls(book)

    @cached_property
    def names(self) -> Names:
        return Names.of(self.book)

    @cached_property
    def sources(self) -> Ends:
        return Ends.of(self.book.flows, lambda flow: flow.source)

    @cached_property
    def destinations(self) -> Ends:
        return Ends.of(self.book.flows, lambda flow: flow.destination)

    @cached_property
    def ports(self) -> PortIndex:
        return PortIndex.of(self.book.flows)

    @cached_property
    def transports(self) -> dict[str, frozenset[int]]:
        """Return the flows of each transport; those that state none are under the empty text."""
        found: dict[str, set[int]] = {}
        for position, flow in enumerate(self.book.flows):
            for name in flow.transports or ("",):
                found.setdefault(name.upper(), set()).add(position)
        return _frozen(found)

    @cached_property
    def unspecified(self) -> frozenset[str]:
        """Return the names that stand for no machine: two flows with one of them need not meet."""
        return frozenset(entry.name for entry in self.book.endpoints if entry.kind is Kind.UNSPECIFIED)

    @cached_property
    def onward(self) -> dict[str, dict[str, list[int]]]:
        """Return, for each machine that opens flows, the machines it reaches with the flows, in the book's order."""
        found: dict[str, dict[str, list[int]]] = {}
        for position, flow in enumerate(self.book.flows):
            found.setdefault(flow.source.name, {}).setdefault(flow.destination.name, []).append(position)
        return found

    @cached_property
    def callers(self) -> dict[str, frozenset[str]]:
        """Return, for each machine, those that open a flow to it."""
        found: dict[str, set[str]] = {}
        for source, reached in self.onward.items():
            for name in reached:
                found.setdefault(name, set()).add(source)
        return {name: frozenset(sources) for name, sources in found.items()}


def _frozen(groups: Mapping[Key, set[int]]) -> dict[Key, frozenset[int]]:
    return {key: frozenset(positions) for key, positions in groups.items()}
