"""Write a page in Confluence's storage format: XML with elements of XHTML and of Confluence's own.

Format: https://confluence.atlassian.com/doc/confluence-storage-format-790796544.html. Confluence keeps no class of an
element, so what Portbook derived (badges) is a status macro and what it adds (remarks) is emphasised; a vendor's own
values are neither, so that the tables can be read back.
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
    FileRef,
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
from portbook.writers.escape import storage as quoted
from portbook.writers.escape import storage_content as inert

Resolve = Callable[[Target], str]
"""Gives ``TITLE#ANCHOR`` of a page, where the anchor may be empty, or ``^NAME`` of an attachment; or nothing."""

ATTACHMENT = "^"
NOTICES = {"note": "info", "warning": "note", "success": "tip"}
"""The macro of each kind of notice: a blue, a yellow and a green box."""
COLOURS = {
    "mutual": "Green", "encrypted": "Green", "holds": "Green", "optional": "Yellow", "authenticated": "Yellow",
    "warning": "Yellow", "clear": "Red", "exposed": "Red", "broken": "Red", "error": "Red", "inferred": "Blue",
    "configured": "Blue", "info": "Blue",
}  # fmt: skip
"""The colours of badges, which are grey else; their words say the same."""


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a page is written with: how links resolve, the attachment of each diagram, and the page that has it."""

    resolve: Resolve
    pictures: Mapping[str, Picture]
    home: str


def render(page: Page, resolve: Resolve, pictures: Mapping[str, Picture], home: str) -> str:
    """Write the blocks of a page, each on a line; attachments are those of the page that is titled ``home``."""
    context = Context(resolve, pictures, home)
    return "\n".join(BLOCKS[type(block)](block, context) for block in page.blocks) + "\n"


def macro(name: str, body: str = "", **parameters: str) -> str:
    """Write a macro with parameters, of which ``_`` stands for the one without a name."""
    written = (
        f'<ac:parameter ac:name="{key.strip("_")}">{quoted(value)}</ac:parameter>' for key, value in parameters.items()
    )
    rich = f"<ac:rich-text-body>{body}</ac:rich-text-body>" if body else ""
    return f'<ac:structured-macro ac:name="{name}">{"".join(written)}{rich}</ac:structured-macro>'


def inlines(nodes: Iterable[Inline], context: Context) -> str:
    """Write inline content."""
    return "".join(INLINES[type(node)](node, context) for node in nodes).strip()


def _anchor(name: str) -> str:
    return macro("anchor", _=name) if name else ""


def _link(node: Link, context: Context) -> str:
    return _to(context.resolve(node.target), node.text, context)


def _to(target: str, text: str, context: Context) -> str:
    if not target:
        return inert(text)
    body = f"<ac:link-body>{inert(text)}</ac:link-body>"
    if target.startswith(ATTACHMENT):
        return f"<ac:link>{_attachment(target, context)}{body}</ac:link>"
    title, _, anchor = target.rpartition("#")
    place = f' ac:anchor="{quoted(anchor)}"' if anchor else ""
    return f'<ac:link{place}><ri:page ri:content-title="{quoted(title)}"/>{body}</ac:link>'


def _attachment(name: str, context: Context) -> str:
    file = quoted(name.removeprefix(ATTACHMENT))
    return f'<ri:attachment ri:filename="{file}"><ri:page ri:content-title="{quoted(context.home)}"/></ri:attachment>'


def _badge(node: Badge, _: Context) -> str:
    shape = f"{BADGE_KINDS[node.kind]} ".lstrip()
    return macro("status", title=f"{shape}{node.text}", colour=COLOURS.get(node.kind, "Grey"))


INLINES: dict[type[Any], Callable[[Any, Context], str]] = {
    Text: lambda node, _: inert(node.text),
    Words: lambda node, _: inert(node.text),
    Code: lambda node, _: f"<code>{inert(node.text)}</code>",
    Badge: lambda node, context: f" {_badge(node, context)}",
    Link: _link,
    Remark: lambda node, context: f" <em>({inlines(node.content, context)})</em>",
}


def _paragraph(content: str) -> str:
    return f"<p>{content}</p>"


def _heading(node: Heading, _: Context) -> str:
    return f"<h{node.level}>{_anchor(node.anchor)}{inert(node.text)}</h{node.level}>"


def _bullets(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _facts(node: Facts, context: Context) -> str:
    return _bullets(f"<strong>{inert(label)}:</strong> {inlines(value, context)}" for label, value in node.pairs)


def _notice(node: Notice, context: Context) -> str:
    return macro(NOTICES.get(node.kind, "info"), _paragraph(inlines(node.content, context)), title=node.title)


def _diagram(node: Diagram, context: Context) -> str:
    facts = _bullets(map(inert, node.facts))
    drawing = context.resolve(FileRef(f"{node.name}.svg"))
    caption = _paragraph(_to(drawing, node.caption, context))
    if (picture := context.pictures.get(node.name)) is None:
        return f"{caption}\n{facts}"
    image = f'<ac:image ac:alt="{quoted(node.caption)}">{_attachment(picture.file, context)}</ac:image>'
    return f"{_paragraph(image)}\n{caption}\n{macro('expand', facts, title='The same as text')}"


def _table(node: Table, context: Context) -> str:
    return _grid(node.id, node.caption, node.columns, (_row(row, context) for row in node.rows))


def _row(row: Row, context: Context) -> list[str]:
    return _anchored(row.id, [_cell(cell, context) for cell in row.cells])


def _cell(cell: Cell, context: Context) -> str:
    return inlines(cell.content, context)


def _listing(node: Listing, context: Context) -> str:
    titles = ("Line", "Source text", "Is", "What became of it")
    return _grid("", "The source, line by line", titles, (_line(line, context) for line in node.lines))


def _line(line: ListingLine, context: Context) -> list[str]:
    text = f"<code>{inert(line.text)}</code>" if line.text else ""
    return _anchored(line.anchor, [str(line.number), text, inert(line.what), inlines(line.content, context)])


def _anchored(anchor: str, cells: list[str]) -> list[str]:
    return [f"{_anchor(anchor)}{cells[0]}", *cells[1:]]


def _grid(anchor: str, caption: str, titles: Iterable[str], rows: Iterable[list[str]]) -> str:
    """Write a table, which knows no caption, and its caption above it."""
    head = "".join(f"<th>{inert(title)}</th>" for title in titles)
    body = "\n".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    above = _paragraph(f"{_anchor(anchor)}<strong>{inert(caption)}</strong>")
    return f"{above}\n<table><tbody>\n<tr>{head}</tr>\n{body}\n</tbody></table>"


BLOCKS: dict[type[Any], Callable[[Any, Context], str]] = {
    Heading: _heading,
    Paragraph: lambda node, context: _paragraph(inlines(node.content, context)),
    Bullets: lambda node, context: _bullets(inlines(item, context) for item in node.items),
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Diagram: _diagram,
    Listing: _listing,
    Ask: lambda _node, _context: "",
}
