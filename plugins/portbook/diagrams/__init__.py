"""Draw a book: graphs of its flows, as DOT, as pictures of Graphviz, as SVG fit for a page.

A diagram has the name of the page that it stands for: ``architecture``, ``subsystems/SLUG``, ``endpoints/SLUG``.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from portbook.diagrams.dot import to_dot
from portbook.diagrams.engine.render import Rendering, render
from portbook.diagrams.graphs.graph import Graph, graphs
from portbook.diagrams.svg.dress import dress, place, standalone
from portbook.diagrams.svg.picture import PictureError, read
from portbook.diagrams.svg.stylesheet import page_css
from portbook.model import Book

__all__ = ["Drawing", "Graph", "Rendering", "dots", "draw", "graphs", "page_css", "place", "render", "standalone"]

Renderer = Callable[[Mapping[str, str], float], Rendering]
"""What turns DOT into pictures; a cache by content wraps one."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold the diagrams of a book by name, ready for ``place``, and why others could not be drawn."""

    svgs: dict[str, str]
    failures: dict[str, str]
    engine: str


def dots(book: Book) -> dict[str, str]:
    """Write the DOT of every diagram of a book, by name."""
    return {graph.name: to_dot(graph) for graph in graphs(book)}


def draw(book: Book, timeout: float, renderer: Renderer = render) -> Drawing:
    """Draw every diagram of a book within some seconds. Never raises on what an engine does."""
    made = {graph.name: graph for graph in graphs(book)}
    rendering = renderer({name: to_dot(graph) for name, graph in made.items()}, timeout)
    svgs: dict[str, str] = {}
    failures = dict(rendering.failures)
    for name, svg in rendering.svgs.items():
        try:
            svgs[name] = dress(read(svg), made[name])
        except PictureError as error:
            failures[name] = str(error)
    return Drawing(svgs, failures, rendering.engine)
