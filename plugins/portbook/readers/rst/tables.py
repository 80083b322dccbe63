"""Tables of reStructuredText: cells from docutils, places from the lines of the source."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from docutils import nodes

from portbook.document import Cell, StrayKind
from portbook.readers.delimited.fields import records
from portbook.readers.partition import RowPiece, Spot, StrayPiece, TablePiece
from portbook.readers.records import Record
from portbook.readers.records.headers import names_columns
from portbook.readers.rst.text import line_of, text_of

RULE = re.compile(r"\s*(?:\+[-=+]*\+|=+(?:[ \t]+=+)*|-+(?:[ \t]+-+)*)\s*")
PARTIAL_RULE = re.compile(r"\+[-=]+\+")
BULLET = re.compile(r"\s*[*+-]\s+[*+-]")
CSV = re.compile(r"\s*\.\.\s+(?:\|[^|\n]+\|\s+)?csv-table::")
OPTION = re.compile(r"\s*:([\w-]+):\s*(.*)")

TALLEST = 100
"""Lines of a row within which its border is looked for."""
NO_BREAKS = {ord("\v"): " ", ord("\f"): " "}
"""Characters at which Python breaks lines and docutils does not."""

Grid = list[list[str]]


class Lines:
    """Know the lines of a source, counted from 1, and where each begins."""

    def __init__(self, text: str) -> None:
        self.texts = [""]
        self.starts = [0]
        at = 0
        for line in text.translate(NO_BREAKS).splitlines(keepends=True):
            self.texts.append(line)
            self.starts.append(at)
            at += len(line)
        self.starts.append(at)

    @property
    def count(self) -> int:
        return len(self.texts) - 1

    def start(self, number: int) -> int:
        return self.starts[min(max(number, 1), self.count + 1)] if self.count else 0


def table_piece(table: nodes.table, lines: Lines) -> TablePiece:
    """Return a table cut out of the source: each row with its lines, each line that only draws as a stray."""
    first = line_of(table)
    rows = [row for row in table.findall(nodes.row) if _table_above(row) is table]
    heads = sum(isinstance(row.parent, nodes.thead) for row in rows)
    grid = spread(rows)
    numbers = _numbers(rows, first, lines)
    piece = TablePiece(lines.start(first), caption=_caption(table))
    if heads or (grid and names_columns(Record(first, "", [Cell(text) for text in grid[0]]))):
        heads = heads or 1
        piece.header = RowPiece(lines.start(first), _joined(grid[:heads]))
        piece.items += _rules(lines, numbers[heads - 1], numbers[heads] if heads < len(rows) else 0)
    elif numbers:
        piece.items.append(StrayPiece(lines.start(first), StrayKind.RULE))
    for at in range(heads, len(rows)):
        piece.items.append(RowPiece(lines.start(numbers[at]), [(text, -1, -1) for text in grid[at]]))
        piece.items += _rules(lines, numbers[at], numbers[at + 1] if at + 1 < len(rows) else 0)
    return piece


def _caption(table: nodes.table) -> str:
    return next((text_of(child) for child in table.children if isinstance(child, nodes.title)), "")


def _rules(lines: Lines, row: int, below: int) -> list[StrayPiece]:
    """Return the line that draws the border below a row; 0 stands for no row below."""
    if BULLET.match(lines.texts[row]):
        return []
    for number in range(row + 1, below or lines.count + 1):
        if RULE.fullmatch(lines.texts[number]):
            return [StrayPiece(lines.start(number), StrayKind.RULE)]
        if not below and not lines.texts[number].strip():
            break
    return []


def spread(rows: list[nodes.row]) -> Grid:
    """Return the texts of rows, those of cells that span others repeated; one as wide as the table stands once."""
    entries = [[cell for cell in row.children if isinstance(cell, nodes.entry)] for row in rows]
    width = max((sum(cell.get("morecols", 0) + 1 for cell in row) for row in entries), default=0)
    open_cells: dict[int, tuple[int, str]] = {}
    grid: Grid = []
    for row in entries:
        texts: list[str] = []
        cells = iter(row)
        while len(texts) < width:
            column = len(texts)
            left, text = open_cells.get(column, (0, ""))
            if left:
                open_cells[column] = (left - 1, text)
                texts.append(text)
                continue
            cell = next(cells, None)
            if cell is None:
                break
            text, columns = text_of(cell), cell.get("morecols", 0) + 1
            for at in range(column, column + columns):
                open_cells[at] = (cell.get("morerows", 0), text)
            texts += [text, *([""] * (columns - 1) if columns == width > 1 else [text] * (columns - 1))]
        grid.append(texts)
    return grid


def _table_above(node: nodes.Node) -> nodes.Node | None:
    above = node.parent
    while above is not None and not isinstance(above, nodes.table):
        above = above.parent
    return above


def _joined(heads: Grid) -> list[Spot]:
    columns = zip(*heads, strict=False)
    return [(" ".join(dict.fromkeys(text for text in column if text)), -1, -1) for column in columns]


def _numbers(rows: list[nodes.row], first: int, lines: Lines) -> list[int]:
    """Return the lines on which rows begin, each not before the one above it; an empty row begins below that."""
    if first <= lines.count and CSV.match(lines.texts[first]):
        return _csv_numbers(rows, first, lines)
    stated = [line_of(row) for row in rows]
    following = _following(stated, lines.count + 1)
    numbers: list[int] = []
    at = first
    for number, limit in zip(stated, following, strict=True):
        if number or not numbers:
            at = max(at, _row_line(number, at, lines))
        elif (below := _line_below(at, lines)) < limit:
            at = below
        numbers.append(at)
    return numbers


def _following(stated: Sequence[int], end: int) -> list[int]:
    """Return for each row the line of the next one that states where it stands."""
    found = []
    for number in reversed(stated):
        found.append(end)
        end = number or end
    return found[::-1]


def _row_line(number: int, least: int, lines: Lines) -> int:
    """Return the line on which a row begins whose first text stands on a line: below a border, or at a bullet."""
    if not least < number <= lines.count:
        return least
    start = number
    while start > least and lines.texts[start - 1].lstrip().startswith("|"):
        start -= 1
    if lines.texts[number].lstrip().startswith("|"):
        drawn = (at for at in range(number - 1, start - 1, -1) if PARTIAL_RULE.search(lines.texts[at]))
        return next(drawn, start - 1) + 1
    return next((at for at in range(number, least - 1, -1) if BULLET.match(lines.texts[at])), number)


def _line_below(at: int, lines: Lines) -> int:
    """Return the line on which an empty row begins: at its bullet, or below the border of the row above it."""
    for number in range(at + 1, min(at + TALLEST, lines.count + 1)):
        if BULLET.match(lines.texts[number]):
            return number
        if RULE.fullmatch(lines.texts[number]):
            return min(number + 1, lines.count)
    return at


def _csv_numbers(rows: list[nodes.row], first: int, lines: Lines) -> list[int]:
    """Return the lines of the rows of a csv-table; of all the first one where they cannot be told apart."""
    at = first + 1
    while at <= lines.count and lines.texts[at].strip():
        at += 1
    options = _options(lines.texts[first + 1 : at])
    while at <= lines.count and not lines.texts[at].strip():  # below, an empty line is a row of empty cells
        at += 1
    text = "".join(takewhile(lambda line: not line.strip() or line[0].isspace(), islice(lines.texts, at, None)))
    mark = {"tab": "\t", "space": " "}.get(options.get("delim", ","), options.get("delim", ","))
    heads = sum(isinstance(row.parent, nodes.thead) for row in rows)
    stated = max(heads - _whole(options.get("header-rows", "")), 0) if "header" in options else 0
    wanted = len(rows) - stated
    found = [record.line for record in islice(records(text, mark[:1] or ",", at), wanted)]
    return [first] * stated + (found if len(found) == wanted else [at] * wanted)


def _options(texts: Sequence[str]) -> dict[str, str]:
    """Return the options of a directive by name; a line that is indented further goes on with the one above."""
    options: dict[str, str] = {}
    indent = None
    for text in texts:
        match = OPTION.match(text)
        if match and indent in (None, match.start(1)):
            indent = match.start(1)
            options[match[1]] = match[2].strip()
    return options


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
