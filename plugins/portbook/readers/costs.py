"""How unlikely a text is as the cell of a column: 0 is what the field always writes, ``NEVER`` is impossible.

The figures are weights of evidence, not probabilities: about 1 for each new fact that has to be believed (a name not
seen before, a term not in the vocabulary), 2 and more for what contradicts how cells are written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from portbook import vocabulary as v
from portbook.vocabulary import Role

NEVER = float("inf")
LONGEST_NAME = 9
LONGEST_TERM = 8
LONGEST_TEXT = 300
"""Characters that the cell of any column but a free one can have."""

Cost = Callable[[str], float]

_PARENTHESES = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")
_INNER_MARK = re.compile(rf"[\w)]{v.MARK}\s+\S")
_DIGITS = re.compile(r"\d")


@lru_cache(maxsize=65536)
def base_name(text: str) -> str:
    """Return the name in an endpoint cell: without marks and without what stands in parentheses."""
    return v.strip_marks(_PARENTHESES.sub("", v.strip_marks(text)).strip()).strip()


def endpoint(text: str) -> float:
    """Weigh a name: one identifier is likely, a phrase of words less so, an identifier within a phrase hardly."""
    if text[0] == "(" or len(text) > LONGEST_TEXT:
        return NEVER
    base = base_name(text)
    folded = base.casefold()
    if folded in v.COMMON_ENDPOINTS or folded in v.NOT_STATED:
        return 0.0
    words = base.split()
    if not words:
        return NEVER
    if len(words) > LONGEST_NAME:
        return NEVER
    cost = _single(base, folded) if len(words) == 1 else _phrase(words)
    if _PARENTHESES.search(text) and not v.strip_marks(text).endswith(")"):
        cost += 3.0
    return cost + (3.0 if _INNER_MARK.search(text) else 0.0)


_ALONE: dict[str, float] = {
    **dict.fromkeys(v.TRANSPORTS, 3.0),
    **dict.fromkeys(v.OPENERS, 4.0),
    **dict.fromkeys(v.CONNECTORS, 8.0),
    **dict.fromkeys(("any", "all"), 0.5),
}
"""Words that are seldom a name by themselves."""


def _single(base: str, folded: str) -> float:
    """Weigh a name of one word."""
    if base[-1] == ",":
        return 8.0
    if folded in _ALONE:
        return _ALONE[folded]
    if base.isdigit():
        return 3.0
    if folded == base and folded in v.ENDERS and folded[-1] == "s":
        return 1.5  # "nodes", "containers": of what?
    return 0.5 if base[0].islower() or v.IDENTIFIER.fullmatch(base) else 1.0


def _phrase(words: list[str]) -> float:
    """Weigh a name of several words: the words, how each follows the one before, and how the phrase begins and ends."""
    folded = [word.casefold().strip(",") for word in words]
    cost = 0.6 + 0.6 * (len(words) - 1)
    for index, word in enumerate(words):
        if folded[index] in v.CONNECTORS or _in_list(words, folded, index):
            continue
        if v.IDENTIFIER.fullmatch(word.strip(",")):
            cost += 3.0
        if index:
            cost += _follows(words[index - 1], word)
    return cost + _opening(words[0], folded[0]) + _ending(words[-1], folded[-1])


def _in_list(words: list[str], folded: list[str], index: int) -> bool:
    """Tell whether a connector or a comma joins a word to its neighbour."""
    before = index > 0 and (folded[index - 1] in v.CONNECTORS or words[index - 1].endswith(","))
    after = index + 1 < len(words) and (folded[index + 1] in v.CONNECTORS or words[index].endswith(","))
    return before or after


def _follows(previous: str, word: str) -> float:
    if word.casefold() == previous.casefold():
        return 3.0
    if previous[0].islower() and not word[0].islower():
        return 1.5  # "router System": a new capital after a word in lower case begins a name
    if previous.isupper() and word[0].islower() and word.casefold() not in v.ENDERS:
        return 0.5
    return 0.0


def _opening(word: str, folded: str) -> float:
    if folded in v.CONNECTORS:
        return 8.0
    if folded in v.OPENERS:
        return -0.4
    return 1.5 if folded in v.ENDERS and word[0].islower() else 0.0  # "balancer router"


def _ending(word: str, folded: str) -> float:
    if folded in v.CONNECTORS or word.endswith(","):
        return 8.0
    if folded in v.OPENERS:
        return 3.0
    return -0.6 if folded in v.ENDERS else 0.0


def port(text: str) -> float:
    """Weigh a port cell: numbers and the usual symbols are certain, a phrase that ends with "port" is likely."""
    if len(text) > LONGEST_TEXT:
        return NEVER
    if v.PORT_SHAPE.fullmatch(text):
        return 0.0
    plain = v.strip_marks(text)
    folded = base_name(plain).casefold()
    if folded in v.ANYTHING or folded in v.NOT_STATED or folded == "none":
        return 0.2
    if v.PORT_HEDGE.fullmatch(plain):
        return 0.3
    if v.PORT_PHRASE.fullmatch(plain):
        # Each further word makes the phrase no less likely: what it names stands before "port".
        return 1.5 + (1.0 if _DIGITS.search(plain) else 0.0) + (1.5 if plain[0].islower() else 0.0)
    return NEVER


def begins_port(word: str) -> bool:
    """Tell whether a port cell without the word "port" can begin with a word."""
    return goes_on_port(word) and word[0] not in "(,;/&" and word.casefold() not in v.CONNECTORS


def goes_on_port(word: str) -> bool:
    """Tell whether a word can stand in a port cell without the word "port"."""
    folded = base_name(word).casefold().strip(",;")
    return _DIGITS.search(word) is not None or not folded.isalpha() or folded in _PORT_WORDS


_PORT_WORDS = frozenset("none and or to through custom configurable user provider customer operator".split())
_PORT_WORDS |= frozenset("defined specific specified configured selected".split())
_PORT_WORDS |= v.ANYTHING | v.NOT_STATED | v.TRANSPORTS.keys()


def transport(text: str) -> float:
    """Weigh a transport cell: a list of known transports, or one with a slip of the pen."""
    if len(text) > LONGEST_TEXT:
        return NEVER
    terms = v.atoms(text)
    folded = v.strip_marks(text).casefold()
    if folded in v.NOT_STATED or folded in v.ANYTHING:
        return 0.4
    if not terms or text[0] in "(/" or text[-1] in ",;/":
        return NEVER
    known = sum(term in v.TRANSPORTS for term in terms)
    if known == len(terms):
        return 0.0
    return 2.5 if known and " " not in text else NEVER


def begins_transport(word: str) -> bool:
    """Tell whether a transport cell can begin with a word."""
    return transport(word.rstrip(",;/")) < NEVER


def goes_on_transport(word: str) -> bool:
    """Tell whether a word can stand in a transport cell after the first."""
    return begins_transport(word) or word in ("/", "&", "+") or word.casefold() in ("and", "or", "and/or")


def application(text: str) -> float:
    """Weigh an application protocol: each term outside the vocabulary costs."""
    return _terms(text, _is_application, _is_security)


def security(text: str) -> float:
    """Weigh a security cell: each term outside the vocabulary costs."""
    bare = 0.3 if text.casefold() in _HEADS else 0.0
    cost = bare + _terms(text, _is_security, _is_application, _is_credential)
    return cost + (0.5 if cost >= 1.0 and text[0].islower() else 0.0)


def _is_credential(term: str) -> bool:
    return v.CREDENTIAL.fullmatch(term) is not None


_HEADS = frozenset("key keys token secret password certificate authentication".split())
"""Words that stand alone in a security cell less often than behind a word that says which."""
_PROTECTIONS = v.METHODS | v.ENCRYPTIONS | v.MUTUAL | v.NO_SECURITY
_PHRASES = frozenset(term for term in _PROTECTIONS if " " in term)


def _is_application(term: str) -> bool:
    return term in v.APPLICATIONS or v.VERSION.sub("", term) in v.APPLICATIONS


def _is_security(term: str) -> bool:
    term = re.sub(r"\A(?:optional|optionally|required|mandatory|strong|server|client)\s+(?=\S)", "", term)
    return (
        term in _PROTECTIONS or v.VERSION.sub("", term) in _PROTECTIONS or v.AUTHENTICATION.fullmatch(term) is not None
    )


_LATE_CAPITAL = re.compile(r"(?:\A|\s)(?!(?:or|and|over|with|via|plus|of|for)\s)[a-zß-ÿ][\w'’-]*\s[A-ZÀ-Þ]")
"""A capital after a word in lower case: a new cell was more likely there."""


def _never(_: str) -> bool:
    return False


def _terms(
    text: str, own: Callable[[str], bool], foreign: Callable[[str], bool], likely: Callable[[str], bool] = _never
) -> float:
    if text[0] in "(/,&+" or len(text) > LONGEST_TEXT:
        return NEVER
    folded = v.strip_marks(text).casefold()
    if folded in v.NOT_STATED:
        return 0.1
    if folded in v.ANYTHING:
        return 0.2
    terms = v.atoms(text)
    words = folded.split()
    if not terms or words[0] in v.CONNECTORS or words[-1] in v.CONNECTORS or text[-1] in "/,&+":
        return NEVER
    cost = 3.0 if _INNER_MARK.search(text) and not re.search(r"\s(?:or|and)\s", folded) else 0.0
    border = 1.0 if _LATE_CAPITAL.search(text) else 0.0
    plain = own(words[0]) and all(word.islower() for word in text.split()[1:])  # "SNMP trap", "MySQL replication"
    for term in terms:
        if own(term):
            cost += 0.05 * len(term.split()) if len(terms) > 1 else 0.0
        elif foreign(term):
            cost += 1.2
        elif likely(term):
            cost += border + (1.2 if term.partition(" ")[2] in _PHRASES else 0.4)
        else:
            cost += border + 1.0 + 0.8 * term.count(" ") + (0.0 if plain else _mixture(term, own, foreign))
    return cost


def _mixture(term: str, own: Callable[[str], bool], foreign: Callable[[str], bool]) -> float:
    """Charge an unknown term that begins or ends with a known one: a border was more likely there."""
    words = term.split()
    if len(words) == 1:
        return 0.0
    parts = {" ".join(words[:-1]), " ".join(words[1:]), words[0], words[-1]}
    return 1.0 if any(own(part) or foreign(part) for part in parts) else 0.0


def protocol(text: str) -> float:
    """Weigh the cell of a column that names transports in some tables and application protocols in others."""
    return min(transport(text), application(text))


_DIRECTIONS = frozenset("inbound outbound ingress egress in out both bidirectional internal external".split())


def direction(text: str) -> float:
    """Weigh a direction: a word of the field, or two of them joined."""
    terms = v.atoms(text) if len(text) < LONGEST_TEXT else ()
    return 0.0 if terms and all(term in _DIRECTIONS for term in terms) else NEVER


def begins_direction(word: str) -> bool:
    """Tell whether a direction can begin with a word."""
    return direction(word.rstrip(",;/")) < NEVER


def goes_on_direction(word: str) -> bool:
    """Tell whether a word can stand in a direction after the first."""
    return begins_direction(word) or word in ("/", "&") or word.casefold() in ("and", "or")


def words(text: str) -> float:
    """Weigh free text: anything goes, and more of it is no less likely, but it seldom begins in the middle."""
    ending = 8.0 if text.endswith((" and", " or")) else 0.0
    return 1.0 + ending + (1.0 if text[0].islower() or text[0] in "(,;/&" else 0.0)


_remembered = lru_cache(maxsize=65536)
_name = _remembered(endpoint)

COSTS: dict[str, Cost] = {
    Role.SOURCE: _name,
    Role.DESTINATION: _name,
    Role.PEER: _name,
    Role.COMPONENT: _name,
    Role.PORT: _remembered(port),
    Role.TRANSPORT: _remembered(transport),
    Role.APPLICATION: _remembered(application),
    Role.SECURITY: _remembered(security),
    Role.DIRECTION: _remembered(direction),
    v.PROTOCOL: _remembered(protocol),
    Role.PURPOSE: words,
    Role.OTHER: words,
}
"""The cost function of each column role; costs are remembered, since cells recur."""


@dataclass(frozen=True, slots=True)
class Flags:
    """Say what a word can be in a cell of a closed column."""

    begins: bool
    goes_on: bool
    says_port: bool


def _flags(begins: Callable[[str], bool], goes_on: Callable[[str], bool]) -> Callable[[str], Flags]:
    return _remembered(lambda word: Flags(begins(word), goes_on(word), "port" in word.casefold()))


CLOSED: dict[str, Callable[[str], Flags]] = {
    Role.PORT: _flags(begins_port, goes_on_port),
    Role.TRANSPORT: _flags(begins_transport, goes_on_transport),
    Role.DIRECTION: _flags(begins_direction, goes_on_direction),
}
"""Roles whose cells are recognised by themselves, each with what a word can be in one.

A row is split from these outwards.
"""

NAMED = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER, Role.COMPONENT})
"""Roles whose cells are names that recur in other rows."""

FREE = frozenset({Role.PURPOSE, Role.OTHER})
"""Roles whose cells are free text."""
