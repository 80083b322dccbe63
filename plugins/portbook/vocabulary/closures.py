"""Titles and sentences that say of ports that they are closed: "Closed ports", "Do not open these ports:"."""

import re
from functools import lru_cache

from portbook.vocabulary.marks import strip_marks

LOOKED_AT = 600
"""Characters at the end of a text that are read."""

_THINGS = r"(?:ports?|port\(s\)|traffic|connections?|connectivity|communications?|rules?|protocols?|services?)"
_PORTS = r"(?:ports?|port\(s\)|traffic|connections?|communications?)"
_CLOSED = (
    r"(?:closed|blocked|denied|forbidden|prohibited|disallowed|rejected|dropped|removed|retired|discontinued|disabled"
    r"|deprecated|obsolete|decommissioned|unused)"
)
_SHUT = r"(?:block|close|deny|drop|reject|disable|forbid|prohibit)"
_UNOPENED = (
    r"no longer (?:used|in use|open(?:ed)?|needed|required|necessary|supported|available|exposed|allowed|permitted)",
    r"not (?:used(?! by)|in use|supported|open|allowed|permitted)",
    r"(?:do|must|should|shall|may|can) ?(?:not|n['’]t) (?:be )?(?:open(?:ed)?|exposed?|allow(?:ed)?|permit(?:ted)?)",
    r"(?:do|must|should|shall|may|can) ?(?:not|n['’]t) be (?:enabled|reachable|accessible)",
    r"(?:cannot|can ?not) be (?:opened|exposed|allowed|permitted)|never (?:be )?(?:open(?:ed)?|exposed?|allow(?:ed)?)",
    r"not to (?:be )?(?:open(?:ed)?|exposed?|allow(?:ed)?|permit(?:ted)?)",
)
_MUST = r"(?:must|should|shall|have to|has to|need to|are to|is to|to)"
_WHEN = r"(?: (?:in|since|as of|from|with|after|by|on)\b.*| v?[0-9][\w.]*)?"

_LIFTED = re.compile(
    r"(?:\b(?:not|never|cannot|without|neither|nor|no(?! longer\b))\b|n['’]t\b)[\w ]{0,40}?"
    r" (?:(?:un)?block\w*|clos(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|drop\w*|reject\w*|disabl\w+|forbid\w*|prohibit\w*"
    r"|disallow\w*|remov\w+|filter\w*)\b"
)
"""What says that ports are not closed."""
_OF_OTHERS = re.compile(
    r"\b(?:other|others|else|rest|remaining|everything|unlisted|except|unless|apart from|but not|closed by default"
    r"|disabled by default|blocked by default|may be|might be|could be|can be|often|sometimes|usually|typically)\b"
)
"""What says that other ports are closed, that these need be opened, or that they might be closed."""
_CONDITION = re.compile(r"\b(?:if|when|whenever|where|while|until|whether|check|verify|in case|instead|before|after)\b")
_SCOPE = re.compile(r"\b(?:to|from|outside|publicly|externally|beyond)\b")
"""What narrows "not open" to some callers, as in ``not open to the outside``."""

_CLAIMS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:[^,;:()]{{1,60}}[:–—-] )?(?:the )?(?:following )?{_CLOSED} (?:[\w/-]+ ){{0,2}}{_THINGS}\b",
        rf"(?:the )?(?:[\w/-]+ ){{1,3}}{_CLOSED} {_PORTS}\Z",
        rf"{_CLOSED}{_WHEN}\Z|(?:deny|{_CLOSED}) *[:(–—-]",
        rf".*[(\[]{_CLOSED}{_WHEN}[)\]]\Z",
        rf".*\b{_PORTS} (?:(?:that|which|you|we|are|is|were|was|have|has|been|now|being) ){{0,5}}{_CLOSED}\b",
        rf".*\b{_PORTS} (?:(?:that|which|you|we) ){{0,2}}{_MUST} (?:always )?(?:be {_CLOSED}|{_SHUT})\b",
        rf".*\b(?:these|the following|they|ports below)(?: [\w/-]+){{0,3}} (?:are|is|{_MUST} be) {_CLOSED}\b",
        rf"(?:please )?(?:{_SHUT}|blocking|closing|denying|disabling) (?:inbound |outbound )?{_PORTS}\b",
        rf"(?:.*\bmust |.*\bshould |please )?(?:{_SHUT}|blocking|closing|denying|disabling)s?"
        rf" (?:the|these|those|all|any|following)(?: [\w/-]+){{0,2}} {_PORTS}\b",
    )
)
_NEGATED = re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in _UNOPENED))
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")
_NUMBERING = re.compile(r"(?:[0-9]+(?:\.[0-9]+)*[.)]?|[a-z][.)])\s+")
_DECORATION = " \t*_`#.:!"


@lru_cache(maxsize=4096)
def closing_words(text: str) -> str:
    """Return the title or sentence of a text that says of the ports below it that they are closed, else nothing."""
    plain = " ".join(text[-LOOKED_AT:].split())
    sentences = _SENTENCE_END.split(plain)
    return next((sentence for sentence in reversed(sentences) if _closes(sentence)), "")


def _closes(sentence: str) -> bool:
    plain = _NUMBERING.sub("", strip_marks(sentence).casefold().strip(_DECORATION), count=1)
    if _LIFTED.search(plain) or _OF_OTHERS.search(plain) or plain.endswith("?"):
        return False
    negated = _NEGATED.search(plain)
    if negated and not _SCOPE.search(plain, negated.end()):
        return not _CONDITION.search(plain, 0, negated.start())
    claim = next(filter(None, (pattern.match(plain) for pattern in _CLAIMS)), None)
    return claim is not None and not _CONDITION.search(claim[0])
