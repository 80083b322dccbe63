"""Write HTML again with the tags that make its structure, each with the place where it stands in the source.

A maintained parser then builds the tree that a browser would build. It knows no places, hence the attribute ``at``.
Tags that only change the look are left out, so that no input makes the parser repeat them without end.
"""

import html
import re
from dataclasses import dataclass, field
from functools import cached_property

from portbook.readers.html.furniture import LANDMARKS, NAMED, SKIPPED, TABLELESS, Furniture
from portbook.readers.html.references import INLINE, is_mark, is_note_reference
from portbook.readers.html.strike import NAMES as STRUCK_NAMES
from portbook.readers.html.strike import Strike, is_struck
from portbook.readers.html.tags import Tag, crossings, ends, tags
from portbook.readers.inline import begins_with_digit, ends_with_digit, is_glued
from portbook.vocabulary.marks import BETWEEN_DIGITS

SPAN = re.compile(r"\b(rowspan|colspan)\s*=\s*[\"']?\s*([0-9]{1,6})", re.IGNORECASE)
ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
NOTE_ID = re.compile(r"\bid\s*=\s*[\"']?(?:user-content-)?(?:fn|footnote|ftn|_ftn|cite_note)[:_-]?\w", re.IGNORECASE)
BLANK = re.compile(r"\s*")
CELLS = frozenset({"td", "th", "caption"})
GROUPS = frozenset({"thead", "tbody", "tfoot", "tr"})
LISTS = frozenset("ul ol li dl dt dd".split())
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STRUCTURE = LISTS | HEADINGS | {"p", "br"}
SEPARATORS = frozenset(
    "address article aside blockquote body center details div fieldset figcaption figure footer form header hr html "
    "main nav noscript pre section summary".split()
)
HIDES = re.compile(r"<[^<>]*?(?:\shidden(?=[\s=/>])|display\s*:\s*none)", re.IGNORECASE)
LOOKED_AT = 40
"""Characters of a text that tell whether it begins or ends with a digit."""
LONGEST_MARKUP = 200
"""Characters of the markup of a footnote mark."""
LEFT_OUT = SKIPPED | LANDMARKS | NAMED | {"title"}
"""Elements that may be no content."""
SCRIPTS = frozenset({"sup", "sub"})
TRANSPARENT = frozenset({"!", "wbr"})
"""What may stand within a word: comments, and places where a line may break."""
APART = SEPARATORS | STRUCTURE | CELLS | GROUPS | SCRIPTS | TRANSPARENT | {"table"}
"""Elements at whose borders words end anyway, or which are not seen."""
DEEPEST_TABLE, DEEPEST_LIST = 12, 40
"""Tables within tables, and lists within lists, beyond which the tags of a page are taken for damage."""


@dataclass(slots=True)
class CellPlace:
    """Hold where the content of a cell stands, and how many rows and columns it spans."""

    start: int
    stop: int = -1
    rows: int = 1
    columns: int = 1


