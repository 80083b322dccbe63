"""Put tables, diagrams and port sheets into hand-written pages, where a fence ``portbook`` asks for them.

The fence leaves a mark in the page; what it stands for is put in when Markdown is done, so that no text of a source
ever passes through a Markdown parser.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from itertools import islice
from typing import Any

from portbook.diagnostics import Place, Report, shorten
from portbook.model import Book
from portbook.views.blocks import Block, Diagram, Heading, Page, Table
from portbook.views.reference import references

FENCE = "portbook"
MARK = '<div class="pb-embed" data-embed="{}"></div>'
MARKS = re.compile(MARK.format(r"(\d+)"))
ARCHITECTURE = "architecture"
DEEPEST = 4

Blocks = tuple[Block, ...]


class UnknownOrderError(LookupError):
    """Say what in a line of a fence is not known, and what is near."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold what can be embedded: for each kind, the blocks of each name."""

    kinds: dict[str, dict[str, Blocks]]

    @classmethod
    def of(cls, book: Book, pages: Iterable[Page]) -> "Catalogue":
        by_path = {page.path: page.blocks for page in pages}
        subsystems = {entry.name: by_path[f"subsystems/{entry.slug}"] for entry in book.subsystems}
        sheets = {entry.name: by_path[f"endpoints/{entry.slug}"] for entry in book.endpoints}
        tables = {name: _only(Table, blocks)[-1:] for name, blocks in subsystems.items()}
        for blocks in by_path.values():
            for table in _only(Table, blocks):
                tables.setdefault(table.caption, (table,))
        pictures = {ARCHITECTURE: by_path["index"], **sheets, **subsystems}
        diagrams = {name: _only(Diagram, blocks) for name, blocks in pictures.items()}
        return cls({"table": tables, "diagram": diagrams, "sheet": sheets, "reference": references()})

    def find(self, order: str) -> Blocks:
        """Return the blocks that a line such as ``sheet: NAME`` asks for. Raises UnknownOrderError."""
        kind, _, name = (part.strip() for part in order.partition(":"))
        if kind not in self.kinds:
            raise UnknownOrderError(f"{shorten(order)!r} asks for nothing known; {_offer(kind, self.kinds)}")
        if name not in self.kinds[kind]:
            raise UnknownOrderError(f"there is no {kind} named {shorten(name)!r}; {_offer(name, self.kinds[kind])}")
        return self.kinds[kind][name]


@dataclass(slots=True)
class Embedder:
    """Serve the fences of one build: remember what each page asks for, then put it in."""

    catalogue: Catalogue
    report: Report
    _page: str = ""
    _text: str = ""
    _orders: list[Blocks] = field(default_factory=list)

    def enter(self, path: str, text: str) -> None:
        """Begin a page: its path as shown in findings, and its whole text, for line numbers."""
        self._page, self._text, self._orders = path, text, []

    def format(self, source: str, *_: Any, **__: Any) -> str:
        """Leave marks for what a fence asks for; this is a formatter of ``pymdownx.superfences``."""
        return "".join(self._mark(order) for line in source.splitlines() if (order := line.strip()))

    def fill(self, html: str, render: Callable[[Blocks, int], str]) -> str:
        """Put what was asked for where the marks are; ``render`` also takes its number on the page, from 1."""
        return MARKS.sub(lambda mark: self._filled(mark, render), html) if self._orders else html

    def _mark(self, order: str) -> str:
        try:
            blocks = self.catalogue.find(order)
        except UnknownOrderError as error:
            self.report.add("embed-unknown", Place(self._page, self._line_of(order)), str(error))
            return ""
        number = len(self._orders) + 1
        self._orders.append(tuple(_renamed(block, f"e{number}-") for block in blocks))
        return MARK.format(number)

    def _filled(self, mark: re.Match[str], render: Callable[[Blocks, int], str]) -> str:
        number = int(mark[1])
        return render(self._orders[number - 1], number) if 0 < number <= len(self._orders) else mark[0]

    def _line_of(self, order: str) -> int:
        lines = enumerate(self._text.splitlines(), 1)
        return next((number for number, line in lines if line.strip(" \t>") == order), 0)


def _only(kind: type[Block], blocks: Blocks) -> Any:
    return tuple(block for block in blocks if isinstance(block, kind))


def _renamed(block: Block, prefix: str) -> Block:
    """Give a block anchors of its own, since its page may hold others of the same name."""
    match block:
        case Heading():
            return replace(block, level=min(block.level + 1, DEEPEST), anchor=prefix + block.anchor)
        case Table():
            rows = tuple(replace(row, id=prefix + row.id) for row in block.rows)
            return replace(block, id=prefix + block.id, rows=rows)
        case _:
            return block


def _offer(word: str, known: Iterable[str]) -> str:
    """Offer the nearest names; where none is near, the first ones as examples."""
    folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), folded, 3, 0.5)
    if near:
        return f"did you mean {' or '.join(repr(folded[name]) for name in near)}?"
    return f"known are {', '.join(map(repr, islice(folded.values(), 5)))}" + (" ..." if len(folded) > 5 else "")
