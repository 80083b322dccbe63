"""Read flows back out of HTML pages."""

from html.parser import HTMLParser

from portbook.writers.readback.pages import Seen, SeenRow, from_tables
from portbook.writers.readback.published import Published

BADGE, REMARK, SHAPE = "pb-badge", "pb-remark", "pb-badge__shape"
"""The classes of what Portbook derived, of what it added, and of what only the eye sees; the rest is a cell's value."""


def from_html(text: str) -> list[Published]:
    """Read the flows of all tables of a page that show them whole, in the order of the page."""
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    return list(from_tables(reader.rows))


class _TableReader(HTMLParser):
    """Collect the rows of all tables, each with the titles of its columns."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[SeenRow] = []
        self._titles: list[str] = []
        self._cells: list[Seen] = []
        self._cell = _Cell()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._titles = []
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._cell = _Cell()
        elif tag == "span":
            self._cell.open_span((dict(attrs).get("class") or "").split())
        elif tag == "a":
            self._cell.open_link()

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._titles.append(self._cell.seen().value.strip())
        elif tag == "td":
            self._cells.append(self._cell.seen())
        elif tag == "tr" and self._cells:
            self.rows.append((tuple(self._titles), tuple(self._cells)))
        elif tag == "span":
            self._cell.close_span()
        elif tag == "a":
            self._cell.linked = False

    def handle_data(self, data: str) -> None:
        self._cell.take(data)


class _Cell:
    """Collect what is in a cell, each text where it belongs."""

    def __init__(self) -> None:
        self.linked = False
        self._value: list[str] = []
        self._links: list[str] = []
        self._badges: list[str] = []
        self._remarks: list[str] = []
        self._spans: list[str] = []  # for each open span, which of the three it is, or nothing

    def open_span(self, classes: list[str]) -> None:
        kind = next((name for name in (BADGE, REMARK, SHAPE) if name in classes), "")
        if REMARK not in self._spans and kind in (BADGE, REMARK):
            (self._remarks if kind == REMARK else self._badges).append("")
        self._spans.append(kind)

    def close_span(self) -> None:
        if self._spans and self._spans.pop() == BADGE and REMARK in self._spans:
            self._remarks[-1] += ":"  # as in "inferred: only at night"

    def open_link(self) -> None:
        if not any(self._spans):
            self._links.append("")
            self.linked = True

    def take(self, data: str) -> None:
        if SHAPE in self._spans:
            return
        if REMARK in self._spans:
            self._remarks[-1] += data
        elif BADGE in self._spans:
            self._badges[-1] += data
        else:
            self._value.append(data)
            if self.linked:
                self._links[-1] += data

    def seen(self) -> Seen:
        value = "".join(self._value)
        return Seen(value, tuple(self._links), tuple(map(str.strip, self._badges)), tuple(self._remarks))
