"""Write a graph as DOT. Every text becomes an HTML-like label, escaped here and nowhere else.

The ports of an edge stand in a box of their own in the middle of it, a *plate*: edge labels crash Graphviz on some
graphs and take it seconds on others, while a plate is a node like any other, is never drawn over, and leaves no doubt
which edge it belongs to. Edges into one endpoint that say the same share a plate: it is what listens there.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

from graphviz import Digraph

from portbook.diagrams.graphs import Edge, Graph, Node
from portbook.diagrams.labels import box_label, is_optional, plate_label, tier_label, title_block
from portbook.diagrams.theme import (
    BOX_STYLES,
    FONT,
    GRADE_STYLES,
    INK,
    PALE,
    PAPER,
    SIZES,
    TIER_STYLE,
    TIERS,
    LineStyle,
)

GRAPH = {"outputorder": "edgesfirst", "pad": "0.1", "margin": "0", "labelloc": "b", "labeljust": "l", "newrank": "true"}
GRAPH |= {"fontname": FONT, "fontsize": f"{SIZES.small}", "fontcolor": PALE.light}
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """Hold what a picture is drawn on. ``size`` is its greatest width and height in inches, if it has any.

    ``titled`` puts the title and the source into the picture, for where no page says them.
    """

    titled: bool = False
    background: str = "transparent"
    dpi: int | None = None
    size: tuple[float, float] | None = None

    def attributes(self) -> dict[str, str]:
        """Return the attributes of Graphviz that say so."""
        found = {"bgcolor": self.background}
        if self.dpi:
            found["dpi"] = f"{self.dpi}"
        if self.size:
            found["size"] = "{:g},{:g}!".format(*self.size)
        return found


PAGE = Canvas()
"""A page of the site, which bears the title already."""


def plates(graph: Graph) -> dict[str, tuple[Edge, ...]]:
    """Return the plates of a graph by id, each with the edges that share it. Counts are shared by none."""
    shared: dict[tuple[object, ...], list[Edge]] = {}
    rising = _rising(graph)
    for edge in graph.edges:
        own = edge.id if graph.condensed else ""
        shared.setdefault((edge.head, edge.head_part, edge.lines, edge.id in rising, own), []).append(edge)
    return {f"p{number}": tuple(edges) for number, edges in enumerate(shared.values())}


def arrow(plate: str) -> str:
    """Return the id of the arrow from a plate to the box where its flows end."""
    return plate.replace("p", "a")


def to_dot(graph: Graph, canvas: Canvas = PAGE) -> str:
    """Write a graph as DOT: tiers ``t0``, boxes ``n0``, plates ``p0``, edges to plates ``e0``, their arrows ``a0``."""
    dot = Digraph(
        graph_attr={"rankdir": graph.direction, **SPACING[graph.direction], **GRAPH, **canvas.attributes()},
        node_attr=NODE,
        edge_attr=EDGE,
    )
    dot.attr(label=title_block(graph, canvas.titled))
    tiers = [(tier, tuple(nodes)) for tier, nodes in groupby(graph.nodes, key=lambda node: node.tier)]
    shared = plates(graph)
    homes = _homes(shared, graph)
    for number, (tier, nodes) in enumerate(tiers):
        inside = {plate: shared[plate] for plate, home in homes.items() if home == tier}
        if tier:
            with dot.subgraph(name=f"cluster_t{number}", graph_attr=_tier(f"t{number}", tier)) as cluster:
                _add_nodes(cluster, nodes, inside, graph)
        else:
            _add_nodes(dot, nodes, inside, graph)
    _add_nodes(dot, (), {plate: shared[plate] for plate, home in homes.items() if home is None}, graph)
    for plate, edges in shared.items():
        _add_edges(dot, plate, edges, graph)
    for number, ((_, above), (_, below)) in enumerate(pairwise(tiers)):
        _keep_apart(dot, f"b{number}", above, below)
    return str(dot.source)


def _rising(graph: Graph) -> frozenset[str]:
    """Return the edges from a tier to one above. The engine gets them the other way round, so that tiers keep order."""
    order = {tier: number for number, tier in enumerate(TIERS)}
    tiers = {node.id: order.get(node.tier, 0) for node in graph.nodes}
    return frozenset(edge.id for edge in graph.edges if tiers[edge.tail] > tiers[edge.head])


def _homes(shared: Mapping[str, tuple[Edge, ...]], graph: Graph) -> dict[str, str | None]:
    """Return the tier in which each plate stands: that of all boxes that it joins, if they are in one."""
    tiers = {node.id: node.tier for node in graph.nodes}
    joined = {
        plate: {tiers[end] for edge in edges for end in (edge.tail, edge.head)} for plate, edges in shared.items()
    }
    return {plate: next(iter(found)) if len(found) == 1 else None for plate, found in joined.items()}


def _tier(name: str, tier: str) -> dict[str, str]:
    style = TIER_STYLE
    colours = {"style": style.dot, "fillcolor": style.fill.light, "color": style.border.light}
    return {"label": tier_label(tier), "id": name, "labelloc": "t", "labeljust": "l", "margin": "10", **colours}


def _add_nodes(dot: Digraph, nodes: Iterable[Node], shared: Mapping[str, tuple[Edge, ...]], graph: Graph) -> None:
    marked = not is_optional(graph)
    for node in nodes:
        dot.node(node.id, **_box(node))
    for plate, edges in shared.items():
        label = plate_label(edges[0].lines, graph.direction, marked)
        dot.node(plate, label=label, id=plate, color=GRADE_STYLES[edges[0].grade].ink.light, **PLATE)


def _add_edges(dot: Digraph, plate: str, edges: tuple[Edge, ...], graph: Graph) -> None:
    line = _line(GRADE_STYLES[edges[0].grade])
    head = _end(edges[0].head, edges[0].head_part, graph)
    tails = {edge.id: _end(edge.tail, edge.tail_part, graph) for edge in edges}
    if edges[0].id in _rising(graph):
        for name, tail in tails.items():
            dot.edge(plate, tail, id=name, dir="none", **line)
        dot.edge(head, plate, id=arrow(plate), dir="back", weight="4", **line)
    else:
        for name, tail in tails.items():
            dot.edge(tail, plate, id=name, dir="none", **line)
        dot.edge(plate, head, id=arrow(plate), weight="4", **line)


def _keep_apart(dot: Digraph, name: str, above: Iterable[Node], below: Iterable[Node]) -> None:
    """Let one tier end where the next begins: an unseen point stands below all boxes of one, above all of the other."""
    unseen = {"style": "invis", "weight": "0"}
    dot.node(name, label="", shape="point", style="invis")
    for node in above:
        dot.edge(node.id, name, **unseen)
    for node in below:
        dot.edge(name, node.id, **unseen)


def _end(node: str, part: int | None, graph: Graph) -> str:
    """Write where an edge ends: at a box, or at a row of one."""
    if part is not None:
        return f"{node}:c{part}"
    return f"{node}:x" if any(one.parts for one in graph.nodes if one.id == node) else node


def _box(node: Node) -> dict[str, str]:
    style = BOX_STYLES[node.kind]
    framed = {"margin": "0", "width": "0", "height": "0"} if node.parts else {}
    return {
        "label": box_label(node),
        "id": node.id,
        "shape": style.shape,
        "style": style.dot,
        "fillcolor": style.fill.light,
        "color": style.border.light,
        "penwidth": "2.4" if node.centre else "1.2",
        **framed,
    }


def _line(style: LineStyle) -> dict[str, str]:
    return {"color": style.ink.light, "style": style.dot, "penwidth": f"{style.width:g}"}
