"""Read the engine's SVG: the geometry of what was drawn, and nothing else of it.

This is the gate: only the elements and attributes named below come through, with values of the form given there, and
no style, link, script, image or reference in the engine's text is ever looked at.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = r"-?\d+(?:\.\d+)?"
NUMBERS = re.compile(NUMBER)
DECIMALS = re.compile(r"\.(\d)\d*")
POINTS = rf"{NUMBER}(?:[ ,]+{NUMBER})*"

GEOMETRY = {
    tag: {name: re.compile(pattern) for name, pattern in attributes.items()}
    for tag, attributes in {
        "path": {"d": rf"M{POINTS}(?:C{POINTS})*"},
        "polygon": {"points": POINTS},
        "polyline": {"points": POINTS},
        "image": {"x": NUMBER, "y": NUMBER, "width": rf"{NUMBER}px", "height": rf"{NUMBER}px"},
        "text": {"x": NUMBER, "y": NUMBER, "font-size": NUMBER, "font-weight": "(?:bold)?"},
    }.items()
}
"""The elements that come through, with their attributes and the values that these may have."""

DRAWN = re.compile(r"[nepat]\d+|t\d+t|title")
"""The ids of boxes, edges, plates, arrows and tiers, of the titles of tiers, and of the title above."""

BELOW = "below"
"""What stands below the picture bears this id: legend and notes."""


class PictureError(ValueError):
    """Say why the engine's text is no picture."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Hold one drawn element: its tag, its geometry in short numbers, and its text."""

    tag: str
    geometry: dict[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold the shapes of each box, edge, plate, arrow and tier by id, and the frame around them."""

    left: float
    top: float
    width: float
    height: float
    shapes: dict[str, tuple[Shape, ...]]


def read(svg: str) -> Picture:
    """Read the engine's SVG. Raises PictureError where it is none."""
    if "<!ENTITY" in svg:
        raise PictureError("the picture declares entities")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - it declares no entities, and expat loads nothing from outside
    except ElementTree.ParseError as error:
        raise PictureError(f"the picture is not well-formed: {error}") from None
    paper = root.find(f"{SVG}g")
    size = NUMBERS.findall(root.get("viewBox", ""))[2:]
    shift = NUMBERS.findall(paper.get("transform", "") if paper is not None else "")[-2:]
    if len(size) != 2 or len(shift) != 2:
        raise PictureError("the picture has no frame")
    groups = {group.get("id", ""): group for group in root.iter(f"{SVG}g")}
    shapes = {name: tuple(_shapes(group.iter())) for name, group in groups.items() if DRAWN.fullmatch(name)}
    shapes[BELOW] = tuple(_shapes(paper if paper is not None else ()))
    return Picture(-float(shift[0]), -float(shift[1]), float(size[0]), float(size[1]), shapes)


def cut(text: str) -> str:
    """Cut each number in a text to one decimal, and to none where that is zero."""
    return DECIMALS.sub(lambda found: "" if found[1] == "0" else f".{found[1]}", text)


def short(number: float) -> str:
    """Write a number to one decimal, and none where that is zero."""
    return f"{round(number, 1) + 0:.1f}".removesuffix(".0")


def _shapes(elements: Iterable[ElementTree.Element]) -> Iterator[Shape]:
    for element in elements:
        tag = str(element.tag).removeprefix(SVG)
        geometry = {}
        for name, pattern in GEOMETRY.get(tag, {}).items():
            value = element.get(name, "").strip()
            if not pattern.fullmatch(value):
                raise PictureError(f"the picture has a {tag} without a proper {name}")
            if value:
                geometry[name] = cut(value)
        if geometry:
            yield Shape(tag, geometry, (element.text or "") if tag == "text" else "")
