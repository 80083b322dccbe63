"""Make contradictions, and tell them in words."""

import hashlib

from portbook.diagnostics import Place, Report, shorten
from portbook.model import Flow
from portbook.model.contradiction import About, Contradiction, Grade, Side

MOST_SIDES = 4
"""Sides that a message names."""


def made(grade: Grade, about: About, topic: str, sides: tuple[Side, ...]) -> Contradiction:
    """Make a contradiction; its id follows from its rows."""
    ordered = tuple(sorted(sides, key=lambda item: (not item.rows, item.path, item.sheet, item.line)))
    key = (about, grade, [(item.path, item.sheet, item.line, [flow for flow, _ in item.rows]) for item in ordered])
    digest = hashlib.sha256(repr(key).encode()).hexdigest()[:10]
    return Contradiction(f"c-{digest}", grade, about, topic, ordered)


def path_text(flow: Flow, *more: str) -> str:
    """Name a path: its ends, then what else is common to the sides."""
    return ", ".join((f"{flow.source} → {flow.destination}", *filter(None, more)))


def tell(found: Contradiction, report: Report) -> None:
    """Report a contradiction at its first row; the message names the sides."""
    first = found.sides[0]
    said = [f"{item.place} says {shorten(item.says, 60)}" for item in found.sides[:MOST_SIDES]]
    more = len(found.sides) - len(said)
    text = "; ".join([*said, *([f"and {more} more"] if more else [])])
    place = Place(first.path, first.line, first.sheet)
    report.add(f"contradiction-{found.grade}", place, f"{shorten(found.topic)}: {TITLES[found.about]}: {text}")


TITLES: dict[About, str] = {
    About.PORTS: "different ports",
    About.PROTECTION: "different protection",
    About.PROTOCOL: "different protocols",
    About.TRANSPORT: "different transports",
    About.MISSING: "a path that the other end lacks",
}
"""What the sides of a contradiction are, in a few words."""
