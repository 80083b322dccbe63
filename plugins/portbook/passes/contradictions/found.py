"""Make contradictions, and tell them in words."""

from portbook.diagnostics import Place, Report, Subject, digest, shorten
from portbook.model import Flow
from portbook.model.contradiction import About, Contradiction, Grade, Side

MOST_SIDES = 4
"""Sides that a message names."""


def made(grade: Grade, about: About, topic: str, sides: tuple[Side, ...]) -> Contradiction:
    """Make a contradiction; its id follows from what its sides say, not from where their rows stand."""
    ordered = tuple(sorted(sides, key=lambda item: (not item.rows, item.path, item.sheet, item.line)))
    said = sorted((item.path, *_meaning(item)) for item in ordered)
    return Contradiction(digest("c", str(about), str(grade), said), grade, about, topic, ordered)


def _meaning(said: Side) -> tuple[str, ...]:
    return tuple(sorted({flow for flow, _ in said.rows})) or (said.sheet, said.says)


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
    message = f"{shorten(found.topic)}: {TITLES[found.about]}: {text}"
    others = tuple(Place(item.path, item.line, item.sheet) for item in found.sides[1:])
    report.add(f"contradiction-{found.grade}", place, message, subject=Subject(found.id, others))


TITLES: dict[About, str] = {
    About.PORTS: "different ports",
    About.PROTECTION: "different protection",
    About.PROTOCOL: "different protocols",
    About.TRANSPORT: "different transports",
    About.MISSING: "a path that the other end lacks",
}
"""What the sides of a contradiction are, in a few words."""
