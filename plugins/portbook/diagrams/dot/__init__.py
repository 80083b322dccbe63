"""DOT, the language of Graphviz, which lays pictures out."""

from portbook.diagrams.dot.text import PAGE, Canvas, to_dot

__all__ = ["PAGE", "Canvas", "to_dot"]
