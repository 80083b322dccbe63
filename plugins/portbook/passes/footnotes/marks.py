"""Find the marks of footnotes on the words of a cell."""

import re
from collections.abc import Iterable

from portbook.vocabulary.marks import ANY_MARK, LETTERS, MARKS, SUPERSCRIPTS

_RAISED = rf"[{SUPERSCRIPTS}{LETTERS}]++|\[\^[^\[\]\s]{{1,40}}\]"
STANDING_MARKS = re.compile(
    rf"(?<=[^\s(/,*†‡§¶⁂‖※{SUPERSCRIPTS}])\s?({MARKS})(?=[\s,;)]|\Z)|(?<=[^\s(])(?:(?:{_RAISED})[,˒]?(?={_RAISED}|[^,˒]|\Z))+"
)
"""Marks that stand on a word; a cell that is nothing but marks, such as the wildcard ``*``, carries none."""


HINT = re.compile(rf"[*\[†‡§¶⁂‖※{SUPERSCRIPTS}{LETTERS}]")
"""Characters without which no text has a mark."""


RAISED_ALONE = re.compile(rf"(?:(?:{_RAISED})[,˒]?)+")
"""A cell that is nothing but raised marks, which are no words in any column."""


def may_bear_marks(rows: Iterable[Iterable[str]]) -> bool:
    """Tell whether any cell of some rows may bear a mark."""
    return HINT.search("\n".join(set().union(*rows))) is not None


def is_mark_alone(cell: str, under_marks: bool) -> bool:
    """Tell whether a cell is nothing but marks; ``**`` and the like are so only below a header of marks."""
    return RAISED_ALONE.fullmatch(cell) is not None or (under_marks and re.fullmatch(MARKS, cell) is not None)


def find_marks(cell: str) -> list[str]:
    """Return the footnote marks on the words of a cell, in order."""
    return [mark.strip("()") for found in STANDING_MARKS.finditer(cell) for mark in ANY_MARK.findall(found[0])]


def without_marks(cell: str) -> str:
    """Return a cell without its footnote marks."""
    return STANDING_MARKS.sub("", cell).strip()
