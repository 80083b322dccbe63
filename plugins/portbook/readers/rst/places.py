"""The lines on which the rows of a table begin: docutils tells the places of texts, not those of rows."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from docutils import nodes

from portbook.readers.delimited.fields import records
from portbook.readers.rst.lines import Lines
from portbook.readers.rst.text import line_of

RULE = re.compile(r"\s*(?:\+[-=+]*\+|=+(?:[ \t]+=+)*|-+(?:[ \t]+-+)*)\s*")
PARTIAL_RULE = re.compile(r"\+[-=]+\+")
BULLET = re.compile(r"\s*[*+-]\s+[*+-]")
CSV = re.compile(r"\s*\.\.\s+(?:\|[^|\n]+\|\s+)?csv-table::")
OPTION = re.compile(r"\s*:([\w-]+):\s*(.*)")

TALLEST = 100
"""Lines of a row within which its border is looked for."""


def row_lines(rows: list[nodes.row], first: int, lines: Lines) -> list[int]:
    """Return the lines on which rows begin, each not before the one above it; an empty row begins below that."""
    if first <= lines.count and CSV.match(lines.texts[first]):
        return _csv_numbers(rows, first, lines)
    stated = [line_of(row) for row in rows]
    following = _following(stated, lines.count + 1)
    numbers: list[int] = []
    at = first
    for number, limit in zip(stated, following, strict=True):
        if number or not numbers:
            at = max(at, _row_line(number, at, lines))
        elif (below := _line_below(at, lines)) < limit:
            at = below
        numbers.append(at)
    return numbers


def _following(stated: Sequence[int], end: int) -> list[int]:
    """Return for each row the line of the next one that states where it stands."""
    found = []
    for number in reversed(stated):
        found.append(end)
        end = number or end
    return found[::-1]


def _row_line(number: int, least: int, lines: Lines) -> int:
    """Return the line on which a row begins whose first text stands on a line: below a border, or at a bullet."""
    if not least < number <= lines.count:
        return least
    start = number
    while start > least and lines.texts[start - 1].lstrip().startswith("|"):
        start -= 1
    if lines.texts[number].lstrip().startswith("|"):
        drawn = (at for at in range(number - 1, start - 1, -1) if PARTIAL_RULE.search(lines.texts[at]))
        return next(drawn, start - 1) + 1
    return next((at for at in range(number, least - 1, -1) if BULLET.match(lines.texts[at])), number)


def _line_below(at: int, lines: Lines) -> int:
    """Return the line on which an empty row begins: at its bullet, or below the border of the row above it."""
    for number in range(at + 1, min(at + TALLEST, lines.count + 1)):
        if BULLET.match(lines.texts[number]):
            return number
        if RULE.fullmatch(lines.texts[number]):
            return min(number + 1, lines.count)
    return at


def _csv_numbers(rows: list[nodes.row], first: int, lines: Lines) -> list[int]:
    """Return the lines of the rows of a csv-table; of all the first one where they cannot be told apart."""
    at = first + 1
    while at <= lines.count and lines.texts[at].strip():
        at += 1
    options = _options(lines.texts[first + 1 : at])
    while at <= lines.count and not lines.texts[at].strip():  # below, an empty line is a row of empty cells
        at += 1
    text = "".join(takewhile(lambda line: not line.strip() or line[0].isspace(), islice(lines.texts, at, None)))
    mark = {"tab": "\t", "space": " "}.get(options.get("delim", ","), options.get("delim", ","))
    heads = sum(isinstance(row.parent, nodes.thead) for row in rows)
    stated = max(heads - _whole(options.get("header-rows", "")), 0) if "header" in options else 0
    wanted = len(rows) - stated
    found = [record.line for record in islice(records(text, mark[:1] or ",", at), wanted)]
    return [first] * stated + (found if len(found) == wanted else [at] * wanted)


def _options(texts: Sequence[str]) -> dict[str, str]:
    """Return the options of a directive by name; a line that is indented further goes on with the one above."""
    options: dict[str, str] = {}
    indent = None
    for text in texts:
        match = OPTION.match(text)
        if match and indent in (None, match.start(1)):
            indent = match.start(1)
            options[match[1]] = match[2].strip()
    return options


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0


def border_below(lines: Lines, row: int, below: int) -> int:
    """Return the line that draws the border below a row; 0 stands for no row below."""
    if BULLET.match(lines.texts[row]):
        return 0
    for number in range(row + 1, below or lines.count + 1):
        if RULE.fullmatch(lines.texts[number]):
            return number
        if not below and not lines.texts[number].strip():
            break
    return 0
