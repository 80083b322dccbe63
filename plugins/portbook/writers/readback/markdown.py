"""Read flows back out of Markdown pages."""

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portbook.writers.readback.pages import Seen, SeenRow, from_tables
from portbook.writers.readback.published import Published


def from_markdown(text: str) -> list[Published]:
    """Read the flows of all tables of a page that show them whole, in the order of the page."""
    return list(from_tables(_rows(MarkdownIt("commonmark").enable("table").parse(text))))


def _rows(tokens: list[Token]) -> Iterator[SeenRow]:
    titles: tuple[str, ...] = ()
    cells: list[Seen] = []
    for before, token in pairwise(tokens):
        if token.type in ("thead_open", "tr_open"):
            cells = []
        elif before.type in ("th_open", "td_open"):
            cells.append(_seen(token.children or []))
        elif token.type == "thead_close":
            titles = tuple(cell.value for cell in cells)
        elif token.type == "tr_close" and before.type == "td_close":
            yield titles, tuple(cells)


def _seen(children: list[Token]) -> Seen:
    """Read a cell of inline tokens; emphasis holds what Portbook derived, or with a link the remark it added."""
    cell = _Words()
    badges: list[str] = []
    remarks: list[str] = []
    words = cell
    for token in children:
        if token.type == "em_open":
            words = _Words()
        elif token.type == "em_close":
            (remarks if words.links else badges).append("".join(words.text)[1:-1])  # without its parentheses
            words = cell
        else:
            words.take(token)
    return Seen("".join(cell.text), tuple(cell.links), tuple(badges), tuple(remarks))


class _Words:
    """Collect texts, and those of links once more."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.links: list[str] = []
        self._linked = False

    def take(self, token: Token) -> None:
        if token.type == "link_open":
            self.links.append("")
            self._linked = True
        elif token.type == "link_close":
            self._linked = False
        elif token.type in ("text", "code_inline"):
            self.text.append(token.content)
            if self._linked:
                self.links[-1] += token.content
