"""Write the inline tags that mean something: footnote marks, struck text, alternative texts."""

import re
from collections.abc import Mapping, Sequence

from portbook.readers.html.elements import SCRIPTS
from portbook.readers.html.markup import Output
from portbook.readers.html.references import INLINE, is_mark, is_note_reference
from portbook.readers.html.strike import NAMES as STRUCK_NAMES
from portbook.readers.html.strike import Strike, is_struck
from portbook.readers.html.tags import Tag
from portbook.readers.html.words import Words

ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
LONGEST_MARKUP = 200
"""Characters of the markup of a footnote mark."""


class Inline:
    """Write inline tags. ``ends`` has the index of the end tag of each tag that has one."""

    def __init__(self, output: Output, words: Words, tags: Sequence[Tag], ends: Mapping[int, int]) -> None:
        self._output = output
        self._words = words
        self._tags = tags
        self._ends = ends
        self._script = ""
        """The superscript or subscript that is open: it holds no other, nor a block."""
        self._heading = ""
        self._raised: dict[str, list[str]] = {name: [] for name in INLINE}
        """For each open element, what ends with it."""
        self.strike = Strike()

    def write(self, index: int, tag: Tag, in_table: bool) -> None:
        if tag.name in SCRIPTS:
            self._write_script("" if tag.closing else tag.name)
        elif tag.name in STRUCK_NAMES:
            self._struck(index, tag, in_table)
        elif tag.name in self._raised:
            self._reference(index, tag)
        elif tag.name == "img":
            self._alternative(tag)

    def open_heading(self, name: str) -> None:
        """Take note that a heading is open, which holds no other and no block."""
        self._heading = name

    def close(self) -> None:
        """End whatever is open where a block begins or ends."""
        self._write_script("")
        self._output.write(self.strike.end())
        if self._heading:
            self._output.write(f"</{self._heading}>")
            self._heading = ""

    def _write_script(self, name: str) -> None:
        """Begin a superscript or a subscript, or end the one that is open."""
        self._words.end_word()
        if self._script and (not name or name != self._script):
            self._output.write(f"</{self._script}>")
            self._script = ""
        if name and not self._script:
            self._output.write(f"<{name}>")
            self._script = name

    def _struck(self, index: int, tag: Tag, in_table: bool) -> None:
        self._words.end_word()
        if tag.closing:
            self._output.write(self.strike.close(tag.name))
        elif index in self._ends or in_table:
            self._output.write(self.strike.open(tag.name))

    def _reference(self, index: int, tag: Tag) -> None:
        """Write a reference to a footnote as a superscript, which it looks like; take note of struck text."""
        if tag.closing:
            kind = self._raised[tag.name].pop() if self._raised[tag.name] else ""
            if kind == "sup":
                self._write_script("")
            elif kind:
                self._words.end_word()
                self._output.write(self.strike.close(kind))
            return
        kind = ""
        if not self._script and self._is_reference(index, tag):
            kind = "sup"
            self._write_script(kind)
        elif is_struck(self._output.text[tag.start : tag.stop]) and index in self._ends:
            kind = "s"
            self._words.end_word()
            self._output.write(self.strike.open(kind))
        self._raised[tag.name].append(kind)

    def _is_reference(self, index: int, tag: Tag) -> bool:
        written = self._output.text[tag.start : tag.stop]
        if tag.name in ("a", "span") and is_note_reference(tag.name, written):
            return True
        ending = self._ends.get(index)
        if ending is None or ("=" not in written and tag.name != "small"):
            return False
        stop = self._tags[ending].start
        if stop - tag.stop > LONGEST_MARKUP:
            return False
        return is_mark(tag.name, written, self._output.text[tag.stop : stop], self._words.glued)

    def _alternative(self, tag: Tag) -> None:
        if match := ALTERNATIVE.search(self._output.text, tag.start, tag.stop):
            self._words.write(match[1] or match[2] or match[3] or "", tag.start)
