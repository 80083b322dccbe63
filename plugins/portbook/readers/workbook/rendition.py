r"""The text that stands for a workbook: its sheets, rows and cells, one row a line, with nothing left out.

A sheet is ``[name]``, once more for each table that stands at the side of another one. A row is its number, then each
cell that is not empty after a tab, as its column, ``=`` and its text: ``12\tA=web\tC=443``. A cell that a merged one
covers has ``^`` in the place of ``=``. Line breaks, tabs and backslashes in names and texts are written ``\n``, ``\r``,
``\t`` and ``\\``.
"""

import re
from collections.abc import Iterator, Mapping

from portbook.document import Cell
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.records import Record, plain
from portbook.readers.workbook.parts import letters, place

ESCAPED = {"\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
TO_ESCAPE = re.compile(r"[\\\n\r\t]")
ESCAPE = re.compile(r"\\([\\nrt])")
UNESCAPED = {"\\": "\\", "n": "\n", "r": "\r", "t": "\t"}

Cells = Mapping[int, tuple[str, bool]]
"""The texts of a row by column, each with whether a merged cell put it there."""


def sheet_line(name: str) -> str:
    """Write the line of a sheet."""
    return f"[{_escaped(name)}]\n"


def row_line(number: int, cells: Cells) -> str:
    """Write the line of a row."""
    texts = [f"\t{letters(c)}{'^' if cells[c][1] else '='}{_escaped(cells[c][0])}" for c in sorted(cells)]
    return f"{number}{''.join(texts)}\n"


def sheets(text: str) -> Iterator[tuple[str, str, list[Record]]]:
    """Yield the line, the name and the records of each sheet; a gap between rows is a record of no characters."""
    name, head = "", ""
    found: list[Record] = []
    for line in text.splitlines(keepends=True) if text.isascii() else re.findall(r"[^\n]*\n", text):
        if not line.startswith("["):
            record = _record(line)
            if found and record.line > found[-1].line + 1:
                found.append(Record(found[-1].line + 1, "", []))
            found.append(record)
            continue
        if head:
            yield head, name, found
        head, name, found = line, _unescaped(line[1:-2]), []
    if head:
        yield head, name, found


def _record(raw: str) -> Record:
    number, *texts = raw[:-1].split("\t")
    cells: list[Cell] = []
    at = len(number)
    for text in texts:
        column = re.match(r"[A-Z]+", text)
        width = column.end() if column else 0
        where = place(f"{text[:width]}1")
        index = where[1] if where else 1
        if index > MOST_COLUMNS:
            return Record(int(number), raw, [], wide=True)
        cells += [Cell("")] * (index - len(cells) - 1)
        shown = plain(_unescaped(text[width + 1 :]))
        copied = text[width : width + 1] == "^"
        cells.append(Cell(shown) if copied else Cell(shown, at + width + 2, at + 1 + len(text)))
        at += 1 + len(text)
    return Record(int(number), raw, cells)


def _escaped(text: str) -> str:
    return TO_ESCAPE.sub(lambda match: ESCAPED[match[0]], text)


def _unescaped(text: str) -> str:
    return ESCAPE.sub(lambda match: UNESCAPED[match[1]], text)
