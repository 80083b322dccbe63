"""Split delimited text into records whose cells know where they stand (RFC 4180, read leniently)."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import cast

from portbook.document import Cell
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.records import Record, plain

LONGEST_FIELD = 32_767
"""Characters of a quoted field, the most that a cell of a spreadsheet holds; a longer one was never closed."""
LINE_BREAK = re.compile(r"\r\n|\r|\n")
QUOTED = 1
"""The group of the patterns that holds what stands between quotes."""
BARE = 5

Matcher = Callable[[str, int], re.Match[str]]
"""A pattern's ``match`` that never fails: a field begins at every place of a text."""


@lru_cache(maxsize=16)
def _patterns(delimiter: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the pattern of a field with what ends it, and that of a field whose quotes mean nothing.

    A quoted field that spans lines is one only if nothing but blanks follows its closing quote: otherwise a quote that
    is never closed would swallow the lines up to the next one.
    """
    mark = re.escape(delimiter)
    end = rf"({mark}|\r\n|\r|\n|\Z)"
    quoted = rf' *+"([^"]*+(?:""[^"]*+)*+)" *+{end}'
    with_more = rf' *+("[^"\r\n]*+(?:""[^"\r\n]*+)*+"[^{mark}\r\n]*+){end}'
    bare = rf"([^{mark}\r\n]*+){end}"
    return re.compile(f"{quoted}|{with_more}|{bare}"), re.compile(f"()()()(){bare}")


def records(text: str, delimiter: str, line: int = 1) -> Iterator[Record]:
    """Yield the records of text, the first on ``line``. Written one after the other their ``raw`` is the text."""
    lenient, literal = (cast("Matcher", pattern.match) for pattern in _patterns(delimiter))
    at = start = fields = 0
    cells: list[Cell] = []
    wide = False
    while start < len(text):
        match = lenient(text, at)
        if match.end() - at > LONGEST_FIELD:
            match = literal(text, at)
        kind = match.lastindex - 1 if match.lastindex else BARE
        cell = _cell(match[kind], match.start(kind) - start, kind)
        fields += 1
        if fields <= MOST_COLUMNS:
            cells.append(cell)
        else:
            wide = wide or bool(cell.text)
        at = match.end()
        if match[kind + 1] != delimiter:
            raw = text[start:at]
            yield Record(line, raw, [] if wide else cells, wide)
            line += len(LINE_BREAK.findall(raw))
            start, fields, cells, wide = at, 0, [], False


def _cell(content: str, start: int, kind: int) -> Cell:
    text = content.strip()
    start += len(content) - len(content.lstrip())
    return Cell(plain(text.replace('""', '"') if kind == QUOTED else text), start, start + len(text))


def unbalanced(record: Record, delimiter: str) -> bool:
    """Tell whether a quote of a record seems to be without its other one.

    Either a field begins with a quote that nothing closes, or one spans lines that look like records of their own.
    """
    if '"' not in record.raw:
        return False
    for cell in record.cells:
        content = record.raw[cell.start : cell.end]
        opened = record.raw[: cell.start].rstrip(" ").endswith('"')
        if not opened and content.startswith('"') and content.count('"') % 2:
            return True
        inner = LINE_BREAK.split(content)[1:]
        if len(record.cells) > 2 and any(line.count(delimiter) >= len(record.cells) - 1 for line in inner):
            return True
    return False
