"""Write a graph as DOT. Every text becomes an HTML-like label, escaped in ``labels`` and nowhere else.

An edge is drawn in two parts, from its box to its plate and from there on: see ``plates``.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from portbook.diagrams.dot.labels import box_label, foot, heading, plate_label, tier_label
from portbook.diagrams.dot.plates import Plate, plates
from portbook.diagrams.dot.statements import Statements
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


TITLE = {"id": "title", "labelloc": "t", "color": "transparent", "margin": "0"}
TIER = {
    "label": "",
    "style": TIER_STYLE.dot,
    "margin": "10",
    "fillcolor": TIER_STYLE.fill.light,
    "color": TIER_STYLE.border.light,
}
TIER_TITLE = {"shape": "plain", "fontsize": f"{SIZES.small}"}


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
    dot = Statements()
    way = {"rankdir": graph.direction, **SPACING[graph.direction]}
    dot.set("graph", {"label": foot(graph), **way, **GRAPH, **canvas.attributes()})
    dot.set("node", NODE)
    dot.set("edge", EDGE)
    if canvas.titled:
        with dot.subgraph("cluster_title") as titled:
            titled.set("graph", {"label": heading(graph), **TITLE})
            _add_all(titled, graph)
    else:
        _add_all(dot, graph)
    return str(dot)


def _add_all(dot: Statements, graph: Graph) -> None:
    shared = plates(graph)
    for tier, name in graph.tiers.items():
        with dot.subgraph(f"cluster_{name}") as cluster:
            cluster.set("graph", {"id": name, **TIER})
            cluster.node(f"{name}t", {"id": f"{name}t", "label": tier_label(tier), **TIER_TITLE})
            boxes = [node for node in graph.nodes if node.tier == tier]
            _add_nodes(cluster, boxes, [plate for plate in shared if plate.tier == tier], graph)
    loose = [node for node in graph.nodes if not node.tier]
    _add_nodes(dot, loose, [plate for plate in shared if not plate.tier], graph)
    divided = _divided(graph)
    for plate in shared:
        _add_edges(dot, plate, divided)
    for above, tier in zip([None, *graph.tiers], graph.tiers, strict=False):
        _begin(dot, tier, above, graph)


def _divided(graph: Graph) -> frozenset[str]:
    """Return the boxes whose edges end at several of their rows. Elsewhere they may end anywhere at the box."""
    rows: dict[str, set[int | None]] = {}
    for edge in graph.edges:
        rows.setdefault(edge.tail, set()).add(edge.tail_part)
        rows.setdefault(edge.head, set()).add(edge.head_part)
    return frozenset(name for name, parts in rows.items() if len(parts) > 1)


def _add_nodes(dot: Statements, nodes: Iterable[Node], shared: Sequence[Plate], graph: Graph) -> None:
    """Add boxes and plates; what they have in common is said once."""
    for kind, alike in groupby(nodes, key=lambda node: node.kind):
        with dot.subgraph() as held:
            held.set("node", _kind(kind))
            for node in alike:
                held.node(node.id, {"id": node.id, "label": box_label(node), **_own(node)})
    if shared:
        marked = not graph.optional
        with dot.subgraph() as held:
            held.set("node", PLATE)
            for plate in shared:
                label = plate_label(plate.lines, graph.direction, marked)
                held.node(plate.id, {"id": plate.id, "label": label, "color": GRADE_STYLES[plate.grade].ink.light})


def _add_edges(dot: Statements, plate: Plate, divided: Container[str]) -> None:
    """Add the edges to a plate and the arrow from it; those to a tier above are turned, so that tiers keep order."""
    with dot.subgraph() as held:
        held.set("edge", _line(GRADE_STYLES[plate.grade]))
        for edge in plate.edges:
            ends = (_end(edge.tail, edge.tail_part, divided), plate.id)
            held.edge(reversed(ends) if plate.rising else ends, {"id": edge.id, "dir": "none"})
        ends = (plate.id, _end(plate.head, plate.edges[0].head_part, divided))
        way = "back" if plate.rising else "forward"
        held.edge(reversed(ends) if plate.rising else ends, {"id": plate.arrow, "dir": way, "weight": "4"})


def _begin(dot: Statements, tier: str, above: str | None, graph: Graph) -> None:
    """Let a tier begin where the one above ends, and its title stand in its first rank.

    An unseen point stands below all boxes of the one and above all of the other.
    """
    name = graph.tiers[tier]
    with dot.subgraph() as unseen:
        unseen.set("edge", {"style": "invis", "weight": "0"})
        unseen.node(f"{name}b", {"label": "", "shape": "point", "style": "invis"})
        unseen.edge((f"{name}b", f"{name}t"), {"weight": "9"})
        for node in graph.nodes:
            if node.tier == above:
                unseen.edge((node.id, f"{name}b"), {})
            if node.tier == tier:
                unseen.edge((f"{name}b", node.id), {})


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
