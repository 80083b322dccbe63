"""Weigh a text as the name of an endpoint."""

import re
from functools import lru_cache

from portbook.readers.flattened.weights import INNER_MARK, LONGEST_TEXT, NEVER
from portbook.vocabulary.endpoints import COMMON_ENDPOINTS, CONNECTORS, ENDERS, GENERIC, IDENTIFIER, OPENERS
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.ports import NOT_STATED, TRANSPORTS

LONGEST_NAME = 9
"""Units in a name."""
_PARENTHESES = re.compile(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)")


@lru_cache(maxsize=65536)
def base_name(text: str) -> str:
    """Return the name in an endpoint cell: without marks and without what stands in parentheses."""
    return strip_marks(_PARENTHESES.sub("", strip_marks(text)).strip()).strip()


def endpoint(text: str) -> float:
    """Weigh a name: one identifier is likely, a phrase of words less so, an identifier within a phrase hardly."""
    if text[0] == "(" or len(text) > LONGEST_TEXT:
        return NEVER
    base = base_name(text)
    folded = base.casefold()
    if folded in COMMON_ENDPOINTS or folded in NOT_STATED:
        return 0.0
    words = base.split()
    if not words or len(words) > LONGEST_NAME or (base != "*" and not any(map(str.isalnum, base))):
        return NEVER
    cost = _single(base, folded) if len(words) == 1 else _phrase(words)
    plain = strip_marks(text)
    if not plain.endswith(")") and _PARENTHESES.search(plain):
        cost += 1.0 if words[-1].casefold() in ENDERS else 3.0
    return cost + (3.0 if INNER_MARK.search(text) else 0.0)


_ALONE: dict[str, float] = {
    **dict.fromkeys(TRANSPORTS, 3.0),
    **dict.fromkeys(OPENERS, 4.0),
    **dict.fromkeys(CONNECTORS, 8.0),
    "any": 0.5,
    "all": 1.5,
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
    if folded == base and folded in ENDERS and (folded[-1] == "s" or folded in GENERIC):
        return 1.5  # "nodes", "server": of what?
    return 0.5 if base[0].islower() or IDENTIFIER.fullmatch(base) else 1.0


def _phrase(words: list[str]) -> float:
    """Weigh a name of several words: the words, how each follows the one before, and how the phrase begins and ends."""
    folded = [word.casefold().strip(",") for word in words]
    cost = 0.6 * sum(word not in CONNECTORS for word in folded)
    for index, word in enumerate(words):
        if folded[index] in CONNECTORS or _in_list(words, folded, index):
            continue
        if IDENTIFIER.fullmatch(word.strip(",")):
            cost += 3.0
        elif word.isdigit() and len(word) > 1:
            cost += 1.0
        if index:
            cost += _follows(words[index - 1], word)
    return cost + _opening(words[0], folded[0]) + _ending(words[-1], folded[-1])


def _in_list(words: list[str], folded: list[str], index: int) -> bool:
    """Tell whether a connector or a comma joins a word to its neighbour."""
    before = index > 0 and (folded[index - 1] in CONNECTORS or words[index - 1].endswith(","))
    after = index + 1 < len(words) and (folded[index + 1] in CONNECTORS or words[index].endswith(","))
    return before or after


def _follows(previous: str, word: str) -> float:
    if word.casefold() == previous.casefold():
        return 3.0
    if previous.islower() and not word[0].islower():
        return 1.5  # "router System": a new capital after a word in lower case begins a name
    if previous.isupper() and word[0].islower() and word.casefold() not in ENDERS:
        return 0.5
    return 0.0


def _opening(word: str, folded: str) -> float:
    if folded in CONNECTORS:
        return 8.0
    if folded in OPENERS:
        return -0.4
    return 1.5 if folded in ENDERS and word[0].islower() else 0.0  # "balancer router"


def _ending(word: str, folded: str) -> float:
    if folded in CONNECTORS or word.endswith(","):
        return 8.0
    if folded in OPENERS:
        return 3.0
    return -0.6 if folded in ENDERS else 0.0
