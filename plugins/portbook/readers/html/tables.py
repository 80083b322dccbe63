"""Turn a table element into a table: its title, its header, its rows; or into what it lays out on the page."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from portbook.diagnostics import shorten
from portbook.document import StrayKind
from portbook.readers.html.grid import GridCell, GridRow, TooWideError, laid_out
from portbook.readers.html.headers import header_rows, merged
from portbook.readers.html.labels import without_labels
from portbook.readers.html.rows import cells_of, holds_table, parts_of, without_notes
from portbook.readers.html.tree import Node, children, comment, place, text_of
from portbook.readers.inline import fold
from portbook.readers.partition import RowPiece, Spot, StrayPiece, TablePiece

if TYPE_CHECKING:
    from portbook.readers.html.walk import Walk

BOLD = re.compile(r"\s*(?:<(?:p|div|span|font)\b[^<>]*>\s*)*<(?:b|strong)\b", re.IGNORECASE)
PARAGRAPHS = re.compile(r"(?>\r\n|\r|\n)(?:[ \t]*(?>\r\n|\r|\n))+")
"""What ends HTML within Markdown: the text between empty lines is Markdown again."""
SPARE_COPIES = 1_000


class Taking:
    """Add the pieces of one table to those of its page."""

    def __init__(self, node: Node, walk: "Walk") -> None:
        self._walk = walk
        self._node = node
        self._begin = max(place(node), 0)
        self._rows: list[GridRow] = []
        self._strays: list[tuple[StrayPiece, str]] = []
        """What is no row, each with its text."""
        self._caption = ""
        self._is_captioned = False
        self._repeated: tuple[str, ...] = ()
        self._group = 0
        self._in_layout = False

    def take(self) -> None:
        lays_out = self._begin in self._walk.markup.layouts
        self._in_layout = lays_out and any(holds_table(row) for _, row in parts_of(self._node) if row.tag == "tr")
        for section, child in parts_of(self._node):
            name = child.tag
            if name == "caption":
                self._name(fold(text_of(child)))
            elif name == "-comment":
                self._stray(child)
            elif name == "tr":
                if self._in_layout and self._is_layout(child):
                    self._end()
                    self._walk.flush(self._place_of_row(child))
                    self._walk.walk(child)
                    self._walk.flush(-1)
                else:
                    self._row(child, section)
        self._end()

    def _name(self, caption: str) -> None:
        """Take the title of the table; what stands below its first rows, or behind a title, is running text."""
        if self._caption or self._is_captioned:
            self._strays.append((StrayPiece(-1, StrayKind.UNREAD), caption))
        else:
            self._caption = caption

    def _is_layout(self, row: Node) -> bool:
        """Tell whether a row only lays out: it holds a table of its own, or a single text between such rows."""
        if holds_table(row):
            return True
        return sum(1 for cell in cells_of(row) if text_of(cell)) < 2

    def _place_of_row(self, row: Node) -> int:
        at = place(row)
        return at if at >= 0 else next((at for at in map(place, cells_of(row)) if at >= 0), -1)

    def _stray(self, node: Node, in_row: bool = False) -> None:
        kind, at, text = comment(node)
        if kind in ("t", "u"):
            stray = StrayPiece(-1 if in_row else at, StrayKind.TEMPLATE if kind == "t" else StrayKind.UNREAD)
            self._strays.append((stray, text))
            if kind == "u":
                self._walk.part.say("row-unread", at, "text between the rows of the table belongs to no cell")

    def _row(self, row: Node, section: tuple[int, str]) -> None:
        begin = self._place_of_row(row)
        cells = []
        for child in children(row):
            if child.tag in ("td", "th"):
                cells.append(self._cell(child))
            elif child.tag == "-comment":
                self._stray(child, in_row=True)
        if cells:
            begin = begin if begin >= 0 else self._rows[-1].begin if self._rows else self._begin
            self._rows.append(GridRow(begin, cells, section[0], section[1] == "thead"))

    def _cell(self, node: Node) -> GridCell:
        text = text_of(node)
        if self._begin in self._walk.markup.layouts and node.css_first("table") is not None:
            self._walk.part.say(
                "table-nested", place(node), f"a table in a cell was read as its text: {shorten(text)!r}"
            )
        found = self._walk.markup.cells.get(place(node))
        if found is None:
            return GridCell((text, -1, -1), heads=node.tag == "th")
        source, inline = self._walk.part.text, self._walk.part.inline
        start, stop = found.start, found.stop
        if inline and start <= stop and len(parts := PARAGRAPHS.split(source[start:stop])) > 1:
            text = "\n".join(filter(None, map(inline, parts)))
        bold = bool(text) and BOLD.match(source, start, max(start, stop)) is not None
        return GridCell((text, start, stop), found.rows, found.columns, node.tag == "th", bold)

    def _end(self) -> None:
        """Add the rows so far as a table; the ones behind what stands between them repeat its header."""
        rows, strays = self._rows, self._strays
        self._rows, self._strays = [], []
        texts = [text for _, text in strays]
        rows, notes = without_notes(rows)
        begin = rows[0].begin if rows and (self._repeated or self._in_layout) else self._begin
        if not rows and self._is_captioned:
            self._tell(next((stray.begin for stray, _ in strays), -1), texts)
        elif not rows:
            self._tell(begin, [self._caption, *texts])
        elif len(rows) == 1 and len(rows[0].cells) == 1 and not self._caption:
            self._tell(begin, [*texts, rows[0].cells[0].spot[0]])
        else:
            table = TablePiece(begin, caption=self._caption, repeated=self._repeated)
            try:
                first = self._fill(table, rows, [stray for stray, _ in strays])
            except TooWideError as error:
                self._walk.part.say("table-wide", begin, f"the table is left unread: {error}")
                table.items, first = [StrayPiece(begin, StrayKind.UNREAD)], 0
            self._tell(begin, [text for stray, text in strays if stray.begin < first])
            self._walk.flush(begin)
            self._walk.pieces.append(table)
            for note in notes:
                self._tell(note.begin, [cell.spot[0] for cell in note.cells])
        self._is_captioned = True

    def _tell(self, begin: int, texts: list[str]) -> None:
        """Add as running text what stands above the rows of a table; there a browser shows it too."""
        for text in filter(None, texts):
            self._walk.flush(begin)
            self._walk.text(text)
            self._walk.flush(-1)

    def _fill(self, table: TablePiece, rows: list[GridRow], strays: list[StrayPiece]) -> int:
        """Lay out rows as a table; return the place from which on its strays are part of it."""
        places = [cell.spot[1] for row in rows for cell in row.cells]
        spots = laid_out(rows, max(max(places) - table.begin, 0) + SPARE_COPIES)
        titles, count = (0, 0) if self._repeated else header_rows(rows, spots)
        if titles:
            table.caption = fold(" ".join([table.caption, *(row[0][0] for row in spots[:titles])]))
        top = titles + count
        if count:
            table.header = RowPiece(table.begin, merged(spots[titles:top]))
            self._repeated = tuple([text for text, _, _ in table.header.cells])
            self._leave_out_labels(table.header.cells, spots[top:])
        body = [RowPiece(row.begin, cells) for row, cells in zip(rows[top:], spots[top:], strict=True)]
        first = rows[top - 1 if count else 0].begin
        kept = [stray for stray in strays if stray.begin >= first]
        table.items = sorted([*body, *kept], key=lambda item: item.begin)
        if not count and table.items[0].begin > table.begin:
            table.items.insert(0, StrayPiece(table.begin, StrayKind.RULE))
        return first

    def _leave_out_labels(self, header: Sequence[Spot], rows: list[list[Spot]]) -> None:
        if repeated := without_labels(header, rows, self._walk.part.text):
            named = ", ".join(map(repr, repeated))
            self._walk.part.say("label-repeated", self._begin, f"cells repeat their header {named}, which was left out")
