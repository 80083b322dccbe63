"""Write a page in DokuWiki's language, as a plain installation reads it.

What Portbook derived (badges) or adds (remarks) is emphasised and the vendor's own values are not, so that the tables
can be read back. Headings are the only anchors that DokuWiki has: a link to a row leads to the heading above its table.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portbook.views.blocks import (
    Ask,
    Badge,
    Bullets,
    Code,
    Diagram,
    Facts,
    Heading,
    Inline,
    Link,
    Listing,
    ListingLine,
    Notice,
    Page,
    Paragraph,
    Picture,
    Remark,
    Table,
    Target,
    Text,
    Words,
)
from portbook.writers.dokuwiki_ids import chunks
from portbook.writers.escape import dokuwiki as inert
from portbook.writers.escape import dokuwiki_line as line

Resolve = Callable[[Target], str]
"""Gives the id of a page with ``#`` and a heading, or MEDIA and that of a file; nothing where the wiki holds none."""

MEDIA = "media>"
"""What the name of a file begins with: pages and files have the same ids."""
BESIDE = "→"
"""The text of a link that stands behind a text which no link can have."""
LISTING_TITLES = ("Line", "Source text", "Is", "What became of it")


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a page is written with: how links resolve, and the file of each diagram by its name."""

    resolve: Resolve
    pictures: Mapping[str, Picture]


def render(page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
    """Write a page: its title as the heading of level 1, then its blocks."""
    context = Context(resolve, pictures)
    blocks = (BLOCKS[type(block)](block, context) for block in page.blocks)
    return "\n\n".join((_heading(1, page.title), *blocks)) + "\n"


def inlines(nodes: Iterable[Inline], context: Context) -> str:
    """Write inline content."""
    return "".join(INLINES[type(node)](node, context) for node in nodes).strip()


def _heading(level: int, text: str) -> str:
    marks = "=" * (7 - level)
    return f"{marks} {line(text)} {marks}"


def _link(node: Link, context: Context) -> str:
    """Write a link. Its text is no markup to DokuWiki, but some signs end it or make a picture of it."""
    target, text = context.resolve(node.target), line(node.text).strip()
    if not target or not text:
        return inert(node.text)
    if any(sign in text for sign in ("]]", "{{", "}}")):
        return f"{inert(node.text)} //({_leading(target, BESIDE)})//"
    return _leading(target, text)


def _leading(target: str, text: str) -> str:
    if target.startswith(MEDIA):
        return f"{{{{:{target.removeprefix(MEDIA)}?linkonly|{text}}}}}"
    return f"[[:{target}|{text}]]"


def _remark(node: Remark, context: Context) -> str:
    plain = tuple(Text(f"{part.text}:") if isinstance(part, Badge) else part for part in node.content)
    return f" //({inlines(plain, context)})//"


INLINES: dict[type[Any], Callable[[Any, Context], str]] = {
    Text: lambda node, _: inert(node.text),
    Words: lambda node, _: inert(node.text),
    Code: lambda node, _: f"''{inert(node.text)}''" if node.text.strip() else inert(node.text),
    Badge: lambda node, _: f"//({inert(node.text)})//",
    Link: _link,
    Remark: _remark,
}


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"  * {item}" for item in items)


def _facts(node: Facts, context: Context) -> str:
    return _bullets(f"**{inert(label)}%%:%%** {inlines(value, context)}" for label, value in node.pairs)


def _notice(node: Notice, context: Context) -> str:
    """Write a quotation: boxes are what plugins add."""
    return f"> **{inert(node.title)}**\n> {inlines(node.content, context)}"


def _diagram(node: Diagram, context: Context) -> str:
    """Write a picture that leads to itself in full, where its links work, and the same as text."""
    facts = f"{inert(node.caption)}%%:%%\n{_bullets(map(inert, node.facts))}"
    picture = context.pictures.get(node.name)
    if picture is None:
        return facts
    title = "" if any(sign in node.caption for sign in "{}|") else f"|{line(node.caption)}"
    return f"{{{{:{picture.file.removeprefix(MEDIA)}?direct{title}}}}}\n\n{facts}"


def _table(node: Table, context: Context) -> str:
    return _grid(node.columns, ([inlines(cell.content, context) for cell in row.cells] for row in node.rows))


def _listing(node: Listing, context: Context) -> str:
    """Write source lines in portions: a link to a line leads to the heading of its portion."""
    return "\n\n".join(f"{_heading(4, title)}\n\n{_lines(lines, context)}" for title, lines in chunks(node))


def _lines(lines: Iterable[ListingLine], context: Context) -> str:
    rows = ([str(part.number), inert(part.text), inert(part.what), inlines(part.content, context)] for part in lines)
    return _grid(LISTING_TITLES, rows)


def _grid(titles: Iterable[str], rows: Iterable[list[str]]) -> str:
    """Write a table; a cell always holds something, since an empty one would become part of that before it."""
    head = "".join(f"^ {inert(title).strip() or '%% %%'} " for title in titles)
    body = ("".join(f"| {cell or '%% %%'} " for cell in row) for row in rows)
    return "\n".join((f"{head}^", *(f"{row}|" for row in body)))


BLOCKS: dict[type[Any], Callable[[Any, Context], str]] = {
    Heading: lambda node, _: _heading(node.level, node.text),
    Paragraph: lambda node, context: inlines(node.content, context),
    Bullets: lambda node, context: _bullets(inlines(item, context) for item in node.items),
    Facts: _facts,
    Notice: _notice,
    Diagram: _diagram,
    Table: _table,
    Listing: _listing,
    Ask: lambda _node, _context: "",
}
