"""The cells of a row of a pipe table, from the row's own characters: none is dropped, however many there are."""

import re

from portbook.readers.markdown.inline import Inline
from portbook.readers.partition import Spot
from portbook.readers.templates import TAG, has_tag

PIPE = re.compile(r"(?<!\\)\|")
DELIMITER = re.compile(r"[|:-](?:[|: \t-])*")
DELIMITER_CELL = re.compile(r"[ \t]*:?-+:?[ \t]*")


def spans(line: str) -> list[tuple[int, int]]:
    """Return where the cells of a row stand in its line, without the blanks around them."""
    begin, end = len(line) - len(line.lstrip()), len(line.rstrip())
    borders = [match.start() for match in PIPE.finditer(line, begin, end)]
    if borders and has_tag(line):  # a pipe in a template tag is a filter of its engine
        tags = [match.span() for match in TAG.finditer(line)]
        borders = [at for at in borders if not any(start < at < stop for start, stop in tags)]
    if not borders:
        return [(begin, end)]
    starts = [begin, *[at + 1 for at in borders]]
    stops = [*borders, end]
    if borders[0] == begin:
        del starts[0], stops[0]
    if starts and starts[-1] == end:
        del starts[-1], stops[-1]
    return [_trimmed(line, start, stop) for start, stop in zip(starts, stops, strict=True)]


def _trimmed(line: str, start: int, stop: int) -> tuple[int, int]:
    part = line[start:stop]
    left = part.lstrip()
    begin = start + len(part) - len(left)
    return (begin, begin + len(left.rstrip())) if left else (start, start)


def cells(line: str, at: int, inline: Inline) -> list[Spot]:
    """Return the cells of a row that begins at a place of the source."""
    return [(_text(line[start:stop], inline), at + start, at + stop) for start, stop in spans(line)]


def _text(cell: str, inline: Inline) -> str:
    return inline.text(cell.replace("\\|", "|") if "\\" in cell else cell)


def is_delimiter(line: str) -> bool:
    """Tell whether a line is the delimiter row of a table: ``|---|:-:|``."""
    plain = line.strip()
    if DELIMITER.fullmatch(plain) is None or "-" not in plain or ("|" not in plain and ":" not in plain):
        return False
    return all(DELIMITER_CELL.fullmatch(cell) for cell in plain.removeprefix("|").removesuffix("|").split("|"))


def width(line: str) -> int:
    """Return how many cells a row has."""
    return len(spans(line))


def is_row(line: str) -> bool:
    """Tell whether a line that stands alone is plainly a row: it stands between pipes and has two cells or more."""
    plain = line.strip()
    return plain.startswith("|") and plain.endswith("|") and len(spans(plain)) > 1
