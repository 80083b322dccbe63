"""What the tables of a file show, found by other means than its reader's, so that what the reader lost can be told."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser

from fuzz.fields import fields
from fuzz.shown import letters
from portbook.readers.html.furniture import BACK, WORDS
from portbook.readers.html.tags import RAW
from portbook.readers.rst.parsing import parse
from portbook.readers.rst.text import text_of
from portbook.readers.templates import TAG
from portbook.readers.workbook.values import shown
from portbook.source import Source

UNSHOWN = (
    "script style template svg math button select textarea iframe object audio video canvas datalist title"
).split()
"""Elements of HTML whose text is no text of the page."""
FURNITURE = re.compile(
    rf"<(?:nav|header|footer|aside|template)\b|{BACK.pattern}|{'|'.join(sorted(WORDS))}"
    rf"|<(?:svg|math)\b.*<(?:{'|'.join(RAW)})\b|\{{#|\{{%-?\s*comment\b",
    re.IGNORECASE | re.DOTALL,
)
"""What surrounds the content of a page, and scripts in pictures: in a damaged page no two parsers agree on them. And
comments of template engines, which show nothing."""
MARKUP = re.compile("<[a-z/!]|>", re.IGNORECASE)
"""What shows that a template tag holds tags of HTML, or ends the one that holds it: to a browser it is none."""
MARKDOWN = MarkdownIt("commonmark").enable("table")
UNCERTAIN_PAGE = re.compile(r"<table\b|<!--|\A(?:---|\+\+\+)", re.IGNORECASE)
"""What markdown-it alone does not read as a page's authors mean it: other tables, comments, and front matter."""
UNCERTAIN_CELL = re.compile(r"\][(\[:]|<|\{|~~|\A(?::::|!!!|\?\?\?|===|```)")
"""What in a cell may show nothing: tags, where links lead, and what belongs to other dialects."""


def html_tables(source: str) -> Counter[str]:
    """Return the letters in the cells and captions of a page as a browser shows them."""
    if FURNITURE.search(source) or any(MARKUP.search(tag[2:-2]) for tag in TAG.findall(source)):
        return Counter()
    found: list[str] = []
    waiting: list[tuple[Any, bool]] = [(LexborHTMLParser(source).body, False)]
    while waiting:
        node, in_cell = waiting.pop()
        if node is None:
            continue
        waiting.append((node.next, in_cell))
        if node.tag == "-text":
            found.append(node.text_content if in_cell else "")
        elif node.tag not in UNSHOWN:
            waiting.append((node.first_child, in_cell or node.tag in ("td", "th", "caption")))
    return letters("".join(found))


def sheet_cells(data: bytes) -> Counter[str]:
    """Return the letters in the cells of a workbook as openpyxl shows them when it reads the whole of it, if it can."""
    try:
        book = load_workbook(BytesIO(data), data_only=True)
    except Exception:
        return Counter()
    cells = (cell.value for sheet in book.worksheets for row in sheet.iter_rows() for cell in row)
    return letters("".join(shown(value) for value in cells))


def rst_tables(source: str) -> Counter[str]:
    """Return the letters in the cells of a page as docutils lays them out."""
    entries = (node for node in parse(source).findall(nodes.entry) if not list(node.findall(nodes.table)))
    return letters("".join(map(text_of, entries)))


def markdown_tables(source: str) -> Counter[str]:
    """Return the letters in the cells of pipe tables as markdown-it shows them; it drops surplus ones."""
    if UNCERTAIN_PAGE.search(source):
        return Counter()
    return letters("".join(_shown(cells) for cells in _pipe_tables(source)))


def _pipe_tables(source: str) -> Iterator[Sequence[Token]]:
    """Yield the inline tokens of each table."""
    cells: list[Token] | None = None
    for token in MARKDOWN.parse(source):
        if token.type == "table_open":
            cells = []
        elif token.type == "table_close":
            yield cells or ()
            cells = None
        elif cells is not None and token.type == "inline":
            cells.append(token)


def _shown(cells: Sequence[Token]) -> str:
    if any(UNCERTAIN_CELL.search(cell.content) for cell in cells):
        return ""
    return "".join(part.content for cell in cells for part in cell.children or ())


TABLES: dict[str, Callable[[Source, bytes], Counter[str]]] = {
    "xlsx": lambda _, data: sheet_cells(data),
    "html": lambda source, _: html_tables(source.text),
    "rst": lambda source, _: rst_tables(source.text),
    "markdown": lambda source, _: markdown_tables(source.text),
    "csv": lambda source, _: letters("".join(field for record in fields(source) or () for field in record)),
}
"""The letters that the tables of a file show, by format, as far as something else than its reader can say."""
