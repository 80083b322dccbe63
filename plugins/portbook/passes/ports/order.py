"""Say which port of a row goes with which of its transports, where both stand in lists of the same length.

``514 / 6514`` beside ``UDP / TCP`` is read by order. ``TCP, UDP`` may also mean that each port is open for both.
"""

import re
from typing import NamedTuple

from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.protocols import Problem, read_transports

SEPARATOR = re.compile(r"\s*(?:[/;,&+|\n]|\b(?:and|or)\b)\s*(?![^()]*\))", re.IGNORECASE)
ORDERED = frozenset((" / ", "; ", ";", " ; "))
"""Separators of lists that stand side by side. Without blanks, ``UDP/TCP`` is a phrase for both."""

Words = tuple[str, str, str]
"""A port, its transport and its protocol."""


class Pairing(NamedTuple):
    """Hold the words of a row for each of its pairs, all in one where they are not read by order, and what to say."""

    pairs: tuple[Words, ...]
    problems: tuple[Problem, ...] = ()


class _List(NamedTuple):
    """Hold the parts of a cell and what separates them."""

    parts: tuple[str, ...]
    separators: tuple[str, ...]

    def is_like(self, other: "_List") -> bool:
        """Tell whether two lists are as long and separated by the same signs, blanks aside."""
        return [sign.strip() for sign in self.separators] == [sign.strip() for sign in other.separators]


def pair(port: str, transport: str, application: str) -> Pairing:
    """Pair the ports of a row with its transports by order, or say that they may belong together so."""
    whole = Pairing(((port, transport, application),))
    if not (SEPARATOR.search(port) and SEPARATOR.search(transport)):
        return whole
    ports, carriers, protocols = map(_listed, (port, transport, application))
    names = [read_transports(part)[0] for part in carriers.parts]
    if len(ports.parts) != len(names) or len(set(names)) < 2 or not (_are_single(names) and _are_ports(ports.parts)):
        return whole
    repeated = len(set(names)) < len(names)  # no phrase for both names one of them twice
    if not (repeated or carriers.is_like(ports)):
        return whole
    matched = protocols.is_like(ports)
    usual = not repeated and names == sorted(names)
    beside = carriers.separators == ports.separators and ORDERED.issuperset(ports.separators)
    said = f"the ports {port!r} stand beside the transports {transport!r}"
    if usual or not (repeated or matched or beside):
        return Pairing(whole.pairs, (("transports-unpaired", f"{said}; each port is kept with all of them"),))
    several = protocols.parts if matched else (application,) * len(names)
    pairs = tuple(zip(ports.parts, carriers.parts, several, strict=True))
    certain = repeated or matched
    return Pairing(pairs, () if certain else (("transports-paired", f"{said}; they were paired by order"),))


def _listed(text: str) -> _List:
    return _List(tuple(SEPARATOR.split(text)), tuple(SEPARATOR.findall(text)))


def _are_single(names: list[tuple[str, ...]]) -> bool:
    return all(len(found) == 1 for found in names)


def _are_ports(parts: tuple[str, ...]) -> bool:
    """Tell whether each part is ports of one kind, whose transport it leaves open."""
    found = [read_ports(part) for part in parts]
    return all(len(one.items) == 1 and one.numeric and not one.items[0].transports for one in found)
