"""Weigh a text as a port, a transport or a direction: cells that are recognised by themselves."""

import re

from portbook.readers.flattened.endpoint_cost import base_name
from portbook.readers.flattened.weights import LONGEST_TEXT, NEVER
from portbook.vocabulary.endpoints import CONNECTORS
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PORT_HEDGE, PORT_PHRASE, PORT_RUN, PORT_SHAPE, TRANSPORTS
from portbook.vocabulary.protocols import atoms

_DIGITS = re.compile(r"\d")


_SHAPES = ((PORT_SHAPE, 0.0), (PORT_HEDGE, 0.3), (PORT_RUN, 0.6))


def port(text: str) -> float:
    """Weigh a port cell: numbers and the usual symbols are certain, a phrase that ends with "port" is likely."""
    if len(text) > LONGEST_TEXT:
        return NEVER
    plain = strip_marks(text)
    folded = base_name(plain).casefold()
    if folded in ANYTHING or folded in NOT_STATED or folded == "none":
        return 0.2
    for shape, cost in _SHAPES:
        if shape.fullmatch(plain):
            return cost
    if PORT_PHRASE.fullmatch(plain):
        # The first words make the phrase no less likely: what they name stands before "port".
        wordy = 0.5 * max(0, plain.count(" ") - 4)
        return 1.5 + wordy + (2.5 if _DIGITS.search(plain) else 0.0) + (1.5 if plain[0].islower() else 0.0)
    return NEVER


def begins_port(word: str) -> bool:
    """Tell whether a port cell without the word "port" can begin with a word."""
    return goes_on_port(word) and word[0] not in "(,;/&" and word.casefold() not in CONNECTORS


def goes_on_port(word: str) -> bool:
    """Tell whether a word can stand in a port cell without the word "port"."""
    folded = base_name(word).casefold().strip(",;")
    parts = _PART.findall(folded)
    return folded in _PORT_WORDS or all(part in _PORT_WORDS or _NUMBER.fullmatch(part) for part in parts)


_PART = re.compile(r"\w+")
_NUMBER = re.compile(r"(?:tcp|udp|sctp)?\d+(?:tcp|udp|sctp)?")
_PORT_WORDS = frozenset("none and or to through custom configurable user provider customer operator port".split())
_PORT_WORDS |= frozenset("defined specific specified configured selected".split())
_PORT_WORDS |= ANYTHING | NOT_STATED | TRANSPORTS.keys()


def transport(text: str) -> float:
    """Weigh a transport cell: a list of known transports, or one with a slip of the pen."""
    if len(text) > LONGEST_TEXT:
        return NEVER
    terms = atoms(text)
    folded = strip_marks(text).casefold()
    if folded in NOT_STATED or folded in ANYTHING:
        return 0.4
    if not terms or text[0] in "(/" or text[-1] in ",;/":
        return NEVER
    known = sum(term in TRANSPORTS for term in terms)
    if known == len(terms):
        return 0.0
    return 2.5 if known and " " not in text else NEVER


def begins_transport(word: str) -> bool:
    """Tell whether a transport cell can begin with a word."""
    return transport(word.rstrip(",;/")) < NEVER


def goes_on_transport(word: str) -> bool:
    """Tell whether a word can stand in a transport cell after the first."""
    return begins_transport(word) or word in ("/", "&", "+") or word.casefold() in ("and", "or", "and/or")


_DIRECTIONS = frozenset("inbound outbound ingress egress in out both bidirectional internal external".split())


def direction(text: str) -> float:
    """Weigh a direction: a word of the field, or two of them joined."""
    terms = atoms(text) if len(text) < LONGEST_TEXT else ()
    return 0.0 if terms and all(term in _DIRECTIONS for term in terms) else NEVER


def begins_direction(word: str) -> bool:
    """Tell whether a direction can begin with a word."""
    return direction(word.rstrip(",;/")) < NEVER


def goes_on_direction(word: str) -> bool:
    """Tell whether a word can stand in a direction after the first."""
    return begins_direction(word) or word in ("/", "&") or word.casefold() in ("and", "or")
