"""Dress a picture for the page: classes beside colours, links, tooltips, a legend, facts in data attributes.

A link is written as ``portbook:PAGE`` until ``place`` puts the picture on a page.
"""

import re
from collections.abc import Callable
from html import escape
from xml.etree.ElementTree import Element, SubElement, tostring

from portbook.diagrams.dot import arrow, plates
from portbook.diagrams.graphs.caption import tooltip
from portbook.diagrams.graphs.graph import Edge, Graph, Node
from portbook.diagrams.svg import legend
from portbook.diagrams.svg.picture import NUMBERS, Picture, PictureError, Shape, short
from portbook.diagrams.svg.stylesheet import standalone_css
from portbook.diagrams.theme import BOX_STYLES, FONT_STACK, GRADE_STYLES, INK, PALE, PAPER, SIZES
from portbook.views.blocks import PageRef

WIDE = 760
"""A picture wider than this does not fit the column of a page: its class lets a stylesheet make it scroll."""

SMALL_DROP = 2
"""How much lower than the engine says small print stands, so that it does not touch the name above."""

INHERITED = {("font-size", str(SIZES.plate))}
"""What the root says once for all texts."""

# Text and attribute values are escaped, so that a `<` begins a tag and nothing else.
LINK = re.compile(r'<a class="pb-link" href="portbook:([^"]*)">')
UNPLACED = re.compile(LINK.pattern + r"(.*?)</a>")
IDENTIFIED = re.compile(r"<(?:svg|title|desc) [^>]*>")


def dress(picture: Picture, graph: Graph) -> str:
    """Write the SVG of a graph from its picture. Raises PictureError where the picture lacks a part of the graph."""
    shared = plates(graph)
    parts = {*shared, *map(arrow, shared), *(node.id for node in graph.nodes), *(edge.id for edge in graph.edges)}
    if lacking := len(parts - picture.shapes.keys()):
        raise PictureError(f"the picture lacks {lacking} parts of the graph")
    root = _root(picture, graph)
    labels = {node.id: node.label for node in graph.nodes}
    for edge in graph.edges:
        _stroke(_edges(root, "pb-edge", (edge,), labels), edge.grade, picture.shapes[edge.id])
    for plate, edges in shared.items():
        group = _edges(root, "pb-plate", edges, labels)
        group.set("fill", PAPER.light)
        _stroke(group, edges[0].grade, picture.shapes[arrow(plate)])
        _box(group, picture.shapes[plate])
    for node in graph.nodes:
        _node(root, node, picture.shapes[node.id])
    return tostring(root, encoding="unicode")


def place(svg: str, resolve: Callable[[PageRef], str], instance: int = 1) -> str:
    """Put a picture on a page: resolve its links. ``instance`` counts its showings on one page, so that ids differ."""
    placed = LINK.sub(lambda link: f'<a class="pb-link" href="{escape(resolve(PageRef(link[1])))}">', svg)
    return placed if instance == 1 else IDENTIFIED.sub(lambda tag: _renumbered(tag[0], instance), placed)


def standalone(svg: str) -> str:
    """Make a file of a picture: its colours inside, and no link that was not placed."""
    start = svg.index("</desc>") + len("</desc>")
    return f"{svg[:start]}<style>{standalone_css()}</style>{UNPLACED.sub(lambda link: link[2], svg[start:])}\n"


def _renumbered(tag: str, instance: int) -> str:
    return re.sub(r"\bpb-id-([^ \"]*)", rf"pb-id-\1-{instance}", tag)


def _root(picture: Picture, graph: Graph) -> Element:
    own = f"pb-id-{re.sub(r'[^A-Za-z0-9_-]', '-', graph.name)}"
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "graphics-document document"})
    SubElement(root, "title", {"id": f"{own}-title"}).text = graph.title
    SubElement(root, "desc", {"id": f"{own}-desc"}).text = graph.description
    bottom = picture.top + picture.height
    width, below = legend.draw(root, graph, picture.left, bottom, picture.width)
    height = picture.height + below
    root.attrib |= {
        "class": "pb-svg pb-svg--wide" if width > WIDE else "pb-svg",
        "aria-labelledby": f"{own}-title {own}-desc",
        "viewBox": " ".join(map(short, (picture.left, picture.top, width, height))),
        "width": short(width),
        "height": short(height),
        "font-family": FONT_STACK,
        "font-size": str(SIZES.plate),
        "text-anchor": "middle",
    }
    return root


