"""The boxes on the edges of a picture that say their ports: which edges share one, and where each stands.

Edge labels crash Graphviz on some graphs and take it seconds on others, while a plate is a node like any other, is
never drawn over, and leaves no doubt which edge it belongs to. Edges into one endpoint that say the same share a
plate: it is what listens there.
"""

from dataclasses import dataclass

from portbook.diagrams.graphs import Edge, Graph, Line
from portbook.diagrams.theme import TIERS


@dataclass(frozen=True, slots=True)
class Plate:
    """Hold a plate with the edges that share it.

    ``tier`` is the one in which it stands, None where it joins several. ``rising`` edges lead to a tier above.
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
    """Return the plates of a graph. Those with counts are shared by no edges."""
    order = {tier: number for number, tier in enumerate(TIERS)}
    tiers = {node.id: node.tier for node in graph.nodes}
    shared: dict[tuple[object, ...], list[Edge]] = {}
    for edge in graph.edges:
        rising = order.get(tiers[edge.tail], 0) > order.get(tiers[edge.head], 0)
        own = edge.id if graph.condensed else ""
        shared.setdefault((rising, edge.head, edge.head_part, edge.lines, own), []).append(edge)
    made = []
    for number, (key, edges) in enumerate(shared.items()):
        joined = {tiers[end] for edge in edges for end in (edge.tail, edge.head)}
        home = joined.pop() if len(joined) == 1 else None
        made.append(Plate(f"p{number}", tuple(edges), home, rising=bool(key[0])))
    return tuple(made)
