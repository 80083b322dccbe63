"""Units of a flattened row: the words between which a cell may begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portbook.vocabulary.marks import MARK, MARK_ENDS

WORD = re.compile(r"\S+")
TAGS = (("<%", "%>"), ("{{", "}}"), ("{%", "%}"))
"""The template tags that unrendered pages hold: each is one word, whatever is in it."""
SPECIAL = re.compile(f"[(<{{{re.escape(''.join(sorted(MARK_ENDS)))}]")
"""Characters without which each word is a unit."""
MARKS_ONLY = re.compile(rf"{MARK}+")


@dataclass(frozen=True, slots=True)
class Units:
    """Hold the units of a row: the words of each, joined by single blanks.

    A parenthesis belongs to the word before it, and so does a footnote mark that stands alone.
    """

    words: tuple[str, ...]
    balanced: bool

    def slice(self, first: int, last: int) -> str:
        """Return the text of the units ``first`` up to and without ``last``."""
        return self.words[first] if last == first + 1 else " ".join(self.words[first:last])


def units(text: str) -> Units:
    """Find the units of a row. Where parentheses do not balance, each word is a unit of its own."""
    words = text.split()
    if not SPECIAL.search(text):
        return Units(tuple(words), True)
    groups, balanced = _group(words, tags=any(begin in text for begin, _ in TAGS))
    return Units(tuple([" ".join(words[first:last]) for first, last in groups]), balanced)


def locate(text: str, cells: Sequence[str]) -> list[tuple[int, int]]:
    """Return where cells stand in the line that they were split from; an empty one stands behind the one before."""
    found, at = [], 0
    if " ".join(cells) == text:
        for cell in cells:
            found.append((at, at + len(cell)))
            at += len(cell) + 1
        return found
    words = WORD.finditer(text)
    for cell in cells:
        spans = [next(words).span() for _ in cell.split()] or [(at, at)]
        at = spans[-1][1]
        found.append((spans[0][0], at))
    return found


def _group(words: list[str], tags: bool) -> tuple[list[tuple[int, int]], bool]:
    """Return the first word and the end of each unit, and whether parentheses balance."""
    groups: list[tuple[int, int]] = []
    depth, tag = 0, ""
    for index, word in enumerate(words):
        joins = word[0] == "(" or (word[0] in MARK_ENDS and MARKS_ONLY.fullmatch(word) is not None)
        if groups and (depth or tag or joins):
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
        if "(" in word or ")" in word:
            depth += word.count("(") - word.count(")")
            if depth < 0:
                break
        if tags:
            tag = _open_tag(word, tag)
    if depth or tag:
        groups = [(at, at + 1) for at in range(len(words))]
    return groups, depth == 0


def _open_tag(word: str, tag: str) -> str:
    """Return the end of the template tag that is open behind a word, or nothing."""
    for begin, end in TAGS:
        if tag == end or (not tag and begin in word):
            return "" if word.rfind(end) > word.rfind(begin) else end
    return tag
