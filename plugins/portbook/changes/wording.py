"""What two flows of equal meaning write otherwise."""

from collections.abc import Callable, Iterable, Mapping

from portbook.model import Endpoint, Flow

Written = tuple[object, ...]


def _end(end: Endpoint) -> Written:
    return end.name, end.component, end.purpose


WORDS: dict[str, Callable[[Flow], object]] = {
    "source": lambda f: _end(f.source),
    "destination": lambda f: _end(f.destination),
    "protocol": lambda f: f.application or "",
    "security": lambda f: f.security or "",
    "conditions": lambda f: sorted({note.text for note in f.notes}),
    "details": lambda f: sorted(set(f.details)),
    "subsystems": lambda f: sorted(f.subsystems),
}
"""What a source says in its own words, in the order in which differences are told.

How ports are spelled is left out: no two spellings of the same numbers say different things.
"""


def differing(old: Flow, new: Flow, endpoints: Mapping[str, str], subsystems: Mapping[str, str]) -> tuple[str, ...]:
    """Name what two flows write otherwise; names that became others are told as renames, not here."""
    renamed = _Renamed(endpoints, subsystems)
    return tuple(name for name, words in WORDS.items() if renamed(name, words(old)) != words(new))


class _Renamed:
    """Give the words of the old book the names of the new one."""

    def __init__(self, endpoints: Mapping[str, str], subsystems: Mapping[str, str]) -> None:
        self._endpoints, self._subsystems = endpoints, subsystems

    def __call__(self, name: str, words: object) -> object:
        if name in ("source", "destination") and isinstance(words, tuple):
            return (self._endpoints.get(words[0], words[0]), *words[1:])
        if name == "subsystems" and isinstance(words, Iterable):
            return sorted(self._subsystems.get(item, item) for item in words)
        return words
