"""Write a page in MediaWiki's language.

What Portbook derived (badges) and adds (remarks) is in spans of the same classes as on its own HTML pages, so that the
page that MediaWiki makes of it can be read back like one of those.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from portbook.views.blocks import (
    BADGE_KINDS,
    Ask,
    Badge,
    Bullets,
    Cell,
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
    Row,
    Table,
    Target,
    Text,
    Words,
)
from portbook.writers.escape import html as attribute
from portbook.writers.escape import wikitext as quoted
from portbook.writers.escape import wikitext_content as inert

Resolve = Callable[[Target], str]
"""Gives the title of a page or file, with ``#`` and an anchor; nothing where the wiki holds none."""

FILE = "File:"
"""What the title of a file begins with, in every language of MediaWiki."""
MEDIA = "Media:"
"""What a link begins with that leads to a file itself, not to the page on it."""
EMPTY = "<nowiki/>"
"""Writes nothing; where nothing stands, MediaWiki may put something of its own."""
WIDTH = 1000
"""Pixels that a diagram takes at most; a drawing, which MediaWiki would make larger, takes no more than its own."""
COLLAPSED = (
    '<div class="mw-collapsible mw-collapsed">\n{}, as text:\n<div class="mw-collapsible-content">\n{}\n</div>\n</div>'
)
NOTICE_COLOURS = {"note": "#36c", "warning": "#ac6600", "success": "#14866d"}


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a page is written with: how links resolve, and the file of each diagram by its name."""

    resolve: Resolve
    pictures: Mapping[str, Picture]


def render(page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
    """Write the blocks of a page; its title is the wiki's to show."""
    context = Context(resolve, pictures)
    return "\n\n".join(BLOCKS[type(block)](block, context) for block in page.blocks) + "\n"


def titled(text: str, title: str) -> str:
    """Put a page's own title above it, where the wiki cannot show it as it is."""
    return f"<div><big>'''{inert(title)}'''</big></div>\n\n{text}"


def inlines(nodes: Iterable[Inline], context: Context) -> str:
    """Write inline content, and keep letters beside a link out of it."""
    written = ""
    for part in (INLINES[type(node)](node, context) for node in nodes):
        glued = (written.endswith("]]") and part[:1].isalpha()) or (part[:2] == "[[" and written[-1:].isalpha())
        written += f"{EMPTY}{part}" if glued else part
    return written.strip()


def _link(node: Link, context: Context) -> str:
    target = context.resolve(node.target)
    if not target:
        return inert(node.text)
    start = MEDIA + target.removeprefix(FILE) if target.startswith(FILE) else f":{target}"
    return f"[[{start}|{inert(node.text) or EMPTY}]]"


def _badge(node: Badge, _: Context) -> str:
    title = f' title="{quoted(node.title)}"' if node.title else ""
    shape = BADGE_KINDS[node.kind]
    glyph = f'<span class="pb-badge__shape" aria-hidden="true">{inert(shape)}</span> ' if shape else ""
    return f'<span class="pb-badge"{title}>{glyph}<small>{inert(node.text)}</small></span>'


def _remark(node: Remark, context: Context) -> str:
    return f' <span class="pb-remark"><small>{inlines(node.content, context)}</small></span>'


INLINES: dict[type[Any], Callable[[Any, Context], str]] = {
    Text: lambda node, _: inert(node.text),
    Words: lambda node, _: f'<span class="pb-words">{inert(node.text)}</span>',
    Code: lambda node, _: f"<code>{inert(node.text)}</code>",
    Badge: _badge,
    Link: _link,
    Remark: _remark,
}


def _heading(node: Heading, _: Context) -> str:
    marks = "=" * node.level
    return f'{marks} <span id="{attribute(node.anchor)}"></span>{inert(node.text)} {marks}'


def _facts(node: Facts, context: Context) -> str:
    return "\n".join(f"* '''{inert(label)}:''' {inlines(value, context)}" for label, value in node.pairs)


def _notice(node: Notice, context: Context) -> str:
    colour = NOTICE_COLOURS.get(node.kind, NOTICE_COLOURS["note"])
    style = f"border-left: 4px solid {colour}; padding: 0.2em 1em; margin: 0.5em 0"
    return (
        f'<div class="pb-notice" role="note" style="{style}">\n'
        f"'''{inert(node.title)}'''\n\n{inlines(node.content, context)}\n</div>"
    )


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"* {item}" for item in items)


def _diagram(node: Diagram, context: Context) -> str:
    facts = _bullets(inert(fact) for fact in node.facts)
    picture = context.pictures.get(node.name)
    if picture is None:
        return f"{inert(node.caption)}:\n{facts}"
    width = min(picture.width or WIDTH, WIDTH)
    shown = f"[[{picture.file}|frameless|{width}x{WIDTH}px|alt={quoted(node.caption)}]]"
    return f"{shown}\n{COLLAPSED.format(inert(node.caption), facts)}"


def _table(node: Table, context: Context) -> str:
    rows = (_row(row, context) for row in node.rows)
    return _grid(f' id="{attribute(node.id)}"', "sortable", node.caption, node.columns, rows)


def _row(row: Row, context: Context) -> str:
    return "\n".join((f'|- id="{attribute(row.id)}"', *(_cell(cell, context) for cell in row.cells)))


def _cell(cell: Cell, context: Context) -> str:
    sort = f' data-sort-value="{quoted(cell.sort)}" |' if cell.sort else ""
    return f"|{sort} {inlines(cell.content, context)}"


def _listing(node: Listing, context: Context) -> str:
    titles = ("Line", "Source text", "Is", "What became of it")
    return _grid("", "", "The source, line by line", titles, (_line(line, context) for line in node.lines))


def _line(line: ListingLine, context: Context) -> str:
    anchor = f' id="{attribute(line.anchor)}"' if line.anchor else ""
    text = f"<code>{inert(line.text)}</code>" if line.text else ""
    cells = (str(line.number), text, inert(line.what), inlines(line.content, context))
    return "\n".join((f"|-{anchor}", *(f"| {cell}" for cell in cells)))


def _grid(id_: str, kind: str, caption: str, titles: Iterable[str], rows: Iterable[str]) -> str:
    head = "\n".join(f'! scope="col" | {inert(title)}' for title in titles)
    start = f'{{|{id_} class="{f"wikitable {kind}".strip()}"'
    return "\n".join((start, f"|+ {inert(caption)}", "|-", head, *rows, "|}"))


BLOCKS: dict[type[Any], Callable[[Any, Context], str]] = {
    Heading: _heading,
    Paragraph: lambda node, context: inlines(node.content, context),
    Bullets: lambda node, context: _bullets(inlines(item, context) for item in node.items),
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Diagram: _diagram,
    Listing: _listing,
    Ask: lambda _node, _context: "",
}
