"""How headings, captions and the words above a table name whom it speaks of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from portbook.vocabulary.endpoints import ENDERS, NETWORKS
from portbook.vocabulary.marks import strip_marks

GENERIC = frozenset(
    """
    port ports port(s) network networks networking networked firewall firewalls rule rules requirement requirements
    required require requires inbound outbound incoming outgoing ingress egress traffic connection connections
    connectivity communication communications communicate path paths list listing table tables overview reference
    summary matrix security access configuration configure configuring settings setup check checks checking select
    selecting open opened opening openings allow allowed allowing enable assign assigning create creating verify used
    using use uses needed need needs necessary listen listening listens internal external internet intranet default
    defaults common general additional other specific custom optional minimum recommended recommendations prerequisites
    prerequisite preparation prepare planning plan install installing installation deploy deploying deployment
    deployments upgrade upgrading introduction about architecture high-availability ha step protocol protocols tcp udp
    service services interfaces interface endpoints component components system systems group groups ip address
    addresses dns information details appendix documentation docs guide all following below minimal basic bidirectional
    """.split()
)
"""Words of headings, lower case, that name nobody."""

GLUE = frozenset(
    "for on to from of by in into at and or the a an your each every with between via & - – — : / ,".split()
)
"""Words, lower case, that join others."""

LONGEST = 8
"""Words of a name; a longer text is a sentence."""

_NUMBER = r"[0-9]+(?:\.[0-9]+)+[.:)]?|(?:[0-9]+|[A-Z])[.:)]"
_NUMBERING = re.compile(rf"(?:(?:step|appendix|chapter|section)\s+)?(?:{_NUMBER})\s+", re.IGNORECASE)
_ANCHOR = re.compile(r"\s*\{#[^{}]*\}\s*\Z")
_ASIDE = re.compile(r"\s*\(([^()]*)\)")
_MACHINE = re.compile(r"(?:\(s\)|s)?\Z")

_NAME = r"(?:the |each |every |all |your |an? )?(?P<name>[^\s,.;:()]+(?: [^\s,.;:()]+){0,6}?)"
_STOP = (
    r"(?=[,.;:)]|\Z| (?:to|and|or|in|so|that|which|where|who|as|when|if|before|are|is|must|should|needs?|uses?"
    r"|requires?|listens?|for|with|on|from|by|configured|properly|work|works)\b)"
)
_OPEN = "open|opened|allowed|available|accessible|reachable|listening|exposed|required|needed|used|configured|permitted"
_OPENS = "listens?|requires?|uses?|opens?|exposes?|accepts?|needs?"
LEAD_INS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:inbound|incoming|ingress)(?: \w+){{0,2}} (?:to|on|for|into) {_NAME}{_STOP}",
        rf"\b(?:outbound|outgoing|egress)(?: \w+){{0,2}} (?:from|for) {_NAME}{_STOP}",
        rf"\bports? that {_NAME} (?:requires?|uses?|needs?|listens?|opens?)\b",
        rf"\b(?:{_OPEN}) (?:inbound |outbound )?(?:on|by|for|to|from|at) {_NAME}{_STOP}",
        rf"(?:\A|\. ){_NAME} (?:{_OPENS}) (?:\w+ ){{0,4}}(?:ports?|connections?)\b",
    )
)
"""Sentences above a table that name whom it speaks of."""


@dataclass(frozen=True, slots=True)
class Named:
    """Hold the name that a text gives; ``strong`` where its words say that a machine is meant or whom the ports serve.

    It is ``vague`` where it names a network, which machines have and none is, or any machine at all.
    """

    name: str
    strong: bool
    vague: bool = False


@lru_cache(maxsize=4096)
def name_in_title(text: str) -> Named | None:
    """Return whom a heading or caption names, without the words that every such title has; None if nobody.

    ``Inbound ports for the press`` names the press, ``Cider press requirements`` too, ``Required ports`` nobody.
    """
    plain = _ANCHOR.sub("", strip_marks(" ".join(text.split())))
    plain = _NUMBERING.sub("", plain, count=1) if _NUMBERING.match(plain) else plain
    plain = _ASIDE.sub(lambda aside: "" if _generic(aside[1]) else aside[0], plain).strip(" :.")
    words = plain.split()
    first, last = 0, len(words)
    while first < last and _says_nothing(words[first]):
        first += 1
    while last > first and _says_nothing(words[last - 1]):
        last -= 1
    name = " ".join(words[first:last]).strip(" ,:;–—-")
    if not any(map(str.isalnum, name)) or last - first > LONGEST:
        return None
    behind = [word.casefold().strip(",:") for word in words[last:]]
    network = len(behind) == 1 and behind[0] in NETWORKS
    served = any(word.casefold().strip(",:") in GLUE for word in words[:first])
    return Named(" ".join(words[first:]) if network else name, served or _is_machine(name), network)


@lru_cache(maxsize=4096)
def name_in_sentence(text: str) -> Named | None:
    """Return whom the words above a table name, where they say whose ports follow."""
    plain = " ".join(text.split())
    for pattern in LEAD_INS:
        for match in pattern.finditer(plain[-600:]):
            named = name_in_title(match["name"])
            if named and (match["name"] != match["name"].casefold() or _is_machine(named.name)):
                return Named(named.name, strong=True, vague=_is_any_machine(named.name))
    return None


def _generic(text: str) -> bool:
    return all(map(_says_nothing, text.split()))


def _says_nothing(word: str) -> bool:
    plain = word.casefold().strip(",:;.")
    return not any(map(str.isalnum, plain)) or plain in GENERIC or plain in GLUE


def _is_any_machine(name: str) -> bool:
    words = name.casefold().split()
    return words[0] in ("any", "both") or (len(words) == 1 and _is_machine(name) and name == name.casefold())


def _is_machine(name: str) -> bool:
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return _MACHINE.sub("", last, count=1) in ENDERS or last in ENDERS
