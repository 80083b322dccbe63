"""The lines of a pipe table as rows and strays."""

import re
from dataclasses import dataclass, field

from portbook.diagnostics import Place, Report, shorten
from portbook.document import StrayKind
from portbook.readers.inline import is_footing
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.markdown.cells import cells, width
from portbook.readers.markdown.inline import Inline
from portbook.readers.partition import Lines, RowPiece, StrayPiece, TablePiece
from portbook.readers.records.headers import are_headers, joined, spans
from portbook.readers.templates import TAG, is_statement, is_template

ATTRIBUTE_LINE = re.compile(r"\s*\{:[^{}]*\}\s*")
BOLD = re.compile(r"\*\*|__|<(?:b|strong)>", re.IGNORECASE)
MARKS = re.compile(r"[*†‡§¶¹²³⁴⁵⁶⁷⁸⁹⁰]+(?=\Z|\n)")
LONGEST_TAG = 20
"""Lines over which a template tag is followed."""


@dataclass(slots=True)
class Rows:
    """Make tables of the lines of one page, counted from 0."""

    text: str
    path: str
    lines: Lines
    report: Report
    inline: Inline
    marks: set[str] = field(default_factory=set)
    """The footnote marks on the cells of the last table."""

    def start(self, line: int) -> int:
        """Return where a line begins, or the end of the page."""
        return self.lines.starts[line] if line < len(self.lines.starts) else len(self.text)

    def line(self, number: int) -> str:
        """Return a line without its ending."""
        return self.text[self.start(number) : self.start(number + 1)].rstrip("\r\n")

    def table(self, first: int, stop: int, lengths: list[int] | None = None, headed: bool = True) -> TablePiece:
        """Make a table of lines. ``lengths`` are those of the lines without the quotes and lists around them."""
        self.marks = set()
        found = TablePiece(self.start(first))
        number = first
        while number < stop:
            line = self.line(number)
            margin = max(len(line) - lengths[number - first], 0) if lengths else 0
            kind, taken = self._stray(line[margin:], number, stop)
            if headed and number == first + 1:
                found.items.append(StrayPiece(self.start(number), StrayKind.RULE))
            elif kind:
                found.items.append(StrayPiece(self.start(number), kind))
            else:
                row = RowPiece(self.start(number), cells(line[margin:], self.start(number) + margin, self.inline))
                if self.inline.apart:
                    self._keep_apart(number, row)
                self.marks.update(mark for cell, _, _ in row.cells for mark in MARKS.findall(cell))
                if headed and number == first:
                    found.header = row
                else:
                    found.items.append(row)
            number += taken
        self._promote(found)
        return found

    def _keep_apart(self, number: int, row: RowPiece) -> None:
        self.inline.apart = False
        shown = shorten(" | ".join(cell for cell, _, _ in row.cells))
        message = f"markup keeps digits in {shown!r} apart; they were not read as one number"
        self.report.add("digits-apart", Place(self.path, number + 1), message)

    def _stray(self, text: str, number: int, stop: int) -> tuple[StrayKind | None, int]:
        """Return what a line is that is no row, and over how many lines it reaches."""
        if not text.strip() or ATTRIBUTE_LINE.fullmatch(text):
            return StrayKind.BLANK, 1
        if text.lstrip().startswith("<!--"):
            return StrayKind.BLANK, self._until("-->", number, stop)
        if is_template(text) or is_statement(text.strip("| \t")):
            return StrayKind.TEMPLATE, 1
        if "<%" in text and TAG.search(text) is None:
            taken = self._until("%>", number, min(number + LONGEST_TAG, stop))
            if is_template(self.text[self.start(number) : self.start(number + taken)]):
                return StrayKind.TEMPLATE, taken
        if text.count("|") >= MOST_COLUMNS and width(text) > MOST_COLUMNS:
            self.report.add("table-wide", Place(self.path, number + 1), f"a row has {width(text)} cells")
            return StrayKind.UNREAD, 1
        return None, 1

    def _until(self, ending: str, number: int, stop: int) -> int:
        """Return how many lines there are until one holds an ending, or until the last."""
        at = self.text.find(ending, self.start(number), self.start(stop))
        return (self.lines.number(at) if at >= 0 else stop) - number

    def _promote(self, found: TablePiece) -> None:
        """Take a first row into the header where that is empty, for GFM has no table without one, or has gaps.

        It is in bold type, or names the columns.
        """
        rows = [item for item in found.items[:2] if isinstance(item, RowPiece)]
        if not found.header or not rows:
            return
        upper, lower = ([cell for cell, _, _ in row.cells] for row in (found.header, rows[0]))
        if not any(upper) and (self._in_bold(rows[0]) or are_headers([*filter(None, lower)])):
            found.header = RowPiece(found.begin, rows[0].cells)
        elif spans(upper, lower) and are_headers([*filter(None, lower)]):
            found.header = RowPiece(found.begin, [(text, -1, -1) for text in joined(upper, lower)])
        else:
            return
        del found.items[: found.items.index(rows[0]) + 1]

    def _in_bold(self, row: RowPiece) -> bool:
        written = [(start, stop) for cell, start, stop in row.cells if cell]
        return bool(written) and all(BOLD.match(self.text, start, stop) for start, stop in written)


def footing(table: TablePiece) -> list[RowPiece]:
    """Take away the rows at the end of a table that are the footnotes of it, and return them."""
    at = len(table.items)
    for number in range(len(table.items) - 1, 0, -1):
        item = table.items[number]
        if isinstance(item, RowPiece) and len(item.cells) > 1 and is_footing([text for text, _, _ in item.cells]):
            at = number
        elif isinstance(item, RowPiece) or item.kind is not StrayKind.BLANK:
            break
    notes = table.items[at:]
    del table.items[at:]
    return [item for item in notes if isinstance(item, RowPiece)]
