"""Tell what each line of a copied page belongs to: a heading, a paragraph, a footnote, a table."""

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Blank, Block, Furniture, Heading
from portbook.options import SourceOptions
from portbook.readers.flattened import lines as look
from portbook.readers.flattened.grids import TAB, Grid, chunks, open_grid
from portbook.readers.flattened.tables import Readings
from portbook.readers.text.paragraph import Paragraph
from portbook.source import Line, Source

LEVEL = 2
"""The level of every heading: a copied page does not tell them apart, and which one is its title."""
FEWEST_WORDS = 4
"""A row that stands alone has at least a source, a destination, a port and a transport."""


class Outline:
    """Give each line of a source to one part: a block, or a grid that will be a table."""

    def __init__(self, source: Source, options: SourceOptions, report: Report, readings: Readings) -> None:
        self._path = source.path
        self._lines = source.lines()
        self._headers = options.headers
        self._report = report
        self._readings = readings
        self._next_text = _next_text(self._lines)

    def parts(self) -> list[Block | Grid]:
        """Return the parts in source order."""
        parts: list[Block | Grid | Paragraph] = []
        grid: Grid | None = None
        for index, line in enumerate(self._lines):
            if not line.text.strip():
                if grid and self._goes_on(index, grid):
                    grid.body.append(line)
                else:
                    grid = None
                    parts.append(Blank(line.number, str(line)))
            elif opened := open_grid(line, self._headers):
                grid = opened
                parts.append(grid)
            elif grid and self._belongs(index, grid):
                grid.body.append(line)
            else:
                grid = None
                self._add(parts, line, index)
        return [part.block() if isinstance(part, Paragraph) else part for part in parts]

    def _belongs(self, index: int, grid: Grid) -> bool:
        """Tell whether a line right below a table's lines is one of its rows."""
        text = self._lines[index].text
        if text in self._readings or (grid.delimiter is TAB and "\t" in text.strip()):
            return True
        if look.is_furniture(text) or look.footnote_mark(text):
            return False
        if look.is_sentence(text) and not grid.takes_sentences:
            return look.has_port_beside_transport(text)
        return look.has_network_words(text) or not (look.is_sentence(text) or self._is_above_header(index))

    def _is_above_header(self, index: int) -> bool:
        """Tell whether a line reads as a title and the next one is a header."""
        below = self._lines[index + 1 : index + 2]
        return (
            bool(below) and look.is_heading(self._lines[index].text) and open_grid(below[0], self._headers) is not None
        )

    def _goes_on(self, index: int, grid: Grid) -> bool:
        """Tell whether a table goes on after a blank line: the next text is a row again."""
        line = self._next_text[index]
        if line is None:
            return False
        in_columns = grid.delimiter is TAB and len(chunks(line.text, TAB, width := len(grid.headers[0].spans))) == width
        return (in_columns or look.is_row(line.text)) and open_grid(line, self._headers) is None

    def _add(self, parts: list[Block | Grid | Paragraph], line: Line, index: int) -> None:
        """Add a line outside tables as a part of its own or to the paragraph above."""
        last = parts[-1] if parts else None
        if look.is_furniture(line.text):
            parts.append(Furniture(line.number, str(line)))
        elif mark := look.footnote_mark(line.text):
            parts.append(Paragraph(mark, [line]))
        elif isinstance(last, Paragraph):
            self._suspect(line, last)
            last.lines.append(line)
        elif self._is_heading(index):
            self._suspect_alone(line)
            parts.append(Heading(line.number, str(line), line.text.strip(), LEVEL))
        else:
            self._suspect_alone(line)
            parts.append(Paragraph(None, [line]))

    def _is_heading(self, index: int) -> bool:
        """Tell whether a line is a title: it stands between blank lines, or above a table, and text follows."""
        after = [line.text.strip() for line in self._lines[index + 1 : index + 4]]
        if not look.is_heading(self._lines[index].text) or not any(after):
            return False
        follows = next(text for text in after if text)
        return (not after[0] or self._is_above_header(index)) and not look.is_furniture(follows)

    def _suspect(self, line: Line, paragraph: Paragraph) -> None:
        """Report rows of a table whose header could not be read, once a paragraph."""
        if paragraph.marker is not None:
            self._suspect_alone(line)
        elif not paragraph.suspected and look.is_row(line.text):
            paragraph.suspected = True
            message = f"no header could be read above the row {shorten(line.text.strip())!r}"
            self._report.add("header-unknown", Place(self._path, paragraph.lines[-1].number), message)

    def _suspect_alone(self, line: Line) -> None:
        """Report a line in the midst of text that looks like a row of a table."""
        if look.is_row(line.text) and len(line.text.split()) >= FEWEST_WORDS:
            message = f"{shorten(line.text.strip())!r} looks like a row, but stands in no table"
            self._report.add("row-outside", Place(self._path, line.number), message)


def _next_text(lines: list[Line]) -> list[Line | None]:
    """Return for each line the first one, from it on, that is not blank."""
    found: list[Line | None] = []
    after: Line | None = None
    for line in reversed(lines):
        after = line if line.text.strip() else after
        found.append(after)
    return found[::-1]
