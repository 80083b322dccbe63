"""Open a workbook's sheets with openpyxl. Imported when needed only, since openpyxl takes long to import."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.exceptions import (
    CellCoordinatesException,
    IllegalCharacterError,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)
from openpyxl.worksheet._reader import WorkSheetParser

from portbook.readers.workbook.damage import UNEXPECTED, refusing

RAISED = (
    *UNEXPECTED,
    CellCoordinatesException,
    IllegalCharacterError,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)


class _CellsOnly(ExcelReader):
    """Read values as stored, and nothing that has none: no charts, no macros, no links to other workbooks."""

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        pass


def open_sheets(data: bytes) -> list[Any]:
    """Return the sheets of a workbook that have cells, which are read when they are asked for."""
    with refusing(RAISED):
        reader = _CellsOnly(BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True)
        reader.read()
        return list(reader.wb.worksheets)


def stored_cells(sheet: Any) -> Iterator[tuple[int, int, Any, bool]]:
    """Yield row, column and value of each cell as stored, and whether the style of the cell strikes its text out.

    The rows that openpyxl makes of them leave out what does not stand in order, and fill gaps of any size.
    """
    struck = _struck_styles(sheet.parent)
    for row in _parsed(sheet):
        yield from ((cell["row"], cell["column"], cell["value"], cell["style_id"] in struck) for cell in row)


def _parsed(sheet: Any) -> Iterator[list[dict[str, Any]]]:
    """Yield the cells of each row that has some, as openpyxl parses them."""
    book = sheet.parent
    with refusing(RAISED), sheet._get_source() as part:
        parser = WorkSheetParser(
            part,
            sheet._shared_strings,
            data_only=book.data_only,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
            rich_text=True,
        )
        for _, row in parser.parse():
            if row:
                yield row


def _struck_styles(book: Any) -> frozenset[int]:
    fonts = {index for index, font in enumerate(book._fonts) if font.strike}
    return frozenset(index for index, style in enumerate(book._cell_styles) if style.fontId in fonts)
