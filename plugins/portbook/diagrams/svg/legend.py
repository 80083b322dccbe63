"""Draw what stands below a picture: the engine has laid it out, in the order in which ``labels`` wrote it."""

from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from portbook.diagrams.dot.labels import legend
from portbook.diagrams.graphs import Graph
from portbook.diagrams.svg.picture import Shape
from portbook.diagrams.svg.shapes import dashed, mark, text
from portbook.diagrams.theme import BOX_STYLES, GRADE_STYLES
from portbook.views.blocks import BADGE_KINDS


def draw(root: Element, graph: Graph, shapes: Sequence[Shape]) -> None:
    """Draw the title, the samples with their words, and the notes."""
    if not shapes:
        return
    group = SubElement(root, "g", {"class": "pb-legend"})
    samples = iter(tuple(_samples(graph)))
    marks = [(BADGE_KINDS[of], of) for what, of in legend(graph) if what == "line"]
    sample: dict[str, str] = {}
    for shape in shapes:
        if shape.tag == "text":
            element = text(group, shape)
            sample = {}
            if marks and shape.text == marks[0][0]:
                element.text = None
                mark(element, *marks.pop(0))
        elif shape.tag in ("polyline", "polygon"):
            sample = sample or next(samples, {})
            SubElement(group, shape.tag, shape.geometry | sample)


def _samples(graph: Graph) -> Iterator[dict[str, str]]:
    """Yield the attributes of each sample, in the order of the legend."""
    for what, of in legend(graph):
        if what == "line":
            line = GRADE_STYLES[of]
            colours = {"color": line.ink.light, "fill": "none", "stroke": "currentColor"}
            width = {"stroke-width": f"{line.width:g}"}
            yield {"class": f"pb-sample pb-sample--{of}", **colours, **width, **dashed(line.dash)}
        if what == "box":
            box = BOX_STYLES[of]
            colours = {"color": box.border.light, "fill": box.fill.light, "stroke": "currentColor"}
            yield {"class": f"pb-node--{of}", **colours, **dashed(box.dash)}
