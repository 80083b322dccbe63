"""Whom headings, captions and titles of groups of rows name, and on which side."""

import re
from functools import lru_cache

from portbook.vocabulary.directions import ARROW_SIGN, BOTH_WAYS, Direction, spoken_direction
from portbook.vocabulary.endpoints import CALLERS
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.owners import (
    ORDINARY,
    TRAFFIC,
    UNREADABLE,
    VERBS,
    Evidence,
    Said,
    Words,
    is_machine,
    is_network,
    says_nothing,
    words_of,
)

LONGEST_TITLE = 300
"""Characters of a title that can be read; what is longer is prose."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)+[.:)]?|(?:[0-9]+|[A-Z])[.:)]"
_LABEL = r"(?:table|tab\.|figure|fig\.)\s+(?:[A-Z][.-])?[0-9]+(?:[.-][0-9]+)*[.:)]?"
_NUMBERING = re.compile(rf"(?:(?:(?:step|appendix|chapter|section)\s+)?(?:{_NUMBER})|{_LABEL})\s+", re.IGNORECASE)
_ANCHOR = re.compile(r"\s*\{#[^{}]*\}\s*\Z")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_VERSION = re.compile(r"v?[0-9][0-9.x]*")
_PREPOSITION = re.compile(
    rf"\s(from|into|to|towards?|onto|on|for|of|by|at|in|between|via|through|with|against)\s+|\s*({ARROW_SIGN})\s*",
    re.IGNORECASE,
)
ARROW = "->"
"""What all arrows count as."""
_ROLES = {
    **dict.fromkeys(("from",), "source"),
    **dict.fromkeys(("to", "into", "toward", "towards", ARROW), "destination"),
    **dict.fromkeys(("on", "onto", "for", "of", "by", "at"), "owner"),
}
"""The end that stands behind a preposition; all other prepositions name none."""
_OTHERS = frozenset({"from", "into", "to", "toward", "towards", "with", "between", ARROW})
"""What stands before the other end of connections."""
_WITHIN_NAMES = frozenset({"for", "of", "with"})

_ABOUT_PORTS = re.compile(r"\b(?:ports?|firewalls?)\b", re.IGNORECASE)
_SOCKETS = re.compile(
    r"\b(?:switch(?:es)?|chassis|physical|hardware|panels?|serial|usb|hdmi|ethernet|fib(?:er|re)|uplinks?|slots?|racks?"
    r"|cabl(?:es?|ing)|cards?|adapters?|models?|sockets?)\b",
    re.IGNORECASE,
)
"""What says that ports are those into which cables are plugged."""


def about_ports(*texts: str) -> bool:
    """Tell whether some of the words around a table are about ports of the network, and none about those of devices."""
    return any(map(_ABOUT_PORTS.search, texts)) and not any(map(_SOCKETS.search, texts))


@lru_cache(maxsize=4096)
def said_in_title(text: str, known: frozenset[str] = frozenset()) -> Said | None:
    """Return whom a title names; None where all of its words are such as any title has.

    ``Inbound ports for the press`` names the owner, ``Inbound traffic from the press`` the source. A name takes
    evidence: a preposition or a word about ports beside it, a noun for machines, or that it is ``known``, lower case.
    """
    if len(text) > LONGEST_TITLE:
        return UNREADABLE
    plain = _plain(text)
    first, *rest = _PREPOSITION.split(f" {plain} ")
    parts = [
        ((word or ARROW).casefold(), part) for word, _, part in zip(rest[::3], rest[1::3], rest[2::3], strict=True)
    ]
    head, way = words_of(first), spoken_direction(plain)
    others = not way and any(_means_others(preposition, part) for preposition, part in parts)
    if all(map(says_nothing, plain.split())):
        return UNREADABLE if others else None
    if others or "?" in plain or BOTH_WAYS.search(plain) or (head.name and head.refused):
        return UNREADABLE
    if not parts or (head.name and not head.behind and parts[0][0] in _WITHIN_NAMES):
        return _compound(plain, known)
    about_ports = not TRAFFIC.isdisjoint(_folded(plain))
    ends: dict[str, str] = {}
    for preposition, part in parts:
        evidence = Evidence.PREPOSITION if about_ports else Evidence.NONE
        if not _add(ends, preposition, part, Evidence.CERTAIN if preposition == ARROW else evidence, known):
            return UNREADABLE
    return _resolved(ends, way) if _add_head(ends, head, parts[0][0], known) else UNREADABLE


def _plain(text: str) -> str:
    """Return a title without its number, its anchor, and remarks in parentheses that name nobody."""
    plain = _ANCHOR.sub("", strip_marks(" ".join(text.split())))
    plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    return _ASIDE.sub(lambda aside: "" if _is_remark(aside[1]) else aside[0], plain).strip(" :.")


def _is_remark(text: str) -> bool:
    return all(says_nothing(word) or _VERSION.fullmatch(word.casefold()) for word in text.split())


def _folded(text: str) -> list[str]:
    return [word.strip(",:;.()") for word in text.casefold().split()]


def _compound(plain: str, known: frozenset[str]) -> Said:
    """Return whom a title without prepositions names, as in ``Press requirements``."""
    words = words_of(plain)
    if is_network(words) and words.name and not words.refused:
        return Said(owner=f"{words.name} {plain.rsplit(maxsplit=1)[-1]}", vague=True)
    evidence = Evidence.NONE if TRAFFIC.isdisjoint(words.behind) else Evidence.COMPOUND
    if not words.names(evidence, known):
        return UNREADABLE
    return Said(owner=words.name, weak=not is_machine(words.name))


def _means_others(preposition: str, part: str) -> bool:
    """Tell whether a part is about outsiders whom it does not name: which side they are on, the title leaves open."""
    return preposition in _OTHERS and not words_of(part).name and not _is_infinitive(preposition, part)


def _is_infinitive(preposition: str, part: str) -> bool:
    return preposition == "to" and bool(words := part.split(maxsplit=1)) and words[0].casefold() in VERBS


def _add(ends: dict[str, str], preposition: str, part: str, evidence: Evidence, known: frozenset[str]) -> bool:
    """Add the end that stands behind a preposition; tell whether it can be read."""
    words = words_of(part)
    if not words.name or (preposition == "by" and ORDINARY.issuperset(words.name.casefold().split())):
        return True
    role = _ROLES.get(preposition, "")
    if not role or role in ends or _is_infinitive(preposition, part) or not words.names(evidence, known):
        return False
    if preposition == "for" and words.name.rsplit(maxsplit=1)[-1].casefold() in CALLERS:
        return False  # ports that are open for them are not their own
    ends[role] = words.name
    return True


def _add_head(ends: dict[str, str], head: Words, preposition: str, known: frozenset[str]) -> bool:
    """Add what stands before the first preposition: in ``Mill to press`` that is the source."""
    if not head.name:
        return True
    evidence = Evidence.NONE if TRAFFIC.isdisjoint(head.behind) else Evidence.COMPOUND
    if preposition == ARROW:
        evidence = Evidence.CERTAIN
    behind = _ROLES.get(preposition)
    role = {"destination": "source", "source": "owner" if head.behind else ""}.get(behind or "", "")
    if not role or role in ends or not head.names(evidence, known):
        return False
    ends[role] = head.name
    return True


def _resolved(ends: dict[str, str], way: Direction) -> Said | None:
    """Return the ends; the one that inbound connections go to, and outbound ones come from, is the owner too."""
    owned = {Direction.INBOUND: "destination", Direction.OUTBOUND: "source"}.get(way, "")
    if not ends:
        return None
    if owned in ends and "owner" in ends:
        return UNREADABLE
    owner = ends.get("owner") or ends.get(owned, "")
    return Said(owner, ends.get("source", ""), ends.get("destination", ""))