def _edges(root: Element, name: str, edges: tuple[Edge, ...], labels: dict[str, str]) -> Element:
    """Open the group of an edge, or of a plate with the edges that share it."""
    grade = edges[0].grade
    group = SubElement(root, "g", {"class": f"{name} {name}--{grade}", "color": GRADE_STYLES[grade].ink.light})
    group.set("data-from", " ".join(edge.tail for edge in edges))
    group.set("data-to", edges[0].head)
    group.set("data-flows", " ".join(flow for edge in edges for flow in edge.flows))
    tails = ", ".join(labels[edge.tail] for edge in edges)
    SubElement(group, "title").text = tooltip(tails, labels[edges[0].head], edges[0].lines, grade)
    return group


def _node(root: Element, node: Node, shapes: tuple[Shape, ...]) -> None:
    style = BOX_STYLES[node.kind]
    parent = SubElement(root, "a", {"class": "pb-link", "href": f"portbook:{node.target}"}) if node.target else root
    classes = f"pb-node pb-node--{node.kind}{' pb-node--centre' if node.centre else ''}"
    group = SubElement(parent, "g", {"class": classes, "color": style.border.light, "fill": style.fill.light})
    group.set("data-node", node.id)
    if node.target:
        group.set("data-endpoint", node.target.rpartition("/")[2])
    SubElement(group, "title").text = f"{node.label} ({style.label})"
    _box(group, shapes, "2.4" if node.centre else "1.2", style.dash)


def _stroke(group: Element, grade: str, shapes: tuple[Shape, ...]) -> None:
    style = GRADE_STYLES[grade]
    line = {"fill": "none", "stroke": "currentColor", "stroke-width": f"{style.width:g}"} | _dash(style.dash)
    for shape in shapes:
        SubElement(group, shape.tag, shape.geometry | (line if shape.tag == "path" else {"fill": "currentColor"}))


def _box(group: Element, shapes: tuple[Shape, ...], width: str = "1", dash: str = "") -> None:
    """Draw a box and its text, centred: the engine sets text by the widths of its own font, a reader has another."""
    border = {"class": "pb-box", "stroke": "currentColor", "stroke-width": width} | _dash(dash)
    left, _, across, _ = _bounds(shapes[0])
    for shape in shapes:
        if shape.tag == "text":
            _text(group, shape, short(left + across / 2))
        elif shape.tag == "path":
            SubElement(group, "rect", _rectangle(shape) | border)
        else:
            SubElement(group, shape.tag, shape.geometry | border)


def _dash(dash: str) -> dict[str, str]:
    return {"stroke-dasharray": dash} if dash else {}


def _bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a shape that is made of points."""
    numbers = [float(number) for number in NUMBERS.findall(shape.geometry.get("d") or shape.geometry.get("points", ""))]
    across, down = numbers[::2] or [0.0], numbers[1::2] or [0.0]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)


def _rectangle(shape: Shape) -> dict[str, str]:
    """Write a rounded box, which the engine draws as a path of many points, as what it is."""
    return dict(zip(("x", "y", "width", "height"), map(short, _bounds(shape)), strict=True)) | {"rx": "7"}


def _text(group: Element, shape: Shape, middle: str) -> None:
    small = shape.geometry["font-size"] == str(SIZES.small)
    ink = {"class": "pb-small", "fill": PALE.light} if small else {"fill": INK.light}
    geometry = {name: value for name, value in shape.geometry.items() if (name, value) not in INHERITED}
    baseline = short(float(shape.geometry["y"]) + (SMALL_DROP if small else 0))
    SubElement(group, "text", geometry | {"x": middle, "y": baseline} | ink).text = shape.text
