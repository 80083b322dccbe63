"""Graphviz, at arm's length: DOT goes in, pictures or messages come out."""

from portbook.diagrams.engine.render import Rendering, render

__all__ = ["Rendering", "render"]
