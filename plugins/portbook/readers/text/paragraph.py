"""The lines of running text, or of a footnote, until they end."""

from dataclasses import dataclass

from portbook.document import Footnote, Prose
from portbook.source import Line
from portbook.vocabulary.marks import LEADING_MARK


@dataclass(slots=True)
class Paragraph:
    """Collect the lines of running text; ``marker`` is that of the footnote they define."""

    marker: str | None
    lines: list[Line]
    suspected: bool = False
    """Whether a line of it was reported as a row whose table has no header."""

    def block(self) -> Prose | Footnote:
        number, raw = self.lines[0].number, "".join(map(str, self.lines))
        first, *rest = (line.text.strip() for line in self.lines)
        if self.marker is None:
            return Prose(number, raw, " ".join([first, *rest]))
        return Footnote(number, raw, self.marker, " ".join([_after_mark(first), *rest]))


def _after_mark(text: str) -> str:
    match = LEADING_MARK.match(text)
    return text[match.end() if match else 0 :].strip()
