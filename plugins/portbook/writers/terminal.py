"""Write tables for the terminal: aligned, wrapped to its width, and with no character that could steer it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from portbook.diagnostics import printable

GAP = "  "
NARROWEST = 8
"""What a column is not narrowed below; where that is too wide each row is written as a list of its own."""
LONGEST_PIECE = 20
"""Nor is it narrowed below its longest piece, up to this: a broken `Authenticat-ed` is read with trouble."""

PIECES = re.compile(r"[^\s_/.,:;-]*[_/.,:;-]*")
"""The pieces of a word between which a line may end."""


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int | None = None) -> str:
    """Write a table; columns that are empty in every row are left out. Without a width no line is wrapped."""
    cells = [[clean(cell) for cell in row] for row in rows]
    kept = [at for at in range(len(columns)) if any(row[at] for row in cells)]
    heads = [columns[at] for at in kept]
    cells = [[row[at] for at in kept] for row in cells]
    widths = _widths([heads, *cells], width)
    if widths is None:
        return "\n".join(_listed(heads, row) for row in cells)
    lines = [line for row in (heads, *cells) for line in _row(row, widths)]
    return "".join(f"{line}\n" for line in lines)


def clean(text: str) -> str:
    """Make a text safe for a terminal and one line: what is not printable is shown escaped."""
    return printable(" ".join(text.split()))


def columns_of(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _widths(rows: Sequence[Sequence[str]], width: int | None) -> list[int] | None:
    """Return the width of each column: as its widest cell, the widest columns narrowed until all fit, or None."""
    columns = list(zip(*rows, strict=True))
    widest = [max(map(columns_of, column)) for column in columns]
    if width is None:
        return widest
    floors = [_longest_piece(column) for column in columns]
    room = width - len(GAP) * (len(columns) - 1)
    for cap in range(max(widest, default=0), NARROWEST - 1, -1):
        widths = [min(wide, max(cap, floor)) for wide, floor in zip(widest, floors, strict=True)]
        if sum(widths) <= room:
            return widths
    return None


def _longest_piece(column: Sequence[str]) -> int:
    pieces = (piece for cell in column for word in cell.split() for piece in PIECES.findall(word))
    return min(LONGEST_PIECE, max(map(columns_of, pieces), default=0))


def _row(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [_wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for at in range(max(map(len, wrapped), default=0)):
        parts = (lines[at] if at < len(lines) else "" for lines in wrapped)
        yield GAP.join(part + " " * (w - columns_of(part)) for part, w in zip(parts, widths, strict=True)).rstrip()


def _listed(heads: Sequence[str], cells: Sequence[str]) -> str:
    wide = max(map(columns_of, heads))
    return "".join(f"{head:{wide}}{GAP}{cell}\n" for head, cell in zip(heads, cells, strict=True) if cell)


def _wrap(text: str, width: int) -> list[str]:
    """Break a text between words, a long word at its signs, and one without signs anywhere."""
    lines, line = [], ""
    for piece in _pieces(text, width):
        if columns_of(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str, width: int) -> Iterator[str]:
    for word in re.findall(r"\S+\s*", text):
        if columns_of(word.rstrip()) <= width:
            yield word
            continue
        for piece in PIECES.findall(word.rstrip()):
            yield from (piece,) if columns_of(piece) <= width else piece
        yield word[len(word.rstrip()) :]
