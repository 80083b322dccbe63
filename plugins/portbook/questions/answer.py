"""The answer to a question: the flows that match, and those that cannot be ruled out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from portbook.model import Flow, Vagueness


class Doubt(StrEnum):
    """Say why a flow that does not match might match all the same."""

    SOURCE_UNSPECIFIED = Vagueness.SOURCE_UNSPECIFIED.value
    SOURCE_GROUP = Vagueness.SOURCE_GROUP.value
    SOURCE_COMPONENT = "source names no component"
    DESTINATION_UNSPECIFIED = Vagueness.DESTINATION_UNSPECIFIED.value
    DESTINATION_GROUP = Vagueness.DESTINATION_GROUP.value
    DESTINATION_COMPONENT = "destination names no component"
    PORTS_SYMBOLIC = Vagueness.PORTS_SYMBOLIC.value
    TRANSPORT_UNKNOWN = Vagueness.TRANSPORT_UNKNOWN.value


@dataclass(frozen=True)
class Answer:
    """Hold an answer as positions in the flows of a book; the flows themselves are fetched when asked for."""

    title: str
    """The question in words, with names as the book spells them."""
    book_flows: tuple[Flow, ...]
    found: frozenset[int]
    doubtful: Mapping[Doubt, frozenset[int]]
    """For each doubt the flows that it concerns; a flow may be in several."""
    left_out: int = 0
    """How many flows only the filters left out."""

    @cached_property
    def flows(self) -> tuple[Flow, ...]:
        """Return the flows that match, in the order of the book."""
        return self._fetch(self.found)

    @cached_property
    def possible(self) -> tuple[Flow, ...]:
        """Return the flows that might match, in the order of the book."""
        return self._fetch(frozenset().union(*self.doubtful.values()))

    @cached_property
    def doubts(self) -> dict[str, tuple[Doubt, ...]]:
        """Return the doubts of each flow that might match, by its id."""
        found: dict[str, tuple[Doubt, ...]] = {}
        for doubt, positions in self.doubtful.items():
            for position in positions:
                flow = self.book_flows[position].id
                found[flow] = (*found.get(flow, ()), doubt)
        return found

    @property
    def counts(self) -> dict[Doubt, int]:
        """Return how many flows each doubt concerns."""
        return {doubt: len(positions) for doubt, positions in self.doubtful.items()}

    def _fetch(self, positions: Iterable[int]) -> tuple[Flow, ...]:
        return tuple([self.book_flows[position] for position in sorted(positions)])
