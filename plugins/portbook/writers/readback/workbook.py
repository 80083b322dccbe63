"""Read flows back out of a workbook."""

import io
import re
import zipfile

from portbook.writers.readback.delimited import from_records
from portbook.writers.readback.published import Published

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def from_workbook(data: bytes) -> list[Published]:
    """Read the flows of the first sheet, which must have all facts of a flow. Raises ValueError."""
    header, *rows = texts(data)
    return from_records(dict(zip(header, row, strict=True)) for row in rows)


def texts(data: bytes, sheet: int = 0) -> list[list[str]]:
    """Return the texts of a sheet, row by row. Raises ValueError where a cell is anything but text."""
    from openpyxl import load_workbook  # noqa: PLC0415 - takes long to import

    try:
        book = load_workbook(io.BytesIO(data), read_only=True)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"this is no workbook: {error}") from error
    return [[_text(cell) for cell in row] for row in book.worksheets[sheet].iter_rows()]


def _text(cell: object) -> str:
    value = getattr(cell, "value", None)
    if value is None:
        return ""
    if not isinstance(value, str) or getattr(cell, "data_type", "") not in ("s", "inlineStr"):
        raise ValueError(f"a cell is no text: {value!r}")
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)
