"""Walk the tree of a page and begin a piece where a block begins."""

import re

from portbook.document import Furniture
from portbook.readers.html.markup import Markup
from portbook.readers.html.part import Part
from portbook.readers.html.tables import Taking
from portbook.readers.html.tree import Node, children, comment, place, read
from portbook.readers.inline import Reading, footnote, raised
from portbook.readers.partition import Make, Piece, TablePiece, note, prose, title
from portbook.vocabulary.marks import LABEL

LEVELS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset("p ul ol li dl dt dd tr td th caption".split())
NUMBER = re.compile(r"\[(\d{1,3}|[a-z*†‡])\]")
"""The number of a footnote that stands in a block before its text."""
BACK_ARROWS = "↩↑⏎^ \ufe0e\ufe0f"


class Walk:
    """Collect the pieces of a page."""

    def __init__(self, markup: Markup, part: Part) -> None:
        self.markup = markup
        self.part = part
        self.pieces: list[Piece | TablePiece] = []
        self._reading = Reading()
        self._begin = part.begin
        self._lines: list[tuple[int, str]] = []
        self._marker = ""

    def walk(self, node: Node) -> None:
        """Take the blocks of an element."""
        items = 0
        for child in children(node):
            items += child.tag == "li"
            self._take(child, items)

    def text(self, text: str) -> None:
        """Take a text that was read already; its lines may be footnotes."""
        for line in text.split("\n"):
            self._reading.add(line)
            self._end_line(-1)

    def finish(self) -> list[Piece | TablePiece]:
        self.flush(self._begin)
        return self.pieces

    def _take(self, node: Node, number: int) -> None:
        name = node.tag
        if name == "-text":
            self._reading.add(node.text_content)
        elif name == "-comment":
            self._comment(*comment(node))
        elif name == "br":
            self._end_line(place(node))
        elif name in ("sup", "sub"):
            self._reading.open_script(name)
            read(node, self._reading)
            self._reading.close_script(name)
        elif name in LEVELS:
            self.flush(place(node))
            text = read(node, Reading()).text().replace("\n", " ")
            self._add(title(text, LEVELS[name]))
        elif name == "table":
            self.flush(place(node))
            Taking(node, self).take()
        else:
            if name in BLOCKS:
                self.flush(at := place(node))
                if at in self.markup.notes:
                    self._marker = raised(str(number)) if name == "li" else ""
            self.walk(node)

    def _comment(self, kind: str, at: int, text: str) -> None:
        self._reading.add(text)
        if kind in ("m", "f"):
            self.flush(at)
            if kind == "f":
                self._add(Furniture)

    def _end_line(self, at: int) -> None:
        self._lines.append((self._begin, self._reading.text()))
        self._begin = at if at >= 0 else self._begin

    def flush(self, at: int) -> None:
        """End the paragraph that is being read; the next block begins at ``at``, if that is known."""
        self._end_line(at)
        lines, self._lines = [(begin, text) for begin, text in self._lines if text], []
        marker, self._marker = self._marker, self._marker if not lines else ""
        parts: list[tuple[int, str]] = []
        for begin, text in lines:
            labelled = bool(parts) and LABEL.match(text) is not None and LABEL.match(parts[0][1]) is not None
            if parts and not labelled and footnote(text) is None:
                parts[-1] = parts[-1][0], f"{parts[-1][1]} {text}"
            else:
                parts.append((begin, text))
        if len(parts) == 1 and (number := NUMBER.fullmatch(parts[0][1])):
            self._marker = raised(number[1])
            self._begin = parts[0][0]
            return
        for begin, text in parts:
            plain = text.replace("\n", " ").rstrip(BACK_ARROWS)
            found = footnote(plain) or ((marker, plain) if marker else None)
            made = note(*found) if found else prose(plain)
            self.pieces.append(Piece(begin, made))

    def _add(self, make: Make) -> None:
        self.pieces.append(Piece(self._begin, make))
