"""The marks of footnotes, and the sign of struck text."""

import re

SUPERSCRIPTS = "¹²³⁴⁵⁶⁷⁸⁹⁰"
LETTERS = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
MARK = rf"(?:[*†‡§¶⁂‖※]++|[{SUPERSCRIPTS}]++|[{LETTERS}]++|\[\^[^\[\]\s]{{1,40}}\]|\((?:\*+|†+|‡+)\))"
"""A footnote mark: stars, daggers and their like, superscript digits or letters, ``[^x]``, or a mark in parentheses.

The quantifiers are possessive: a mark is repeated in other patterns, and would otherwise match a line of stars in
exponentially many ways.
"""
MARK_ENDS = frozenset(f"*†‡§¶⁂‖※)]{SUPERSCRIPTS}{LETTERS}")
LONGEST_MARKS = 40
"""Characters at the end of a text in which marks are looked for."""

MARKS = rf"{MARK}(?:[,˒]?\s?{MARK})*+"
"""Marks one after the other, as in ``443¹,²``."""
TRAILING_MARKS = re.compile(rf"(?:\s?{MARKS})+\Z")
ANY_MARK = re.compile(MARK)
LEADING_MARK = re.compile(rf"\s*({MARK}):?\s*(?=\S)")

LABEL = re.compile(
    r"\s*(?:(?P<bracket>[(\[])(?P<inside>[0-9]{1,2}|[a-z])[)\]]:?\s+(?=\S)|(?P<bare>[0-9]{1,2}|[a-z])[.)]?\s+(?=[A-Z])"
    r"|(?i:(?:foot)?note)\s+(?P<note>[0-9]{1,2}|[a-z])\s?(?:[.:)]|\s[-–—])\s*(?=\S))"
)
"""How a paragraph begins that may define a footnote: ``(1) ...``, ``[a] ...``, ``1. ...``, ``1 ...``, ``Note 1: ...``.
"""
DEFINING_MARK = re.compile(rf"\s*({MARK})[:)]?\s+(?=\S)")
NOTE_OPENING = re.compile(
    r"\s*(?:(?:please )?(?:foot)?notes?(?: that\b|\s*[0-9]{0,2}\s*(?:[:.]|\s[-–—])\s)|(?:nb|n\.b\.|important|caution|"
    r"warning|tip|hint|remarks?)\s*:)\s*(?=\S)",
    re.IGNORECASE,
)
"""How a text begins that is a note in a row of its own, by a mark or by a word."""
MARK_HEADER = re.compile(r"(?:foot)?notes?|refs?\.?|see notes?|(?:foot)?note refs?\.?|marks?", re.IGNORECASE)
"""The header of a column whose cells may be nothing but marks."""
RAISED = dict(zip("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
PLAIN = {sign: plain for plain, sign in RAISED.items()}


def strip_marks(text: str) -> str:
    """Return text without the footnote marks at its end; a text of marks alone is kept."""
    if not text or text[-1] not in MARK_ENDS:
        return text
    head, tail = text[:-LONGEST_MARKS], text[-LONGEST_MARKS:]
    return head + TRAILING_MARKS.sub("", tail) or text


STRIKE = "~~"
"""What readers write around struck text, as Markdown does."""
STRUCK = re.compile(rf"(?:{STRIKE}(?!~).*?{STRIKE})+", re.DOTALL)
BETWEEN_DIGITS = "·"
"""What readers write between digits that only markup keeps apart: a blank could make two ports of them."""


def standing(text: str) -> str:
    """Return what is left of a text without its struck parts."""
    if STRIKE not in text:
        return text
    kept = STRUCK.sub(_gap, text).replace(STRIKE, "")
    lines = (" ".join(line.split()).strip(",;/ ") for line in kept.split("\n"))
    return "\n".join(filter(None, lines))


def _gap(struck: re.Match[str]) -> str:
    """Return what takes the place of struck text: digits on both sides of it are neither one number nor two."""
    before, after = (
        struck.string[max(struck.start() - 1, 0) : struck.start()],
        struck.string[struck.end() : struck.end() + 1],
    )
    return BETWEEN_DIGITS if before.isdigit() and after.isdigit() else " "


def unstruck(text: str) -> str:
    """Return what a text is about: its standing part, or all of it where all is struck."""
    return (standing(text) or text.replace(STRIKE, "")) if STRIKE in text else text
