"""Open a workbook's sheets with openpyxl. Imported when needed only, since openpyxl takes long to import."""

from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader


class _CellsOnly(ExcelReader):
    """Read values as stored, and nothing that has none: no charts, no macros, no links to other workbooks."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        pass


def open_sheets(data: bytes) -> list[Any]:
    """Return the sheets of a workbook that have cells, which are read when they are asked for."""
    reader = _CellsOnly(BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True)
    reader.read()
    return list(reader.wb.worksheets)
