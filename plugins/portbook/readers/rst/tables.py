"""Tables of reStructuredText: cells from docutils, places from the lines of the source."""

from docutils import nodes

from portbook.document import Cell, StrayKind
from portbook.readers.partition import RowPiece, Spot, StrayPiece, TablePiece
from portbook.readers.records import Record
from portbook.readers.records.headers import names_columns
from portbook.readers.rst.lines import Lines
from portbook.readers.rst.places import border_below, row_lines
from portbook.readers.rst.text import line_of, text_of

Grid = list[list[str]]


def table_piece(table: nodes.table, lines: Lines) -> TablePiece:
    """Return a table cut out of the source: each row with its lines, each line that only draws as a stray."""
    first = line_of(table)
    rows = [row for row in table.findall(nodes.row) if _table_above(row) is table]
    heads = sum(isinstance(row.parent, nodes.thead) for row in rows)
    grid = spread(rows)
    numbers = row_lines(rows, first, lines)
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
    number = border_below(lines, row, below)
    return [StrayPiece(lines.start(number), StrayKind.RULE)] if number else []


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
