"""One record: a line of fields, as delimited text and the sheets of a workbook hold them."""

import re
from dataclasses import dataclass, field

from portbook.document import Cell

LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(slots=True)
class Record:
    """Hold one record: the line on which it begins, its characters, and its fields as cells.

    ``wide`` tells that it has more fields than a table may have columns, so that none of them was kept.
    """

    line: int
    raw: str
    cells: list[Cell]
    wide: bool = False
    filled: list[int] = field(init=False)
    """The indices of the cells that hold text."""

    def __post_init__(self) -> None:
        self.filled = [index for index, cell in enumerate(self.cells) if cell.text]

    @property
    def blank(self) -> bool:
        return not self.filled and not self.wide

    @property
    def text(self) -> str:
        return " ".join(" ".join([self.cells[index].text for index in self.filled]).split())


def plain(text: str) -> str:
    r"""Return text as a cell shows it: white space collapsed, the lines that hold text separated by ``\n``."""
    if "\n" not in text and "\r" not in text:
        return " ".join(text.split())
    return "\n".join([" ".join(line.split()) for line in LINE_BREAK.split(text) if line.strip()])
