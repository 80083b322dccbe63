"""Words for the direction of a connection, and phrases that name both of its ends."""

import re
from enum import StrEnum
from functools import lru_cache

from portbook.vocabulary.activities import is_activity
from portbook.vocabulary.owners import TRAFFIC, VERBS


class Direction(StrEnum):
    """Say in which direction connections are opened, seen from the machine that a table speaks of."""

    INBOUND = "inbound"
    OUTBOUND = "outbound"
    BOTH = "both"
    UNKNOWN = ""


_IN = "inbound|incoming|ingress|in|input|listens?|listening|receiv\\w+|server"
_OUT = "outbound|outgoing|egress|out|output|initiat\\w+|client"
_BOTH = "both|both ways|both directions|bi-?directional|two-way|two way|2-way|duplex|in/out|inout|mutual"
_IN_TONGUES = "eingehend|entrant|entrante|entrada|entrata"
_OUT_TONGUES = "ausgehend|sortant|saliente|salida|saída|uscita|in uscita"
_BOTH_TONGUES = "beide|beide richtungen|bidirektional|bidirectionnel|bidireccional|bidirecional|bidirezionale"
ARROW_SIGN = r"(?:(?<![<-])-+>|[→⇒➔➜➝⟶]|(?<![<=])=+>)"
_BACK = r"(?:<-+(?![->])|[←⇐⟵]|<=+(?![=>]))"
_BOTH_SIGN = r"(?:<-+>|[↔⇔⟷⇄⇆⟺]|<=+>)"
_IN, _OUT, _BOTH = f"{_IN}|{_IN_TONGUES}", f"{_OUT}|{_OUT_TONGUES}", f"{_BOTH}|{_BOTH_TONGUES}|{_BOTH_SIGN}"
BOTH_WAYS = re.compile(r"<-|[↔⇔⟷⇄⇆⟺]|<=")
"""Arrows to both sides."""
_TERM = re.compile(
    rf"(?P<both>{_BOTH})|(?P<inbound>{_IN}|{_BACK})|(?P<outbound>{_OUT}|{ARROW_SIGN})"
    "|(?:only|traffic|connections?|direction|external|internal)",
    re.IGNORECASE,
)
_ALONE = {"from": Direction.INBOUND, "to": Direction.OUTBOUND}
"""Words that state a direction where they stand alone, before the column of a peer."""
_SEPARATOR = re.compile(r"\s*(?:[/,;&+|\n]|\band/or\b|\band\b|\bor\b|\s)\s*")
_STRONG_IN = re.compile(r"\b(?:inbound|incoming|ingress)\b", re.IGNORECASE)
_STRONG_OUT = re.compile(r"\b(?:outbound|outgoing|egress)\b", re.IGNORECASE)

_MUTUAL = re.compile(r"\b(?:bi-?directional(?:ly)?|two-way|(?:both|in both) (?:ways|directions))\b", re.IGNORECASE)
_DOUBTED = re.compile(r"\b(?:not|no|unless|except|or|some|may|if)\b", re.IGNORECASE)

_LEADING = rf"(?:(?:{_STRONG_IN.pattern}|{_STRONG_OUT.pattern})\s+(?:only\s+)?)?(?:(?:traffic|connections?)\s+)?"
FROM_TO = re.compile(rf"{_LEADING}from\s+(?P<source>\S.*?)\s+to\s+(?P<destination>\S.*)", re.IGNORECASE)
TO_FROM = re.compile(rf"{_LEADING}to\s+(?P<destination>\S.*?)\s+from\s+(?P<source>\S.*)", re.IGNORECASE)
FROM = re.compile(rf"{_LEADING}from\s+(?P<source>\S.*)", re.IGNORECASE)
TO = re.compile(rf"{_LEADING}to\s+(?P<destination>\S.*)", re.IGNORECASE)
ARROW = re.compile(rf"(?P<source>\S.*?)\s*{ARROW_SIGN}\s*(?P<destination>\S.*)")
BACK_ARROW = re.compile(rf"(?P<destination>\S.*?)\s*{_BACK}\s*(?P<source>\S.*)")
BOTH_ARROW = re.compile(rf"(?P<source>\S.*?)\s*{_BOTH_SIGN}\s*(?P<destination>\S.*)")
ARROWS = (BOTH_ARROW, BACK_ARROW, ARROW)
ANY_ARROW = re.compile(rf"{_BOTH_SIGN}|{_BACK}|{ARROW_SIGN}")
_HEAD = re.compile("[<>→⇒➔➜➝⟶←⇐⟵↔⇔⟷⇄⇆⟺]")
ELSEWHERE = re.compile(
    r"(?:von|de)\s+(?P<source>\S.*?)\s+(?:nach|zu[mr]?|an|à|vers)\s+(?P<destination>\S.*)",
    re.IGNORECASE,
)
"""``From A to B`` in other languages."""
AMONG = re.compile(r"(?:between|among)\s+(?:all\s+|the\s+)?(?P<source>(?!.*\b(?:and|or)\b)\S.*s)", re.IGNORECASE)
"""``Between press nodes``, which stand at both ends."""
BETWEEN = re.compile(r"(?P<source>\S.*?)\s+(?:to|nach|vers)\s+(?P<destination>\S.*)", re.IGNORECASE)
PHRASES = (*ARROWS, FROM_TO, TO_FROM, FROM, TO, ELSEWHERE, AMONG, BETWEEN)
"""Phrases that name one end or both, the fullest first."""
IN_PARENTHESES = re.compile(r"\s*\((to|from)\s+([^()]*)\)\Z", re.IGNORECASE)
ARTICLE = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)


