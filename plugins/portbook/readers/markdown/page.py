"""A page of Markdown: its blocks, each where it stands in the source."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Blank, Furniture
from portbook.readers import html
from portbook.readers.inline import footnote
from portbook.readers.markdown.cells import is_delimiter, is_row, width
from portbook.readers.markdown.inline import Inline
from portbook.readers.markdown.metadata import front_matter, values
from portbook.readers.markdown.paragraphs import DEFINITION, MODULE_LINE, parts, plain
from portbook.readers.markdown.parser import Leaf, leaves, parser
from portbook.readers.markdown.prepare import html_tables, prepared
from portbook.readers.markdown.rows import Rows, footing
from portbook.readers.partition import Lines, Piece, TablePiece, note, prose, title, told
from portbook.source import Source

CODE = re.compile(r"\s*<(?:!--|pre|script|style|textarea)", re.IGNORECASE)
FEWEST_CELLS = 3
"""A row that stands alone has at least as many cells."""
Pieces = Iterator[Piece | TablePiece]


class Page:
    """Make the pieces of a page."""

    def __init__(self, source: Source, report: Report) -> None:
        self.text = source.text
        self.lines = Lines(source.text)
        self._path = source.path
        self._report = report
        self._inline = Inline(parser(), source.text)
        self._rows = Rows(source.text, source.path, self.lines, report, self._inline)
        self._start = self._rows.start

    def pieces(self) -> Pieces:
        """Return the pieces in source order: of the HTML tables, and of what markdown-it finds around them."""
        body = front_matter(self.text)
        tables = list(html_tables(self.text, body))
        found: list[tuple[int, Sequence[Piece | TablePiece]]] = [(body, [Piece(body, Blank)])]
        if body:
            found.append((0, [Piece(0, told(values(self.text[:body])))]))
        found += [self._part(begin, end) for begin, end in tables]
        for leaf in leaves(prepared(self.text, body, tables)):
            begin, end = self._start(leaf.first), self._start(leaf.stop)
            around = list(_around(tables, begin, end)) if leaf.kind == "html_block" else [(begin, end)]
            if around == [(begin, end)]:
                found += [(piece.begin, [piece]) for piece in READ[leaf.kind](self, leaf)]
                found.append((end, [Piece(end, Blank)]))
            else:
                found += [self._part(*part) for part in around]
        for _, pieces in sorted(found, key=lambda part: part[0]):
            yield from pieces

    def _part(self, begin: int, end: int) -> tuple[int, Sequence[Piece | TablePiece]]:
        return begin, [*self._html(begin, end), Piece(end, Blank)]

    def _html(self, begin: int, end: int) -> Pieces:
        part = html.Part(self.text, begin, end, self._path, self.lines, self._report, self._inline.text)
        return html.pieces(part)

    def _heading(self, leaf: Leaf) -> Pieces:
        text = plain(leaf.content, self._inline.text)
        yield Piece(self._start(leaf.first), title(text, int(leaf.token.tag[1:])))

    def _code(self, leaf: Leaf) -> Pieces:
        yield Piece(self._start(leaf.first), prose(leaf.content.strip()))

    def _rule(self, leaf: Leaf) -> Pieces:
        yield Piece(self._start(leaf.first), Blank)

    def _table(self, leaf: Leaf) -> Pieces:
        lengths = leaf.token.meta["lengths"]
        asked, found = (width(self._rows.line(leaf.first + at)[-lengths[at] :]) for at in (0, 1))
        if found != asked:
            self._complain(leaf.first + 1, f"the delimiter row has {found} cells, the header {asked}")
        yield from _with_notes(self._rows.table(leaf.first, leaf.stop, lengths))

    def _markup(self, leaf: Leaf) -> Pieces:
        """Read a block of HTML, and a pipe table that stands in it without an empty line between."""
        lines = [self._rows.line(number) for number in range(leaf.first, leaf.stop)]
        at = 0
        for index in range(1, 0 if CODE.match(lines[0]) else len(lines)):
            if index > at and is_delimiter(lines[index]) and "|" in lines[index - 1]:
                stop = next((number for number in range(index, len(lines)) if "|" not in lines[number]), len(lines))
                yield from self._html(self._start(leaf.first + at), self._start(leaf.first + index - 1))
                self._complain(leaf.first + index, "it stands in a block of HTML, with no empty line above")
                yield from _with_notes(self._rows.table(leaf.first + index - 1, leaf.first + stop))
                at = stop
        if at < len(lines):
            yield from self._html(self._start(leaf.first + at), self._start(leaf.stop))

    def _complain(self, line: int, why: str) -> None:
        self._report.add("table-delimiter", Place(self._path, line + 1), f"few programs show the table here: {why}")

    def _paragraph(self, leaf: Leaf) -> Pieces:
        lines = leaf.content.split("\n")
        rows = _trailing_rows(lines)
        if rows > 1:
            first = leaf.stop - rows
            yield from self._text(leaf, lines[:-rows])
            self._complain(first, "it has no delimiter row")
            yield self._rows.table(first, leaf.stop, [len(line) for line in lines[-rows:]], headed=False)
        elif MODULE_LINE.fullmatch(lines[0]):
            yield Piece(self._start(leaf.first), Furniture)
        elif all(map(DEFINITION.match, lines)):
            yield Piece(self._start(leaf.first), Blank)
        else:
            yield from self._text(leaf, lines)

    def _text(self, leaf: Leaf, lines: list[str]) -> Iterator[Piece]:
        for number, line in enumerate(lines, leaf.first + 1):
            if is_row(line) and width(line) >= FEWEST_CELLS:
                message = f"{shorten(line.strip())!r} looks like a row, but stands in no table"
                self._report.add("row-outside", Place(self._path, number), message)
        for number, column, text in parts(lines, self._inline.text) if lines else ():
            begin = self._start(leaf.first + number)
            if column:
                begin += max(self._rows.line(leaf.first + number).find(lines[number]), 0) + column
            if found := footnote(text):
                yield Piece(begin, note(*found))
            elif text and leaf.item in self._rows.marks:
                yield Piece(begin, note(leaf.item, text))
            else:
                yield Piece(begin, prose(text))


def _around(tables: list[tuple[int, int]], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Return what is left of a passage without the tables that begin in it: HTML that nothing closes holds them all."""
    for at in range(max(bisect_left(tables, (begin, begin)) - 1, 0), len(tables)):
        first, stop = tables[at]
        if first >= end:
            break
        if first > begin:
            yield begin, first
        begin = max(begin, stop)
    if begin < end:
        yield begin, end


def _with_notes(table: TablePiece) -> Pieces:
    """Return a table, and the footnotes that stand in its last rows."""
    notes = footing(table)
    yield table
    for row in notes:
        text = next(text for text, _, _ in row.cells if text)
        for line in text.split("\n"):
            found = footnote(line)
            yield Piece(row.begin, note(*found) if found else prose(line))


def _trailing_rows(lines: list[str]) -> int:
    """Return how many lines at the end of a paragraph are rows of as many cells."""
    rows = 0
    while rows < len(lines) and is_row(lines[-1 - rows]) and width(lines[-1 - rows]) == width(lines[-1]):
        rows += 1
    return rows


READ = {
    "heading_open": Page._heading,
    "paragraph_open": Page._paragraph,
    "table": Page._table,
    "html_block": Page._markup,
    "fence": Page._code,
    "code_block": Page._code,
    "hr": Page._rule,
}
