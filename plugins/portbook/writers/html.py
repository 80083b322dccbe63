"""Write a page as HTML. Each kind of node has a plain function; no template, since a table is mostly rows."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from portbook.views.blocks import (
    BADGE_KINDS,
    Ask,
    Badge,
    Block,
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
    Remark,
    Row,
    Table,
    Target,
    Text,
    Words,
)
from portbook.writers.escape import html as attribute
from portbook.writers.escape import html_content as content

Resolve = Callable[[Target], str]
"""Gives the relative URL of a page or file, as seen from the page being written."""

GAP = " "
"""Stands between two cells: a search index strips the tags, and would join ``443`` and ``TCP`` to one word."""


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a page is written with: how links resolve, and the SVG of each diagram by name."""

    resolve: Resolve
    diagrams: Mapping[str, str]
    instance: int = 1
    """Sets apart the ids of what a page shows more than once."""
    cells: dict[int, str] = field(default_factory=dict)
    """The cells written so far by identity: tables of a book share their equal cells, so most are written once."""
    urls: dict[Target, str] = field(default_factory=dict)

    def url(self, target: Target) -> str:
        if (url := self.urls.get(target)) is None:
            url = self.urls[target] = attribute(self.resolve(target))
        return url


def render(page: Page, resolve: Resolve, diagrams: Mapping[str, str]) -> str:
    """Write a page: its title as the heading of level 1, then its blocks."""
    return "\n".join(text for _, text in pieces(page, resolve, diagrams)) + "\n"


def pieces(page: Page, resolve: Resolve, diagrams: Mapping[str, str]) -> list[tuple[Block | None, str]]:
    """Write a page as pieces, each with its block; the title comes first and has none."""
    context = Context(resolve, diagrams)
    title = f'<h1 class="pb-title">{content(page.title)}</h1>'
    return [(None, title), *((block, BLOCKS[type(block)](block, context)) for block in page.blocks)]


def render_blocks(blocks: Iterable[Block], resolve: Resolve, diagrams: Mapping[str, str], instance: int = 1) -> str:
    """Write blocks alone, for a page that holds other things too; ``instance`` sets apart what it shows twice."""
    context = Context(resolve, diagrams, instance)
    blocks = tuple(blocks)  # alive until the end, so that no cell takes the identity of one written before
    return "\n".join(BLOCKS[type(block)](block, context) for block in blocks) + "\n"


def inlines(nodes: tuple[Inline, ...], context: Context) -> str:
    """Write inline content."""
    return "".join([INLINES[type(node)](node, context) for node in nodes])


def _link(node: Link, context: Context) -> str:
    label = f' aria-label="{attribute(node.label)}"' if node.label else ""
    return f'<a href="{context.url(node.target)}"{label}>{content(node.text)}</a>'


def _badge(node: Badge, _: Context) -> str:
    title = f' title="{attribute(node.title)}"' if node.title else ""
    shape = BADGE_KINDS[node.kind]
    glyph = f'<span class="pb-badge__shape" aria-hidden="true">{shape}</span>{GAP}' if shape else ""
    return f'<span class="pb-badge pb-badge--{node.kind}"{title}>{glyph}{content(node.text)}</span>'


def _remark(node: Remark, context: Context) -> str:
    return f' <span class="pb-remark">{inlines(node.content, context)}</span>'


INLINES: dict[type[Any], Callable[[Any, Context], str]] = {
    Text: lambda node, _: content(node.text),
    Code: lambda node, _: f'<code class="pb-code">{content(node.text)}</code>',
    Words: lambda node, _: f'<span class="pb-words">{content(node.text)}</span>',
    Link: _link,
    Badge: _badge,
    Remark: _remark,
}


def _heading(node: Heading, _: Context) -> str:
    return f'<h{node.level} id="{attribute(node.anchor)}">{content(node.text)}</h{node.level}>'


def _bullets(node: Bullets, context: Context) -> str:
    items = "".join(f"<li>{inlines(item, context)}</li>\n" for item in node.items)
    return f'<ul class="pb-bullets">\n{items}</ul>'


def _facts(node: Facts, context: Context) -> str:
    pairs = "".join(
        f"<div><dt>{content(label)}</dt>{GAP}<dd>{inlines(v, context)}</dd></div>\n" for label, v in node.pairs
    )
    return f'<dl class="pb-facts">\n{pairs}</dl>'


def _notice(node: Notice, context: Context) -> str:
    return (
        f'<div class="pb-notice pb-notice--{attribute(node.kind)}" role="note">'
        f'<p class="pb-notice__title">{content(node.title)}</p><p>{inlines(node.content, context)}</p></div>'
    )


