"""What the header of a column of ports says of its ports, as in "TLS port", "Outbound ports" and "Start port"."""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from portbook.vocabulary.directions import Direction, spoken_direction
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.ports import TRANSPORTS
from portbook.vocabulary.protocols import APPLICATIONS

_NO_PROTOCOLS = TRANSPORTS.keys() | frozenset("protocol tls ssl http/2 gossip raft".split())
"""Names of protocols that stand for no application protocol in the header of a port."""
_PLAIN = (
    r"non-?\s?(?:ssl|tls|secured?|encrypted)|un-?(?:encrypted|secured?)|insecure|plain(?:[ -]?text)?|clear[ -]?text"
)
_SECURE = r"ssl/tls|tls/ssl|m?tls|ssl|secured?|encrypted"
_SECURITY = re.compile(rf"(?<![\w-])(?:{_PLAIN}|{_SECURE})(?![\w-])", re.IGNORECASE)
_EITHER = re.compile(r"\bhttp ?\(s\)", re.IGNORECASE)
_WORD = re.compile(r"[\w+-]+(?:/[123](?:\.\d)?(?!\w))?")
_OWN = re.compile(r"\blocal\b", re.IGNORECASE)
_OTHERS = re.compile(r"\bremote\b", re.IGNORECASE)


class Bound(StrEnum):
    """Say which end of a range a column of ports holds."""

    LOW = "low"
    HIGH = "high"
    NONE = ""


_LOW = r"start|starting|begin|beginning|first|low|lower|lowest|min|minimum|from"
_HIGH = r"end|ending|last|high|upper|highest|max|maximum|to"
_BOUNDS = {
    bound: re.compile(
        rf"(?:{words})[ _-]ports?|ports?(?:[ _-]range)?[ /_-]*[(\[]?(?:{words})[)\]]?|(?:{words}) of (?:port )?range",
        re.IGNORECASE,
    )
    for bound, words in ((Bound.LOW, _LOW), (Bound.HIGH, _HIGH))
}
_OF_ENDS = re.compile(r"\b(?:from|to)\b", re.IGNORECASE)


class PortHeader(NamedTuple):
    """Hold what a header says of the ports below it; empty where it says nothing."""

    transports: tuple[str, ...] = ()
    application: str = ""
    security: str = ""
    direction: Direction = Direction.UNKNOWN
    """In which direction connections to the ports are opened, seen from the machine that a table speaks of."""


@lru_cache(maxsize=4096)
def port_header(text: str) -> PortHeader:
    """Return what the header of a column of ports says of them."""
    plain = strip_marks(text)
    transports = tuple(
        sorted({TRANSPORTS[word] for word in re.split(r"[^a-z0-9]+", plain.casefold()) if word in TRANSPORTS})
    )
    security = _SECURITY.search(plain)
    return PortHeader(transports, _application(plain), security[0] if security else "", _direction(plain))


def says_whose(header: str) -> bool:
    """Tell whether a header names the ports of one side, so that the direction decides which of two counts."""
    return _OWN.search(header) is not None or _OTHERS.search(header) is not None


@lru_cache(maxsize=4096)
def bound(text: str) -> Bound:
    """Return which end of a range the ports below a header are."""
    plain = " ".join(strip_marks(text).split()).strip(" *_`:.")
    return next((end for end, pattern in _BOUNDS.items() if pattern.fullmatch(plain)), Bound.NONE)


def may_name_an_end(text: str) -> bool:
    """Tell whether a header of a bound may as well mean the port of a source or of a destination: ``From Port``."""
    return _OF_ENDS.search(text) is not None


def without_what_it_says(text: str) -> str:
    """Return a header, lower case, without the words for protocols and their protection: "port" of "TLS port"."""
    plain = _SECURITY.sub(" ", _EITHER.sub(" ", text))
    kept = (word for word in plain.casefold().split() if word.strip("/()") not in _PROTOCOLS)
    return " ".join(kept).strip(" /")


_PROTOCOLS = frozenset(APPLICATIONS) - _NO_PROTOCOLS


def _application(text: str) -> str:
    if either := _EITHER.search(text):
        return either[0]
    plain = _SECURITY.sub(" ", text)
    return "/".join(word for word in _WORD.findall(plain.replace("/", " ")) if word.casefold() in _PROTOCOLS)


def _direction(text: str) -> Direction:
    if _OWN.search(text):
        return Direction.INBOUND
    return Direction.OUTBOUND if _OTHERS.search(text) else spoken_direction(text)
