"""Headers that each cell repeats for narrow screens, where a page shows its rows one below the other."""

import re
from collections.abc import Sequence

from portbook.readers.inline import fold
from portbook.readers.partition import Spot

ELEMENT = re.compile(r"\s*<(span|div|p|b|strong|label|small|h[1-6])\b([^<>]*)>([^<>]*)</\1\s*>", re.IGNORECASE)
MUTE = re.compile(r"\baria-hidden\b(?!\s*=\s*[\"']?false)", re.IGNORECASE)
"""What tells that an element is there for the eye alone."""
END = r"\s*:?\s*"


def without_labels(header: Sequence[Spot], rows: list[list[Spot]], source: str) -> list[str]:
    """Take the labels out of the cells of rows; return the headers that were repeated so.

    A label is an element that holds the header alone: one for the eye alone, or one that all cells of a column have.
    """
    found = []
    for at, (label, _, _) in enumerate(header):
        cells = [(row, _label(row[at], label, source)) for row in rows if label and at < len(row) and row[at][0]]
        own = [found for (row, found) in cells if row[at][1] >= 0]
        everywhere = all(own) and any(_behind(row[at][0], label) for row, _ in cells)
        labelled = {row[at][0] for row, match in cells if match and (everywhere or MUTE.search(match[2]))}
        for row, match in cells:
            text, start, stop = row[at]
            if text in labelled and (match or start < 0):
                row[at] = _behind(text, label), start, stop
        if labelled:
            found.append(label)
    return found


def _label(spot: Spot, label: str, source: str) -> re.Match[str] | None:
    """Return the element with which a cell begins, if that holds the header alone."""
    _, start, stop = spot
    match = ELEMENT.match(source, start, stop) if 0 <= start <= stop else None
    return match if match and fold(match[3]).rstrip(": ").casefold() == label.casefold() else None


def _behind(text: str, label: str) -> str:
    return re.sub(rf"\A{re.escape(label)}{END}", "", text, count=1, flags=re.IGNORECASE)
