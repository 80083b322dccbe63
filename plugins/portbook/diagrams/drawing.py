"""Draw the diagrams of a book, those that a cache does not hold."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache as once
from pathlib import Path

from portbook import __version__
from portbook.diagrams.cache import Cache, key_of
from portbook.diagrams.dot import to_dot
from portbook.diagrams.engine import ENGINES, Engines, Order, Rendering, identity, render
from portbook.diagrams.engine.identity import distribution
from portbook.diagrams.graphs import Graph, Look, graphs, icons
from portbook.diagrams.svg.allowed import allowed
from portbook.diagrams.svg.dress import dress
from portbook.diagrams.svg.picture import PictureError, read
from portbook.model import Book


@dataclass(frozen=True, slots=True)
class Drawing:
    """Hold the diagrams of a book by name, ready for ``place``, and what went wrong with others.

    ``rendering`` says so of each, and who drew; it is empty where everything came from the cache.
    """

    svgs: dict[str, str]
    rendering: Rendering = field(default_factory=Rendering)

    @property
    def failures(self) -> dict[str, str]:
        return self.rendering.failures


def dots(book: Book, look: Look | None = None) -> dict[str, str]:
    """Write the DOT of every diagram of a book, by name."""
    return {graph.name: to_dot(graph) for graph in graphs(book, look or Look())}


def draw(book: Book, look: Look, order: Order, cache: Cache | None = None, engines: Engines = ENGINES) -> Drawing:
    """Draw every diagram of a book. Never raises on what an engine or a cache does.

    Where the cache holds all of them, no engine is started. Else it is started for the first that is missing, and the
    DOT of the others is written while it gets ready.
    """
    made = {graph.name: graph for graph in graphs(book, look)}
    order = replace(order, images=icons.folder())
    same = (__version__, _drawers(), identity(order), order.format) if cache else ()
    keys: dict[str, str] = {}
    known: dict[str, str] = {}

    def missing() -> Iterator[tuple[str, str]]:
        """Yield what the cache does not hold. A key is all that decides on a picture: the graph adds its links."""
        for name, graph in made.items():
            dot = to_dot(graph)
            if cache:
                keys[name] = key_of(*same, _icons(graph), dot, repr(graph))
                if (svg := cache.get(keys[name])) is not None and allowed(svg):
                    known[name] = svg
                    continue
            yield name, dot

    drawn, rendering = _dressed(made, missing(), order, engines)
    if cache and drawn and rendering.fonts and not rendering.remarks:
        cache.put({keys[name]: svg for name, svg in drawn.items()}, [keys[name] for name in known])
    svgs = known | drawn
    return Drawing({name: svgs[name] for name in made if name in svgs}, rendering)


def _dressed(
    made: Mapping[str, Graph], dots: Iterable[tuple[str, str]], order: Order, engines: Engines
) -> tuple[dict[str, str], Rendering]:
    """Draw DOT texts and dress each picture while the engine draws the next."""
    svgs: dict[str, str] = {}
    undressed: dict[str, str] = {}

    def take(name: str, picture: bytes) -> None:
        try:
            svgs[name] = dress(read(picture.decode("utf-8")), made[name])
        except (PictureError, UnicodeDecodeError) as error:
            undressed[name] = str(error)

    rendering = render(dots, order, take, engines)
    return svgs, replace(rendering, failures=rendering.failures | undressed)


def _icons(graph: Graph) -> str:
    """Name the package whose icons are part of a picture, wherever it is installed; other pictures have none."""
    return distribution(icons.PACKAGE) if any(node.icon for node in graph.nodes) else ""


@once
def _drawers() -> str:
    """Return the digest of the modules that draw: a version may see many changes before the next."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
