"""Tables while they are still lines, and their cells where something stands between them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from portbook.document import Cell, Row
from portbook.readers.flattened.costs import FREE
from portbook.readers.flattened.headers import Header, delimited_header, find_headers
from portbook.source import Line

TAB = re.compile(r"\t")
GAP = re.compile(r"\t| {2,}")


@dataclass(slots=True)
class Grid:
    """Collect a table while its rows are still lines: its header line, and the ways to read it, likeliest first."""

    line: Line
    headers: tuple[Header, ...]
    delimiter: re.Pattern[str] | None
    """What stands between the cells; None where a blank does, and their borders are lost."""
    body: list[Line] = field(default_factory=list)

    @property
    def takes_sentences(self) -> bool:
        """Tell whether a row of the table can end as a sentence does."""
        return any(header.roles[-1] in FREE for header in self.headers)

    def is_flattened(self, line: Line) -> bool:
        """Tell whether a line of the table has lost its cell borders."""
        if self.delimiter is TAB:
            return "\t" not in line.text.strip()
        return self.delimiter is None or len(chunks(line.text, GAP)) != len(self.headers[0].spans)


def open_grid(line: Line, configured: tuple[str, ...]) -> Grid | None:
    """Begin a table if a line is a header."""
    for delimiter in (TAB, GAP):
        if delimiter.search(line.text) and len(spans := chunks(line.text, delimiter)) >= 3:
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
        spans.append(_trim(text, start, match.start()))
        start = match.end()
    spans.append(_trim(text, start, len(text)))
    while len(spans) > width and spans[-1][0] == spans[-1][1]:
        spans.pop()
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    stripped = part.strip()
    begin = start + (len(part) - len(part.lstrip()) if stripped else 0)
    return begin, begin + len(stripped)
