"""Turn the lines of tables into rows of cells, and report what could not be made out."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Row, Stray, StrayKind, Table
from portbook.readers.flattened.drawn import is_rule
from portbook.readers.flattened.grids import BAR, GAP, Grid, as_row
from portbook.readers.flattened.headers import BOTH_ENDS, Header
from portbook.readers.flattened.places import Span
from portbook.readers.flattened.readings import Readings
from portbook.readers.flattened.segment import Split, segment
from portbook.readers.flattened.units import locate
from portbook.readers.flattened.wrapped import by_boxes, by_indents
from portbook.readers.limits import MOST_COLUMNS
from portbook.source import Line

SAMPLE = 40
"""Rows that are tried to choose between several readings of one header."""
UNREAD = 20.0
"""The cost, in that choice, of a row that cannot be split at all."""
ONE_END = 2.0
"""The cost, in that choice, of a row under a header that names one end only: few tables do."""

Wrapped = Callable[[Sequence[Row | Stray], Sequence[str]], Iterator[Row | Stray]]
WRAPPED: dict[re.Pattern[str] | None, Wrapped] = {
    GAP: by_indents,
    BAR: by_boxes,
}
"""How the cells of a row go on in the lines below it, by what stands between cells."""


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
        is_text = bool(line.text.strip()) and line.number not in grid.interruptions and line.text not in self.readings
        return is_text and grid.is_flattened(line.text) and not is_rule(line.text)

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
        items = [self._item(line, grid, splits) for line in grid.body]
        self._report_interruptions(grid)
        if wrapped := WRAPPED.get(grid.delimiter):
            items = list(wrapped(items, header.roles))
        return Table(as_row(grid.line, header.spans), tuple(items))

    def _item(self, line: Line, grid: Grid, splits: dict[int, Split | None]) -> Row | Stray:
        if not line.text.strip():
            return Stray(line.number, str(line), StrayKind.BLANK)
        if line.number in grid.interruptions:
            return Stray(line.number, str(line), StrayKind.UNREAD)
        if line.text in self.readings:
            return self.readings.row(line)
        if line.number in splits:
            return self._as_split(line, splits[line.number], [grid.line.text[slice(*s)] for s in grid.headers[0].spans])
        if is_rule(line.text):
            return Stray(line.number, str(line), StrayKind.RULE)
        return self._as_cut(line, grid.cut(line.text))

    def _as_cut(self, line: Line, spans: Sequence[Span] | None) -> Row | Stray:
        if spans is None:
            message = f"the cells of {shorten(line.text.strip())!r} are too few, and stand below no header for certain"
            self._report("row-unread", line.number, message)
            return Stray(line.number, str(line), StrayKind.UNREAD)
        if len(spans) <= MOST_COLUMNS:
            return as_row(line, spans)
        self._report("table-wide", line.number, f"a row has {len(spans):,} cells")
        return Stray(line.number, str(line), StrayKind.UNREAD)

    def _report_interruptions(self, grid: Grid) -> None:
        """Name each place where text stands between the rows, once for all lines that follow each other."""
        for line in grid.body:
            if line.number in grid.interruptions and line.number - 1 not in grid.interruptions:
                self._report(
                    "row-unread",
                    line.number,
                    f"{shorten(line.text.strip())!r} stands between rows and was put into none of their cells",
                    "If it belongs to a cell, write it on the line of that row in the source.",
                )

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


def _shown(cells: tuple[str, ...]) -> str:
    return shorten(" | ".join(cells), 300)
