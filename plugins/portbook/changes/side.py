"""The flows of one of two books that are compared, by what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portbook.changes.meaning import Meaning, Names, by_meaning, renamed
from portbook.model import Book, Flow

Grouped = Mapping[Meaning, Sequence[Flow]]


@dataclass(frozen=True, slots=True)
class Side:
    """Hold flows by what they mean, in the order of the book."""

    groups: Grouped
    unnamed: frozenset[str] = frozenset()
    """The subsystems that have the name of their document: no heading of their own."""

    @classmethod
    def of(cls, book: Book) -> "Side":
        titles = {document.path: document.title for document in book.documents}
        unnamed = frozenset(entry.name for entry in book.subsystems if entry.name == titles.get(entry.path))
        return cls(by_meaning(book.flows), unnamed)

    def under(self, names: Names) -> "Side":
        """Return the same flows, their endpoints under other names."""
        return Side(renamed(self.groups, names), self.unnamed) if names else self

    def first(self, item: Meaning) -> Flow:
        """Return the flow that stands for all of one meaning."""
        return self.groups[item][0]

    def subsystems(self) -> dict[str, set[Meaning]]:
        """Return what each subsystem states that has a name of its own."""
        found: dict[str, set[Meaning]] = {}
        for item, flows in self.groups.items():
            for flow in flows:
                for name in flow.subsystems:
                    found.setdefault(name, set()).add(item)
        return {name: said for name, said in found.items() if name not in self.unnamed}
