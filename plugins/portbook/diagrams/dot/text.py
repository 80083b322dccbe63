"""Write a graph as DOT. Every text becomes an HTML-like label, escaped in ``labels`` and nowhere else.

An edge is drawn in two parts, from its box to its plate and from there on: see ``plates``.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from graphviz import Digraph

from portbook.diagrams.dot.labels import box_label, foot, heading, plate_label, tier_label
from portbook.diagrams.dot.plates import Plate, plates
from portbook.diagrams.graphs import Graph, Node
from portbook.diagrams.theme import (
    BOX_STYLES,
    FONT,
    GRADE_STYLES,
    INK,
    PALE,
    PAPER,
    SIZES,
    TIER_STYLE,
    LineStyle,
)

GRAPH = {"outputorder": "edgesfirst", "pad": "0.1", "margin": "0", "labelloc": "b", "labeljust": "l", "newrank": "true"}
GRAPH |= {"fontname": FONT, "fontsize": f"{SIZES.small}", "fontcolor": PALE.light}
SPACING = {"LR": {"nodesep": "0.16", "ranksep": "0.32"}, "TB": {"nodesep": "0.18", "ranksep": "0.3"}}
NODE = {"fontname": FONT, "fontsize": f"{SIZES.name}", "fontcolor": INK.light, "margin": "0.14,0.08"}
EDGE = {"arrowsize": "0.8"}
PLATE = {
    "shape": "box",
    "style": "rounded,filled",
    "fillcolor": PAPER.light,
    "margin": "0.09,0.045",
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


def to_dot(graph: Graph, canvas: Canvas = PAGE) -> str:
    """Write a graph as DOT: tiers ``t0``, boxes ``n0``, plates ``p0``, edges to plates ``e0``, their arrows ``a0``."""
    dot = Digraph(
        graph_attr={"rankdir": graph.direction, **SPACING[graph.direction], **GRAPH, **canvas.attributes()},
        node_attr=NODE,
        edge_attr=EDGE,
    )
    dot.attr(label=foot(graph))
    if canvas.titled:
        with dot.subgraph(name="cluster_title", graph_attr=_title(graph)) as titled:
            _add_all(titled, graph)
    else:
        _add_all(dot, graph)
    return str(dot.source)


def _title(graph: Graph) -> dict[str, str]:
    return {"label": heading(graph), "id": "title", "labelloc": "t", "color": "transparent", "margin": "0"}


def _add_all(dot: Digraph, graph: Graph) -> None:
    shared = plates(graph)
    for tier, name in graph.tiers.items():
        with dot.subgraph(name=f"cluster_{name}", graph_attr=_tier(name)) as cluster:
            boxes = [node for node in graph.nodes if node.tier == tier]
            _add_tier_title(cluster, name, tier)
            _add_nodes(cluster, boxes, [plate for plate in shared if plate.tier == tier], graph)
    loose = [node for node in graph.nodes if not node.tier]
    _add_nodes(dot, loose, [plate for plate in shared if not plate.tier], graph)
    divided = _divided(graph)
    for plate in shared:
        _add_edges(dot, plate, divided)
    for above, tier in zip([None, *graph.tiers], graph.tiers, strict=False):
        _begin(dot, tier, above, graph)


def _tier(name: str) -> dict[str, str]:
    style = TIER_STYLE
    return {
        "id": name,
        "label": "",
        "style": style.dot,
        "fillcolor": style.fill.light,
        "color": style.border.light,
        "margin": "10",
    }


def _add_tier_title(cluster: Digraph, name: str, tier: str) -> None:
    """Add the title of a tier as a node of its own, which no line crosses."""
    cluster.node(f"{name}t", label=tier_label(tier), id=f"{name}t", shape="plain", fontsize=f"{SIZES.small}")


def _divided(graph: Graph) -> frozenset[str]:
    """Return the boxes whose edges end at several of their rows. Elsewhere they may end anywhere at the box."""
    rows: dict[str, set[int | None]] = {}
    for edge in graph.edges:
        rows.setdefault(edge.tail, set()).add(edge.tail_part)
        rows.setdefault(edge.head, set()).add(edge.head_part)
    return frozenset(name for name, parts in rows.items() if len(parts) > 1)


def _add_nodes(dot: Digraph, nodes: Iterable[Node], shared: Sequence[Plate], graph: Graph) -> None:
    """Add boxes and plates; what they have in common is said once."""
    for kind, alike in groupby(nodes, key=lambda node: node.kind):
        with dot.subgraph(node_attr=_kind(kind)) as held:
            for node in alike:
                held.node(node.id, label=box_label(node), id=node.id, **_own(node))
    if shared:
        marked = not graph.optional
        with dot.subgraph(node_attr=PLATE) as held:
            for plate in shared:
                label = plate_label(plate.lines, graph.direction, marked)
                held.node(plate.id, label=label, id=plate.id, color=GRADE_STYLES[plate.grade].ink.light)


def _add_edges(dot: Digraph, plate: Plate, divided: Container[str]) -> None:
    """Add the edges to a plate and the arrow from it; those to a tier above are turned, so that tiers keep order."""
    line = _line(GRADE_STYLES[plate.grade])
    for edge in plate.edges:
        ends = (_end(edge.tail, edge.tail_part, divided), plate.id)
        dot.edge(*(reversed(ends) if plate.rising else ends), id=edge.id, dir="none", **line)
    ends = (plate.id, _end(plate.head, plate.edges[0].head_part, divided))
    way = "back" if plate.rising else "forward"
    dot.edge(*(reversed(ends) if plate.rising else ends), id=plate.arrow, dir=way, weight="4", **line)


def _begin(dot: Digraph, tier: str, above: str | None, graph: Graph) -> None:
    """Let a tier begin where the one above ends, and its title stand in its first rank.

    An unseen point stands below all boxes of the one and above all of the other.
    """
    name = graph.tiers[tier]
    with dot.subgraph(edge_attr={"style": "invis", "weight": "0"}) as unseen:
        unseen.node(f"{name}b", label="", shape="point", style="invis")
        unseen.edge(f"{name}b", f"{name}t", weight="9")
        for node in graph.nodes:
            if node.tier == above:
                unseen.edge(node.id, f"{name}b")
            if node.tier == tier:
                unseen.edge(f"{name}b", node.id)


def _end(node: str, part: int | None, divided: Container[str]) -> str:
    """Write where an edge ends: at a box, or at a row of one where its edges end at several."""
    if node not in divided:
        return node
    return f"{node}:x" if part is None else f"{node}:c{part}"


def _kind(kind: str) -> dict[str, str]:
    style = BOX_STYLES[kind]
    colours = {"fillcolor": style.fill.light, "color": style.border.light}
    return {"shape": style.shape, "style": style.dot, "penwidth": "1.2", **colours}


def _own(node: Node) -> dict[str, str]:
    framed = {"margin": "0", "width": "0", "height": "0"} if node.parts else {}
    return framed | ({"penwidth": "2.4"} if node.centre else {})


def _line(style: LineStyle) -> dict[str, str]:
    return {"color": style.ink.light, "style": style.dot, "penwidth": f"{style.width:g}"}
