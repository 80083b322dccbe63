"""What the parser of a page gets, and what is known of the page by place."""

import re
from dataclasses import dataclass, field

BLANK = re.compile(r"\s*")


@dataclass(slots=True)
class CellPlace:
    """Hold where the content of a cell stands, and how many rows and columns it spans."""

    start: int
    stop: int = -1
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Markup:
    """Hold what the parser gets, and what is known by place."""

    text: str = ""
    cells: dict[int, CellPlace] = field(default_factory=dict)
    layouts: set[int] = field(default_factory=set)
    """The tables that hold other tables."""
    notes: set[int] = field(default_factory=set)
    """The items that references lead to as footnotes."""
    apart: list[int] = field(default_factory=list)
    """Where digits were kept apart that only the border of an element keeps apart."""
    hidden: list[tuple[str, int]] = field(default_factory=list)
    """The tables and rows that a browser does not show at first, by name and place."""
    unseen: list[tuple[int, int]] = field(default_factory=list)
    """Where text stands that a browser does not show, and that is left out."""
    title: str = ""


class Output:
    """Collect what is written of a part of a page, and what becomes known on the way."""

    def __init__(self, text: str, end: int) -> None:
        self.text = text
        self.end = end
        self.made = Markup()
        self._parts: list[str] = []

    def write(self, markup: str) -> None:
        self._parts.append(markup)

    def mark(self, kind: str, at: int, text: str = "") -> None:
        """Write a comment: its kind, the place where what it speaks of begins, and text between rows of cells."""
        self._parts.append(f"<!--{kind}{self.after_blanks(at)} {text.replace('-', '&#45;')}-->")

    def after_blanks(self, at: int) -> int:
        """Return the place of the first character, from a place on, that is not blank."""
        blank = BLANK.match(self.text, at, self.end)
        return blank.end() if blank else at

    def finish(self) -> Markup:
        self.made.text = "<body>" + "".join(self._parts)  # a comment above it would not be part of the page
        return self.made
