"""Tables while they are still lines, and their cells where something stands between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from portbook.document import Cell, Row
from portbook.readers.flattened.costs import FREE
from portbook.readers.flattened.drawn import ruled
from portbook.readers.flattened.headers import Header, delimited_header, find_headers
from portbook.readers.flattened.places import Span, at_rulers, below_headers, trim
from portbook.readers.flattened.port_cost import port
from portbook.source import Line
from portbook.vocabulary.headers import Role

TAB = re.compile(r"\t")
BAR = re.compile(r"[|│┃║]")
GAP = re.compile(r"\t| {2,}")
CERTAIN = 1.0
"""Below this cost a cell is one of ports and no words."""


@dataclass(slots=True)
class Grid:
    """Collect a table while its rows are still lines: its header line, and the ways to read it, likeliest first."""

    line: Line
    headers: tuple[Header, ...]
    delimiter: re.Pattern[str] | None
    """What stands between the cells; None where a blank does, and their borders are lost."""
    rulers: tuple[Span, ...] = ()
    """Where a line below the header draws the columns, if one does."""
    body: list[Line] = field(default_factory=list)
    interruptions: set[int] = field(default_factory=set)
    """The numbers of the lines between rows that are text of a cell, but do not say of which."""

    @property
    def takes_sentences(self) -> bool:
        """Tell whether a row of the table can end as a sentence does."""
        return any(header.roles[-1] in FREE for header in self.headers)

    def is_flattened(self, text: str) -> bool:
        """Tell whether a line has lost the borders of all its cells."""
        if self.delimiter is TAB:
            return "\t" not in text.strip()
        if self.delimiter is GAP:
            return GAP.search(text.strip()) is None and self.cut(text) is None
        return self.delimiter is None or self.delimiter.search(text) is None

    def cut(self, text: str) -> list[Span] | None:
        """Return where the cells of a line stand; None where that cannot be told."""
        columns = self.headers[0].spans
        if self.delimiter is None:
            return None
        if self.delimiter is TAB:
            return chunks(text, TAB, len(columns)) if "\t" in text.strip() else None
        if self.delimiter is BAR:
            return between_bars(text, width=len(columns)) if BAR.search(text) else None
        spans = at_rulers(text, self.rulers) if self.rulers else None
        if spans is None and len(found := chunks(text, GAP)) != len(columns):
            return found if len(found) > len(columns) else below_headers(found, self.rulers or columns)
        return spans or found

    def fits(self, text: str) -> bool:
        """Tell whether a line has as many cells as the header, with borders of its own, and ports where ports are."""
        spans, roles = self.cut(text), self.headers[0].roles
        if spans is None or len(spans) != len(roles) or Role.PORT not in roles:
            return False
        cell = text[slice(*spans[roles.index(Role.PORT)])]
        return bool(cell) and port(cell) < CERTAIN


def open_grid(line: Line, configured: tuple[str, ...], below: str = "") -> Grid | None:
    """Begin a table if a line is a header; ``below`` is the next line, which may draw the columns."""
    if rulers := ruled(below):
        cut = at_rulers(line.text, rulers) or ()
        if header := delimited_header([line.text[slice(*span)] for span in cut], cut, configured):
            return Grid(line, (header,), GAP, rulers)
    for delimiter, split in ((TAB, chunks), (BAR, between_bars), (GAP, chunks)):
        if delimiter.search(line.text) and len(spans := split(line.text, delimiter)) >= 2:
            texts = [line.text[slice(*span)] for span in spans]
            if header := delimited_header(texts, spans, configured):
                return Grid(line, (header,), delimiter)
    headers = find_headers(line.text, configured)
    return Grid(line, headers, None) if headers else None


def as_row(line: Line, spans: Iterable[tuple[int, int]], second: tuple[str, ...] = ()) -> Row:
    """Make a row of the cells that stand in the given spans of a line."""
    cells = tuple([Cell(line.text[start:end], start, end) for start, end in spans])
    return Row(line.number, str(line), cells, second)


def chunks(text: str, delimiter: re.Pattern[str], width: int = 0) -> list[tuple[int, int]]:
    """Return the spans between delimiters, without the blanks around them.

    Empty ones at the end are left out, down to ``width``: a tab at the end of a row is an empty cell, one more is none.
    """
    if delimiter is GAP:
        text = text.rstrip()
    spans, start = [], 0 if delimiter is TAB else len(text) - len(text.lstrip())
    for match in delimiter.finditer(text, start):
        spans.append(trim(text, start, match.start()))
        start = match.end()
    spans.append(trim(text, start, len(text)))
    while len(spans) > width and spans[-1][0] == spans[-1][1]:
        spans.pop()
    return spans


def between_bars(text: str, delimiter: re.Pattern[str] = BAR, width: int = 0) -> list[Span]:
    """Return the spans between bars, without the blanks around them.

    Bars at the sides are borders, unless there is none at the left and the one at the right makes up ``width`` cells.
    """
    begin, end = trim(text, 0, len(text))
    if delimiter.match(text, begin):
        begin += 1
        end = max(begin, end - (delimiter.match(text, end - 1) is not None))
    elif delimiter.match(text, end - 1) and len(delimiter.findall(text)) + 1 != width:
        end -= 1
    borders = [match.start() for match in delimiter.finditer(text, begin, end)]
    starts = [begin, *(border + 1 for border in borders)]
    return [trim(text, start, stop) for start, stop in zip(starts, [*borders, end], strict=True)]
