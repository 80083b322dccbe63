"""Make files of graphs: pictures for documents and slides, and texts that other programs draw."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from portbook.diagrams.dot import Canvas, to_dot
from portbook.diagrams.engine import Order, Rendering, render
from portbook.diagrams.graphs import Graph
from portbook.diagrams.graphs.icons import folder
from portbook.diagrams.mermaid import to_mermaid
from portbook.diagrams.svg.dress import dress
from portbook.diagrams.svg.picture import Picture, PictureError, read
from portbook.diagrams.svg.place import standalone

SUFFIXES = {"svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "mermaid": "mmd"}
"""Every format with the ending of its files."""

FILE = Canvas(titled=True)
"""What a file is drawn on that sets nothing else: no page beside it says its title."""

PRINTED = ("png", "pdf")
"""The formats that a canvas concerns."""

DPI = 96
"""The resolution of a picture that nothing else is said of: the engine's own."""

POINTS = 72
"""How many units of the engine make an inch."""

MAX_PIXELS, MAX_SIDE = 200_000_000, 32_767
"""Larger pictures are refused. The engine's bitmaps know no longer side, and are made smaller without a word."""


@dataclass(frozen=True, slots=True)
class Exported:
    """Hold the files by their path, and what went wrong with others: ``rendering`` says so by the name of the graph."""

    files: dict[str, bytes]
    rendering: Rendering = field(default_factory=Rendering)


Named = Mapping[str, Graph]
T = TypeVar("T")


def export(graphs: Iterable[Graph], formats: Sequence[str], canvas: Canvas, order: Order) -> Exported:
    """Make a file of each graph in each format: ``subsystems/web.svg``. Never raises on what an engine does.

    The canvas is that of PNG and PDF. The time of the order is that of each run of the engine: one for a format, and
    two for PNG, since how large a bitmap will be is known only of what was laid out.
    """
    named = {graph.name: graph for graph in graphs}
    order = replace(order, images=folder())
    canvas = replace(canvas, titled=True)
    made = [_made(named, style, canvas, order) for style in formats]
    files = {path: data for one in made for path, data in one.files.items()}
    return Exported(files, _joined([one.rendering for one in made]))


def _joined(renderings: Sequence[Rendering]) -> Rendering:
    """Put together what several runs of the engine say."""
    return Rendering(
        {name: reason for one in renderings for name, reason in one.failures.items()},
        next((one.engine for one in renderings if one.engine), ""),
        all(one.fonts for one in renderings),
        tuple(dict.fromkeys(remark for one in renderings for remark in one.remarks)),
    )


def _made(named: Named, style: str, canvas: Canvas, order: Order) -> Exported:
    match style:
        case "dot":
            return Exported(
                _paths({name: to_dot(_plain(graph), FILE).encode() for name, graph in named.items()}, style)
            )
        case "mermaid":
            return Exported(_paths({name: to_mermaid(graph).encode() for name, graph in named.items()}, style))
        case "svg":
            return _dressed(named, order)
        case "png":
            return _within_bounds(named, canvas, order)
        case _:
            pictures, rendering = _drawn(named, style, canvas, order)
            return Exported(_paths(pictures, style), rendering)


def _plain(graph: Graph) -> Graph:
    """Leave out icons, which are files of this machine."""
    return replace(graph, nodes=tuple(replace(node, icon="") for node in graph.nodes))


def _paths(made: Mapping[str, bytes], style: str) -> dict[str, bytes]:
    return {f"{name}.{SUFFIXES[style]}": data for name, data in made.items()}


def _drawn(named: Named, style: str, canvas: Canvas, order: Order) -> tuple[dict[str, bytes], Rendering]:
    """Let the engine draw, in a format of its own."""
    pictures: dict[str, bytes] = {}
    dots = ((name, to_dot(graph, canvas)) for name, graph in named.items())
    rendering = render(dots, replace(order, format=style), pictures.__setitem__)
    return pictures, rendering


def _dressed(named: Named, order: Order) -> Exported:
    pictures, rendering = _drawn(named, "svg", FILE, order)
    svgs, failures = _tried(pictures, lambda name, picture: standalone(dress(picture, named[name])).encode())
    return Exported(_paths(svgs, "svg"), _joined([rendering, Rendering(failures)]))


def _within_bounds(named: Named, canvas: Canvas, order: Order) -> Exported:
    """Draw bitmaps, after a look at how large they would be: that is known only of what was laid out."""
    pictures, laid_out = _drawn(named, "svg", FILE, order)
    _, too_large = _tried(pictures, lambda _, picture: check_size(picture, canvas))
    fitting = {name: graph for name, graph in named.items() if name in pictures and name not in too_large}
    bitmaps, rendering = _drawn(fitting, "png", canvas, order)
    return Exported(_paths(bitmaps, "png"), _joined([laid_out, Rendering(too_large), rendering]))


def _tried(pictures: Mapping[str, bytes], make: Callable[[str, Picture], T]) -> tuple[dict[str, T], dict[str, str]]:
    """Make something of each picture that the engine drew for a page, or say why that cannot be."""
    made: dict[str, T] = {}
    failures: dict[str, str] = {}
    for name, data in pictures.items():
        try:
            made[name] = make(name, read(data.decode()))
        except (PictureError, UnicodeDecodeError) as error:
            failures[name] = str(error)
    return made, failures


def check_size(picture: Picture, canvas: Canvas) -> None:
    """Raise PictureError where a picture would be too large as a bitmap."""
    inches = (picture.width / POINTS, picture.height / POINTS)
    scale = min(most / own for most, own in zip(canvas.size, inches, strict=True)) if canvas.size else 1
    width, height = (round(length * scale * (canvas.dpi or DPI)) for length in inches)
    if width * height > MAX_PIXELS or max(width, height) > MAX_SIDE:
        raise PictureError(
            f"it would be {width:,} by {height:,} pixels; the most are {MAX_PIXELS:,} in all and {MAX_SIDE:,} a side; "
            f"lower the dpi, or set a {'smaller ' if canvas.size else ''}size"
        )
