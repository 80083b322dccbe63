"""Read flows back out of Markdown pages."""

from collections.abc import Iterator
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portbook.writers.readback.published import Published, Seen, SeenRow, from_tables


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
    """Read a cell of inline tokens; emphasis holds what Portbook derived or added."""
    value: list[str] = []
    links: list[str] = []
    added = linked = 0
    for token in children:
        added += {"em_open": 1, "em_close": -1}.get(token.type, 0)
        linked += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        if added:
            continue
        if token.type == "link_open":
            links.append("")
        elif token.type in ("text", "code_inline"):
            value.append(token.content)
            if linked:
                links[-1] += token.content
    return Seen("".join(value), tuple(links))
