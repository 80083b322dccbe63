"""What a browser does not show at first: elements that are hidden until a script shows them."""

import re

from portbook.readers.html.markup import Markup
from portbook.readers.html.tags import Tag

QUOTED = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
ATTRIBUTE = re.compile(r"\shidden(?=[\s=/>])", re.IGNORECASE)
STYLE = re.compile(r"\bstyle\s*=\s*(?:\"[^\"]*?|'[^']*?|[^\s\"'>]*?)\bdisplay\s*:\s*none", re.IGNORECASE)
HIDES = re.compile(r"<[^<>]*?(?:\shidden(?=[\s=/>])|display\s*:\s*none)", re.IGNORECASE)


class Hiding:
    """Take note of hidden tables and rows, which are read, and of other text, which is not."""

    def __init__(self, text: str, begin: int, end: int, made: Markup) -> None:
        self._text = text
        self._made = made
        self._until = -1
        self.any = HIDES.search(text, begin, end) is not None

    def note(self, tag: Tag, stop: int | None) -> None:
        """Take note of what is hidden: a table in such an element, or a row. ``stop`` is where its content ends."""
        written = self._text[tag.start : tag.stop]
        if stop is not None and ("=" in written or " " in written) and HIDES.search(written):
            if tag.name == "tr" and tag.start >= self._until:
                self._made.hidden.append(("row", tag.start))
            self._until = max(self._until, stop)
        if tag.name == "table" and tag.start < self._until:
            self._made.hidden.append(("table", tag.start))


def is_hidden(tag: str) -> bool:
    """Tell whether a tag says for certain that nobody sees what it holds: by attribute or style, not by class."""
    return STYLE.search(tag) is not None or ATTRIBUTE.search(QUOTED.sub("=", tag)) is not None