@dataclass(slots=True)
class Markup:
    """Hold what the parser gets, and what is known by place."""

    text: str = ""
    cells: dict[int, CellPlace] = field(default_factory=dict)
    layouts: set[int] = field(default_factory=set)
    """The tables that hold other tables."""
    notes: set[int] = field(default_factory=set)
    """The items that references lead to as footnotes."""
    apart: list[int] = field(default_factory=list)
    """Where digits were kept apart that only the border of an element keeps apart."""
    hidden: list[tuple[str, int]] = field(default_factory=list)
    """The tables and rows that a browser does not show at first, by name and place."""
    title: str = ""


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
        self._out: list[str] = []
        self._made = Markup()
        self._tables: list[int] = []
        self._cells: list[int | None] = []
        """For each open table, the cell that is open in it."""
        self._lists = 0
        self._heading = ""
        self._script = ""
        """The heading, and the superscript or subscript, that is open: neither holds another, nor a block."""
        self._raised: dict[str, list[str]] = {name: [] for name in INLINE}
        """For each open element, what ends with it."""
        self._strike = Strike()
        self._is_row_struck = False
        self._before, self._at_border = "", False
        """The text before, if nothing but the borders of inline elements came since, and whether one did."""
        self._hides = HIDES.search(text, begin, end) is not None
        self._hidden_until = -1

    def write(self) -> Markup:
        at, index = self._begin, 0
        while index < len(self._tags):
            tag = self._tags[index]
            self._write_text(at, tag.start)
            skipped = self._skipped(index, tag)
            if skipped is not None:
                index = skipped
                at = self._tags[index].stop
                self._at_border = True
            else:
                if self._hides and not tag.closing:
                    self._hide(index, tag)
                self._write_tag(index, tag)
                at = tag.stop
            index += 1
        self._write_text(at, self._end)
        self._made.text = "<body>" + "".join(self._out)  # a comment above it would not be part of the page
        return self._made

    @cached_property
    def _crossings(self) -> list[int]:
        return crossings(self._tags)

    @property
    def _between(self) -> bool:
        """Tell whether the place is inside of a table and outside of its cells."""
        return bool(self._cells) and self._cells[-1] is None

    def _mark(self, kind: str, at: int, text: str = "") -> None:
        """Write a comment: its kind, the place where what it speaks of begins, and text between rows of cells."""
        blank = BLANK.match(self._text, at, self._end)
        self._out.append(f"<!--{kind}{blank.end() if blank else at} {text.replace('-', '&#45;')}-->")

    def _write_text(self, begin: int, end: int) -> None:
        text = self._text[begin:end]
        if self._between:
            if text and not text.isspace():
                self._mark("u", begin, text)
        elif text:
            self._write_visible(text, begin)

    def _write_visible(self, text: str, at: int) -> None:
        if self._at_border and self._before and self._joins(text):
            self._made.apart.append(at)
            self._out.append(BETWEEN_DIGITS)
        self._before, self._at_border = text, False
        self._out.append(text.replace("<", "&lt;"))

    def _joins(self, text: str) -> bool:
        """Tell whether a text would make one number with the digits before it."""
        return begins_with_digit(html.unescape(text[:LOOKED_AT])) and ends_with_digit(
            html.unescape(self._before[-LOOKED_AT:])
        )

    def _hide(self, index: int, tag: Tag) -> None:
        """Take note of what is hidden: a table in such an element, or a row."""
        written = self._text[tag.start : tag.stop]
        if "=" in written or " " in written:
            ending = self._ends.get(index)
            if ending is not None and HIDES.search(written):
                if tag.name == "tr" and tag.start >= self._hidden_until:
                    self._made.hidden.append(("row", tag.start))
                self._hidden_until = max(self._hidden_until, self._tags[ending].start)
        if tag.name == "table" and tag.start < self._hidden_until:
            self._made.hidden.append(("table", tag.start))

    def _skipped(self, index: int, tag: Tag) -> int | None:
        """Return the index of the tag with which an element ends that is no content."""
        if tag.closing or tag.name not in LEFT_OUT:
            return None
        ending = self._ends.get(index)
        if ending is None or ending > self._crossings[index]:
            return None
        inner = self._tags[ending]
        if tag.name == "title":
            self._made.title = self._made.title or html.unescape(self._text[tag.stop : inner.start])
            return ending
        if tag.name in SKIPPED:
            broken = tag.name in TABLELESS and self._furniture.has_table(tag.stop, inner.start)
            return None if broken else ending
        if self._furniture.holds(tag.name, self._text[tag.start : tag.stop], tag.stop, inner.start):
            if tag.name in SEPARATORS or tag.name in LISTS:
                self._mark("f", tag.start)
                self._mark("m", inner.stop)
            return ending
        return None

    def _write_tag(self, index: int, tag: Tag) -> None:
        name = tag.name
        self._pass(name)
        if not name:
            self._write_template(tag)
        elif name == "table":
            self._table(tag)
        elif name in CELLS or name in GROUPS:
            self._part(tag)
        elif name in SEPARATORS:
            self._mark("m", tag.stop)
        elif name in STRUCTURE:
            self._block(tag)
        elif not self._between:
            self._write_inline_tag(index, tag)

    def _pass(self, name: str) -> None:
        """Pass the tag of an element, at whose border a word ends, or goes on but in other markup."""
        if name and name not in APART:
            self._at_border = True
        elif name not in TRANSPARENT:
            self._before = ""

    def _write_template(self, tag: Tag) -> None:
        if self._between:
            self._mark("t", tag.start, self._text[tag.start : tag.stop])
        else:
            self._out.append(html.escape(self._text[tag.start : tag.stop]))

    def _write_inline_tag(self, index: int, tag: Tag) -> None:
        if tag.name in SCRIPTS:
            self._write_script("" if tag.closing else tag.name)
        elif tag.name in STRUCK_NAMES:
            self._struck(index, tag)
        elif tag.name in self._raised:
            self._reference(index, tag)
        elif tag.name == "img":
            self._alternative(tag)

    def _write_script(self, name: str) -> None:
        """Begin a superscript or a subscript, or end the one that is open."""
        self._before = ""
        if self._script and (not name or name != self._script):
            self._out.append(f"</{self._script}>")
            self._script = ""
        if name and not self._script and not self._between:
            self._out.append(f"<{name}>")
            self._script = name

    def _struck(self, index: int, tag: Tag) -> None:
        self._before = ""
        if tag.closing:
            self._out.append(self._strike.close(tag.name))
        elif index in self._ends or self._cells:
            self._out.append(self._strike.open(tag.name))

    def _close_inline(self) -> None:
        self._write_script("")
        self._out.append(self._strike.end())
        if self._heading:
            self._out.append(f"</{self._heading}>")
            self._heading = ""

    def _table(self, tag: Tag) -> None:
        self._close_inline()
        if tag.closing:
            if self._tables:
                self._close_cell(tag.start)
                self._tables.pop()
                self._cells.pop()
                self._out.append("</table>")
                self._mark("m", tag.stop)
        elif len(self._tables) < DEEPEST_TABLE:
            self._made.layouts.update(self._tables[-1:])
            self._open_table(tag.start)

    def _open_table(self, at: int) -> None:
        self._tables.append(at)
        self._cells.append(None)
        self._out.append(f"<table at={at}>")

    def _part(self, tag: Tag) -> None:
        """Write a row, a cell or a group of rows; rows without a table get one."""
        self._close_inline()
        if not self._tables:
            if tag.closing or tag.name in CELLS:
                self._mark("m", tag.stop)
                return
            self._open_table(tag.start)
        self._close_cell(tag.start)
        if tag.closing:
            self._out.append(f"</{tag.name}>")
            return
        self._out.append(f"<{tag.name} at={tag.start}>")
        is_crossed = is_struck(self._text[tag.start : tag.stop])
        if tag.name == "tr":
            self._is_row_struck = is_crossed
        if tag.name in CELLS:
            self._out.append(self._strike.open_cell(is_crossed or self._is_row_struck))
            self._cells[-1] = tag.start
            spans: dict[str, int] = {}
            if tag.stop - tag.start > len("<caption>"):
                found = SPAN.findall(self._text, tag.start, tag.stop)
                spans = {name.casefold(): int(number) for name, number in found}
            self._made.cells[tag.start] = CellPlace(tag.stop, -1, spans.get("rowspan", 1), spans.get("colspan", 1))

    def _close_cell(self, at: int) -> None:
        cell = self._cells[-1]
        if cell is not None:
            self._made.cells[cell].stop = at
            self._cells[-1] = None
            self._strike.close_cell()

    def _block(self, tag: Tag) -> None:
        if self._between:
            return
        if tag.name in LISTS or tag.name in HEADINGS:
            self._close_inline()
        if tag.name in ("ul", "ol", "dl"):
            self._lists = max(self._lists + (-1 if tag.closing else 1), 0)
            if self._lists > DEEPEST_LIST:
                self._mark("m", tag.stop)
                return
        if tag.closing:
            self._out.append(f"</{tag.name}>" if tag.name != "br" else "<br>")
            self._mark("m", tag.stop)
        else:
            if NOTE_ID.search(self._text, tag.start, tag.stop):
                self._made.notes.add(tag.start)
            at = tag.start
            if tag.name == "br" and (blank := BLANK.match(self._text, tag.stop, self._end)):
                at = blank.end()
            if tag.name in HEADINGS:
                self._heading = tag.name
            self._out.append(f"<{tag.name} at={at}>")

    def _reference(self, index: int, tag: Tag) -> None:
        """Write a reference to a footnote as a superscript, which it looks like; take note of struck text."""
        if tag.closing:
            kind = self._raised[tag.name].pop() if self._raised[tag.name] else ""
            if kind == "sup":
                self._write_script("")
            elif kind:
                self._before = ""
                self._out.append(self._strike.close(kind))
            return
        kind = ""
        if not self._script and self._is_reference(index, tag):
            kind = "sup"
            self._write_script(kind)
        elif is_struck(self._text[tag.start : tag.stop]) and index in self._ends:
            kind, self._before = "s", ""
            self._out.append(self._strike.open(kind))
        self._raised[tag.name].append(kind)

    def _is_reference(self, index: int, tag: Tag) -> bool:
        written = self._text[tag.start : tag.stop]
        if tag.name in ("a", "span") and is_note_reference(tag.name, written):
            return True
        ending = self._ends.get(index)
        if ending is None or ("=" not in written and tag.name != "small"):
            return False
        stop = self._tags[ending].start
        if stop - tag.stop > LONGEST_MARKUP:
            return False
        return is_mark(tag.name, written, self._text[tag.stop : stop], is_glued(self._before))

    def _alternative(self, tag: Tag) -> None:
        if match := ALTERNATIVE.search(self._text, tag.start, tag.stop):
            self._write_visible(match[1] or match[2] or match[3] or "", tag.start)
