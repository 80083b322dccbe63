"""Draw the legend below a picture: a sample of each line style that the picture uses, with its meaning."""

from xml.etree.ElementTree import Element, SubElement

from portbook.diagrams.graphs.graph import Graph
from portbook.diagrams.svg.picture import short
from portbook.diagrams.theme import GRADE_STYLES, PALE, SIZES

SAMPLE, GAP, BETWEEN, LINE_HEIGHT, MARGIN = 34, 6, 18, 18, 8
CHARACTER = 0.6
"""The width of a character, in heights of text: more than most have, so that nothing touches."""


def draw(root: Element, graph: Graph, left: float, top: float, width: float) -> tuple[float, float]:
    """Draw the legend from a point on. Returns the width that the picture needs now, and the height of the legend."""
    used = {edge.grade for edge in graph.edges}
    if not used:
        return width, 0
    group = SubElement(root, "g", {"class": "pb-legend", "font-size": str(SIZES.small), "text-anchor": "start"})
    right, x, y = width, float(MARGIN), top + MARGIN + LINE_HEIGHT / 2
    for grade in (grade for grade in GRADE_STYLES if grade in used):
        size = SAMPLE + GAP + len(GRADE_STYLES[grade].label) * SIZES.small * CHARACTER
        if x > MARGIN and x + size > width:
            x, y = float(MARGIN), y + LINE_HEIGHT
        _entry(group, grade, left + x, y)
        x += size + BETWEEN
        right = max(right, x - BETWEEN + MARGIN)
    return right, y + LINE_HEIGHT / 2 + MARGIN / 2 - top


def _entry(group: Element, grade: str, x: float, y: float) -> None:
    style = GRADE_STYLES[grade]
    entry = SubElement(group, "g", {"class": f"pb-sample pb-sample--{grade}", "color": style.ink.light})
    line = {"d": f"M{short(x)} {short(y)}h{SAMPLE}", "stroke": "currentColor", "stroke-width": f"{style.width:g}"}
    SubElement(entry, "path", line | ({"stroke-dasharray": style.dash} if style.dash else {}))
    words = {"class": "pb-small", "x": short(x + SAMPLE + GAP), "y": short(y + 4), "fill": PALE.light}
    SubElement(entry, "text", words).text = style.label
