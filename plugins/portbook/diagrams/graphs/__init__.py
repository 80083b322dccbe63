"""What is drawn: boxes, edges and what they say, made from the book; nothing of any format."""

from portbook.diagrams.graphs.graph import Edge, Graph, Line, Node
from portbook.diagrams.graphs.look import Look, problems
from portbook.diagrams.graphs.subjects import architecture, graphs, of_endpoint, of_flows, of_subsystem

__all__ = [
    "Edge",
    "Graph",
    "Line",
    "Look",
    "Node",
    "architecture",
    "graphs",
    "of_endpoint",
    "of_flows",
    "of_subsystem",
    "problems",
]
