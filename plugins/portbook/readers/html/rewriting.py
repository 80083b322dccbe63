"""Write HTML again with the tags that make its structure, each with the place where it stands in the source.

A maintained parser then builds the tree that a browser would build. It knows no places, hence the attribute ``at``.
Tags that only change the look are left out, so that no input makes the parser repeat them without end.
"""

import html
import re
from functools import cached_property

from portbook.readers.html.cells import Cells
from portbook.readers.html.elements import CELLS, GROUPS, HEADINGS, LEFT_OUT, LISTS, SEPARATORS, STRUCTURE
from portbook.readers.html.furniture import SKIPPED, TABLELESS, Furniture
from portbook.readers.html.hiding import Hiding, is_hidden
from portbook.readers.html.inline import Inline
from portbook.readers.html.markup import Markup, Output
from portbook.readers.html.pictures import PICTURES, breaks_out
from portbook.readers.html.tags import OF_TABLES, Tag, crossings, ends, tags
from portbook.readers.html.words import Words

NOTE_ID = re.compile(r"\bid\s*=\s*[\"']?(?:user-content-)?(?:fn|footnote|ftn|_ftn|cite_note)[:_-]?\w", re.IGNORECASE)
DEEPEST_LIST = 40
"""Lists within lists beyond which the tags of a page are taken for damage."""


def rewrite(text: str, begin: int, end: int) -> Markup:
    """Write a part of a page again for the parser."""
    return _Writer(text, begin, end).write()


class _Writer:
    def __init__(self, text: str, begin: int, end: int) -> None:
        self._text = text
        self._begin, self._end = begin, end
        self._tags = list(tags(text, begin, end))
        self._ends = ends(self._tags)
        self._furniture = Furniture(text, begin, end)
        self._output = Output(text, end)
        self._words = Words(self._output)
        self._inline = Inline(self._output, self._words, self._tags, self._ends)
        self._cells = Cells(self._output, self._inline)
        self._hiding = Hiding(text, begin, end, self._output.made)
        self._lists = 0

    def write(self) -> Markup:
        at, index = self._begin, 0
        while index < len(self._tags):
            tag = self._tags[index]
            self._write_text(at, tag.start)
            skipped = self._skipped(index, tag)
            if skipped is not None:
                index = skipped
                at = self._tags[index].stop
                self._words.reach_border()
            else:
                if self._hiding.any and not tag.closing:
                    ending = self._ends.get(index)
                    self._hiding.note(tag, None if ending is None else self._tags[ending].start)
                self._write_tag(index, tag)
                at = tag.stop
            index += 1
        self._write_text(at, self._end)
        return self._output.finish()

    @cached_property
    def _crossings(self) -> list[int]:
        return crossings(self._tags)

    def _write_text(self, begin: int, end: int) -> None:
        text = self._text[begin:end]
        if self._cells.between:
            if text and not text.isspace():
                self._output.mark("u", begin, text)
        elif text:
            self._words.write(text, begin)

    def _skipped(self, index: int, tag: Tag) -> int | None:
        """Return the index of the tag with which an element ends that is no content."""
        if tag.closing or not (tag.name in LEFT_OUT or self._hiding.any):
            return None
        ending = self._ends.get(index)
        if ending is None or ending > self._crossings[index]:
            return None
        if tag.name in PICTURES and breaks_out(self._tags[index + 1 : ending]):
            return None
        return ending if self._is_left_out(tag, self._tags[ending]) else None

    def _is_left_out(self, tag: Tag, inner: Tag) -> bool:
        """Tell whether an element is no content, and take note of what else it tells."""
        made = self._output.made
        if self._hiding.any and self._is_unseen(tag, inner):
            made.unseen.append((tag.stop, inner.start))
            return True
        if tag.name == "title":
            made.title = made.title or html.unescape(self._text[tag.stop : inner.start])
            return True
        if tag.name in SKIPPED:
            return tag.name not in TABLELESS or not self._furniture.has_table(tag.stop, inner.start)
        if tag.name not in LEFT_OUT:
            return False
        is_furniture = self._furniture.holds(tag.name, self._text[tag.start : tag.stop], tag.stop, inner.start)
        if is_furniture and (tag.name in SEPARATORS or tag.name in LISTS):
            self._output.mark("f", tag.start)
            self._output.mark("m", inner.stop)
        return is_furniture

    def _is_unseen(self, tag: Tag, inner: Tag) -> bool:
        """Tell whether an element is hidden text: in a cell, or in a line. A hidden table or passage may be a tab."""
        in_cell = self._cells.within and not self._cells.between
        if tag.name in OF_TABLES or not (in_cell or tag.name not in SEPARATORS | STRUCTURE):
            return False
        return is_hidden(self._text[tag.start : tag.stop]) and not self._furniture.has_table(tag.stop, inner.start)

    def _write_tag(self, index: int, tag: Tag) -> None:
        name = tag.name
        self._words.pass_tag(name)
        if not name:
            self._write_template(tag)
        elif name == "table":
            self._cells.table(tag)
        elif name in CELLS or name in GROUPS:
            self._cells.part(tag)
        elif name in SEPARATORS:
            self._output.mark("m", tag.stop)
        elif not self._cells.between:
            if name in STRUCTURE:
                self._block(tag)
            else:
                self._inline.write(index, tag, self._cells.within)

    def _write_template(self, tag: Tag) -> None:
        written = self._text[tag.start : tag.stop]
        if self._cells.between:
            self._output.mark("t", tag.start, written)
        else:
            self._output.write(html.escape(written))

    def _block(self, tag: Tag) -> None:
        if tag.name in LISTS or tag.name in HEADINGS:
            self._inline.close()
        if tag.name in ("ul", "ol", "dl"):
            self._lists = max(self._lists + (-1 if tag.closing else 1), 0)
            if self._lists > DEEPEST_LIST:
                self._output.mark("m", tag.stop)
                return
        if tag.closing:
            self._output.write(f"</{tag.name}>" if tag.name != "br" else "<br>")
            self._output.mark("m", tag.stop)
            return
        if NOTE_ID.search(self._text, tag.start, tag.stop):
            self._output.made.notes.add(tag.start)
        if tag.name in HEADINGS:
            self._inline.open_heading(tag.name)
        at = self._output.after_blanks(tag.stop) if tag.name == "br" else tag.start
        self._output.write(f"<{tag.name} at={at}>")
