"""What Mermaid cannot express."""

from collections.abc import Callable

from portbook.diagrams.graphs import Graph
from portbook.diagrams.mermaid.diagram import diagram

LARGE = 45_000
MANY_EDGES = 490
"""Above these Mermaid draws nothing unless it is told to."""

LIMITS: dict[str, Callable[[Graph], bool]] = {
    "links to the pages of endpoints and flows, and tooltips": lambda _: True,
    "a title on the picture: it is told to screen readers alone": lambda _: True,
    "components as rows of their machine: they are boxes in its box": lambda graph: any(n.parts for n in graph.nodes),
    "callers on the left and called on the right of the endpoint in the middle": lambda graph: any(
        node.centre for node in graph.nodes
    ),
    "a line style for each line of an edge: the edge has that of the line to be noticed most": lambda graph: any(
        line.grade not in ("", edge.grade) for edge in graph.edges for line in edge.lines
    ),
    "icons": lambda graph: any(node.icon for node in graph.nodes),
    "a diagram of this size, unless the page raises Mermaid's maxTextSize and maxEdges": lambda graph: (
        len(graph.edges) > MANY_EDGES or sum(map(len, diagram(graph))) > LARGE
    ),
}
"""What Mermaid cannot express, and which graphs it concerns."""


def limits(graph: Graph) -> tuple[str, ...]:
    """Return what Mermaid cannot express of a graph."""
    return tuple(limit for limit, concerns in LIMITS.items() if concerns(graph))
