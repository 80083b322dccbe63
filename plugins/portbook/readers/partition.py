"""Give each character of a source to one node: a piece begins somewhere and reaches to where the next one begins."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from portbook.document import Blank, Block, Cell, Footnote, Heading, Metadata, Prose, Row, Stray, StrayKind, Table

NEWLINE = re.compile(r"\r\n|\r|\n")
Spot = tuple[str, int, int]
"""A cell before its row is cut out: its text, and where it begins and ends in the source; -1 where it does not."""
Make = Callable[[int, str], Block]
"""Make a block of the line on which it begins and of its characters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold where a block begins, and how it is made."""

    begin: int
    make: Make


@dataclass(frozen=True, slots=True)
class RowPiece:
    """Hold where a row begins, and its cells."""

    begin: int
    cells: Sequence[Spot]

    def made(self, begin: int, line: int, raw: str) -> Row:
        return Row(line, raw, tuple(_cells(self.cells, begin, len(raw))))


@dataclass(frozen=True, slots=True)
class StrayPiece:
    """Hold where characters of a table begin that are no row."""

    begin: int
    kind: StrayKind

    def made(self, begin: int, line: int, raw: str) -> Stray:  # noqa: ARG002 - a row needs it
        return Stray(line, raw, self.kind)


@dataclass(slots=True)
class TablePiece:
    """Collect a table. ``header`` is None where it has none, or where it stands elsewhere: ``repeated``."""

    begin: int
    header: RowPiece | None = None
    items: list[RowPiece | StrayPiece] = field(default_factory=list)
    caption: str = ""
    repeated: tuple[str, ...] = ()


class Lines:
    """Know on which line, counted from 1, a character stands."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(match.end() for match in NEWLINE.finditer(text))]

    def number(self, at: int) -> int:
        return bisect_right(self.starts, at)


def prose(text: str) -> Make:
    """Make running text; nothing to read is blank."""
    return lambda line, raw: Prose(line, raw, text) if text else Blank(line, raw)


def title(text: str, level: int) -> Make:
    """Make a heading; nothing to read is blank."""
    return lambda line, raw: Heading(line, raw, text, level) if text else Blank(line, raw)


def note(marker: str, text: str) -> Make:
    """Make a footnote."""
    return lambda line, raw: Footnote(line, raw, marker, text)


def told(values: tuple[tuple[str, str], ...]) -> Make:
    """Make what a page says of itself."""
    return lambda line, raw: Metadata(line, raw, values)


def partition(text: str, lines: Lines, pieces: Iterable[Piece | TablePiece]) -> Iterator[Block]:
    """Cut a text into blocks. Pieces stand in source order; what comes before the first is blank."""
    placed: list[Piece | TablePiece] = [Piece(0, Blank), *pieces]
    begins = _ascending([piece.begin for piece in placed], len(text))
    for piece, (begin, end) in zip(placed, pairwise([*begins, len(text)]), strict=True):
        if isinstance(piece, TablePiece):
            yield _table(piece, text, lines, begin, end)
        elif end > begin or piece.make is not Blank:
            yield piece.make(lines.number(begin), text[begin:end])


def _table(table: TablePiece, text: str, lines: Lines, begin: int, end: int) -> Table:
    inner = _ascending([item.begin for item in table.items], end, begin)
    if inner and not table.header:
        inner[0] = begin
    borders = [*inner, end]
    items = tuple(
        item.made(start, lines.number(start), text[start:stop])
        for item, (start, stop) in zip(table.items, pairwise(borders), strict=True)
    )
    cells = table.header.cells if table.header else [(cell, -1, -1) for cell in table.repeated]
    header = RowPiece(begin, cells).made(begin, lines.number(begin), text[begin : borders[0]])
    return Table(header, items, table.caption)


def _ascending(begins: list[int], end: int, at: int = 0) -> list[int]:
    """Return places of which none lies before its predecessor: a parser may have moved what it found."""
    found = []
    for begin in begins:
        at = min(max(at, begin), end)
        found.append(at)
    return found


def _cells(spots: Sequence[Spot], begin: int, length: int) -> Iterator[Cell]:
    at = 0
    for text, start, end in spots:
        if at <= start - begin <= end - begin <= length:
            at = end - begin
            yield Cell(text, start - begin, at)
        else:
            yield Cell(text)
