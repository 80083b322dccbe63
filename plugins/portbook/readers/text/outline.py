"""Tell what each line of a copied page belongs to: a heading, a paragraph, a footnote, a table."""

from collections.abc import Callable

from portbook.diagnostics import Report
from portbook.document import Blank, Block, Furniture, Heading
from portbook.options import SourceOptions
from portbook.readers.flattened import lines as look
from portbook.readers.flattened.drawn import is_rule
from portbook.readers.flattened.grids import BAR, GAP, TAB, Grid, open_grid
from portbook.readers.flattened.readings import Readings
from portbook.readers.text.paragraph import Paragraph
from portbook.readers.text.suspects import Suspects
from portbook.source import Line, Source

LEVEL = 2
"""The level of every heading: a copied page does not tell them apart, and which one is its title."""
LONGEST_INTERRUPTION = 12
"""Lines of a cell, empty ones included, that may stand between two rows of a table."""


class Outline:
    """Give each line of a source to one part: a block, or a grid that will be a table."""

    def __init__(self, source: Source, options: SourceOptions, report: Report, readings: Readings) -> None:
        self._lines = source.lines()
        self._headers = options.headers
        self._suspects = Suspects(source.path, report)
        self._readings = readings
        self._next_text = _next_where(self._lines, lambda line: bool(line.text.strip()))
        self._resumes_at = 0
        """The row up to which text is an interruption of the table that is open."""
        self._next_tab = _next_where(self._lines, lambda line: "\t" in line.text.strip())

    def parts(self) -> list[Block | Grid]:
        """Return the parts in source order."""
        parts: list[Block | Grid | Paragraph] = []
        grid: Grid | None = None
        for index, line in enumerate(self._lines):
            if opened := self._opened(index):
                grid = opened
                parts.append(grid)
            elif grid and self._takes(index, grid):
                grid.body.append(line)
            else:
                grid = None
                self._add(parts, line, index)
        return [part.block() if isinstance(part, Paragraph) else part for part in parts]

    def _opened(self, index: int) -> Grid | None:
        """Return the table of which a line is the header."""
        if index >= len(self._lines) or not self._lines[index].text.strip():
            return None
        below = self._lines[index + 1].text if index + 1 < len(self._lines) else ""
        return open_grid(self._lines[index], self._headers, below)

    def _takes(self, index: int, grid: Grid) -> bool:
        """Tell whether a line below a table's lines belongs to it."""
        if not self._lines[index].text.strip():
            return index < self._resumes_at or self._goes_on(index, grid)
        if self._belongs(index, grid):
            return True
        if index < self._resumes_at or self._interrupts(index, grid):
            grid.interruptions.add(self._lines[index].number)
            return True
        return False

    def _belongs(self, index: int, grid: Grid) -> bool:
        """Tell whether a line right below a table's lines is one of its rows."""
        text = self._lines[index].text
        has_borders = not grid.is_flattened(text) and (grid.delimiter is not GAP or grid.cut(text) is not None)
        if has_borders or is_rule(text) or text in self._readings:
            return True
        if grid.delimiter is BAR or look.is_furniture(text) or look.footnote_mark(text):
            return False
        if look.is_sentence(text) and not grid.takes_sentences:
            return look.has_port_beside_transport(text)
        return look.has_network_words(text) or not (look.is_sentence(text) or self._is_above_header(index))

    def _interrupts(self, index: int, grid: Grid) -> bool:
        """Tell whether a line is text of a cell that holds empty lines: rows of the same table go on soon below it.

        A lead-in, or a title between empty lines, begins something new.
        """
        end = self._next_tab[index]
        if grid.delimiter is not TAB or end is None or end - index > LONGEST_INTERRUPTION:
            return False
        between = [at for at in range(index, end) if self._lines[at].text.strip()]
        is_below_row = grid.body[-1:] == self._lines[index - 1 : index] and grid.cut(grid.body[-1].text) is not None
        ends_table = any(
            self._opened(at)
            or look.footnote_mark(self._lines[at].text)
            or look.is_furniture(self._lines[at].text)
            or self._lines[at].text.rstrip().endswith(":")
            or (not is_below_row and self._is_heading(at))
            for at in between
        )
        if ends_table or not grid.fits(self._lines[end].text):
            return False
        self._resumes_at = end
        return True

    def _is_above_header(self, index: int) -> bool:
        """Tell whether a line reads as a title and the next one is a header."""
        below = index + 1
        while below < len(self._lines) and is_rule(self._lines[below].text):
            below += 1
        return look.is_heading(self._lines[index].text) and self._opened(below) is not None

    def _goes_on(self, index: int, grid: Grid) -> bool:
        """Tell whether a table goes on after a blank line: the next text is a row again."""
        below = self._next_text[index]
        if below is None or self._opened(below):
            return False
        text = self._lines[below].text
        spans = grid.cut(text) if grid.delimiter is TAB else None
        in_columns = (spans is not None and len(spans) == len(grid.headers[0].spans)) or grid.fits(text)
        return in_columns or look.is_row(text) or self._interrupts(below, grid)

    def _add(self, parts: list[Block | Grid | Paragraph], line: Line, index: int) -> None:
        """Add a line outside tables as a part of its own or to the paragraph above."""
        last = parts[-1] if parts else None
        if not line.text.strip() or self._is_border(index):
            parts.append(Blank(line.number, str(line)))
        elif look.is_furniture(line.text):
            parts.append(Furniture(line.number, str(line)))
        elif mark := look.footnote_mark(line.text):
            parts.append(Paragraph(mark, [line]))
        elif isinstance(last, Paragraph):
            self._suspects.below(line, last)
            last.lines.append(line)
        elif self._is_heading(index):
            self._suspects.alone(line)
            parts.append(Heading(line.number, str(line), line.text.strip(), LEVEL))
        else:
            self._suspects.alone(line)
            parts.append(Paragraph(None, [line]))

    def _is_border(self, index: int) -> bool:
        """Tell whether a line is the upper border of a table."""
        return is_rule(self._lines[index].text) and self._opened(index + 1) is not None

    def _is_heading(self, index: int) -> bool:
        """Tell whether a line is a title: it stands between blank lines, or above a table, and text follows."""
        after = [line.text.strip() for line in self._lines[index + 1 : index + 4]]
        if not look.is_heading(self._lines[index].text) or not any(after):
            return False
        follows = next(text for text in after if text)
        return (not after[0] or self._is_above_header(index)) and not look.is_furniture(follows)


def _next_where(lines: list[Line], holds: Callable[[Line], bool]) -> list[int | None]:
    """Return for each line the index of the first one, from it on, of which something holds."""
    found: list[int | None] = []
    after: int | None = None
    for index in range(len(lines) - 1, -1, -1):
        after = index if holds(lines[index]) else after
        found.append(after)
    return found[::-1]
