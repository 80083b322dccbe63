"""Draw the diagrams of a book, those that a cache does not hold."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache as once
from pathlib import Path

from portbook import __version__
from portbook.diagrams.cache import Cache, key_of
from portbook.diagrams.dot import to_dot
from portbook.diagrams.engine import ENGINES, Engines, Order, Rendering, identity, render
from portbook.diagrams.graphs import Graph, Look, graphs, icons
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

    Where the cache holds all of them, no engine is started.
    """
    made = {graph.name: graph for graph in graphs(book, look)}
    order = replace(order, images=order.images or icons.folder())
    texts = {name: to_dot(graph) for name, graph in made.items()}
    keys = _keys(made, texts, order) if cache else {}
    known = {name: svg for name, key in keys.items() if cache and (svg := cache.get(key)) is not None}
    missing = {name: dot for name, dot in texts.items() if name not in known}
    drawn, rendering = _dressed(made, missing, order, engines)
    if cache and drawn and rendering.fonts and not rendering.remarks:
        cache.put({keys[name]: svg for name, svg in drawn.items()}, [keys[name] for name in known])
    svgs = known | drawn
    return Drawing({name: svgs[name] for name in made if name in svgs}, rendering)


def _dressed(
    made: Mapping[str, Graph], texts: Mapping[str, str], order: Order, engines: Engines
) -> tuple[dict[str, str], Rendering]:
    """Draw DOT texts and dress each picture while the engine draws the next."""
    svgs: dict[str, str] = {}
    undressed: dict[str, str] = {}

    def take(name: str, picture: bytes) -> None:
        try:
            svgs[name] = dress(read(picture.decode("utf-8")), made[name])
        except (PictureError, UnicodeDecodeError) as error:
            undressed[name] = str(error)

    rendering = render(texts, order, take, engines)
    return svgs, replace(rendering, failures=rendering.failures | undressed)


def _keys(made: Mapping[str, Graph], texts: Mapping[str, str], order: Order) -> dict[str, str]:
    """Return the key of each diagram: all that decides what it looks like. The graph has what DOT does not: links."""
    same = (__version__, _drawers(), identity(order), order.format, _state(order.images))
    return {name: key_of(*same, texts[name], repr(graph)) for name, graph in made.items()}


@once
def _drawers() -> str:
    """Return the digest of the modules that draw: a version may see many changes before the next."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _state(folder: Path | None) -> str:
    """Return a text that changes when a folder of pictures is replaced."""
    try:
        return f"{folder} {os.stat(folder).st_mtime_ns}" if folder else ""
    except OSError:
        return str(folder)
