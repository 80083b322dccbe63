"""Write the tags of tables, and take note of where the content of each cell stands."""

import re

from portbook.readers.html.elements import CELLS
from portbook.readers.html.inline import Inline
from portbook.readers.html.markup import CellPlace, Output
from portbook.readers.html.strike import is_struck
from portbook.readers.html.tags import Tag

SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*([0-9]{1,6})", re.IGNORECASE)
DEEPEST_TABLE = 12
"""Tables within tables beyond which the tags of a page are taken for damage."""


class Cells:
    """Write tables, their rows and cells; know which are open."""

    def __init__(self, output: Output, inline: Inline) -> None:
        self._output = output
        self._inline = inline
        self._tables: list[int] = []
        self._cells: list[int | None] = []
        """For each open table, the cell that is open in it."""
        self._is_row_struck = False

    @property
    def within(self) -> bool:
        """Tell whether the place is inside of a table."""
        return bool(self._cells)

    @property
    def between(self) -> bool:
        """Tell whether the place is inside of a table and outside of its cells."""
        return bool(self._cells) and self._cells[-1] is None

    def table(self, tag: Tag) -> None:
        """Write a table's tag, unless it closes nothing or is nested too deep."""
        self._inline.close()
        if tag.closing:
            if self._tables:
                self._close_cell(tag.start)
                self._tables.pop()
                self._cells.pop()
                self._output.write("</table>")
                self._output.mark("m", tag.stop)
        elif len(self._tables) < DEEPEST_TABLE:
            self._output.made.layouts.update(self._tables[-1:])
            self._open_table(tag.start)

    def part(self, tag: Tag) -> None:
        """Write a row, a cell or a group of rows; rows without a table get one."""
        self._inline.close()
        if not self._tables:
            if tag.closing or tag.name in CELLS:
                self._output.mark("m", tag.stop)
                return
            self._open_table(tag.start)
        self._close_cell(tag.start)
        if tag.closing:
            self._output.write(f"</{tag.name}>")
            return
        self._output.write(f"<{tag.name} at={tag.start}>")
        is_crossed = is_struck(self._output.text[tag.start : tag.stop])
        if tag.name == "tr":
            self._is_row_struck = is_crossed
        if tag.name in CELLS:
            self._output.write(self._inline.strike.open_cell(is_crossed or self._is_row_struck))
            self._open_cell(tag)

    def _open_table(self, at: int) -> None:
        self._tables.append(at)
        self._cells.append(None)
        self._output.write(f"<table at={at}>")

    def _open_cell(self, tag: Tag) -> None:
        self._cells[-1] = tag.start
        spans: dict[str, int] = {}
        if tag.stop - tag.start > len("<caption>"):
            found = SPAN.findall(self._output.text, tag.start, tag.stop)
            spans = {name.casefold(): int(number) for name, number in found}
        place = CellPlace(tag.stop, -1, spans.get("rowspan", 1), spans.get("colspan", 1))
        self._output.made.cells[tag.start] = place

    def _close_cell(self, at: int) -> None:
        cell = self._cells[-1]
        if cell is not None:
            self._output.made.cells[cell].stop = at
            self._cells[-1] = None
            self._inline.strike.close_cell()
