"""The tokens of inline Markdown, and the HTML among them, as the text that a person reads."""

import html
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from portbook.readers.html.references import INLINE, is_mark, is_note_reference
from portbook.readers.html.strike import NAMES as STRUCK_NAMES
from portbook.readers.html.strike import is_struck
from portbook.readers.inline import Reading, is_glued
from portbook.vocabulary.marks import STRIKE

TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
BREAKS = frozenset("br p div li ul ol dl dt dd table tr td th blockquote pre hr h1 h2 h3 h4 h5 h6 section".split())
HIDING = frozenset("svg button script style".split())
TEXT = frozenset({"text", "code_inline", "text_special"})
NO_BORDER = frozenset({"text", "text_special", "softbreak", "hardbreak"})
"""Tokens that are no markup, or end a word anyway."""
MOST_AHEAD = 6
"""Tokens that a footnote mark is made of, at most."""


class Tokens:
    """Read tokens, one after the other."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._hidden = ""
        """The name of the element that hides what is in it."""
        self._opened: list[tuple[str, str]] = []
        """The elements that are open, each with what ends with it."""

    def read(self, tokens: Iterable[Any]) -> None:
        """Add the text of tokens."""
        known = list(tokens)
        for at, token in enumerate(known):
            if token.type == "html_inline":
                self._tag(token.content, _ahead(known, at))
            elif self._hidden:
                continue
            elif token.type in TEXT:
                if token.type == "code_inline":
                    self._reading.border()
                self._reading.add(token.content)
            elif token.type == "image":
                self._reading.border()
                self.read(token.children or ())
            elif token.type == "link_open":
                self._link(f'<a href="{token.attrs.get("href", "")}">', _ahead(known, at))
            elif change := CHANGES.get(token.type):
                change(self._reading)
            if token.type not in NO_BORDER:
                self._reading.border()

    def _link(self, tag: str, ahead: str) -> None:
        if is_mark("a", tag, ahead, is_glued(self._reading.before)):
            self._reading.open_script("sup")

    def _tag(self, tag: str, ahead: str) -> None:
        """Read an HTML tag; ``ahead`` is the text of the element that it begins."""
        match = TAG_NAME.match(tag)
        if match is None:
            return
        closing, name = bool(match[1]), match[2].casefold()
        if self._hidden:
            self._hidden = "" if closing and name == self._hidden else self._hidden
        elif name in ("sup", "sub"):
            (self._reading.close_script if closing else self._reading.open_script)(name)
        elif name in BREAKS:
            self._reading.break_line()
        elif name == "img" and (alternative := ALTERNATIVE.search(tag)):
            self._reading.border()
            self._reading.add(html.unescape(alternative[1] or alternative[2] or ""))
        elif name in STRUCK_NAMES:
            self._reading.add(STRIKE)
        elif name in INLINE:
            self._end(name) if closing else self._begin(name, tag, ahead)
        elif name in HIDING and not closing and not tag.endswith("/>"):
            self._hidden = name

    def _begin(self, name: str, tag: str, ahead: str) -> None:
        """Begin an element that makes a footnote mark of its text, or strikes it, or changes but its look."""
        change = ""
        if is_mark(name, tag, ahead, is_glued(self._reading.before)) or is_note_reference(name, tag):
            change = "sup"
            self._reading.open_script(change)
        elif is_struck(tag):
            change = "s"
            self._reading.add(STRIKE)
        self._opened.append((name, change))

    def _end(self, name: str) -> None:
        """End an element, and those in it that nothing ended."""
        while self._opened:
            opened, change = self._opened.pop()
            if change == "sup":
                self._reading.close_script(change)
            elif change:
                self._reading.add(STRIKE)
            if opened == name:
                return


CHANGES: dict[str, Callable[[Reading], None]] = {
    "softbreak": lambda reading: reading.add(" "),
    "hardbreak": Reading.break_line,
    "s_open": lambda reading: reading.add(STRIKE),
    "s_close": lambda reading: reading.add(STRIKE),
    "link_close": lambda reading: reading.close_script("sup"),
}
"""Token types, and what they do to a reading."""


def _ahead(tokens: Sequence[Any], at: int) -> str:
    """Return the text of the element that begins at a token, if it is short."""
    found = ""
    for token in tokens[at + 1 : at + MOST_AHEAD]:
        if token.type == "link_close" or token.content.startswith("</"):
            return found
        found += token.content if token.type in TEXT else ""
    return ""
