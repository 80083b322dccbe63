"""A finding: a rule's code with the place where it applies, and how it is written."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from portbook.diagnostics.rule import Level
from portbook.diagnostics.text import printable


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


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Hold one finding: the rule's code, the place, the message and what to do about it."""

    code: str
    level: Level
    place: Place
    message: str
    remedy: str

    def as_text(self) -> str:
        return f"{printable(str(self.place))}: {self.level}: {self.message} [{self.code}]\n    {self.remedy}"

    def as_github(self) -> str:
        """Write an annotation in the workflow-command syntax of GitHub Actions."""
        kind = "notice" if self.level is Level.INFO else self.level.value
        where = f"file={_property(self.place.path)}" + (f",line={self.place.line}" if self.place.line else "")
        return f"::{kind} {where},title={self.code}::{_data(f'{self.message} {self.remedy}')}"

    def as_json(self) -> dict[str, object]:
        return {
            "rule": self.code,
            "level": self.level.value,
            "path": self.place.path,
            **({"sheet": self.place.sheet} if self.place.sheet else {}),
            "line": self.place.line or None,
            "message": self.message,
            "remedy": self.remedy,
        }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def render(diagnostics: Iterable[Diagnostic], style: str) -> str:
    """Render findings as ``text``, ``json`` or ``github`` annotations."""
    if style == "json":
        return json.dumps({"diagnostics": [d.as_json() for d in diagnostics]}, indent=2, ensure_ascii=False)
    return "\n".join(d.as_github() if style == "github" else d.as_text() for d in diagnostics)
