"""Words of which headings and sentences around a table are made, and which of theirs can name a machine."""

import re
from dataclasses import dataclass
from enum import Enum

from portbook.vocabulary.activities import is_activity
from portbook.vocabulary.endpoints import ENDERS, NETWORKS
from portbook.vocabulary.endpoints import GENERIC as VAGUE
from portbook.vocabulary.protocols import APPLICATIONS, atoms

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
    number numbers range ranges exception exceptions
    """.split()
)
"""Words of headings, lower case, that name nobody."""

GLUE = frozenset(
    "for on to from of by in into at and or the a an your each every with between via & - – — : / ,".split()
)
"""Words, lower case, that join others."""

TRAFFIC = frozenset(
    """
    port ports port(s) inbound outbound incoming outgoing ingress egress traffic connection connections connectivity
    communication communications firewall firewalls requirement requirements access
    """.split()
)
"""Words, lower case, that show that a title is about ports."""

VERBS = frozenset(
    """
    access add allow assign back change check choose close communicate configure connect contact create customize define
    delete deploy disable download enable ensure expose find get install join list listen log make manage migrate
    monitor move open plan prepare protect reach register remove require restart run scale secure see select set specify
    start stop test troubleshoot update upgrade use verify view
    adding backing changing choosing closing connecting customizing defining deleting disabling downloading enabling
    ensuring exposing finding joining making managing migrating monitoring moving protecting registering removing
    restarting running scaling securing setting specifying starting stopping testing troubleshooting updating viewing
    """.split()
)
"""Verbs, lower case, with which a title says what to do."""

REFUSED = VERBS - GENERIC - {"contact", "log", "monitor", "scale", "test", "view"} | frozenset(
    """
    not no never none without except unless nor cannot neither block blocked blocking deny denied closed unused avoid
    if when before after while once because what which who whom whose where why how that than instead whether
    i you we they it he she them us this these those there everything anything something others
    is are was were be been can could may might must shall should will would do does did has have had
    known issue issues version versions release releases faq faqs question questions problem problems error errors note
    ask let notes example examples limitation limitations changes migration addition also manual handbook
    """.split()
)
"""Words, lower case, that are in no name of a machine."""

ORDINARY = frozenset(
    """
    role roles product products environment environments category function type types region platform vendor name names
    feature features purpose purposes scenario scenarios topology direction well-known ephemeral dynamic static random
    reserved new old legacy software hardware memory license first last same next time day end side left right order
    mode operation operations production development remote local public private single multiple both availability
    recovery disaster backup backups restore replication failover metrics tracing email mail web ipv4 ipv6 tls ssl
    management administration key main important supported unsupported advanced full complete high low control data
    """.split()
)
"""Words, lower case, that make no name by themselves."""

MANY = frozenset("services applications apps systems components endpoints".split())
"""Nouns, lower case, with which a name means whatever is of that kind, wherever it runs."""

LONGEST = 8
"""Words of a name; a longer text is a sentence."""

_ARTICLE = re.compile(r"(?:the|each|every|all|your|an?)\s+", re.IGNORECASE)
_SECOND_ARTICLE = re.compile(r"\b(and|or) (?:the|an?) ", re.IGNORECASE)
_DOING = re.compile(r"\w+(?:ing|tions?|sions?|ments?|ity|ances?|ences?|ed|ly|able)")
_JOINED = frozenset({"and", "or", "&", "and/or", "/", "+"})
_RELATION = re.compile(r"\w-to-\w")
_VERSION = re.compile(r"[(\[]?v?[0-9][0-9.x]*[)\]]?")
_TEMPLATE = re.compile(r"\{\{|\}\}|\{%|%\}|<%|%>")
"""A part of a tag of a template, which may stand for any name."""
_CONTRACTED = re.compile(r"n['’]t\b")
_PLURAL = re.compile(r"(?:\(s\)|s)?\Z")


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what words around a table say of the ends of its paths, empty where they leave one open.

    ``owner`` is whom the table speaks of, on whichever side. It is ``vague`` where it names a network, which machines
    have and none is, or any machine at all, and ``weak`` where it may be a product of many machines. All are empty
    where the words mean somebody, but whom is not clear; words that deny that the ports are somebody's, or say
    that they are those of others, are ``denied``.
    """

    owner: str = ""
    source: str = ""
    destination: str = ""
    vague: bool = False
    weak: bool = False
    denied: bool = False

    @property
    def readable(self) -> bool:
        """Tell whether anybody is named."""
        return bool(self.owner or self.source or self.destination)


