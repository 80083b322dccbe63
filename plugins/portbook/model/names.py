"""Whom a name means in a book, as people type it, and which name is near where it means nobody."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from portbook.diagnostics import shorten
from portbook.model.book import Book, DocumentInfo, EndpointEntry, Subsystem
from portbook.model.endpoint import Endpoint
from portbook.model.flow import Flow

SHOWN = 5
"""How many known names a message lists where none is near."""

End = tuple[str, str]
"""A machine and a component; the component is empty where all of the machine is meant."""


class UnknownNameError(ValueError):
    """Say which name is not known, and which is near."""

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        spelled = {folded(item): item for item in known}
        near = get_close_matches(folded(name), spelled, 1)
        super().__init__(
            f"no {what} is called {shorten(name)!r}; {_meant(spelled[near[0]]) if near else _listed(spelled)}"
        )


@dataclass(frozen=True, slots=True)
class Named:
    """Hold who is named: machines as a whole, and single components with the machine that they run on."""

    machines: frozenset[str]
    components: frozenset[tuple[str, str | None]]

    @classmethod
    def of(cls, book: Book, entries: Iterable[str], machines: Iterable[str] = ()) -> "Named":
        """Find whom entries name, see ``Names.named``. Raises UnknownNameError."""
        return Names.of(book).named(entries, machines)

    def __contains__(self, end: Endpoint) -> bool:
        return end.name in self.machines or (end.name, end.component) in self.components

    def __str__(self) -> str:
        parts = [*self.machines, *(f"{machine} ({component})" for machine, component in self.components)]
        return ", ".join(sorted(parts))

    def touches(self, flow: Flow) -> bool:
        """Tell whether a flow begins or ends at one that is named."""
        return flow.source in self or flow.destination in self


@dataclass(frozen=True, slots=True)
class Names:
    """Hold whom each name of a book means, folded: made once, asked often."""

    ends: Mapping[str, frozenset[End]]
    spelled: Mapping[str, str]
    """Each name as the book spells it."""

    @classmethod
    def of(cls, book: Book) -> "Names":
        ends: dict[str, set[End]] = {}
        spelled: dict[str, str] = {}
        for text, end in _known(book):
            ends.setdefault(folded(text), set()).add(end)
            spelled.setdefault(folded(text), text)
        return cls({name: frozenset(same) for name, same in ends.items()}, spelled)

    def __contains__(self, name: str) -> bool:
        return folded(name) in self.ends

    def named(self, entries: Iterable[str], machines: Iterable[str] = ()) -> Named:
        """Find whom entries name: ``web``, a component ``Proxy``, or both as ``web (Proxy)``, in any case.

        An entry that is no name is a list of names separated by commas. ``machines`` are named as in the book. Raises
        UnknownNameError.
        """
        found = {end for entry in entries for name in self._split(entry) for end in self.ends[folded(name)]}
        whole = {machine for machine, component in found if not component}
        return Named(
            frozenset({*whole, *machines}), frozenset((machine, component) for machine, component in found if component)
        )

    def _split(self, entry: str) -> Sequence[str]:
        if entry in self:
            return (entry,)
        parts = [part.strip() for part in entry.split(",") if part.strip()] or [entry]
        for part in parts:
            if part not in self:
                raise UnknownNameError("endpoint or component", part, self.spelled.values())
        return parts


def subsystem_named(book: Book, name: str) -> Subsystem:
    """Return the subsystem of that name or slug. Raises UnknownNameError."""
    wanted = folded(name)
    for subsystem in book.subsystems:
        if wanted in (folded(subsystem.name), subsystem.slug):
            return subsystem
    raise UnknownNameError("subsystem", name, [subsystem.name for subsystem in book.subsystems])


def endpoint_named(book: Book, name: str) -> EndpointEntry:
    """Return the endpoint of that name, as it is written or else in any case. Raises UnknownNameError."""
    exact = book.endpoint(name)
    if exact:
        return exact
    for entry in book.endpoints:
        if folded(entry.name) == folded(name):
            return entry
    raise UnknownNameError("endpoint", name, [entry.name for entry in book.endpoints])


def documents_named(
    book: Book, what: str, names: Iterable[str], called: Callable[[DocumentInfo], Iterable[str]]
) -> set[str] | None:
    """Return the paths of the documents of those names, or None without names. Raises UnknownNameError."""
    paths: dict[str, set[str]] = {}
    spelled: dict[str, None] = {}
    for document in book.documents:
        for name in filter(str.strip, called(document)):
            paths.setdefault(folded(name), set()).add(document.path)
            spelled[name.strip()] = None
    wanted = {folded(name): name for name in names}
    for key, name in wanted.items():
        if key not in paths:
            raise UnknownNameError(what, name, spelled)
    return set().union(*(paths[key] for key in wanted)) if wanted else None


def folded(text: str) -> str:
    """Return a name without regard to case and to how its words are spaced."""
    return " ".join(text.split()).casefold()


def _known(book: Book) -> Iterator[tuple[str, End]]:
    """Yield each name and whom it means."""
    for entry in book.endpoints:
        yield entry.name, (entry.name, "")
        for component in entry.components:
            yield component, (entry.name, component)
            yield f"{entry.name} ({component})", (entry.name, component)


def _meant(name: str) -> str:
    return f"did you mean {shorten(name)!r}?"


def _listed(spelled: Mapping[str, str]) -> str:
    names = [shorten(name) for name in spelled.values()]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"there are {', '.join(names[:SHOWN]) or 'none'}{more}"
