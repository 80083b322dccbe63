"""Struck text: what a page shows crossed out is kept, between ``~~`` as Markdown has it."""

import re

from portbook.vocabulary.marks import STRIKE

NAMES = frozenset({"del", "s", "strike"})
STYLE = re.compile(
    r"\bstyle\s*=[^>]*line-through|\bclass\s*=\s*[\"']?[^\"'>]*(?:\bline-through|\bstrike(?:through|out)?\b)",
    re.IGNORECASE,
)
CELL = "|"


class Strike:
    """Know which text is struck, and return what is written where that begins and ends."""

    def __init__(self) -> None:
        self._elements: list[str] = []
        """The struck elements that are open, each with what would end it; ``CELL`` stands for a cell around."""
        self._written = False

    def open(self, name: str) -> str:
        self._elements.append(name)
        return self._begin()

    def close(self, name: str) -> str:
        if self._elements and self._elements[-1] == name:
            self._elements.pop()
        return "" if any(name != CELL for name in self._elements) else self.end()

    def open_cell(self, struck: bool) -> str:
        is_struck = struck or any(name != CELL for name in self._elements)
        self._elements.append(CELL)
        return self._begin() if is_struck else ""

    def close_cell(self) -> None:
        """Forget what was opened in the cell that ends."""
        while self._elements and self._elements.pop() != CELL:
            pass

    def _begin(self) -> str:
        begin = "" if self._written else STRIKE
        self._written = True
        return begin

    def end(self) -> str:
        """End what is written as struck where a block ends."""
        ending = STRIKE if self._written else ""
        self._written = False
        return ending


def is_struck(tag: str) -> bool:
    """Tell whether a tag says by its style or class that its text is struck."""
    return "=" in tag and STYLE.search(tag) is not None
