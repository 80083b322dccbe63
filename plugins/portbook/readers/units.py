"""Units of a flattened row: the words between which a cell may begin."""

import re
from dataclasses import dataclass

from portbook.vocabulary import MARK

WORD = re.compile(r"\S+")
MARKS_ONLY = re.compile(rf"{MARK}+")


@dataclass(frozen=True, slots=True)
class Units:
    """Hold a row's text and the spans of its units. A parenthesis belongs to the word before it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    balanced: bool

    def __len__(self) -> int:
        return len(self.spans)

    def slice(self, first: int, last: int) -> str:
        """Return the text of the units ``first`` up to and without ``last``."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]


def units(text: str) -> Units:
    """Find the units of a row. Where parentheses do not balance, each word is a unit of its own."""
    words = [match.span() for match in WORD.finditer(text)]
    if "(" not in text and ")" not in text:
        return Units(text, tuple(_attach_marks(text, words)), True)
    spans: list[tuple[int, int]] = []
    depth = 0
    for start, end in words:
        word = text[start:end]
        if spans and (depth or word[0] == "("):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
        for character in word:
            depth += (character == "(") - (character == ")")
            if depth < 0:
                return Units(text, tuple(words), False)
    return Units(text, tuple(_attach_marks(text, spans if depth == 0 else words)), depth == 0)


def _attach_marks(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a footnote mark that stands alone to the word before it."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if kept and MARKS_ONLY.fullmatch(text, start, end):
            kept[-1] = (kept[-1][0], end)
        else:
            kept.append((start, end))
    return kept
