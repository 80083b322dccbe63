"""Read workbooks: each sheet's tables among titles and notes. No formula is computed, no macro or link followed."""

import warnings
from collections.abc import Iterator
from typing import Any
from zipfile import ZipFile

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Block, Cell, Document, Sheet
from portbook.options import SourceOptions
from portbook.readers.formats import Format
from portbook.readers.records import Record, blocks
from portbook.readers.templates import resolved
from portbook.readers.workbook.archive import is_workbook, open_archive
from portbook.readers.workbook.beside import beside
from portbook.readers.workbook.grid import cells_of
from portbook.readers.workbook.parts import Parts, letters, parts_of
from portbook.readers.workbook.rendition import row_line, sheet_line, sheets
from portbook.source import Source, SourceError, digest

MOST_NAMED = 10
"""How many hidden rows or columns a finding names."""
MOST_FILLED_UP = 10_000_000
"""Cells of a sheet, empty ones included; the rows of a larger one stay as short as they are."""
EMPTY = Cell("")


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:  # noqa: ARG001
    """Read the text that stands for a workbook. Names of endpoints are of no use here: cells have borders."""
    found: list[Block] = []
    for line, name, records in sheets(source.text):

        def complain(rule: str, row: int, message: str, sheet: str = name) -> None:
            report.add(rule, Place(source.path, row, sheet), message)

        _fill_up(records)
        found += [Sheet(1, line, name), *blocks(records, complain)]
    return resolved(Document(source, "xlsx", tuple(found)), options, report)


def _fill_up(records: list[Record]) -> None:
    """Give each row of a sheet as many cells as the widest one has: in a workbook no cell is missing, only empty."""
    width = max((len(record.cells) for record in records), default=0)
    if width * len(records) <= MOST_FILLED_UP:
        for record in records:
            if not record.blank:
                record.cells += [EMPTY] * (width - len(record.cells))


def decode(path: str, data: bytes, options: SourceOptions, report: Report) -> Source:  # noqa: ARG001
    """Make the text that stands for a workbook. Raises SourceError."""
    if not data:
        raise SourceError("source-empty", "it holds nothing")
    with open_archive(data) as archive:
        text = "".join(_lines(path, data, archive, report))
    if not any(not line.startswith("[") for line in text.splitlines()):
        raise SourceError("source-empty", "none of its sheets holds a cell with text")
    return Source(path, text.encode("utf-8", "replace").decode(), bom=False, sha256=digest(data), binary=True)


def _lines(path: str, data: bytes, archive: ZipFile, report: Report) -> Iterator[str]:
    from portbook.readers.workbook.opening import open_sheets  # noqa: PLC0415 - see there

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts that are not read, such as drawings
        for sheet in open_sheets(data):
            place = Place(path, 0, sheet.title)
            parts = parts_of(archive, sheet._worksheet_path)
            _report(place, sheet.sheet_state, parts, report)
            blocks = beside(dict(cells_of(sheet, parts, place, report)))
            for block in blocks:
                yield sheet_line(sheet.title)
                yield from (row_line(number, cells) for number, cells in block.items())
            if len(blocks) > 1:
                message = f"{len(blocks)} tables stand side by side; they were read one after the other"
                report.add("tables-beside", Place(path, min(blocks[1], default=0), sheet.title), message)


def _report(place: Place, state: Any, parts: Parts, report: Report) -> None:
    if state != "visible":
        report.add("sheet-hidden", place, f"the sheet {place.sheet!r} is hidden; it was read")
    columns = [
        letters(first) if first == last else f"{letters(first)}:{letters(last)}" for first, last in parts.hidden_columns
    ]
    for what, hidden in (("rows", list(map(str, parts.hidden_rows))), ("columns", columns)):
        if hidden:
            named = ", ".join(hidden[:MOST_NAMED]) + (" and others" if len(hidden) > MOST_NAMED else "")
            report.add("sheet-hidden", place, f"{what} of the sheet {place.sheet!r} are hidden and were read: {named}")
    for (row, column), text in parts.comments:
        message = f"the comment on {letters(column)}{row} says {shorten(' '.join(text.split()))!r}"
        report.add("cell-comment", Place(place.path, row, place.sheet), message)


FORMAT = Format("xlsx", frozenset({".xlsx", ".xlsm"}), read, is_workbook, decode)
