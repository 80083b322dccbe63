"""Read flows back out of the HTML that DokuWiki makes of a page."""

from collections.abc import Iterator
from html.parser import HTMLParser

from portbook.writers.readback.pages import Seen, SeenRow, from_tables
from portbook.writers.readback.published import Published

BESIDE = "→"
"""Leads to where the text before it would lead, if DokuWiki took that as the text of a link."""


def from_dokuwiki(text: str) -> list[Published]:
    """Read the flows of all tables of a page that show them whole, in the order of the page."""
    reader = _TableReader()
    reader.feed(text)
    reader.close()
    return list(from_tables(reader.rows()))


class _TableReader(HTMLParser):
    """Collect the rows of all tables, each with the titles of its columns."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._rows: list[tuple[list[str], list[Seen]]] = []
        self._titles: list[str] = []
        self._cells: list[Seen] = []
        self._cell = _Cell()

    def rows(self) -> Iterator[SeenRow]:
        return ((tuple(titles), tuple(cells)) for titles, cells in self._rows if cells)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "thead":
            self._titles = []
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._cell = _Cell()
        elif tag == "em":
            self._cell.open_emphasis()
        elif tag == "a":
            self._cell.open_link()

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._titles.append(self._cell.seen().value.strip())
        elif tag == "td":
            self._cells.append(self._cell.seen())
        elif tag == "tr":
            self._rows.append((self._titles, self._cells))
        elif tag == "em":
            self._cell.close_emphasis()
        elif tag == "a":
            self._cell.linked = False

    def handle_data(self, data: str) -> None:
        self._cell.take(data)


class _Cell:
    """Collect what is in a cell; emphasis holds what Portbook derived, or with a link the remark it added."""

    def __init__(self) -> None:
        self.linked = False
        self._value: list[str] = []
        self._links: list[str] = []
        self._badges: list[str] = []
        self._remarks: list[str] = []
        self._aside: list[str] | None = None
        self._has_link = False

    def open_emphasis(self) -> None:
        self._aside, self._has_link = [], False

    def close_emphasis(self) -> None:
        words = "".join(self._aside or ())[1:-1]  # without its parentheses
        if words != BESIDE:
            (self._remarks if self._has_link else self._badges).append(words)
        self._aside = None

    def open_link(self) -> None:
        if self._aside is not None:
            self._has_link = True
        else:
            self._links.append("")
            self.linked = True

    def take(self, data: str) -> None:
        if self._aside is not None:
            self._aside.append(data)
            return
        self._value.append(data)
        if self.linked:
            self._links[-1] += data

    def seen(self) -> Seen:
        return Seen("".join(self._value), tuple(self._links), tuple(self._badges), tuple(self._remarks))
