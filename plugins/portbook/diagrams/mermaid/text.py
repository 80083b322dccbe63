"""Write a graph as the text of a file."""

from portbook.diagrams.graphs import Graph
from portbook.diagrams.mermaid.diagram import diagram
from portbook.diagrams.mermaid.limits import LIMIT, limits


def to_mermaid(graph: Graph) -> str:
    """Write a graph as Mermaid, and at the top what that cannot express."""
    lines = diagram(graph)
    unsaid = (f"{LIMIT}{limit}" for limit in limits(graph, lines))
    return "\n".join([lines[0], "%% Mermaid cannot express:", *unsaid, *lines[1:], ""])