def _diagram(node: Diagram, context: Context) -> str:
    svg = context.diagrams.get(node.name)
    facts = "".join(f"<li>{content(fact)}</li>\n" for fact in node.facts)
    listed = f'<ul class="pb-diagram__facts">\n{facts}</ul>'
    if svg is None:
        return (
            f'<div class="pb-diagram pb-diagram--missing" data-search-exclude><p>{content(node.caption)}. '
            f"<em>The diagram was not drawn; this is what it would show.</em></p>\n{listed}</div>"
        )
    after = f"pb-after-{attribute(node.name)}-{context.instance}"
    return (
        '<figure class="pb-diagram" data-search-exclude>\n'
        f'<a class="pb-diagram__skip" href="#{after}">Skip the diagram</a>\n'
        f'<div class="pb-diagram__picture">{svg}</div>\n'
        f'<figcaption id="{after}">{content(node.caption)}</figcaption>\n'
        f'<details class="pb-diagram__text"><summary>The same as text</summary>\n{listed}</details>\n</figure>'
    )


def _table(node: Table, context: Context) -> str:
    name, caption = attribute(node.id), content(node.caption)
    heads = GAP.join(f'<th scope="col">{content(title)}</th>' for title in node.columns)
    starts = [f'<td data-label="{attribute(title)}"' for title in node.columns]
    rows = "".join([_row(row, starts, context) for row in node.rows])
    return (
        f"{_filter(node, name)}"
        f'<div class="pb-table" role="region" tabindex="0" aria-label="{attribute(node.caption)}">'
        f'<table class="pb-grid" id="{name}"><caption>{caption}</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table></div>"
    )


def _filter(node: Table, name: str) -> str:
    """Write the filter box, hidden until a script is there to make it work."""
    if not node.filter_label:
        return ""
    return (
        f'<div class="pb-filter" data-table="{name}" hidden><label for="{name}-filter">{content(node.filter_label)}'
        f'</label><input type="search" id="{name}-filter" autocomplete="off" spellcheck="false">'
        f'<output for="{name}-filter" aria-live="polite"></output></div>\n'
    )


def _row(row: Row, starts: list[str], context: Context) -> str:
    flow = f' data-flow="{attribute(row.flow)}"' if row.flow else ""
    ports = f' data-ports="{attribute(row.ports)}"' if row.ports else ""
    cells = GAP.join([start + _cell(cell, context) for start, cell in zip(starts, row.cells, strict=True)])
    return f'<tr id="{attribute(row.id)}"{flow}{ports}>{cells}</tr>\n'


def _cell(cell: Cell, context: Context) -> str:
    """Write a cell from behind its ``<td``: the attributes that are its own, and its content."""
    if (written := context.cells.get(id(cell))) is None:
        sort = f' data-sort="{attribute(cell.sort)}"' if cell.sort else ""
        written = context.cells[id(cell)] = f"{sort}>{inlines(cell.content, context)}</td>"
    return written


def _listing(node: Listing, context: Context) -> str:
    lines = "".join(
        [
            f'<tr{_anchor(line)} class="pb-line pb-line--{attribute(line.what)}">'
            f'<td class="pb-line__number">{_line_number(line)}</td>{GAP}'
            f'<td class="pb-line__text"><code>{content(line.text)}</code></td>{GAP}'
            f'<td class="pb-line__what">{content(line.what)}</td>{GAP}'
            f'<td class="pb-line__content">{inlines(line.content, context)}</td></tr>\n'
            for line in node.lines
        ]
    )
    heads = GAP.join(f'<th scope="col">{title}</th>' for title in ("Line", "Source text", "Is", "What became of it"))
    return (
        '<div class="pb-table" role="region" tabindex="0" aria-label="The source, line by line">'
        '<table class="pb-listing"><caption>The source, line by line</caption>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{lines}</tbody></table></div>"
    )


def _anchor(line: ListingLine) -> str:
    return f' id="{attribute(line.anchor)}"' if line.anchor else ""


def _line_number(line: ListingLine) -> str:
    if not line.anchor:
        return str(line.number)
    return f'<a href="#{attribute(line.anchor)}" aria-label="Line {line.number}">{line.number}</a>'


def _ask(node: Ask, context: Context) -> str:
    """Write the box without its answers, hidden until a script is there to give them."""
    name, urls = attribute(node.id), json.dumps([context.resolve(page) for page in node.linked], ensure_ascii=False)
    return (
        f'<div class="pb-ask" data-script="{context.url(node.script)}" data-pages="{attribute(urls)}" '
        f'data-search-exclude hidden><form class="pb-ask__form" role="search">'
        f'<label for="{name}-box">{content(node.label)}</label>'
        f'<input type="search" id="{name}-box" list="{name}-names" autocomplete="off" autocapitalize="none" '
        f'spellcheck="false"><datalist id="{name}-names"></datalist><button type="submit">Answer</button></form>'
        f'<details class="pb-ask__filters"><summary>Filters</summary></details>'
        f'<p class="pb-ask__status" role="status" aria-live="polite"></p>'
        f'<div class="pb-ask__answer"></div></div>\n'
        f"<noscript><p>The box for questions needs scripts; the commands below answer the same.</p></noscript>"
    )


BLOCKS: dict[type[Any], Callable[[Any, Context], str]] = {
    Heading: _heading,
    Paragraph: lambda node, context: f"<p>{inlines(node.content, context)}</p>",
    Bullets: _bullets,
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Diagram: _diagram,
    Listing: _listing,
    Ask: _ask,
}
