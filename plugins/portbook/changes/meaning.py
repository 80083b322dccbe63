"""What a flow means for a network, apart from how its row is worded, numbered or ordered."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from portbook.model import Flow
from portbook.model.precision import QUALIFIERS
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
    """The texts of the notes, without their marks, and words that qualify the ports;
    and whether the flow belongs to what is optional."""


OPTIONAL = "\0optional"
"""The condition that a flow exists only where something optional is deployed; no text of a note is equal to it."""

PORTS_ONLY = "\0ports "
"""Begins the condition that stands beside the numbers of ports: ``8443 (if TLS is enabled)``."""

WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
JOINING = frozenset({"and", "to", "through", "thru", "port", "ports", "range", "tcp", "udp", "sctp", "inclusive"})


def meaning(flow: Flow) -> Meaning:
    """Return what a flow means."""
    protection = flow.protection
    return Meaning(
        _end(flow.source.key),
        _end(flow.destination.key),
        (flow.ports.sort_key[1], folded(flow.ports.sort_key[2])),
        _transports(flow.transports),
        _terms(flow.application or ""),
        (
            protection.encryption._value_,  # twice as fast as ``value``
            protection.authentication._value_,
            folded(protection.exposed),
            *_terms(flow.security or ""),
        ),
        _conditions(flow),
    )


def by_meaning(flows: Iterable[Flow]) -> dict[Meaning, list[Flow]]:
    """Group flows that mean the same: a row that is repeated in other words opens nothing."""
    groups: dict[Meaning, list[Flow]] = {}
    for flow in flows:
        groups.setdefault(meaning(flow), []).append(flow)
    return groups


def renamed(groups: Mapping[Meaning, Sequence[Flow]], names: Names) -> dict[Meaning, list[Flow]]:
    """Return the same groups with renamed endpoints; those that mean the same now become one."""
    made: dict[Meaning, list[Flow]] = {}
    for item, flows in groups.items():
        touched = item.source[0] in names or item.destination[0] in names
        made.setdefault(_renamed(item, names) if touched else item, []).extend(flows)
    return made


def _renamed(item: Meaning, names: Names) -> Meaning:
    source, destination = ((names.get(end[0], end[0]), *end[1:]) for end in (item.source, item.destination))
    return item._replace(source=source, destination=destination)


def between(item: Meaning) -> tuple[str, str]:
    """Return the machines between which a flow passes."""
    return item.source[0], item.destination[0]


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Return text without regard to letters, blanks, typographic signs and a full stop at its end."""
    return " ".join(text.translate(QUOTES).casefold().split()).rstrip(" .;,:")


@lru_cache(maxsize=65536)
def _end(key: End) -> End:
    """Return the key of an endpoint without regard to blanks and typographic signs."""
    name, component, purpose = key
    return folded(name), folded(component), folded(purpose)


@lru_cache(maxsize=1024)
def _transports(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({name.upper() for name in names}))


_terms = lru_cache(maxsize=16384)(terms)


def _conditions(flow: Flow) -> tuple[str, ...]:
    said = {folded(note.text) for note in flow.notes}
    if flow.ports.ranges and not flow.port_text.isdecimal() and QUALIFIERS.search(flow.port_text):
        said.add(f"{PORTS_ONLY}{' '.join(port_words(flow))}")
    return (OPTIONAL, *sorted(said)) if flow.optional else tuple(sorted(said))


def port_words(flow: Flow) -> list[str]:
    """Return what a cell of ports says beside its numbers, and beside the words that only join them."""
    found = WORD.findall(flow.port_text.casefold())
    return [word for word in found if word not in JOINING and not (word.isdecimal() and int(word[:6]) in flow.ports)]
