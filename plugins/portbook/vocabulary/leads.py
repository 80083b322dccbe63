"""Whom the sentences above a table name, and on which side."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portbook.vocabulary.owners import (
    GLUE,
    ORDINARY,
    UNREADABLE,
    VERBS,
    Evidence,
    Said,
    is_any_machine,
    says_nothing,
    words_of,
)

LOOKED_AT = 600
"""Characters right above a table that are read."""

SHORT = 3
"""Words of a name in lower case, at most."""

_PLACES = frozenset({"on", "by", "at", "from", "to", "into"})
_ABOUT = re.compile(r"\b(?:ports?|traffic|connections?|connects?|inbound|outbound|ingress|egress)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|never|cannot|no|without|closed?|block(?:ed)?|den(?:y|ied))\b|n['’]t\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:these|this|following|below|no)\b", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?:])\s+")
_OPENING = re.compile(
    r"(?:in addition|besides|apart from|as well as|if|when|once|before|after|unless|for|in|on|during|with)\b[^,]*,\s*",
    re.IGNORECASE,
)
_PLAIN = frozenset(
    """
    this these that which is are be must should can may shall will has have following listed lists shows show describes
    contains given work works properly correctly order make sure ensure please their its it see here also only if
    """.split()
)
"""Words, lower case, of sentences that say no more than that ports follow."""

_WORDS = r"[^\s,.;:()]+(?: [^\s,.;:()]+){0,6}?"
_ARTICLES = r"(?:(?:the|each|every|all|your|an?) )?"
_STOP = (
    r"(?=[,.;:)]|\Z| (?:to|and|or|in|so|that|which|where|who|as|when|if|before|are|is|must|should|needs?|uses?"
    r"|only|alone|itself|too|requires?|listens?|for|with|on|from|by|through|over|via|using|configured|properly|work|works)\b)"
)


def _name(role: str) -> str:
    return rf"(?P<{role}>{_ARTICLES}{_WORDS})"


_MODAL = r"(?:(?:must|should|has to|have to|needs? to|can|may|will) )?(?:be able to )?"
_REACH = r"(?:reach(?:es)?|access(?:es)?|connects? to|communicates? with|contacts?|talks? to|calls?)"
_THESE = r"(?:(?:on |using |over |via )?(?:these|the following|port)[\w ]*? (?:on|of|to) )?"
_OPEN = "open|opened|allowed|available|accessible|reachable|listening|exposed|required|needed|used|configured|permitted"
_OPENS = "listens?|requires?|uses?|opens?|exposes?|accepts?|needs?"
_THEY_REACH = re.compile(rf"\b(?:they|it|which|that) {_MODAL}{_REACH}\b", re.IGNORECASE)
"""Somebody named before opens connections, so that whom a heading names does not listen on these ports."""
LEAD_INS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\bfrom {_name('source')} to {_name('destination')}{_STOP}",
        rf"\A{_name('source')} {_MODAL}{_REACH} {_THESE}{_name('destination')}{_STOP}",
        rf"\b(?:inbound|incoming|ingress)(?: \w+){{0,2}} (?:to|on|for|into) {_name('owner')}{_STOP}",
        rf"\b(?:inbound|incoming|ingress)(?: \w+){{0,2}} from {_name('source')}{_STOP}",
        rf"\b(?:outbound|outgoing|egress)(?: \w+){{0,2}} (?:from|for|on) {_name('owner')}{_STOP}",
        rf"\b(?:outbound|outgoing|egress)(?: \w+){{0,2}} (?:to|into) {_name('destination')}{_STOP}",
        rf"\b(?:traffic|connections?) from {_name('source')}{_STOP}",
        rf"\b(?:traffic|connections?) to {_name('destination')}{_STOP}",
        rf"\bports? that {_name('owner')} (?:requires?|uses?|needs?|listens?|opens?)\b",
        rf"\b(?:{_OPEN}) (?:inbound |outbound )?(?:on|for|to|at) {_name('owner')}{_STOP}",
        rf"\b(?:used|needed|required) by {_name('owner')}{_STOP}",
        rf"\b(?:open|opens|allow|expose) (?:\w+ ){{0,4}}ports? (?:on|for|at) {_name('owner')}{_STOP}",
        rf"\bopen (?:\w+ ){{0,4}}ports? to {_name('owner')}{_STOP}",
        rf"\A{_name('owner')} (?:{_OPENS}) (?:\w+ ){{0,4}}(?:ports?|connections?)\b",
        rf"\A{_name('owner')} (?:{_OPENS}) ?(?:the following|these)?:",
    )
)
"""Sentences that name whom a table speaks of, or its ends; those that name more come first."""


@lru_cache(maxsize=4096)
def said_in_sentences(text: str, known: frozenset[str] = frozenset()) -> Said | None:
    """Return whom the words above a table name: by their last sentence that is about ports. None if none says more."""
    plain = " ".join(text.split())[-LOOKED_AT:]
    for sentence in reversed(_END.split(plain)):
        if _ABOUT.search(sentence) and not all(map(_is_plain, sentence.split())):
            return _said(sentence, known)
    return None


def _is_plain(word: str) -> bool:
    return says_nothing(word) or word.casefold().strip(",:;.") in _PLAIN


def _said(sentence: str, known: frozenset[str]) -> Said:
    if _NOT.search(sentence):
        return Said(denied=_THEY.search(sentence) is not None)
    claim = _OPENING.sub("", sentence, count=1) if _OPENING.match(sentence) else sentence
    for match in _matches(claim):
        names = {role: _named(match, role, known) for role in match.groupdict()}
        if all(names.values()) and (len(names) > 1 or "owner" in names or _names_no_other(match)):
            owner = names.get("owner", "")
            vague = bool(owner) and is_any_machine(owner)
            return Said(owner, names.get("source", ""), names.get("destination", ""), vague)
    return Said(denied=True) if _THEY_REACH.search(claim) else UNREADABLE


def _matches(sentence: str) -> Iterator[re.Match[str]]:
    for pattern in LEAD_INS:
        yield from pattern.finditer(sentence)


def _names_no_other(match: re.Match[str]) -> bool:
    """Tell whether a sentence names nobody else, as ``The press takes traffic from the mill`` does."""
    others = f"{match.string[: match.start()]} {match.string[match.end() :]}".split()
    return all(_is_plain(word) or word.casefold() in VERBS for word in others)


def _named(match: re.Match[str], role: str, known: frozenset[str]) -> str:
    """Return the name that stands for a role, nothing where it is none."""
    words = words_of(match[role])
    if not words.name or words.behind:
        return ""
    spoken = not words.name.islower() or _stands_as_name(match, role, words.name)
    return words.name if words.names(Evidence.PREPOSITION if spoken else Evidence.NONE, known) else ""


def _stands_as_name(match: re.Match[str], role: str, name: str) -> bool:
    """Tell whether words in lower case stand as a name does: ``open on the press:``, not ``for the first weeks of``."""
    before, behind = match.string[: match.start(role)].split(), match.string[match.end(role) :]
    words = name.split()
    plain = len(words) <= SHORT and ORDINARY.isdisjoint(words) and GLUE.isdisjoint(words)
    return plain and behind[:1] in ("", *".,:;") and bool(before) and before[-1].casefold() in _PLACES
