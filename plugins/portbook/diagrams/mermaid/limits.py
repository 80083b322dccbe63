"""What Mermaid cannot express. A text says so at its top, where the limits are read again."""

import re
from collections.abc import Callable, Iterator, Sequence

from portbook.diagrams.graphs import Graph

LIMIT = "%% - "
"""How each limit begins as a line of the text."""

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
}
"""What Mermaid cannot express, and which graphs it concerns."""

TOO_LARGE = "a diagram of this size, unless the page raises Mermaid's maxTextSize and maxEdges"


def limits(graph: Graph, lines: Sequence[str]) -> Iterator[str]:
    """Yield what Mermaid cannot express of a graph, which was written as these lines."""
    yield from (limit for limit, concerns in LIMITS.items() if concerns(graph))
    if len(graph.edges) > MANY_EDGES or sum(map(len, lines)) > LARGE:
        yield TOO_LARGE


def limits_of(text: str) -> list[str]:
    """Read from a text what Mermaid cannot express of it."""
    return re.findall(rf"^{LIMIT}(.*)$", text, re.MULTILINE)
