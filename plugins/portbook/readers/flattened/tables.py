"""Turn the lines of tables into rows of cells, and report what could not be made out."""

from collections.abc import Sequence
from dataclasses import dataclass

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Row, Stray, StrayKind, Table
from portbook.readers.flattened.grids import GAP, Grid, as_row, chunks
from portbook.readers.flattened.headers import BOTH_ENDS, Header
from portbook.readers.flattened.segment import Split, segment
from portbook.readers.flattened.units import locate
from portbook.readers.limits import MOST_COLUMNS
from portbook.source import Line

SAMPLE = 40
"""Rows that are tried to choose between several readings of one header."""
UNREAD = 20.0
"""The cost, in that choice, of a row that cannot be split at all."""
ONE_END = 2.0
"""The cost, in that choice, of a row under a header that names one end only: few tables do."""


class Readings:
    """Hold the rows that the configuration writes out, and which of them were used."""

    def __init__(self, readings: Sequence[str]) -> None:
        self._cells = {_words(reading.replace("|", " ")): reading for reading in readings}
        self._used: set[str] = set()

    def __contains__(self, text: str) -> bool:
        return bool(self._cells) and _words(text) in self._cells

    def row(self, line: Line) -> Row:
        """Split a line as the configuration says."""
        words = _words(line.text)
        self._used.add(words)
        return as_row(line, locate(line.text, self._cells[words].split("|")))

    @property
    def used(self) -> list[str]:
        """Return the readings that fit a line."""
        return [reading for words, reading in self._cells.items() if words in self._used]


@dataclass(frozen=True, slots=True)
class Tabulator:
    """Make tables of grids. ``prose`` is the text around them, ``names`` the endpoints known beforehand."""

    path: str
    report: Report
    readings: Readings
    names: tuple[str, ...]
    prose: list[str]

    def tables(self, grids: list[Grid]) -> list[Table]:
        """Split the rows of all grids of a document as one problem."""
        self._choose_headers(grids)
        flattened = [[line for line in grid.body if self._is_flattened(line, grid)] for grid in grids]
        columns = [grid.headers[0].roles for grid in grids]
        texts = [[line.text for line in lines] for lines in flattened]
        splits = segment(list(zip(columns, texts, strict=True)), self.names, self.prose)
        return [
            self._table(grid, {line.number: split for line, split in zip(lines, found, strict=True)})
            for grid, lines, found in zip(grids, flattened, splits, strict=True)
        ]

    def _is_flattened(self, line: Line, grid: Grid) -> bool:
        return bool(line.text.strip()) and line.text not in self.readings and grid.is_flattened(line)

    def _choose_headers(self, grids: list[Grid]) -> None:
        """Settle on one reading of each header, the same for all tables with the same header."""
        alike: dict[str, list[Grid]] = {}
        for grid in grids:
            if len(grid.headers) > 1:
                alike.setdefault(grid.line.text, []).append(grid)
        for group in alike.values():
            rows = [line.text for grid in group for line in grid.body if self._is_flattened(line, grid)]
            header = self._likeliest(group[0].headers, rows[:SAMPLE])
            for grid in group:
                grid.headers = (header,)

    def _likeliest(self, headers: tuple[Header, ...], rows: list[str]) -> Header:
        """Choose the reading of a header under which the rows are likeliest."""

        def unlikely(header: Header) -> float:
            one_end = ONE_END if len(BOTH_ENDS.intersection(header.roles)) == 1 else 0.0
            splits = segment([(header.roles, rows)], self.names, self.prose)[0]
            return sum(split.cost + one_end if split else UNREAD for split in splits)

        return min(headers, key=unlikely)

    def _table(self, grid: Grid, splits: dict[int, Split | None]) -> Table:
        header = grid.headers[0]
        columns = [grid.line.text[slice(*span)] for span in header.spans]
        items: list[Row | Stray] = []
        for line in grid.body:
            if not line.text.strip():
                items.append(Stray(line.number, str(line), StrayKind.BLANK))
            elif line.text in self.readings:
                items.append(self.readings.row(line))
            elif line.number in splits:
                items.append(self._as_split(line, splits[line.number], columns))
            else:
                items.append(self._as_chunks(line, chunks(line.text, grid.delimiter or GAP, len(header.spans))))
        return Table(as_row(grid.line, header.spans), tuple(items))

    def _as_chunks(self, line: Line, found: Sequence[tuple[int, int]]) -> Row | Stray:
        if len(found) <= MOST_COLUMNS:
            return as_row(line, found)
        self._report("table-wide", line.number, f"a row has {len(found):,} cells")
        return Stray(line.number, str(line), StrayKind.UNREAD)

    def _as_split(self, line: Line, split: Split | None, columns: list[str]) -> Row | Stray:
        if split is None:
            self._report(
                "row-unread",
                line.number,
                f"{shorten(line.text.strip())!r} cannot be split into {len(columns)} cells ({', '.join(columns)})",
            )
            return Stray(line.number, str(line), StrayKind.UNREAD)
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
        return as_row(line, locate(line.text, cells), second)

    def _report(self, code: str, line: int, message: str, remedy: str = "") -> None:
        self.report.add(code, Place(self.path, line), message, remedy)


def _words(text: str) -> str:
    return " ".join(text.split())


def _shown(cells: tuple[str, ...]) -> str:
    return shorten(" | ".join(cells), 300)
