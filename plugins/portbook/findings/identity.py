"""Give each finding an id that stays the same while it means the same.

A finding on a flow or a contradiction brings its own. Of the others, the meaning is the rule, the file and the words
of the line, or the message where no line is named. Lines may move, rows change places, documents be added: ids stay.
Equal findings, as two equal rows of one file have, are told apart by a number: as many of them, as many ids.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portbook.diagnostics import Diagnostic, digest
from portbook.model import Book

LINE = re.compile(r"(?<=:)\d+\b|(\blines? )\d+(?:(?:, | and |, and |-)\d+)*")
"""The numbers of lines in a message."""

Spot = tuple[str, str, int]


def identify(found: Iterable[Diagnostic], book: Book) -> Iterator[Diagnostic]:
    """Yield findings, each with an id of its own."""
    every = tuple(found)
    words = _words(every, book)
    seen: Counter[str] = Counter()
    for item in every:
        own = item.id or digest("d", item.code, item.place.path, item.place.sheet, _meaning(item, words))
        seen[own] += 1
        number = seen[own]
        yield item if item.id and number == 1 else replace(item, id=own if number == 1 else f"{own}-{number}")


def _words(found: Iterable[Diagnostic], book: Book) -> dict[Spot, str]:
    """Return the words of each line on which a finding without an id stands."""
    spots = {(d.place.path, d.place.sheet, d.place.line) for d in found if not d.id and d.place.line}
    words: dict[Spot, str] = {}
    for path in sorted({path for path, _, _ in spots}):
        for entry in book.ledgers.get(path, ()):
            spot = (path, entry.sheet, entry.line)
            if spot in spots:
                words[spot] = f"{words.get(spot, '')} {' '.join(entry.text.split())}".strip()
    return words


def _meaning(item: Diagnostic, words: dict[Spot, str]) -> str:
    line = words.get((item.place.path, item.place.sheet, item.place.line))
    return line or LINE.sub(r"\1", item.message)
