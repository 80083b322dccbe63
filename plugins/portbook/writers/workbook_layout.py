"""Lay out a workbook with openpyxl, imported when needed: sheets with a frozen header and a filter, but no rows yet."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from openpyxl import Workbook

HEADER_FILL, HEADER_INK, MARKED_FILL, RULE = "FF1F3A5F", "FFFFFFFF", "FFFFF4CE", "FFD0D7DE"
WIDTH = 16
WIDEST = 80
AS_TEXT = "@"
"""Excel's format for text: what is typed over a cell stays text too."""


class Laid(Protocol):
    """What the layout asks of a sheet."""

    @property
    def header(self) -> tuple[str, ...]: ...

    @property
    def rows(self) -> Sequence[Sequence[str]]: ...

    @property
    def widths(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold a workbook without rows, the numbers of the styles that its rows take, and the letters of its columns."""

    frame: bytes
    header: int
    text: int
    marked: int
    letters: tuple[str, ...]


def lay_out(sheets: Sequence[Laid], names: Sequence[str], title: str) -> Layout:
    """Make sheets of these names."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes long to import
    from openpyxl.cell import Cell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = "Portbook", title
    letters = tuple(get_column_letter(n) for n in range(1, max(len(sheet.header) for sheet in sheets) + 1))
    for sheet, name in zip(sheets, names, strict=True):
        made = book.create_sheet(name)
        made.freeze_panes = "A2"
        made.auto_filter.ref = f"A1:{letters[len(sheet.header) - 1]}{len(sheet.rows) + 1}"
        made.print_title_rows = "1:1"
        made.page_setup.orientation = "landscape"
        made.page_setup.fitToHeight = 0
        made.sheet_properties.pageSetUpPr.fitToPage = True
        for letter, width in zip(letters, sheet.widths or (WIDTH,) * len(sheet.header), strict=False):
            made.column_dimensions[letter].width = min(width, WIDEST)

    def style(font: Font, fill: PatternFill | None) -> int:
        cell = Cell(book.worksheets[0], row=1, column=1)
        cell.number_format = AS_TEXT
        cell.font, cell.alignment = font, Alignment(vertical="top", wrap_text=True)
        cell.border = Border(bottom=Side("thin", RULE))
        if fill:
            cell.fill = fill
        return int(cell.style_id)

    return Layout(
        header=style(Font(bold=True, color=HEADER_INK), PatternFill("solid", HEADER_FILL)),
        text=style(Font(), None),
        marked=style(Font(), PatternFill("solid", MARKED_FILL)),
        frame=_saved(book),
        letters=letters,
    )


def _saved(book: "Workbook") -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
