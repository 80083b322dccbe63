"""The real Mermaid draws what is written for it, and takes no name for anything but text."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browser.watch import Watch
from portbook.diagrams import Graph, graphs
from portbook.diagrams.graphs import Edge, Line, Node
from portbook.diagrams.graphs.caption import drawable
from portbook.diagrams.mermaid import LONGEST, to_mermaid
from portbook.model import Book

MERMAID = Path(__file__).parents[1] / "vendor" / "mermaid" / "mermaid.tiny.js"
DRAW = """async text => {
    mermaid.initialize({startOnLoad: false, suppressErrorRendering: true, theme: 'default'})
    document.body.innerHTML = (await mermaid.render('drawn', text)).svg
}"""
ALLOWED = {
    "svg",
    "style",
    "g",
    "marker",
    "path",
    "circle",
    "rect",
    "polygon",
    "foreignObject",
    "div",
    "span",
    "p",
    "br",
}
ALLOWED |= {"title", "desc", "defs", "filter", "feDropShadow", "text", "tspan", "linearGradient", "stop"}

HOSTILE = (
    "<b>bold</b>", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<br>", "<a href='javascript:x'>",
    "javascript:alert(1)", "http://example.com", "www.example.com", "someone@example.com", '"];x[', 'a"b', "'",
    "`code`", "**bold**", "__bold__", "_it_", "~~gone~~", "1. one", "1) one", "- item", "+ item", "* item", "# head",
    "> quote", "[x](y)", "![x](y)", "| a | b |", "$$x^2$$", "fa:fa-car", "fab:fa-x fas:fa-y", "#quot;", "#35;",
    "&lt;b&gt;", "&amp;", "ﬂ°°60¶ß", "ﬂ°lt¶ß", "end", "End", "subgraph", "graph", "default", "href", "call f()",
    'click n0 "http://example.com"', "o--o", "x--x", "%% comment", '%%{init: {"theme": "dark"}}%%', "---",
    "---\ntitle: x\n---", "style n0 fill:#fff;", "linkStyle 0 x;", "classDef vm fill:#f00;", "style a:b#c;", "-->|x|",
    "{{x}}", "((x))", "@{ shape: x }", ":::vm", ";;;", "\\N", "\\n", "a\nb\r\nc", "\t", "  ", "x" * 500, "word " * 100,
    "x" * 5000, "שלום \u202eabc\u202c", "👩\u200d👩\u200d👧 🚒", "日本語の名前", "__proto__", "constructor", "a_b-c_d",
    "\x00\x1b[31m", "\ud800",
)  # fmt: skip
"""Names that mean something to Mermaid, to Markdown, to HTML or to a terminal."""


def hostile(tier: str = "") -> Graph:
    """Use every name as a box, as a component, on an edge and in a note."""
    names = [drawable(name) for name in HOSTILE]
    kinds = ("vm", "external", "group", "unspecified")
    nodes = tuple(
        Node(f"n{number}", name, kinds[number % 4], (name,) if number % 3 == 0 else (), name, tier=tier)
        for number, name in enumerate(names)
    )
    lines = [Line(name, "clear", False, (number,)) for number, name in enumerate(names, 1)]
    edges = tuple(
        Edge(f"e{number}", f"n{number}", f"n{(number + 1) % len(names)}", None, None, "clear", (line,), ())
        for number, line in enumerate(lines)
    )
    return Graph(
        name="x", title=names[0], summary="", description=names[1], source=names[2], nodes=nodes, edges=edges,
        notes=tuple(names),
    )  # fmt: skip


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """Give an empty page with Mermaid in it. Afterwards, nothing may have gone wrong in the browser."""
    watch = Watch("about:")
    context = chromium.new_context(viewport={"width": 1600, "height": 1200})
    watch.over(context)
    page = context.new_page()
    page.add_script_tag(content=MERMAID.read_text(encoding="utf-8"))
    yield page
    context.close()
    assert not watch.found, "\n".join(dict.fromkeys(watch.found))


def letters(text: str) -> str:
    return re.sub(r"[\s\u200c]", "", text)


def assert_drawn(page: Page, graph: Graph) -> None:
    """Draw a graph; every text of it must be there as text, and nothing but the elements of a picture."""
    page.evaluate(DRAW, to_mermaid(graph))
    shown = letters(str(page.evaluate("document.querySelector('svg').textContent")))
    texts = [node.label for node in graph.nodes] + [part for node in graph.nodes for part in node.parts]
    texts += [node.note for node in graph.nodes] + [line.text for edge in graph.edges for line in edge.lines]
    missing = [text for text in [*texts, *graph.notes] if letters(" ".join(text.split())[:LONGEST]) not in shown]
    assert not missing
    assert page.evaluate("document.querySelector('svg > title').textContent.trim()") == " ".join(graph.title.split())
    assert page.locator(".edgePaths path.flowchart-link").count() == len(graph.edges)
    assert set(page.evaluate("[...document.querySelectorAll('body *')].map(e => e.localName)")) <= ALLOWED
    attributes = set(page.evaluate("[...document.querySelectorAll('body *')].flatMap(e => e.getAttributeNames())"))
    assert not {name for name in attributes if name.startswith("on") or "href" in name or name in ("src", "xlink:href")}


def test_every_diagram_of_the_real_page_is_drawn(page: Page, book: Book) -> None:
    for graph in graphs(book):
        assert_drawn(page, graph)


@pytest.mark.parametrize("tier", ["", "data"])
def test_no_name_is_taken_for_anything_but_text(page: Page, tier: str) -> None:
    assert_drawn(page, hostile(tier))


def test_protection_is_seen_by_line_style(page: Page, book: Book) -> None:
    graph = next(graph for graph in graphs(book) if graph.name == "architecture")
    page.evaluate(DRAW, to_mermaid(graph))
    drawn = "[...document.querySelectorAll('path.edge-thickness-thick')].map(path => getComputedStyle(path).stroke)"
    assert set(page.evaluate(drawn)) == {"rgb(27, 107, 58)"}, "mutual TLS alone is thick, in the theme's green"
