"""The part of a page that is read as HTML: all of a saved page, or a table in Markdown."""

from collections.abc import Callable
from dataclasses import dataclass

from portbook.diagnostics import Place, Report
from portbook.readers.partition import Lines


@dataclass(frozen=True, slots=True)
class Part:
    """Hold the text of a page, and which part of it is HTML."""

    text: str
    begin: int
    end: int
    path: str
    lines: Lines
    report: Report
    inline: Callable[[str], str] | None = None
    """How the text between empty lines is read, where the page around the part is Markdown."""

    def say(self, code: str, at: int, message: str) -> None:
        """Report a finding at a place of the text."""
        self.report.add(code, Place(self.path, self.lines.number(at)), message)
