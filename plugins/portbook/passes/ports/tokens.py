"""Cut a port cell into tokens: numbers, transports, dashes, separators, words and what stands in parentheses."""

import re
from dataclasses import dataclass

from portbook.vocabulary.marks import MARKS
from portbook.vocabulary.ports import FOREIGN_AND, FOREIGN_TO, TRANSPORTS, WELL_KNOWN
from portbook.vocabulary.protocols import APPLICATIONS

NUMBER, TRANSPORT, DASH, SEPARATOR, ABOVE, OPEN, REMARK, WORD = "NTDSAORW"
"""Kinds of tokens. ``ABOVE`` is ``>`` before a number, ``OPEN`` a ``+`` or ``and above`` behind one."""


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a token: its kind and its text, that of a remark without the parentheses."""

    kind: str
    text: str


def _between_numbers(words: tuple[str, ...]) -> str:
    return rf"(?<=[0-9]\s)(?:{'|'.join(words)})(?=\s+[0-9])"


_NAMES = "tcp|udp|sctp"
_BEHIND = "|".join(f"(?<={name})" for name in _NAMES.split("|"))
_LEADING = "|".join(f"(?<={name})(?<![0-9]{name})(?<![0-9][ /_-]{name})" for name in _NAMES.split("|"))
_TO = r"[-–—−‐‑~～〜]|\.{2,3}|…|(?:to|through|thru|until)\b"
_UP = r"(?:(?:and|or)\s|&)\s*(?:above|beyond|over|higher|up|upwards?|greater)|or\s+more"
_PATTERNS: dict[str, str] = {
    # Between a number and its transport such a sign separates nothing; in "1024/tcp-2048" it is a dash.
    "blank": rf"[^\S\n]+|(?<=[0-9])(?:/|_)(?=(?:{_NAMES})\b)|(?:{_BEHIND})/(?=[0-9])|(?:{_LEADING})[_-](?=[0-9])",
    REMARK: r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]",
    TRANSPORT: rf"(?:{_NAMES})(?=_?[0-9]|\b)",
    NUMBER: rf"[0-9]+(?=_?(?:{_NAMES})\b)|[0-9]+(?!\w|\.[0-9])",
    # Behind a list, "and more" says that there are others; with a blank before it, a plus joins what follows.
    OPEN: rf"(?<=[0-9])\+(?!\s*[0-9])|(?<=[0-9]\s)\+(?=\s*(?:[,;/)]|\Z))|(?:{_UP})\b(?!\s*(?:ports?\s*)?[0-9])",
    # An arrow leads from one port to another: no range.
    WORD: r"[-=–—]+>+|>>+|<[-=]+",
    DASH: rf"{_TO}|{_between_numbers(FOREIGN_TO)}|:(?=\s*[0-9])",
    ABOVE: r"(?:>=?|[≥⩾]|(?:above|(?:greater|higher)\s+than)\b)(?=\s*[0-9])",
    SEPARATOR: rf"[,;/&+:|\n]|(?:and/or|and|or|plus)\b|{_between_numbers(FOREIGN_AND)}",
    "other": r"[^\s,;/&+()\[\]:|–—]+|[()\[\]]",
}
_KINDS = tuple(_PATTERNS)
_TOKEN = re.compile("|".join(f"({pattern})" for pattern in _PATTERNS.values()), re.IGNORECASE)
_GLUED = re.compile(rf"(?<=[0-9])\s?{MARKS}")
HTTP_VERSION = re.compile(r"\bhttp/(?:1\.[01]|[23](?:\.0)?)(?![0-9]|\.[0-9])", re.IGNORECASE)
_NOTE = re.compile(r"\b(?:see\s+)?(?:foot)?note\s+[0-9]{1,2}\b", re.IGNORECASE)
_NAMED = re.compile(
    rf"(?<![\w./-])([a-z][a-z0-9]*)[-_](?=(?:[0-9]{{3,5}}|{'|'.join(map(str, sorted(WELL_KNOWN)))})(?![\w.]))",
    re.IGNORECASE,
)
"""A protocol joined with its port; a number as short as that of ``TLS-12`` is one only where it is well known."""
_ADDRESS = re.compile(r"(?<![\w.:])(?:[0-9]{1,3}\.){3}[0-9]{1,3}:(?=[0-9]{1,5}(?![\w.:]))")
"""The address on which a port is bound, which the cell keeps."""
_FOREIGN_FROM = re.compile(rf"\b(?:von|de|desde|dal?)\s+(?=[0-9]+\s+(?:{'|'.join(FOREIGN_TO)})\s+[0-9])", re.IGNORECASE)
_WORDS = r"\s+((?:[a-z]+\s+){0,2})"
_LIMITS = re.compile(
    rf"\b(?:between{_WORDS}([0-9]+)\s*(?:and\b|&|{_TO})|from{_WORDS}([0-9]+)\s*(?:{_TO}))\s*(?:ports?\s+)?([0-9]+)",
    re.IGNORECASE,
)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text; a footnote mark on a number is none of them."""
    plain = _NOTE.sub("", HTTP_VERSION.sub("HTTP", _GLUED.sub("", text)))
    plain = _NAMED.sub(lambda match: f"{match[1]} " if _is_application(match[1]) else match[0], plain)
    plain = _FOREIGN_FROM.sub("", _ADDRESS.sub("", plain))
    plain = _LIMITS.sub(lambda m: f"{m[1] or m[3] or ''}{m[2] or m[4]}-{m[5]}", plain)
    found = []
    for match in _TOKEN.finditer(plain):
        kind = _KINDS[(match.lastindex or 1) - 1]
        if kind == REMARK:
            found.append(Token(kind, match[0][1:-1].strip()))
        elif kind != "blank":
            found.append(Token(WORD if kind == "other" else kind, match[0]))
    return found


def _is_application(name: str) -> bool:
    folded = name.casefold()
    return folded in APPLICATIONS and folded not in TRANSPORTS
