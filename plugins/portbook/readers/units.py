"""Units of a flattened row: the words between which a cell may begin."""

import re
from dataclasses import dataclass

from portbook.vocabulary import MARK, MARK_ENDS

WORD = re.compile(r"\S+")
MARKS_ONLY = re.compile(rf"{MARK}+")


@dataclass(frozen=True, slots=True)
class Units:
    """Hold the units of a row: the words of each, joined by single blanks, and their spans in the row's text.

    A parenthesis belongs to the word before it, and so does a footnote mark that stands alone.
    """

    words: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    balanced: bool

    def __len__(self) -> int:
        return len(self.words)

    def slice(self, first: int, last: int) -> str:
        """Return the text of the units ``first`` up to and without ``last``."""
        return self.words[first] if last == first + 1 else " ".join(self.words[first:last])


def units(text: str) -> Units:
    """Find the units of a row. Where parentheses do not balance, each word is a unit of its own."""
    words = text.split()
    spans = [match.span() for match in WORD.finditer(text)]
    groups, balanced = _group(words)
    if len(groups) == len(words):
        return Units(tuple(words), tuple(spans), balanced)
    return Units(
        tuple(" ".join(words[first:last]) for first, last in groups),
        tuple((spans[first][0], spans[last - 1][1]) for first, last in groups),
        balanced,
    )


def _group(words: list[str]) -> tuple[list[tuple[int, int]], bool]:
    """Return the first word and the end of each unit, and whether parentheses balance."""
    groups: list[tuple[int, int]] = []
    depth = 0
    for index, word in enumerate(words):
        joined = depth > 0 or word[0] == "(" or (word[0] in MARK_ENDS and MARKS_ONLY.fullmatch(word) is not None)
        if joined and groups:
            groups[-1] = (groups[-1][0], index + 1)
        else:
            groups.append((index, index + 1))
        if "(" in word or ")" in word:
            for character in word:
                depth += (character == "(") - (character == ")")
                if depth < 0:
                    return [(at, at + 1) for at in range(len(words))], False
    return (groups, True) if depth == 0 else ([(at, at + 1) for at in range(len(words))], False)
