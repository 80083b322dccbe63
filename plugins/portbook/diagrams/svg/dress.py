"""Dress a picture for the page: classes beside colours, links, tooltips, facts in data attributes.

The order is that in which a reader hears it: boxes, what runs between them, then what stands below. Tiers and lines say
nothing that boxes and plates do not, and are silent. A link is written as ``portbook:PAGE`` until
``place`` puts the picture on a page.
"""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from portbook.diagrams.dot.plates import Plate, plates
from portbook.diagrams.graphs import Edge, Graph, Node
from portbook.diagrams.graphs.caption import tooltip
from portbook.diagrams.svg import legend
from portbook.diagrams.svg.icons import symbols
from portbook.diagrams.svg.picture import BELOW, Picture, PictureError, Shape, short
from portbook.diagrams.svg.shapes import LINK, box, line, text, texts
from portbook.diagrams.theme import (
    BOX_STYLES,
    FONT_STACK,
    GRADE_STYLES,
    PAPER,
    SIZES,
    TIER_STYLE,
    TIERS,
)
from portbook.views.blocks import BADGE_KINDS

NAMESPACES = {"xmlns": "http://www.w3.org/2000/svg", "xmlns:xlink": "http://www.w3.org/1999/xlink"}

SILENT = {"aria-hidden": "true"}

REACH = 12
"""How near to an edge one points at it."""

WIDTHS = (900, 600, 400)
"""The widths in pixels below which a stylesheet lets a picture of at least that width scroll instead of shrinking."""


def dress(picture: Picture, graph: Graph) -> str:
    """Write the SVG of a graph from its picture. Raises PictureError where the picture lacks a part of the graph."""
    shared = plates(graph)
    parts = {part.id for group in (graph.nodes, graph.edges, shared) for part in group} | {*graph.tiers.values()}
    if lacking := len((parts | {plate.arrow for plate in shared}) - picture.shapes.keys()):
        raise PictureError(f"the picture lacks {lacking} parts of the graph")
    own = f"pb-id-{re.sub(r'[^A-Za-z0-9_-]', '-', graph.name)}"
    root = _root(picture, graph, own)
    icons = symbols(root, graph, own)
    _heading(root, picture.shapes.get("title", ()))
    for tier, name in graph.tiers.items():
        _tier(root, tier, picture.shapes[name], picture.shapes.get(f"{name}t", ()))
    labels = {node.id: _named(node) for node in graph.nodes}
    for edge in graph.edges:
        _edge(root, edge, _words((edge,), labels, graph), picture.shapes[edge.id])
    for node in graph.nodes:
        _node(root, node, picture.shapes[node.id], icons.get(node.icon, ""))
    for plate in shared:
        _plate(root, plate, _words(plate.edges, labels, graph), picture)
    legend.draw(root, graph, picture.shapes[BELOW])
    return tostring(root, encoding="unicode")


def _named(node: Node) -> str:
    """Name a box: two that the source does not name differ by what they are for."""
    return f"{node.label} ({node.note})" if node.note else node.label


def _words(edges: tuple[Edge, ...], labels: Mapping[str, str], graph: Graph) -> str:
    return tooltip(", ".join(labels[edge.tail] for edge in edges), labels[edges[0].head], edges[0].lines, graph.notes)


def _root(picture: Picture, graph: Graph, own: str) -> Element:
    frame = (picture.left, picture.top, picture.width, picture.height)
    wide = [f" pb-svg--from-{width}" for width in WIDTHS if width <= picture.width][:1]
    root = Element("svg", NAMESPACES)
    root.attrib |= {
        "role": "graphics-document document",
        "class": "".join(["pb-svg", *wide]),
        "aria-labelledby": f"{own}-title",
        "aria-describedby": f"{own}-desc",
        "viewBox": " ".join(map(short, frame)),
        "width": short(picture.width),
        "height": short(picture.height),
        "font-family": FONT_STACK,
        "font-size": str(SIZES.plate),
        "text-anchor": "middle",
    }
    SubElement(root, "title", {"id": f"{own}-title"}).text = graph.title
    SubElement(root, "desc", {"id": f"{own}-desc"}).text = graph.description
    return root


