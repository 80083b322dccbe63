"""Write a graph as the text of a file."""

from portbook.diagrams.graphs import Graph
from portbook.diagrams.mermaid.diagram import diagram
from portbook.diagrams.mermaid.limits import limits


def to_mermaid(graph: Graph) -> str:
    """Write a graph as Mermaid, and at the top what that cannot express."""
    first, *rest = diagram(graph)
    return "\n".join([first, "%% Mermaid cannot express:", *(f"%% - {limit}" for limit in limits(graph)), *rest, ""])
