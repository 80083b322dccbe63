"""What a flow means for a network, apart from how its row is worded, numbered or ordered."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from portbook.model import Endpoint, Flow, PortSet
from portbook.model.terms import terms

Names = Mapping[str, str]
"""For the folded name of an endpoint of the old book that was renamed, its folded new name."""
End = tuple[str, str, str]
"""The folded name, component and purpose of an endpoint."""
Ports = tuple[tuple[tuple[int, int], ...], str]
"""Ranges, or a symbol in lower case."""

QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u00a0": " "})


class Meaning(NamedTuple):
    """Hold what two flows have in common that say the same. It can be compared, hashed and sorted."""

    source: End
    destination: End
    ports: Ports
    transports: tuple[str, ...]
    application: tuple[str, ...]
    protection: tuple[str, ...]
    """What was derived, and the terms that it was derived from: two credentials are not one."""
    conditions: tuple[str, ...]
    """The texts of the notes, without their marks; and whether the flow belongs to what is optional."""


OPTIONAL = "\0optional"
"""The condition that a flow exists only where something optional is deployed; no text of a note is equal to it."""


def meaning(flow: Flow, names: Names | None = None) -> Meaning:
    """Return what a flow means; ``names`` renames its endpoints."""
    return Meaning(
        end_key(flow.source, names),
        end_key(flow.destination, names),
        _ports(flow.ports),
        tuple(sorted(transport.upper() for transport in flow.transports)),
        _terms(flow.application or ""),
        (*_grades(flow), *_terms(flow.security or "")),
        _conditions(flow),
    )


def by_meaning(flows: Iterable[Flow], names: Names | None = None) -> dict[Meaning, list[Flow]]:
    """Group flows that mean the same: a row that is repeated in other words opens nothing."""
    groups: dict[Meaning, list[Flow]] = {}
    for flow in flows:
        groups.setdefault(meaning(flow, names), []).append(flow)
    return groups


def end_key(end: Endpoint, names: Names | None = None) -> End:
    """Return an endpoint without regard to letters and blanks, under its new name if it has one."""
    name, component, purpose = end.key
    key = (folded(name), folded(component), folded(purpose))
    return (names.get(key[0], key[0]), *key[1:]) if names else key


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return text without regard to letters, blanks, typographic signs and a full stop at its end."""
    return " ".join(text.translate(QUOTES).casefold().split()).rstrip(" .;,:")


def _ports(ports: PortSet) -> Ports:
    _, numbers, symbol = ports.sort_key
    return numbers, folded(symbol)


_terms = lru_cache(maxsize=16384)(terms)


def _grades(flow: Flow) -> tuple[str, str, str]:
    protection = flow.protection
    return protection.encryption.value, protection.authentication.value, folded(protection.exposed)


def _conditions(flow: Flow) -> tuple[str, ...]:
    notes = sorted({folded(note.text) for note in flow.notes}) if flow.notes else ()
    return (OPTIONAL, *notes) if flow.optional else tuple(notes)
