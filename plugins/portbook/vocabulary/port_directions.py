"""Words of direction inside the cell of a port: ``443 (inbound), 80 (outbound)``, ``Inbound: 443; outbound: 80``."""

import re
from functools import lru_cache

from portbook.vocabulary.directions import Direction, direction

_PLAIN = r"(?:inbound|incoming|ingress|outbound|outgoing|egress|bi-?directional|both (?:ways|directions))"
_WORD = rf"(?:{_PLAIN}|in|out)"
_BEHIND = re.compile(
    rf"(?P<ports>[^()]*[0-9][^()]*?)\s*(?:\(\s*(?P<remark>{_WORD})\s*\)|\b(?P<word>{_WORD}))", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b({_WORD})\b\s*:?\s*", re.IGNORECASE)
_MENTION = re.compile(
    rf"[0-9]\W*\b{_PLAIN}\b|\b{_PLAIN}\b\W*[0-9]|\(\s*(?:in|out)\s*\)|[0-9]\s*\b(?:in|out)\s*(?:[,;\n]|\Z)",
    re.IGNORECASE,
)
"""Words of direction beside numbers; "in" and "out" may as well begin other remarks."""
_SEPARATOR = re.compile(r"\s*[,;\n]\s*|\s+(?:/|and)\s+", re.IGNORECASE)


@lru_cache(maxsize=16384)
def speaks_of_direction(text: str) -> bool:
    """Tell whether words of direction stand beside the numbers of a cell."""
    return not text.isdecimal() and _MENTION.search(text) is not None


@lru_cache(maxsize=4096)
def ports_by_direction(text: str) -> tuple[tuple[Direction, str], ...]:
    """Return the ports that are opened in each direction, in order; nothing where that is not plain of each.

    >>> ports_by_direction("443 (inbound), 80 (outbound)")
    ((<Direction.INBOUND: 'inbound'>, '443'), (<Direction.OUTBOUND: 'outbound'>, '80'))
    """
    if not speaks_of_direction(text):
        return ()
    first, *rest = _BEFORE.split(text)
    if not first.strip():
        said = [(word, ports.strip(" ,;/\n")) for word, ports in zip(rest[::2], rest[1::2], strict=True)]
    else:
        matches = [_BEHIND.fullmatch(part) for part in _SEPARATOR.split(text.strip())]
        said = [(match["remark"] or match["word"], match["ports"].strip()) if match else ("", "") for match in matches]
    found: dict[Direction, list[str]] = {}
    for word, ports in said:
        found.setdefault(direction(word), []).append(ports)
    plain = Direction.UNKNOWN not in found and all(ports for _, ports in said)
    return tuple((way, ", ".join(ports)) for way, ports in found.items()) if plain else ()