@lru_cache(maxsize=4096)
def direction(text: str) -> Direction:
    """Return the direction that a cell states in the words of the field alone, else ``UNKNOWN``."""
    folded = " ".join(text.casefold().split()).strip(" .*")
    if re.fullmatch(_BOTH, folded):
        return Direction.BOTH
    if folded in _ALONE:
        return _ALONE[folded]
    said = set()
    for part in filter(None, _SEPARATOR.split(folded.replace("(", " ").replace(")", " "))):
        match = _TERM.fullmatch(part)
        if match is None:
            return Direction.UNKNOWN
        said.add(match.lastgroup or "")
    said.discard("")
    return Direction(said.pop()) if len(said) == 1 else Direction.BOTH if said else Direction.UNKNOWN


@lru_cache(maxsize=4096)
def opening_direction(text: str) -> Direction:
    """Return the direction with which a description begins: ``Outgoing connections to ...``."""
    words = " ".join(text.split()[:1])
    return spoken_direction(words)


@lru_cache(maxsize=4096)
def spoken_direction(text: str) -> Direction:
    """Return the one direction that a text speaks of, else ``UNKNOWN``."""
    inward, outward = _STRONG_IN.search(text), _STRONG_OUT.search(text)
    if bool(inward) == bool(outward):
        return Direction.UNKNOWN
    return Direction.INBOUND if inward else Direction.OUTBOUND


@lru_cache(maxsize=4096)
def surrounding_direction(text: str) -> Direction:
    """Return the direction of which words around a table speak, where they say in so many words that it is both."""
    mutual = _MUTUAL.search(text) and not (_DOUBTED.search(text) or _STRONG_IN.search(text) or _STRONG_OUT.search(text))
    return Direction.BOTH if mutual else spoken_direction(text)


@lru_cache(maxsize=4096)
def ends_in_words(text: str) -> tuple[str, str]:
    """Return the source and the destination that a phrase names, empty where it names none of them.

    The lines of ``Inbound to the web`` and ``Outbound from the database`` make one pair.
    """
    ends = {"source": "", "destination": ""}
    for line in text.split("\n"):
        plain = IN_PARENTHESES.sub(r" \1 \2", line.strip())
        match = next((match for phrase in PHRASES if (match := phrase.fullmatch(plain))), None)
        if match is not None and not _are_names(match):
            return "", ""
        for role, name in match.groupdict().items() if match else ():
            if ends[role]:
                return "", ""
            ends[role] = ARTICLE.sub("", name.strip(" ."), count=1)
        if match is not None and match.re is AMONG:
            ends["destination"] = ends["source"]
    return ends["source"], ends["destination"]


def _are_names(match: re.Match[str]) -> bool:
    """Tell whether a phrase puts names at its ends: ``Access to the press`` does not, and a chain has more than two."""
    if any(draws_arrow(name) for name in match.groupdict().values()):
        return False
    if match.re is not BETWEEN:  # others may have no group of one end
        return True
    return not (_says_what_is_done(match["source"]) or BETWEEN.fullmatch(match["destination"]))


def _says_what_is_done(text: str) -> bool:
    words = text.casefold().split()
    return is_activity(words[-1]) or words[0] in VERBS or words[-1] in TRAFFIC


@lru_cache(maxsize=16384)
def names_both_ends(text: str) -> bool:
    """Tell whether a text names both ends of a connection, and which of them opens it."""
    return all(end and not end.isdecimal() for end in ends_in_words(text))


def ends_by_arrow(text: str) -> tuple[str, str]:
    """Return the source and the destination between which a text draws an arrow, empty where it draws none."""
    return ends_in_words(text) if draws_arrow(text) else ("", "")


def draws_arrow(text: str) -> bool:
    """Tell whether a text holds an arrow; most hold no head of one, which is quick to see."""
    return _HEAD.search(text) is not None and ANY_ARROW.search(text) is not None


def points_back(text: str) -> bool:
    """Tell whether a text is an arrow that points from the second of two ends to the first."""
    return re.fullmatch(_BACK, text.strip()) is not None


def is_arrow(text: str) -> bool:
    """Tell whether a text is an arrow and nothing else."""
    return ANY_ARROW.fullmatch(text.strip()) is not None


def leads_both_ways(text: str) -> bool:
    """Tell whether a text draws one arrow that leads both ways."""
    return BOTH_ARROW.fullmatch(text) is not None
