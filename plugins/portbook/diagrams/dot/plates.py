"""The boxes on the edges of a picture that say their ports: which edges share one, and where each stands.

Edge labels crash Graphviz on some graphs and take it seconds on others, while a plate is a node like any other, is
never drawn over, and leaves no doubt which edge it belongs to. Edges into one endpoint that say the same share a
plate: it is what listens there.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portbook.diagrams.graphs import Edge, Graph, Line
from portbook.diagrams.theme import TIERS

ORDER = tuple(TIERS)


@dataclass(frozen=True, slots=True)
class Plate:
    """Hold a plate with the edges that share it.

    ``tier`` is the one in which it stands, None where it joins two. ``rising`` edges lead to a tier above.
    """

    id: str
    edges: tuple[Edge, ...]
    tier: str | None
    rising: bool

    @property
    def arrow(self) -> str:
        """Return the id of the arrow from the plate to the box where its flows end."""
        return self.id.replace("p", "a")

    @property
    def grade(self) -> str:
        return self.edges[0].grade

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.edges[0].lines

    @property
    def head(self) -> str:
        return self.edges[0].head


def plates(graph: Graph) -> tuple[Plate, ...]:
    """Return the plates of a graph. Edges from different tiers share none, nor do those that are counted."""
    tiers = {node.id: node.tier for node in graph.nodes}
    shared: dict[tuple[object, ...], list[Edge]] = {}
    for edge in graph.edges:
        own = edge.id if graph.condensed else ""
        shared.setdefault((tiers[edge.tail], edge.head, edge.head_part, edge.lines, own), []).append(edge)
    return tuple(_plate(f"p{number}", tuple(edges), tiers) for number, edges in enumerate(shared.values()))


def _plate(name: str, edges: tuple[Edge, ...], tiers: Mapping[str, str]) -> Plate:
    tail, head = tiers[edges[0].tail], tiers[edges[0].head]
    rising = bool(tail) and ORDER.index(tail) > ORDER.index(head)
    return Plate(name, edges, tail if tail == head else None, rising)
