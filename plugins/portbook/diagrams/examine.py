"""Find out what an engine can do on this machine, by letting it draw a diagram."""

import re
from dataclasses import dataclass

from portbook.diagrams.dot import to_dot
from portbook.diagrams.engine import ENGINES, FORMATS, Engines, Order, Rendering, render
from portbook.diagrams.engine.batch import NO_ENGINE
from portbook.diagrams.graphs import Edge, Graph, Line, Node
from portbook.diagrams.svg.dress import dress
from portbook.diagrams.svg.picture import PictureError, read

PROBE = Graph(
    name="probe",
    title="Probe",
    summary="2 endpoints, 1 flow.",
    description="",
    source="",
    nodes=(Node("n0", "machine", "vm", parts=("component", "another")), Node("n1", "group", "group")),
    edges=(Edge("e0", "n0", "n1", 0, None, "clear", (Line("80 TCP", "clear"),), ("flow",)),),
)
"""A graph with every shape: boxes plain, in rows and with double sides, an edge, its plate, a legend."""

SECONDS = 20
FAMILY = re.compile(rb"/FontFamily \(([\w ]+)\)")


@dataclass(frozen=True, slots=True)
class Health:
    """Hold what an engine said of itself, the formats that it draws, and the first problem.

    ``family`` is the font that it takes for Arial, empty where it does not tell.
    """

    engine: str
    formats: tuple[str, ...]
    fonts: bool
    family: str
    problem: str


def examine(name: str, engines: Engines = ENGINES) -> Health:
    """Draw a small diagram in each format with one engine and no other. What cannot be read back is not drawn."""
    pictures: dict[str, bytes] = {}
    problems: list[str] = []
    last = Rendering()
    for style in FORMATS:
        order = Order(engine=name, format=style, timeout=SECONDS)
        last = render([(style, to_dot(PROBE))], order, pictures.__setitem__, {name: engines[name]})
        problems += [reason.removeprefix(NO_ENGINE) for reason in last.failures.values()]
        if not last.engine:
            break  # it cannot be had, whatever the format
    if unfit := _unfit(pictures):
        del pictures["svg"]
        problems.insert(0, unfit)
    family = FAMILY.search(pictures.get("pdf", b""))
    return Health(
        last.engine, tuple(pictures), last.fonts, family[1].decode("ascii") if family else "", next(iter(problems), "")
    )


def _unfit(pictures: dict[str, bytes]) -> str:
    """Say why the picture for pages cannot be used."""
    try:
        if "svg" in pictures:
            dress(read(pictures["svg"].decode("utf-8")), PROBE)
    except (PictureError, UnicodeDecodeError) as error:
        return str(error)
    return ""
