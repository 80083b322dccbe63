"""Graphviz, at arm's length: DOT goes in, pictures or messages come out."""

from portbook.diagrams.engine.batch import ENGINES, Engines, render
from portbook.diagrams.engine.identity import identity
from portbook.diagrams.engine.order import FORMATS, Order, Rendering

__all__ = ["ENGINES", "FORMATS", "Engines", "Order", "Rendering", "identity", "render"]