UNREADABLE = Said()


class Evidence(Enum):
    """Say what speaks for it that words name a machine."""

    NONE = "none"
    COMPOUND = "words about ports behind them"
    PREPOSITION = "a preposition before them"
    CERTAIN = "an arrow"


@dataclass(frozen=True, slots=True)
class Words:
    """Hold words that may name somebody: those between the generic ones at both ends."""

    name: str
    article: bool
    """Whether an article stands before the name."""
    behind: tuple[str, ...]
    """The generic words behind the name, lower case."""

    @property
    def refused(self) -> bool:
        """Tell whether some word shows that this is no name."""
        folded = self.name.casefold().split()
        return (
            len(folded) > LONGEST
            or not any(map(str.isalpha, self.name))
            or not REFUSED.isdisjoint(word.strip(",:;.") for word in folded)
            or all(_VERSION.fullmatch(word) for word in folded)
            or (len(folded) == 1 and folded[0].startswith("("))
            or _RELATION.search(self.name) is not None
            or any(mark in self.name for mark in "?!<>")
            or _TEMPLATE.search(self.name) is not None
            or _CONTRACTED.search(self.name) is not None
        )

    def names(self, evidence: Evidence, known: frozenset[str]) -> bool:
        """Tell whether the words name a machine; ``known`` are names of the book, lower case."""
        if self.refused:
            return False
        words = self.name.casefold().split()
        if self.name.casefold() in known or evidence is Evidence.CERTAIN:
            return True
        if is_machine(self.name) and words[-1] not in MANY:
            return evidence is Evidence.PREPOSITION or len(words) > 1 or _PLURAL.sub("", words[0], count=1) not in VAGUE
        return self._reads_as_name(evidence, words)

    def _reads_as_name(self, evidence: Evidence, words: list[str]) -> bool:
        """Tell whether words that end with no noun for machines are a name, not what is done or several names."""
        if evidence is Evidence.NONE or ORDINARY.issuperset(words) or not _JOINED.isdisjoint(words):
            return False
        if words[-1] in MANY or is_activity(words[-1]):
            return False
        if len(words) == 1:
            doing = _DOING.fullmatch(words[0]) and not self.article
            if doing or _is_protocol(self.name):
                return False
        proper = any(word != word.casefold() and not _is_protocol(word) for word in self.name.split())
        return proper or (self.article and evidence is Evidence.PREPOSITION)


def _is_protocol(word: str) -> bool:
    return not APPLICATIONS.keys().isdisjoint(atoms(word))


def words_of(text: str) -> Words:
    """Return the words of a text between the generic ones at its ends."""
    words = text.split()
    first, last = 0, len(words)
    while first < last and says_nothing(words[first]):
        first += 1
    while last > first and says_nothing(words[last - 1]):
        last -= 1
    name = _SECOND_ARTICLE.sub(r"\1 ", " ".join(words[first:last])).strip(" ,:;–—-")
    article = _ARTICLE.match(" ".join(words[:first]) + " ") is not None
    return Words(name, article, tuple(word.casefold().strip(",:") for word in words[last:]))


def says_nothing(word: str) -> bool:
    """Tell whether a word names nobody."""
    plain = word.casefold().strip(",:;.")
    return not (any(map(str.isalnum, plain)) or _TEMPLATE.search(plain)) or plain in GENERIC or plain in GLUE


def is_network(words: Words) -> bool:
    """Tell whether the words name a network: ``Client Network``."""
    return len(words.behind) == 1 and words.behind[0] in NETWORKS


def is_any_machine(name: str) -> bool:
    """Tell whether a name says no more than that there is a machine."""
    words = name.casefold().split()
    return words[0] in ("any", "both") or (len(words) == 1 and is_machine(name) and name == name.casefold())


def is_machine(name: str) -> bool:
    """Tell whether a name ends with a noun for machines."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return _PLURAL.sub("", last, count=1) in ENDERS or last in ENDERS
