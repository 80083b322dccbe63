"""Write a graph as DOT. Every text becomes an HTML-like label, escaped in ``labels`` and nowhere else.

An edge is drawn in two parts, from its box to its plate and from there on: see ``plates``.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from graphviz import Digraph

from portbook.diagrams.graphs import Graph, Node
from portbook.diagrams.labels import box_label, is_optional, plate_label, tier_label, title_block
from portbook.diagrams.plates import Plate, plates
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
    for number, (tier, nodes) in enumerate(tiers):
        within = [plate for plate in shared if plate.tier == tier]
        if tier:
            with dot.subgraph(name=f"cluster_t{number}", graph_attr=_tier(f"t{number}", tier)) as cluster:
                _add_nodes(cluster, nodes, within, graph)
        else:
            _add_nodes(dot, nodes, within, graph)
    _add_nodes(dot, (), [plate for plate in shared if plate.tier is None], graph)
    rows = frozenset(node.id for node in graph.nodes if node.parts)
    for plate in shared:
        _add_edges(dot, plate, rows)
    for number, ((_, above), (_, below)) in enumerate(pairwise(tiers)):
        _keep_apart(dot, f"b{number}", above, below)
    return str(dot.source)


def _tier(name: str, tier: str) -> dict[str, str]:
    style = TIER_STYLE
    colours = {"style": style.dot, "fillcolor": style.fill.light, "color": style.border.light}
    return {"label": tier_label(tier), "id": name, "labelloc": "t", "labeljust": "l", "margin": "10", **colours}


def _add_nodes(dot: Digraph, nodes: Iterable[Node], shared: Sequence[Plate], graph: Graph) -> None:
    for node in nodes:
        dot.node(node.id, **_box(node))
    if shared:
        marked = not is_optional(graph)
        with dot.subgraph(node_attr=PLATE) as held:
            for plate in shared:
                label = plate_label(plate.lines, graph.direction, marked)
                held.node(plate.id, label=label, id=plate.id, color=GRADE_STYLES[plate.grade].ink.light)


def _add_edges(dot: Digraph, plate: Plate, rows: Container[str]) -> None:
    """Add the edges to a plate and the arrow from it; those to a tier above are turned, so that tiers keep order."""
    line = _line(GRADE_STYLES[plate.grade])
    for edge in plate.edges:
        ends = (_end(edge.tail, edge.tail_part, rows), plate.id)
        dot.edge(*(reversed(ends) if plate.rising else ends), id=edge.id, dir="none", **line)
    ends = (plate.id, _end(plate.head, plate.edges[0].head_part, rows))
    way = "back" if plate.rising else "forward"
    dot.edge(*(reversed(ends) if plate.rising else ends), id=plate.arrow, dir=way, weight="4", **line)


def _keep_apart(dot: Digraph, name: str, above: Iterable[Node], below: Iterable[Node]) -> None:
    """Let one tier end where the next begins: an unseen point stands below all boxes of one, above all of the other."""
    unseen = {"style": "invis", "weight": "0"}
    dot.node(name, label="", shape="point", style="invis")
    for node in above:
        dot.edge(node.id, name, **unseen)
    for node in below:
        dot.edge(name, node.id, **unseen)


def _end(node: str, part: int | None, rows: Container[str]) -> str:
    """Write where an edge ends: at a box, or at a row of one that has rows."""
    if part is not None:
        return f"{node}:c{part}"
    return f"{node}:x" if node in rows else node


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
