"""Write tables as an Excel workbook: every cell is text, so that nothing becomes a formula, a number or a date.

openpyxl lays out the workbook, and the rows are written into its sheets as XML: a tenth of its time for as many cells,
and the one way to be sure of each of them. The same tables give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portbook.diagnostics import shorten
from portbook.writers.workbook_layout import Layout, lay_out
from portbook.writers.workbook_names import sheet_names

MOST_ROWS = 1_048_576
"""Rows that Excel reads of a sheet, the header included."""
MOST_CHARACTERS = 32_767
"""Characters that Excel reads of a cell, of which one outside the basic plane counts twice."""

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP can tell."""
_WHEN = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_DATA = re.compile(rb"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*" ?/>')
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_SPECIAL = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class WorkbookError(ValueError):
    """Say what a workbook cannot hold, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold a table with a header. ``marked`` are the rows, counted from 0, that stand out; ``widths`` in characters."""

    title: str
    header: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    marked: frozenset[int] = frozenset()
    widths: tuple[int, ...] = ()


def workbook(sheets: Sequence[Sheet], title: str) -> bytes:
    """Write sheets, in their order, under names that are safe and unique. Raises WorkbookError."""
    names = sheet_names(sheet.title for sheet in sheets)
    for sheet in sheets:
        _check(sheet)
    layout = lay_out(sheets, names, title)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(layout.frame)) as frame, zipfile.ZipFile(out, "w") as made:
        for entry in frame.namelist():
            part = zipfile.ZipInfo(entry, EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            match = _SHEET.fullmatch(entry)
            with made.open(part, "w") as file:
                for chunk in _filled(frame.read(entry), sheets[int(match[1]) - 1] if match else None, layout):
                    file.write(chunk)
    return out.getvalue()


def _check(sheet: Sheet) -> None:
    if len(sheet.rows) >= MOST_ROWS:
        raise WorkbookError(
            f"the sheet {shorten(sheet.title)!r} would have {len(sheet.rows):,} rows; Excel reads {MOST_ROWS - 1:,}. "
            "Choose fewer flows, or write CSV or JSON"
        )
    for number, row in enumerate(sheet.rows, 2):
        for title, text in zip(sheet.header, row, strict=True):
            if (
                len(text) > MOST_CHARACTERS // 2
                and len(text.encode("utf-16-le", "surrogatepass")) // 2 > MOST_CHARACTERS
            ):
                raise WorkbookError(
                    f"row {number} of the sheet {shorten(sheet.title)!r} has {len(text):,} characters under "
                    f"{shorten(title)!r}; Excel reads {MOST_CHARACTERS:,}. Leave that column out, or write CSV or JSON"
                )


def _filled(part: bytes, sheet: Sheet | None, layout: Layout) -> Iterator[bytes]:
    if sheet is None:
        yield _WHEN.sub(rb"\g<1>1980-01-01T00:00:00Z", part)
        return
    width, height = len(sheet.header), len(sheet.rows) + 1
    whole = f'<dimension ref="A1:{layout.letters[width - 1]}{height}"/>'.encode()
    before, after = _DATA.split(_DIMENSION.sub(whole, part, count=1), maxsplit=1)
    yield before + b"<sheetData>"
    yield _row(1, sheet.header, layout.header, layout.letters)
    for number, row in enumerate(sheet.rows):
        yield _row(number + 2, row, layout.marked if number in sheet.marked else layout.text, layout.letters)
    yield b"</sheetData>"
    ignored = f'<ignoredErrors><ignoredError sqref="A1:{layout.letters[width - 1]}{height}" numberStoredAsText="1"/>'
    yield after.replace(b"</worksheet>", f"{ignored}</ignoredErrors></worksheet>".encode())


def _row(number: int, texts: Sequence[str], style: int, letters: Sequence[str]) -> bytes:
    cells = "".join(
        f'<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{_escaped(text)}</t></is></c>'
        if text
        else f'<c r="{letter}{number}" s="{style}"/>'
        for letter, text in zip(letters, texts, strict=False)
    )
    return f'<row r="{number}">{cells}</row>'.encode()


def _escaped(text: str) -> str:
    """Escape markup, and what XML cannot hold as ``_xHHHH_`` (ECMA-376, ST_Xstring), which is itself escaped so."""
    return _SPECIAL.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return _MARKUP.get(character) or f"_x{ord(character):04X}_"
