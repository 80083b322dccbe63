"""Where a finding applies."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Name a place in a source: path, line counted from 1 (0: the file as a whole).

    ``sheet`` is that of a workbook, whose lines are the rows of the sheet.
    """

    path: str
    line: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        name = f"{self.path} [{self.sheet}]" if self.sheet else self.path
        return f"{name}:{self.line}" if self.line else name

    def as_json(self) -> dict[str, object]:
        return {"path": self.path, **({"sheet": self.sheet} if self.sheet else {}), "line": self.line or None}
