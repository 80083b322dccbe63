"""Draw a book: graphs of its flows, as DOT, as pictures of Graphviz, as SVG fit for a page.

A diagram has the name of the page that it stands for: ``architecture``, ``subsystems/SLUG``, ``endpoints/SLUG``.
"""

from portbook.diagrams.cache import Cache
from portbook.diagrams.drawing import Drawing, dots, draw
from portbook.diagrams.engine import Order, Rendering, render
from portbook.diagrams.graphs import Graph, Look, graphs, problems
from portbook.diagrams.svg.place import place, standalone
from portbook.diagrams.svg.stylesheet import page_css

__all__ = [
    "Cache",
    "Drawing",
    "Graph",
    "Look",
    "Order",
    "Rendering",
    "dots",
    "draw",
    "graphs",
    "page_css",
    "place",
    "problems",
    "render",
    "standalone",
]
