"""Write a page as plain Markdown with pipe tables, for any generator.

What Portbook derived (badges) or adds (remarks) is emphasised and the vendor's own values are not, so that the tables
can be read back.
"""

from collections.abc import Callable, Iterable
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
    Notice,
    Page,
    Paragraph,
    Remark,
    Table,
    Target,
    Text,
    Words,
)
from portbook.writers.escape import html as attribute
from portbook.writers.escape import markdown as inert
from portbook.writers.escape import markdown_url

Resolve = Callable[[Target], str]
DiagramFile = Callable[[str], str | None]
"""Gives the relative URL of a diagram's picture by the diagram's name, or None where there is none."""


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a page is written with."""

    resolve: Resolve
    diagram_file: DiagramFile


def render(page: Page, resolve: Resolve, diagram_file: DiagramFile) -> str:
    """Write a page: its title as the heading of level 1, then its blocks."""
    context = Context(resolve, diagram_file)
    blocks = (BLOCKS[type(block)](block, context) for block in page.blocks)
    return "\n\n".join((f"# {inert(page.title)}", *blocks)) + "\n"


def inlines(nodes: Iterable[Inline], context: Context) -> str:
    """Write inline content."""
    return "".join(INLINES[type(node)](node, context) for node in nodes).strip()


def _delimited(mark: str, text: str) -> str:
    """Put marks around text where every Markdown reads them as such: between letters or digits."""
    return f"{mark}{inert(text)}{mark}" if text and text[0].isalnum() and text[-1].isalnum() else inert(text)


def _code(node: Code, _: Context) -> str:
    """Write a literal value as a code span where that needs no escaping, which a span does not know."""
    plain = node.text.replace("-", "").replace(".", "").replace(", ", "").replace("/", "").replace("_", "").isalnum()
    return f"`{node.text}`" if plain and node.text.isascii() else inert(node.text)


def _link(node: Link, context: Context) -> str:
    return f"[{inert(node.text)}]({markdown_url(context.resolve(node.target))})"


def _remark(node: Remark, context: Context) -> str:
    plain = tuple(Text(f"{part.text}:") if isinstance(part, Badge) else part for part in node.content)
    return f" *({inlines(plain, context)})*"


INLINES: dict[type[Any], Callable[[Any, Context], str]] = {
    Text: lambda node, _: inert(node.text),
    Words: lambda node, _: inert(node.text),
    Badge: lambda node, _: f"*({inert(node.text)})*",
    Code: _code,
    Link: _link,
    Remark: _remark,
}


def _facts(node: Facts, context: Context) -> str:
    return "\n".join(f"- {inert(label)}: {inlines(value, context)}" for label, value in node.pairs)


def _notice(node: Notice, context: Context) -> str:
    return f"> {_delimited('**', node.title)}\n>\n> {inlines(node.content, context)}"


def _diagram(node: Diagram, context: Context) -> str:
    if file := context.diagram_file(node.name):
        return f"![{inert(node.caption)}]({markdown_url(file)})"
    return "\n".join((f"{inert(node.caption)}:\n", *(f"- {inert(fact)}" for fact in node.facts)))


def _table(node: Table, context: Context) -> str:
    rows = (_anchored(row.id, [inlines(cell.content, context) for cell in row.cells]) for row in node.rows)
    return pipes([inert(title) for title in node.columns], rows)


def _listing(node: Listing, context: Context) -> str:
    rows = (
        _anchored(line.anchor, [str(line.number), inert(line.text), line.what, inlines(line.content, context)])
        for line in node.lines
    )
    return pipes(["Line", "Source text", "Is", "What became of it"], rows)


def _anchored(anchor: str, cells: list[str]) -> list[str]:
    """Begin a row with its anchor: Markdown has none of its own, and every generator passes this one through."""
    return [f'<a id="{attribute(anchor)}"></a>{cells[0]}', *cells[1:]] if anchor else cells


def pipes(titles: list[str], rows: Iterable[list[str]]) -> str:
    """Write a pipe table of cells that are escaped."""
    lines = (titles, ["---"] * len(titles), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


BLOCKS: dict[type[Any], Callable[[Any, Context], str]] = {
    Heading: lambda node, _: f'{"#" * node.level} <a id="{attribute(node.anchor)}"></a>{inert(node.text)}',
    Paragraph: lambda node, context: inlines(node.content, context),
    Bullets: lambda node, context: "\n".join(f"- {inlines(item, context)}" for item in node.items),
    Facts: _facts,
    Notice: _notice,
    Table: _table,
    Diagram: _diagram,
    Listing: _listing,
    Ask: lambda _node, _context: "",
}
