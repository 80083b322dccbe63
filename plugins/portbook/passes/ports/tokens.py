"""Cut a port cell into tokens: numbers, transports, dashes, separators, words and what stands in parentheses."""

import re
from dataclasses import dataclass

from portbook.vocabulary.marks import MARKS

NUMBER, TRANSPORT, DASH, SEPARATOR, ABOVE, OPEN, REMARK, WORD = "NTDSAORW"
"""Kinds of tokens. ``ABOVE`` is ``>`` before a number, ``OPEN`` a ``+`` or ``and above`` behind one."""


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a token: its kind and its text, that of a remark without the parentheses."""

    kind: str
    text: str


_NAMES = "tcp|udp|sctp"
_PATTERNS: dict[str, str] = {
    "blank": r"\s+",
    REMARK: r"\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\]",
    TRANSPORT: rf"(?:{_NAMES})(?=[0-9]|\b)",
    NUMBER: rf"[0-9]+(?=(?:{_NAMES})\b)|[0-9]+(?!\w|\.[0-9])",
    OPEN: r"\+(?=\s*(?:[,;/(]|\Z))|(?:and|or)\s+(?:above|higher|up|greater|more)\b",
    DASH: r"[-–—−‐‑]|\.{2,3}|…|(?:to|through|thru|until)\b|:(?=\s*[0-9])",
    ABOVE: r">=?|[≥⩾]|(?:above|over|greater\s+than)\b",
    SEPARATOR: r"[,;/&+:|]|(?:and/or|and|or|plus)\b",
    WORD: r"[^\s,;/&+()\[\]:|–—]+|[()\[\]]",
}
_KINDS = tuple(_PATTERNS)
_TOKEN = re.compile("|".join(f"({pattern})" for pattern in _PATTERNS.values()), re.IGNORECASE)
_GLUED = re.compile(rf"(?<=[0-9])\s?{MARKS}")
_HTTP_VERSION = re.compile(r"\bhttp/[0-9.]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+([0-9]+)\s+and\s+([0-9]+)", re.IGNORECASE)


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text; a footnote mark on a number is none of them."""
    plain = _BETWEEN.sub(r"\1-\2", _HTTP_VERSION.sub("HTTP", _GLUED.sub("", text)))
    found = []
    for match in _TOKEN.finditer(plain):
        kind = _KINDS[(match.lastindex or 1) - 1]
        if kind == REMARK:
            found.append(Token(kind, match[0][1:-1].strip()))
        elif kind != "blank":
            found.append(Token(kind, match[0]))
    return found
