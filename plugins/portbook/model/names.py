"""Whom a name means in a book, as people type it, and which name is near where it means nobody."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from portbook.diagnostics import shorten
from portbook.model.book import Book, EndpointEntry, Subsystem
from portbook.model.endpoint import Endpoint
from portbook.model.flow import Flow

SHOWN = 5
"""How many known names a message lists where none is near."""


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
        """Find whom entries name: ``web``, a component ``Proxy``, or both as ``web (Proxy)``, in any case.

        An entry that is no name is a list of names separated by commas. ``machines`` are named as in the book. Raises
        UnknownNameError.
        """
        known = tuple(_known(book))
        found = {end for entry in entries for name in _split(entry, known) for end in _meaning(name, known)}
        whole = {machine for machine, component in found if not component}
        return cls(
            frozenset({*whole, *machines}), frozenset((machine, component) for machine, component in found if component)
        )

    def __contains__(self, end: Endpoint) -> bool:
        return end.name in self.machines or (end.name, end.component) in self.components

    def touches(self, flow: Flow) -> bool:
        """Tell whether a flow begins or ends at one that is named."""
        return flow.source in self or flow.destination in self


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


def folded(text: str) -> str:
    """Return a name without regard to case and to how its words are spaced."""
    return " ".join(text.split()).casefold()


def _known(book: Book) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield each name with its machine and component; the component is empty where all of the machine is meant."""
    for entry in book.endpoints:
        yield entry.name, (entry.name, "")
        for component in entry.components:
            yield component, (entry.name, component)
            yield f"{entry.name} ({component})", (entry.name, component)


def _meaning(name: str, known: Iterable[tuple[str, tuple[str, str]]]) -> list[tuple[str, str]]:
    return [end for text, end in known if folded(text) == folded(name)]


def _split(entry: str, known: Sequence[tuple[str, tuple[str, str]]]) -> Sequence[str]:
    if _meaning(entry, known):
        return (entry,)
    parts = [part.strip() for part in entry.split(",") if part.strip()] or [entry]
    for part in parts:
        if not _meaning(part, known):
            raise UnknownNameError("endpoint or component", part, [text for text, _ in known])
    return parts


def _meant(name: str) -> str:
    return f"did you mean {shorten(name)!r}?"


def _listed(spelled: Mapping[str, str]) -> str:
    names = [shorten(name) for name in spelled.values()]
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"there are {', '.join(names[:SHOWN]) or 'none'}{more}"
