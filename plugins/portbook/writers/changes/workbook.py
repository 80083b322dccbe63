"""Write what changed as an Excel workbook: every cell is text, so that nothing becomes a formula or a date."""

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from portbook.changes.comparison import Comparison
from portbook.views.changes.entries import TITLES, Action
from portbook.writers.changes.table import COLUMNS, rows

EVERYTHING = "All changes"
TEXT = "@"
"""The number format that Excel calls Text."""
MOST_CHARACTERS = 32_767
"""Characters that Excel reads of a cell, of which one outside the basic plane counts twice."""
CUT = " … (cut: a cell holds no more; the CSV has all of it)"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP can tell: the same comparison gives the same bytes."""
_UNKNOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def changes_xlsx(comparison: Comparison) -> bytes:
    """Write a sheet with every change, and one for each thing there is to do."""
    listed = list(rows(comparison))
    grouped = {action: [row for row in listed if row[0] == action] for action in Action}
    sheets = {EVERYTHING: listed} | {TITLES[action][0]: found for action, found in grouped.items() if found}
    return workbook(sheets, COLUMNS)


def workbook(sheets: dict[str, list[tuple[str, ...]]], header: Sequence[str]) -> bytes:
    """Write sheets of text under one header that stays in sight and filters."""
    made = Workbook(write_only=True)
    for title, listed in sheets.items():
        sheet = made.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(listed) + 1}"
        for number, texts in enumerate((header, *listed)):
            sheet.append([_cell(sheet, text, bold=number == 0) for text in texts])
    out = io.BytesIO()
    made.save(out)
    return _timeless(out.getvalue())


def _cell(sheet: WriteOnlyWorksheet, text: str, *, bold: bool) -> Cell:
    shown = _UNKNOWN.sub("\ufffd", text)
    if len(shown.encode("utf-16-le")) // 2 > MOST_CHARACTERS:
        shown = shown[: (MOST_CHARACTERS - len(CUT)) // 2] + CUT
    cell = WriteOnlyCell(sheet, shown)
    cell.data_type, cell.number_format = "s", TEXT
    if bold:
        cell.font = Font(bold=True)
    return cell


def _timeless(data: bytes) -> bytes:
    """Write an archive again without the time at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(part, _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", made.read(name)))
    return out.getvalue()