def _heading(root: Element, shapes: tuple[Shape, ...]) -> None:
    """Draw the title of a picture that stands alone; it is told by the title of the document already."""
    words = [shape for shape in shapes if shape.tag == "text"]
    if words:
        group = SubElement(root, "g", SILENT)
        for shape in words:
            text(group, shape)


def _tier(root: Element, tier: str, ground: tuple[Shape, ...], title: tuple[Shape, ...]) -> None:
    """Draw the ground of a tier and its title, which each of its boxes tells by itself."""
    colours = {"color": TIER_STYLE.border.light, "fill": TIER_STYLE.fill.light}
    group = SubElement(root, "g", SILENT | {"class": "pb-tier", "data-tier": tier} | colours)
    box(group, ground, "1")
    texts(group, title)


def _edge(root: Element, edge: Edge, words: str, shapes: tuple[Shape, ...]) -> None:
    link = _link(root, edge.target)
    link.attrib |= SILENT | {"tabindex": "-1"}
    group = SubElement(link, "g", SILENT | {"class": f"pb-edge pb-edge--{edge.grade}"})
    _state(group, (edge,))
    SubElement(group, "title").text = words
    line(group, edge.grade, shapes)
    for shape in shapes:  # a line is too thin to point at
        SubElement(group, shape.tag, shape.geometry | {"class": "pb-reach", "stroke-width": str(REACH)})


def _plate(root: Element, plate: Plate, words: str, picture: Picture) -> None:
    """Draw a plate, and the arrow from it, which is of all edges that share it."""
    link = _link(root, plate.edges[0].target)
    group = SubElement(link, "g", {"class": f"pb-plate pb-plate--{plate.grade}", "role": "img"})
    _state(group, plate.edges)
    SubElement(group, "title").text = words
    line(group, plate.grade, picture.shapes[plate.arrow])
    shapes = picture.shapes[plate.id]
    middle = box(group, shapes, "1", fill=PAPER.light)
    texts(group, shapes, middle, [(BADGE_KINDS[one.grade], one.grade) for one in plate.lines if one.grade])


def _link(root: Element, target: str) -> Element:
    return SubElement(root, "a", {"class": "pb-link", LINK: f"portbook:{target}"})


def _state(group: Element, edges: tuple[Edge, ...]) -> None:
    """State the facts of edges that share a plate in data attributes."""
    group.set("color", GRADE_STYLES[edges[0].grade].ink.light)
    group.set("data-from", " ".join(edge.tail for edge in edges))
    group.set("data-to", edges[0].head)
    group.set("data-flows", " ".join(flow for edge in edges for flow in edge.flows))


def _node(root: Element, node: Node, shapes: tuple[Shape, ...], symbol: str) -> None:
    style = BOX_STYLES[node.kind]
    parent = _link(root, node.target) if node.target else root
    classes = f"pb-node pb-node--{node.kind}{' pb-node--centre' if node.centre else ''}"
    colours = {"color": style.border.light, "fill": style.fill.light}
    group = SubElement(parent, "g", {"class": classes, "role": "img", **colours})
    group.set("data-node", node.id)
    if node.target:
        group.set("data-endpoint", node.target.rpartition("/")[2])
    kinds = ", ".join(filter(None, [style.label, TIERS.get(node.tier)]))
    SubElement(group, "title").text = "\n".join([f"{_named(node)}: {kinds}", *node.parts])
    middle = box(group, shapes, "2.4" if node.centre else "1.2", style.dash)
    for shape in shapes:
        if shape.tag == "image" and symbol:
            SubElement(group, "use", shape.geometry | {LINK: f"#{symbol}"})
    texts(group, shapes, middle)
