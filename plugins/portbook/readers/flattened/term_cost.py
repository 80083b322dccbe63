"""Weigh a text as an application protocol or as what protects it: terms of the field, some of them unknown."""

import re
from collections.abc import Callable

from portbook.readers.flattened.weights import INNER_MARK, LONGEST_TEXT, NEVER
from portbook.vocabulary.endpoints import CONNECTORS
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protocols import (
    APPLICATIONS,
    AUTHENTICATION,
    ENCRYPTIONS,
    METHODS,
    MUTUAL,
    NO_SECURITY,
    SECURITY_PHRASE,
    VERSION,
    atoms,
)

LONGEST_TERM = 8
"""Units in such a cell."""


def application(text: str) -> float:
    """Weigh an application protocol: each term outside the vocabulary costs."""
    return _terms(text, _is_application, _is_security)


def security(text: str) -> float:
    """Weigh a security cell: each term outside the vocabulary costs."""
    bare = 0.3 if text.casefold() in _HEADS else 0.0
    cost = bare + _terms(text, _is_security, _is_application, _is_credential)
    return cost + (0.5 if cost >= 1.0 and text[0].islower() else 0.0)


def _is_credential(term: str) -> bool:
    return SECURITY_PHRASE.fullmatch(term) is not None


_HEADS = frozenset("key keys token secret password certificate authentication".split())
"""Words that stand alone in a security cell less often than behind a word that says which."""
_PROTECTIONS = METHODS | ENCRYPTIONS | MUTUAL | NO_SECURITY
_PHRASES = frozenset(term for term in _PROTECTIONS if " " in term)


def _is_application(term: str) -> bool:
    return term in APPLICATIONS or VERSION.sub("", term) in APPLICATIONS


def _is_security(term: str) -> bool:
    term = re.sub(r"\A(?:optional|optionally|required|mandatory|strong|server|client)\s+(?=\S)", "", term)
    return term in _PROTECTIONS or VERSION.sub("", term) in _PROTECTIONS or AUTHENTICATION.fullmatch(term) is not None


_LATE_CAPITAL = re.compile(r"(?:\A|\s)(?!(?:or|and|over|with|via|plus|of|for)\s)[a-zß-ÿ][\w'’-]*\s[A-ZÀ-Þ]")
"""A capital after a word in lower case: a new cell was more likely there."""


def _never(_: str) -> bool:
    return False


def _terms(
    text: str, own: Callable[[str], bool], foreign: Callable[[str], bool], likely: Callable[[str], bool] = _never
) -> float:
    if text[0] in "(/,&+" or len(text) > LONGEST_TEXT:
        return NEVER
    folded = strip_marks(text).casefold()
    if folded in NOT_STATED:
        return 0.1
    if folded in ANYTHING:
        return 0.2
    terms = atoms(text)
    words = folded.split()
    if not terms or words[0] in CONNECTORS or words[-1] in CONNECTORS or text[-1] in "/,&+":
        return NEVER
    cost = 3.0 if INNER_MARK.search(text) and not re.search(r"\s(?:or|and)\s", folded) else 0.0
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
