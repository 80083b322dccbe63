"""The marks of footnotes."""

import re

MARK = r"(?:[*†‡§¶⁂‖※]++|[¹²³⁴⁵⁶⁷⁸⁹⁰]++|\((?:\*+|†+|‡+)\))"
"""A footnote mark: stars, daggers and their like, superscript digits, or a mark in parentheses.

The quantifiers are possessive: a mark is repeated in other patterns, and would otherwise match a line of stars in
exponentially many ways.
"""
MARK_ENDS = frozenset("*†‡§¶⁂‖※¹²³⁴⁵⁶⁷⁸⁹⁰)")
LONGEST_MARKS = 40
"""Characters at the end of a text in which marks are looked for."""

TRAILING_MARKS = re.compile(rf"(?:\s?{MARK})+\Z")
ANY_MARK = re.compile(MARK)
LEADING_MARK = re.compile(rf"\s*({MARK})\s*(?=\S)")


def strip_marks(text: str) -> str:
    """Return text without the footnote marks at its end; a text of marks alone is kept."""
    if not text or text[-1] not in MARK_ENDS:
        return text
    head, tail = text[:-LONGEST_MARKS], text[-LONGEST_MARKS:]
    return head + TRAILING_MARKS.sub("", tail) or text
