"""Draw the shapes of a picture: lines, boxes and texts, in the colours of the group that holds them."""

from collections.abc import Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from portbook.diagrams.svg.picture import NUMBERS, Shape, short
from portbook.diagrams.theme import GRADE_STYLES, INK, PALE, SIZES

SMALL_DROP = 2
"""How much lower than the engine says small print stands, so that it does not touch the name above."""

INHERITED = {("font-size", str(SIZES.plate))}
"""What the root says once for all texts."""

LINK = "xlink:href"
"""The attribute of links: Material sets every ``href`` of a page that it exchanges, and those of SVG cannot be set."""

Mark = tuple[str, str]
"""The mark of a grade, and the grade."""


def line(group: Element, grade: str, shapes: Sequence[Shape]) -> None:
    """Draw the path of an edge and its arrowhead."""
    style = GRADE_STYLES[grade]
    stroke = {"fill": "none", "stroke": "currentColor", "stroke-width": f"{style.width:g}"} | dashed(style.dash)
    head = {"fill": "currentColor", "stroke": "currentColor"}
    for shape in shapes:
        SubElement(group, shape.tag, shape.geometry | (stroke if shape.tag == "path" else head))


def box(group: Element, shapes: Sequence[Shape], width: str, dash: str = "", fill: str = "") -> str:
    """Draw a box and what divides it into rows. Returns where its middle is.

    A rounded box, which the engine draws as a path of many points, is written as what it is.
    """
    border = {"class": "pb-box", "stroke": "currentColor", "stroke-width": width} | dashed(dash)
    if fill:
        group.set("fill", fill)
    drawn = [shape for shape in shapes if shape.tag not in ("text", "image")]
    if not drawn:
        return "0"
    left, _, across, _ = _bounds(drawn[0])
    for shape in drawn:
        if shape.tag == "path":
            rectangle = zip(("x", "y", "width", "height"), map(short, _bounds(shape)), strict=True)
            SubElement(group, "rect", dict(rectangle) | {"rx": "7"} | border)
        else:
            SubElement(group, shape.tag, shape.geometry | border)
    return short(left + across / 2)


def texts(group: Element, shapes: Sequence[Shape], middle: str = "", marks: Sequence[Mark] = ()) -> None:
    """Draw the texts of a box line by line, centred where a middle is given.

    The engine sets text by the widths of its own font, and a reader has another. Marks, in the order in which they
    are met, take the colours of their grades.
    """
    due = list(marks)
    for _, runs in groupby((s for s in shapes if s.tag == "text"), key=lambda shape: shape.geometry["y"]):
        pieces = list(runs)
        element = text(group, pieces[0], middle)
        element.set("aria-hidden", "true")  # the title of the group says it
        element.text = None
        last: Element | None = None
        for piece in pieces:
            if due and piece.text == due[0][0]:
                last = mark(element, *due.pop(0))
            elif last is None:
                element.text = (element.text or "") + piece.text
            else:
                last.tail = (last.tail or "") + piece.text


def text(group: Element, shape: Shape, middle: str = "") -> Element:
    """Draw one text, where the engine has it or centred."""
    small = shape.geometry["font-size"] == str(SIZES.small)
    geometry = {name: value for name, value in shape.geometry.items() if (name, value) not in INHERITED}
    geometry |= {"class": "pb-small", "fill": PALE.light} if small else {"fill": INK.light}
    geometry |= {"x": middle} if middle else {"text-anchor": "start"}
    if small and middle:
        geometry["y"] = short(float(shape.geometry["y"]) + SMALL_DROP)
    element = SubElement(group, "text", geometry)
    element.text = shape.text
    return element


def mark(parent: Element, sign: str, grade: str) -> Element:
    """Write the mark of a grade in its colour."""
    element = SubElement(parent, "tspan", {"class": f"pb-mark pb-mark--{grade}", "fill": GRADE_STYLES[grade].ink.light})
    element.text = sign
    return element


def dashed(dash: str) -> dict[str, str]:
    """Write a pattern of dashes as attributes."""
    return {"stroke-dasharray": dash} if dash else {}


def _bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, width and height of a shape that is made of points."""
    numbers = [float(number) for number in NUMBERS.findall(shape.geometry.get("d") or shape.geometry.get("points", ""))]
    across, down = numbers[::2] or [0.0], numbers[1::2] or [0.0]
    return min(across), min(down), max(across) - min(across), max(down) - min(down)
