"""What two flows of equal meaning write otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portbook.changes.meaning import port_words
from portbook.model import Endpoint, Flow

Written = tuple[object, ...]


def _end(end: Endpoint) -> Written:
    return end.name, end.component, end.purpose


WORDS: dict[str, Callable[[Flow], object]] = {
    "source": lambda f: _end(f.source),
    "destination": lambda f: _end(f.destination),
    "ports": lambda f: port_words(f) if f.ports.ranges else [],
    "protocol": lambda f: f.application or "",
    "security": lambda f: f.security or "",
    "conditions": lambda f: sorted({note.text for note in f.notes}),
    "details": lambda f: sorted(set(f.details)),
    "subsystems": lambda f: sorted(f.subsystems),
}
"""What a source says in its own words, in the order in which differences are told.

How the numbers of ports are spelled is left out, and words beside them are not.
"""


@dataclass(frozen=True, slots=True)
class Words:
    """Compare the words of flows; names that became others are told as renames, not here.

    The names of subsystems are given for each side as they are compared: that of a document tells no subsystem.
    """

    endpoints: Mapping[str, str]
    old_subsystems: Mapping[str, str]
    new_subsystems: Mapping[str, str]

    def differing(self, old: Flow, new: Flow) -> tuple[str, ...]:
        """Name what two flows write otherwise."""
        if _all(old) == _all(new) and old.subsystems == new.subsystems:
            return ()
        return tuple(
            name for name, words in WORDS.items() if self._old(name, words(old)) != self._new(name, words(new))
        )

    def _old(self, name: str, words: object) -> object:
        if name in ("source", "destination") and isinstance(words, tuple):
            return (self.endpoints.get(words[0], words[0]), *words[1:])
        return _named(words, self.old_subsystems) if name == "subsystems" else words

    def _new(self, name: str, words: object) -> object:
        return _named(words, self.new_subsystems) if name == "subsystems" else words


def _all(flow: Flow) -> Written:
    return flow.port_text, flow.application, flow.security, flow.details, flow.notes, flow.source, flow.destination


def _named(words: object, names: Mapping[str, str]) -> object:
    return sorted(names.get(item, item) for item in words) if isinstance(words, list) else words
