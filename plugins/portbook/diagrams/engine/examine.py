"""Find out what an engine can do on this machine, by letting it do it."""

import re
from dataclasses import dataclass

from portbook.diagrams.engine.order import FORMATS, Order, Rendering
from portbook.diagrams.engine.render import ENGINES, NO_ENGINE, Engines, render

PROBE = "digraph { node [fontname=Arial]; probe -> probe }"
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
    """Draw a small graph in each format with one engine and no other."""
    pictures: dict[str, bytes] = {}
    problem = ""
    last = Rendering()
    for style in FORMATS:
        order = Order(engine=name, format=style, timeout=SECONDS)
        last = render({style: PROBE}, order, pictures.__setitem__, {name: engines[name]})
        problem = problem or last.failures.get(style, "").removeprefix(NO_ENGINE)
        if not last.engine:
            break  # it cannot be had, whatever the format
    family = FAMILY.search(pictures.get("pdf", b""))
    return Health(last.engine, tuple(pictures), last.fonts, family[1].decode("ascii") if family else "", problem)
