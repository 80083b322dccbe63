"""The flows of one of two books that are compared, by what they mean."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from portbook.changes.meaning import Meaning, Names, by_meaning, renamed
from portbook.model import Book, Flow, Note

Grouped = Mapping[Meaning, Sequence[Flow]]


@dataclass(frozen=True, slots=True)
class Side:
    """Hold flows by what they mean, in the order of the book."""

    groups: Grouped
    unnamed: frozenset[str] = frozenset()
    """The subsystems that have the name of their document: no heading of their own."""
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    """The notes that govern a whole table, by the name of its subsystem; empty where it has none of its own."""

    @classmethod
    def of(cls, book: Book) -> "Side":
        titles = {document.path: document.title for document in book.documents}
        unnamed = frozenset(entry.name for entry in book.subsystems if entry.name == titles.get(entry.path))
        notes: dict[str, tuple[Note, ...]] = {}
        for entry in book.subsystems:
            name = "" if entry.name in unnamed else entry.name
            notes[name] = notes.get(name, ()) + entry.notes
        return cls(by_meaning(book.flows), unnamed, notes)

    def under(self, names: Names) -> "Side":
        """Return the same flows, their endpoints under other names."""
        return replace(self, groups=renamed(self.groups, names)) if names else self

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
