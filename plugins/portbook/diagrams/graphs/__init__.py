"""What is drawn: boxes, edges and what they say, made from the book; nothing of any format."""

from portbook.diagrams.graphs.graph import Edge, Graph, Node, graphs

__all__ = ["Edge", "Graph", "Node", "graphs"]
