"""Read a page as it copies out of a browser: headings, paragraphs, and tables whose cell borders may be lost.

Cells are separated by tabs, by two or more blanks in columns, or by one blank only (a flattened table).
"""

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Blank, Block, Cell, Document, Footnote, Furniture, Heading, Prose, Row, Stray, Table
from portbook.options import SourceOptions
from portbook.readers import lines as look
from portbook.readers.headers import Header, delimited_header, find_headers
from portbook.readers.segment import Split, segment
from portbook.readers.units import WORD, locate
from portbook.source import Line, Source
from portbook.vocabulary import LEADING_MARK

TAB = re.compile(r"\t")
GAP = re.compile(r"\t| {2,}")
SAMPLE = 40
"""Rows that are tried to choose between several readings of one header."""
UNREAD = 20.0
"""The cost, in that choice, of a row that cannot be split at all."""


@dataclass(slots=True)
class _Grid:
    """Collect a table while its rows are still lines."""

    line: Line
    headers: list[Header]
    delimiter: re.Pattern[str] | None
    body: list[Line] = field(default_factory=list)


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:
    """Read a copied page. ``names`` are endpoint names known from elsewhere, beside those of the source's options."""
    with _collector_paused():
        return _Reader(source, options, report, names).read()


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector away: a document has no cycles, and the collector goes through all of it often."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class _Reader:
    def __init__(self, source: Source, options: SourceOptions, report: Report, names: tuple[str, ...]) -> None:
        self.source = source
        self.options = options
        self.report = report
        self.names = (*names, *options.names)
        self.lines = source.lines()
        self.readings = {" ".join(r.replace("|", " ").split()): r for r in options.readings}
        self.used: set[str] = set()

    def read(self) -> Document:
        parts = self._parts()
        grids = [part for part in parts if isinstance(part, _Grid)]
        tables = iter(self._tables(grids, parts))
        blocks = tuple(next(tables) if isinstance(part, _Grid) else part for part in parts)
        for reading in self.readings.values():
            if reading not in self.used:
                self._report("reading-unused", 0, f"no row has the words of the reading {shorten(reading)!r}")
        return Document(self.source, "text", blocks)

    def _report(self, code: str, line: int, message: str, remedy: str = "") -> None:
        self.report.add(code, Place(self.source.path, line), message, remedy)

    # --- from lines to parts ---------------------------------------------------------------------------------------

    def _parts(self) -> list[Block | _Grid]:
        """Give each line to one part, in source order."""
        parts: list[Block | _Grid] = []
        grid: _Grid | None = None
        for index, line in enumerate(self.lines):
            if not line.text.strip():
                if grid and self._goes_on(index, grid):
                    grid.body.append(line)
                else:
                    grid = None
                    parts.append(Blank(line))
            elif opened := self._open(line):
                grid = opened
                parts.append(grid)
            elif grid and self._belongs(line, grid):
                grid.body.append(line)
            else:
                grid = None
                self._add(parts, line, index)
        return parts

    def _open(self, line: Line) -> _Grid | None:
        for delimiter in (TAB, GAP):
            if not delimiter.search(line.text):
                continue
            spans = _chunks(line.text, delimiter)
            if len(spans) >= 3:
                texts = [line.text[slice(*span)] for span in spans]
                if header := delimited_header(texts, spans, self.options.headers):
                    return _Grid(line, [header], delimiter)
        headers = find_headers(line.text, self.options.headers)
        return _Grid(line, headers, None) if headers else None

    def _belongs(self, line: Line, grid: _Grid) -> bool:
        """Tell whether a line right below a table's lines is one of its rows."""
        if self._is_configured(line) or (grid.delimiter is TAB and "\t" in line.text.strip()):
            return True
        if look.is_furniture(line.text) or look.footnote_mark(line.text):
            return False
        return look.has_network_words(line.text) or not look.SENTENCE_END.search(line.text.rstrip())

    def _is_configured(self, line: Line) -> bool:
        return bool(self.readings) and _words(line.text) in self.readings

    def _goes_on(self, index: int, grid: _Grid) -> bool:
        """Tell whether a table goes on after a blank line: the next text is a row again."""
        for line in self.lines[index : index + 4]:
            if line.text.strip():
                in_columns = grid.delimiter is TAB and len(_chunks(line.text, TAB)) == len(grid.headers[0].spans)
                return (in_columns or look.is_row(line.text)) and self._open(line) is None
        return False

    def _add(self, parts: list[Block | _Grid], line: Line, index: int) -> None:
        """Add a line outside tables as a block of its own or to the paragraph above."""
        last = parts[-1] if parts else None
        if look.is_furniture(line.text):
            parts.append(Furniture((line,)))
        elif mark := look.footnote_mark(line.text):
            parts.append(Footnote(mark, _after_mark(line.text), (line,)))
        elif isinstance(last, Footnote):
            parts[-1] = Footnote(last.marker, f"{last.text} {line.text.strip()}", (*last.lines, line))
        elif isinstance(last, Prose):
            parts[-1] = Prose((*last.lines, line))
            self._suspect(line, last)
        elif self._is_heading(index):
            parts.append(Heading(line))
        else:
            parts.append(Prose((line,)))

    def _is_heading(self, index: int) -> bool:
        """Tell whether a line is a title: it stands between blank lines, or above a table, and text follows."""
        after = [line.text.strip() for line in self.lines[index + 1 : index + 4]]
        if not look.is_heading(self.lines[index].text) or not any(after):
            return False
        follows = next(text for text in after if text)
        return (not after[0] or self._open(self.lines[index + 1]) is not None) and not look.is_furniture(follows)

    def _suspect(self, line: Line, paragraph: Prose) -> None:
        """Report rows of a table whose header could not be read, once a paragraph."""
        above = paragraph.lines[-1]
        if look.is_row(line.text) and not any(look.is_row(other.text) for other in paragraph.lines[1:]):
            self._report(
                "header-unknown", above.number, f"no header could be read above the row {shorten(line.text.strip())!r}"
            )

    # --- from grids to tables --------------------------------------------------------------------------------------

    def _tables(self, grids: list[_Grid], parts: list[Block | _Grid]) -> list[Table]:
        prose = [part.text for part in parts if isinstance(part, Heading | Prose | Footnote)]
        for grid in grids:
            grid.headers = [self._choose(grid, prose)]
        flattened = [[line for line in grid.body if self._is_flattened(line, grid)] for grid in grids]
        splits = segment(
            [
                (grid.headers[0].roles, [line.text for line in body])
                for grid, body in zip(grids, flattened, strict=True)
            ],
            self.names,
            prose,
        )
        return [
            self._table(grid, {line.number: split for line, split in zip(body, found, strict=True)})
            for grid, body, found in zip(grids, flattened, splits, strict=True)
        ]

    def _is_flattened(self, line: Line, grid: _Grid) -> bool:
        if not line.text.strip() or self._is_configured(line):
            return False
        if grid.delimiter is TAB:
            return "\t" not in line.text.strip()
        return grid.delimiter is None or len(_chunks(line.text, GAP)) != len(grid.headers[0].spans)

    def _choose(self, grid: _Grid, prose: list[str]) -> Header:
        """Choose between several readings of a header the one that explains most rows."""
        if len(grid.headers) == 1:
            return grid.headers[0]
        rows = [line.text for line in grid.body if self._is_flattened(line, grid)][:SAMPLE]

        def unlikely(header: Header) -> float:
            return sum(
                split.cost if split else UNREAD for split in segment([(header.roles, rows)], self.names, prose)[0]
            )

        return min(grid.headers, key=unlikely)

    def _table(self, grid: _Grid, splits: dict[int, Split | None]) -> Table:
        header = grid.headers[0]
        columns = [grid.line.text[slice(*span)] for span in header.spans]
        items: list[Row | Stray] = []
        for line in grid.body:
            if not line.text.strip():
                items.append(Stray(line))
            elif self._is_configured(line):
                items.append(self._as_configured(line))
            elif line.number in splits:
                items.append(self._as_split(line, splits[line.number], columns))
            else:
                items.append(_row(line, _chunks(line.text, grid.delimiter or GAP)))
        return Table(_row(grid.line, header.spans), tuple(items))

    def _as_configured(self, line: Line) -> Row:
        reading = self.readings[_words(line.text)]
        self.used.add(reading)
        return _row(line, locate(line.text, reading.split("|")))

    def _as_split(self, line: Line, split: Split | None, columns: list[str]) -> Row | Stray:
        if split is None:
            self._report(
                "row-unread",
                line.number,
                f"{shorten(line.text.strip())!r} cannot be split into {len(columns)} cells ({', '.join(columns)})",
            )
            return Stray(line)
        cells = split.cells()
        if not split.units.balanced:
            self._report("parentheses-unbalanced", line.number, f"parentheses do not balance in {_shown(cells)}")
        if split.missing is not None:
            self._report(
                "row-short",
                line.number,
                f"the row has {len(cells) - 1} of {len(cells)} cells; it is read as {_shown(cells)}, "
                f"with nothing under {columns[split.missing]!r}",
            )
        second = split.cells(split.second) if split.second else ()
        if second:
            self._report(
                "row-ambiguous",
                line.number,
                f"the row reads as {_shown(cells)} or as {_shown(second)}; the first was taken",
                "Copy the right one into `readings` of the source, or add the endpoint's name to `names`.",
            )
        return _row(line, locate(line.text, cells), second)


