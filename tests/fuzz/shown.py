"""What a file shows, found by other means than its reader's, so that what the reader lost can be told."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator

from portbook.document import Block, Document, Footnote, Furniture, Heading, Metadata, Prose, Row, Sheet, Stray, Table

ENTITY = re.compile(r"&#?\w+;?")
PLAIN_TAG = re.compile(r"</?(?:b|i|em|strong|sup|sub|code|br|p|span|u)\s*/?>", re.IGNORECASE)
UNSEEN = re.compile(r"<.*>|\]\(.*\)|\]\[[^\]]*\]|<[^>]*\Z", re.DOTALL)
"""What of inline Markdown may show nothing: tags, and where links lead."""
HEAD_CELL = re.compile("<th", re.IGNORECASE)
LINES = re.compile(r"</?tr\b|\n", re.IGNORECASE)
"""What may begin another line of a header."""
MARGIN = re.compile(r"\A(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])[ \t])*")
"""The quotes and lists around a row of Markdown."""
RST_MARKUP = re.compile(r"\.\.|[`*_\\<:\[\]]|(?:\A|\s)\(?[A-Za-z]+[.)]\s")
"""What makes of text something else, the letters of a list included."""

QUOTED_ROWS = re.compile(r"csv-table::.*\"", re.DOTALL)
"""A table of which the lines of its rows cannot be told for certain."""


def letters(text: str) -> Counter[str]:
    """Return the letters and digits of a text, raised ones as the plain ones that they stand for."""
    return Counter(filter(str.isalnum, text if text.isascii() else unicodedata.normalize("NFKC", text)))


def kept(document: Document) -> Counter[str]:
    """Return the letters that the nodes of a document hold as text, or leave unread on purpose.

    A header of several lines, or rows of HTML, says only once what stands in all of them, and counts for each.
    """
    return letters("".join(part for block in document.blocks for part in _parts(block)))


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Prose() | Sheet():
            yield block.text
        case Footnote():
            yield block.marker + block.text
        case Metadata():
            yield from (value for pair in block.values for value in pair)
        case Furniture():
            yield block.raw
        case Table():
            yield block.caption
            raw = block.header.raw
            yield "".join(block.header.texts) * max(len(LINES.findall(raw)), len(HEAD_CELL.findall(raw)))
            for item in (block.header, *block.items):
                yield item.raw if isinstance(item, Stray) else "".join(item.texts)
        case _:
            pass


def markdown_row(row: Row) -> Counter[str]:
    """Return the letters that a row of a pipe table shows for certain, none where it is one of an HTML table."""
    if re.search(r"<t[drha]|<!--", row.raw, re.IGNORECASE):
        return Counter()
    return letters(UNSEEN.sub("", PLAIN_TAG.sub("", ENTITY.sub("", MARGIN.sub("", row.raw)))))


def rst_row(row: Row) -> Counter[str]:
    """Return the letters that a row of reStructuredText shows for certain, none where it holds markup."""
    raw = row.raw.strip()
    if RST_MARKUP.search(raw) or ("|" in raw and not raw.startswith(("|", "+"))):
        return Counter()
    return letters(raw)


ROWS: dict[str, Callable[[Row], Counter[str]]] = {
    "text": lambda row: letters(row.raw),
    "csv": lambda row: letters(row.raw),
    "markdown": markdown_row,
    "rst": rst_row,
}
"""The letters that a row shows, by format."""
