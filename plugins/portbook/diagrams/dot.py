"""Write a graph as DOT. Every text becomes an HTML-like label, escaped here and nowhere else.

The ports of an edge stand in a box of their own in the middle of it, a *plate*: edge labels crash Graphviz on some
graphs and take it seconds on others, while a plate is a node like any other, is never drawn over, and leaves no doubt
which edge it belongs to. Edges into one endpoint that say the same share a plate: it is what listens there.
"""

import re
from collections.abc import Iterable
from html import escape

from graphviz import Digraph

from portbook.diagrams.graphs.graph import Edge, Graph, Node
from portbook.diagrams.theme import BOX_STYLES, FONT, GRADE_STYLES, INK, PALE, PAPER, SIZES, LineStyle

NAME_WIDTH, SMALL_WIDTH, PLATE_WIDTH = 24, 30, 32
"""How many characters of a name, of small print and of ports stand on a line."""

MAX_LINES = 24
"""How many lines one text takes before it ends in an ellipsis."""

GRAPH = {"outputorder": "edgesfirst", "pad": "0.1", "bgcolor": "transparent"}
SPACING = {"LR": {"nodesep": "0.16", "ranksep": "0.32"}, "TB": {"nodesep": "0.14", "ranksep": "0.26"}}
NODE = {"fontname": FONT, "fontsize": f"{SIZES.name}", "fontcolor": INK.light, "margin": "0.14,0.08"}
EDGE = {"arrowsize": "0.8"}
PLATE = {
    "shape": "box",
    "style": "rounded,filled",
    "fillcolor": PAPER.light,
    "margin": "0.08,0.035",
    "height": "0",
    "width": "0",
    "fontsize": f"{SIZES.plate}",
}


def plates(graph: Graph) -> dict[str, tuple[Edge, ...]]:
    """Return the plates of a graph by id, each with the edges that share it. Counts are shared by none."""
    shared: dict[tuple[object, ...], list[Edge]] = {}
    for edge in graph.edges:
        own = edge.id if graph.condensed else ""
        shared.setdefault((edge.head, edge.grade, edge.lines, own), []).append(edge)
    return {f"p{number}": tuple(edges) for number, edges in enumerate(shared.values())}


def arrow(plate: str) -> str:
    """Return the id of the arrow from a plate to the box where its flows end."""
    return plate.replace("p", "a")


def to_dot(graph: Graph) -> str:
    """Write a graph as DOT: boxes ``n0``, plates ``p0``, edges to plates ``e0``, arrows from plates to boxes ``a0``."""
    dot = Digraph(
        graph_attr={"rankdir": graph.direction, **SPACING[graph.direction], **GRAPH}, node_attr=NODE, edge_attr=EDGE
    )
    for node in graph.nodes:
        dot.node(node.id, **_box(node))
    dot.attr("node", **PLATE)
    for plate, edges in plates(graph).items():
        style = GRADE_STYLES[edges[0].grade]
        line = _line(style)
        dot.node(plate, label=_plate_label(edges[0], graph.direction), id=plate, color=style.ink.light)
        for edge in edges:
            dot.edge(edge.tail, plate, id=edge.id, dir="none", **line)
        dot.edge(plate, edges[0].head, id=arrow(plate), weight="4", **line)
    return str(dot.source)


def _box(node: Node) -> dict[str, str]:
    style = BOX_STYLES[node.kind]
    return {
        "label": _box_label(node),
        "id": node.id,
        "shape": style.shape,
        "style": style.dot,
        "fillcolor": style.fill.light,
        "color": style.border.light,
        "penwidth": "2.4" if node.centre else "1.2",
    }


def _line(style: LineStyle) -> dict[str, str]:
    return {"color": style.ink.light, "style": style.dot, "penwidth": f"{style.width:g}"}


def _box_label(node: Node) -> str:
    names = [f"<b>{line}</b>" for line in _wrapped(node.label, NAME_WIDTH)]
    small = [line for text in node.lines for line in _wrapped(text, SMALL_WIDTH)]
    return _html(names + [f'<font point-size="{SIZES.small}" color="{PALE.light}">{line}</font>' for line in small])


def _plate_label(edge: Edge, direction: str) -> str:
    lines = edge.lines
    if direction == "TB" and len(lines) == 1:
        lines = tuple(lines[0].split(" · ", 1))  # a tier holds more plates when they are narrow
    return _html(line for text in lines for line in _wrapped(text, PLATE_WIDTH))


def _html(lines: Iterable[str]) -> str:
    return f"<{'<br/>'.join(lines)}>"


def _wrapped(text: str, width: int) -> list[str]:
    r"""Break a text into escaped lines: at blanks, else after punctuation, else anywhere.

    Graphviz replaces ``\N`` and the like in HTML-like labels too, hence a backslash is doubled.
    """
    upto = f".{{1,{width}}}"
    lines = re.findall(rf"{upto}(?: |$)|{upto}(?<=[-_./:,])|{upto}", " ".join(text.split()) or "\N{NO-BREAK SPACE}")
    kept = lines if len(lines) <= MAX_LINES else [*lines[: MAX_LINES - 1], "…"]
    return [escape(line.rstrip(" ")).replace("\\", "\\\\") for line in kept]