def _row(line: Line, spans: "list[tuple[int, int]] | tuple[tuple[int, int], ...]", second: tuple[str, ...] = ()) -> Row:
    cells, at = [], 0
    for start, end in spans:
        cells.append(Cell(line.text[start:end], line.text[at:start], start))
        at = end
    return Row(line, tuple(cells), line.text[at:], second)


def _chunks(text: str, delimiter: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the spans between delimiters, without the blanks around them; empty ones at the end are left out."""
    if delimiter is GAP:
        text = text.rstrip()
    spans, start = [], 0 if delimiter is TAB else len(text) - len(text.lstrip())
    for match in delimiter.finditer(text, start):
        spans.append(_trim(text, start, match.start()))
        start = match.end()
    spans.append(_trim(text, start, len(text)))
    while spans and spans[-1][0] == spans[-1][1]:
        spans.pop()
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    stripped = part.strip()
    begin = start + (len(part) - len(part.lstrip()) if stripped else 0)
    return begin, begin + len(stripped)


def _words(text: str) -> str:
    return " ".join(text.split())


def _after_mark(text: str) -> str:
    match = LEADING_MARK.match(text)
    return text[match.end() if match else 0 :].strip()


def _shown(cells: tuple[str, ...]) -> str:
    return shorten(" | ".join(cells), 300)


Reader = Callable[[Source, SourceOptions, Report, tuple[str, ...]], Document]
