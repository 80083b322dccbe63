"""The blocks of a page of reStructuredText."""

import re
from collections.abc import Iterator
from functools import partial

from docutils import nodes

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Block, Footnote, Furniture, Heading, Prose
from portbook.readers.inline import footnote
from portbook.readers.limits import MOST_COLUMNS
from portbook.readers.partition import Piece, TablePiece
from portbook.readers.rst.lines import Lines
from portbook.readers.rst.tables import table_piece
from portbook.readers.rst.text import line_of, mark_of, text_of

UNSHOWN = (nodes.comment, nodes.substitution_definition, nodes.raw, nodes.meta, nodes.topic)
PARAGRAPHS = (nodes.paragraph, nodes.literal_block, nodes.line_block, nodes.doctest_block, nodes.term, nodes.math_block)
ERROR = 3
NOT_READ = re.compile(r"directive disabled|access deactivated")
FIRST_LINES = 4


class Page:
    """Walk the tree of a page and say where its pieces begin."""

    def __init__(self, path: str, lines: Lines, report: Report) -> None:
        self._path = path
        self._lines = lines
        self._report = report
        self._at = 1
        self._table_at = -1
        """Where the last table begins."""

    def pieces(self, node: nodes.Node, level: int = 0) -> Iterator[Piece | TablePiece]:
        """Yield the pieces in source order."""
        for child in node.children:
            line = self._at = max(self._at, self._line(child))
            begin = self._lines.start(line)
            if isinstance(child, nodes.title):
                above = self._title_line(child, line)
                yield Piece(self._lines.start(above), partial(_heading, text_of(child), max(level, 1)))
            elif isinstance(child, nodes.table):
                yield from self._table(child, begin)
            elif isinstance(child, nodes.footnote | nodes.citation):
                yield Piece(begin, partial(_note, mark_of(child), text_of(child)))
            elif isinstance(child, nodes.system_message):
                yield from self._message(child, begin)
            elif isinstance(child, UNSHOWN):
                yield Piece(begin, Furniture)
            elif isinstance(child, PARAGRAPHS):
                yield Piece(begin, partial(_prose, text_of(child)))
            else:
                yield from self.pieces(child, level + isinstance(child, nodes.section))

    def _line(self, node: nodes.Node) -> int:
        if isinstance(node, nodes.system_message):
            return self._message_line(node)
        return 0 if isinstance(node, nodes.section) else line_of(node)

    def _title_line(self, title: nodes.Node, line: int) -> int:
        """Return the line on which a title begins, that of its overline if it has one; docutils names its last one."""
        text = title.rawsource.strip() if isinstance(title, nodes.title) else ""
        near = range(line, max(line - FIRST_LINES, 0), -1)
        at = next((number for number in near if text and self._lines.texts[number].strip() == text), line)
        over = self._lines.texts[at - 1].strip()
        return at - 1 if over and len(set(over)) == 1 and not over[0].isalnum() else at

    def _table(self, table: nodes.table, begin: int) -> Iterator[Piece | TablePiece]:
        piece = table_piece(table, self._lines)
        width = max((len(row.children) for row in table.findall(nodes.row)), default=0)
        for unread in table.findall(nodes.system_message):
            self._complain(unread)
        if width <= MOST_COLUMNS:
            if width:
                self._table_at = piece.begin
                yield piece
            return
        message = f"the table has more than {MOST_COLUMNS:,} columns and was not read"
        self._report.add("table-wide", Place(self._path, line_of(table)), message)
        yield Piece(begin, partial(_prose, piece.caption))

    def _message(self, message: nodes.system_message, begin: int) -> Iterator[Piece]:
        """Report what docutils could not read; its lines are kept as text, unless a table was made of them."""
        if (lines := self._complain(message)) and begin != self._table_at:
            yield Piece(begin, partial(_prose, " ".join(lines.split())))

    def _complain(self, message: nodes.system_message) -> str:
        """Report what docutils could not read; return its lines."""
        what, *rest = [child for child in message.children if isinstance(child, nodes.Element)]
        if not rest:
            return ""
        words, lines = " ".join(what.astext().split()), rest[0].astext()
        place = Place(self._path, self._at)
        if NOT_READ.search(words):
            self._report.add("markup-included", place, f"{shorten(' '.join(lines.split()))!r} is not followed")
        elif message["level"] >= ERROR:
            self._report.add("markup-broken", place, f"{shorten(words)} {shorten(lines.partition(chr(10))[0])!r}")
        return lines

    def _message_line(self, message: nodes.system_message) -> int:
        """Return the line on which begins what a message shows; it names one within it."""
        number = min(int(message.get("line", 0)), self._lines.count)
        literals = (child.astext() for child in message.children if isinstance(child, nodes.literal_block))
        shown = [line.strip() for line in next(literals, "").splitlines()] or [""]
        near = range(number, max(number - len(shown) - FIRST_LINES, 0), -1)
        starts = [at for at in near if self._lines.texts[at].strip() == shown[0]]
        whole = (at for at in starts if [line.strip() for line in self._lines.texts[at : at + len(shown)]] == shown)
        return next(whole, starts[-1] if starts and shown[0] else number)


def _heading(text: str, level: int, line: int, raw: str) -> Block:
    return Heading(line, raw, text, level)


def _note(mark: str, text: str, line: int, raw: str) -> Block:
    return Footnote(line, raw, mark, text.replace("\n", " "))


def _prose(text: str, line: int, raw: str) -> Block:
    found = footnote(text)
    return Footnote(line, raw, *found) if found and found[1] else Prose(line, raw, text)
