"""Rows that the configuration writes out, because no reader can tell how they are to be split."""

from collections.abc import Sequence

from portbook.document import Row
from portbook.readers.flattened.grids import as_row
from portbook.readers.flattened.units import locate
from portbook.source import Line


class Readings:
    """Hold the rows that the configuration writes out, and which of them were used."""

    def __init__(self, readings: Sequence[str]) -> None:
        self._cells = {_words(reading.replace("|", " ")): reading for reading in readings}
        self._used: set[str] = set()

    def __contains__(self, text: str) -> bool:
        return bool(self._cells) and _words(text) in self._cells

    def row(self, line: Line) -> Row:
        """Split a line as the configuration says."""
        words = _words(line.text)
        self._used.add(words)
        return as_row(line, locate(line.text, self._cells[words].split("|")))

    @property
    def used(self) -> list[str]:
        """Return the readings that fit a line."""
        return [reading for words, reading in self._cells.items() if words in self._used]


def _words(text: str) -> str:
    return " ".join(text.split())
