"""Whether ranges of ports are those that a text states: no list is a range, and no range its two ends."""

import re
from collections.abc import Iterator, Sequence

from portbook.model import Flow, PortRange, PortSet
from portbook.model.ports import LAST_PORT

NUMBER = re.compile(r"(?<![0-9])(?<![0-9]\.)[0-9]{1,5}(?![0-9]|\.[0-9])")
LIST = re.compile(r"[,;/\n&]|\b(?:and|or)\b|(?<=[0-9])\s+(?=[0-9])")
"""What separates ports and never spans those between them."""
SPAN = re.compile(r"[^0-9.]*([0-9]{1,5})\s*(?:[-–—]|\bto\b|\bthrough\b)\s*([0-9]{1,5})[^0-9.]*", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween\b", re.IGNORECASE)
"""Before "1000 and 2000", which spans what lies between."""


def ranges_follow(flows: Sequence[Flow], text: str, outside: str) -> bool:
    """Tell whether flows hold no port that a text does not span, and all that a range of it spans.

    ``outside`` is the text without its remarks, which may speak of ports that the row is not about.
    """
    made = [item for flow in flows for item in flow.ports.ranges]
    if any(item.first < item.last for item in made) and not BETWEEN.search(text):
        spanned = _joined(_spanned(text))
        if not all(any(item.first in one and item.last in one for one in spanned) for item in made):
            return False
    if any(flow.ports.symbol is not None for flow in flows):
        return True
    covered = _joined(made)
    return all(any(item.first in one and item.last in one for one in covered) for item in _stated(outside))


def _spanned(text: str) -> Iterator[PortRange]:
    for part in LIST.split(text):
        numbers = [number for found in NUMBER.findall(part) if (number := int(found)) <= LAST_PORT]
        if numbers:
            yield PortRange(min(numbers), max(numbers))


def _stated(text: str) -> Iterator[PortRange]:
    for part in LIST.split(text):
        match = SPAN.fullmatch(part)
        if match and int(match[1]) < int(match[2]) <= LAST_PORT:
            yield PortRange(int(match[1]), int(match[2]))


def _joined(ranges: Sequence[PortRange] | Iterator[PortRange]) -> tuple[PortRange, ...]:
    found = list(ranges)
    return PortSet.of(found).ranges if found else ()
