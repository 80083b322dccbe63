"""Read flows back out of HTML pages."""

from html.parser import HTMLParser

from portbook.writers.readback.published import Published, Seen, SeenRow, from_tables

ADDED = ("pb-badge", "pb-remark")
"""The classes of what Portbook derived or added; the rest of a cell is its value."""


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
        self._value: list[str] = []
        self._links: list[str] = []
        self._added: list[bool] = []  # for each open span, whether it is one of ADDED
        self._linked = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "thead":
            self._titles = []
        elif tag == "tr":
            self._cells = []
        elif tag in ("td", "th"):
            self._value, self._links, self._added = [], [], []
        elif tag == "span":
            classes = (dict(attrs).get("class") or "").split()
            self._added.append(any(name in ADDED for name in classes))
        elif tag == "a" and not any(self._added):
            self._links.append("")
            self._linked = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._titles.append("".join(self._value))
        elif tag == "td":
            self._cells.append(Seen("".join(self._value), tuple(self._links)))
        elif tag == "tr" and self._cells:
            self.rows.append((tuple(self._titles), tuple(self._cells)))
        elif tag == "span" and self._added:
            self._added.pop()
        elif tag == "a":
            self._linked = False

    def handle_data(self, data: str) -> None:
        if any(self._added):
            return
        self._value.append(data)
        if self._linked:
            self._links[-1] += data
