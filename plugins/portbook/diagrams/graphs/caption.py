"""The words of a picture: what stands on edges, in tooltips and in the description for those who do not see it."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence

from portbook.diagrams.graphs.graph import Line
from portbook.diagrams.theme import GRADE_STYLES, NOTABLE
from portbook.model import Endpoint, Flow, Kind, PortSet
from portbook.views.wording import count
from portbook.writers.escape import DIRECTED

MAX_LINES = 4
"""How many lines of ports one edge carries before it says how many more there are."""

MAX_SOURCES = 3
"""How many documents a picture names before it says how many more there are."""

MAX_RANGES = 6
"""How many ports one line names before it says how many more there are."""

CONDENSED = (
    "There is too much to draw each: the endpoints with the most flows stand alone, the others are gathered by kind, "
    "and an edge shows the least protected of its flows."
)
"""What a picture says of itself that does not show each endpoint."""

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

GATHERED = {
    Kind.VM: ("VM", "VMs"),
    Kind.EXTERNAL: ("external endpoint", "external endpoints"),
    Kind.GROUP: ("group", "groups"),
    Kind.UNSPECIFIED: ("unspecified endpoint", "unspecified endpoints"),
}
"""What a box that gathers endpoints of a kind calls them, one and several."""


def drawable(text: str) -> str:
    """Replace what XML cannot hold, and thus no picture."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def isolated(text: str) -> str:
    """Keep a text that runs from right to left from turning round what stands beside it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if DIRECTED.search(text) else text


def gathered(kind: str, number: int) -> str:
    """Name a box that gathers endpoints: ``976 more VMs``."""
    return count(number, *(f"more {noun}" for noun in GATHERED[Kind(kind)]))


def edge_lines(flows: Sequence[Flow], notes: Mapping[str, int]) -> tuple[Line, ...]:
    """Write what an edge carries, one line for each protocol, grade and condition: ``443, 8443 TCP · HTTPS``.

    ``notes`` are the numbers of notes by their text. Where there are too many lines, those that differ in their notes
    alone are joined first.
    """
    told = {flow.id: tuple(sorted({notes[note.text] for note in flow.notes})) for flow in flows}
    lines = _lines(flows, lambda flow: told[flow.id])
    if len(lines) > MAX_LINES:
        together: dict[tuple[object, ...], set[int]] = defaultdict(set)
        for flow in flows:
            together[_alike(flow)].update(told[flow.id])
        lines = _lines(flows, lambda flow: tuple(sorted(together[_alike(flow)])))
    if len(lines) <= MAX_LINES:
        return tuple(lines)
    shown, rest = lines[: MAX_LINES - 1], lines[MAX_LINES - 1 :]
    return (*shown, Line(f"and {len(rest)} more", min((line.grade for line in rest), key=NOTABLE.index)))


def _lines(flows: Sequence[Flow], told: Callable[[Flow], tuple[int, ...]]) -> list[Line]:
    alike: dict[tuple[str, str, bool, tuple[int, ...]], list[PortSet]] = defaultdict(list)
    for flow in sorted(flows, key=lambda flow: (flow.ports.sort_key, flow.id)):
        alike[*_alike(flow), told(flow)].append(flow.ports)
    for protocol, grade, optional, numbers in list(alike):
        if optional and alike.get((protocol, grade, False, numbers)) == alike[protocol, grade, True, numbers]:
            del alike[protocol, grade, True, numbers]  # what is needed in any case is not optional
    return [Line(drawable(f"{_ports(ports)}{said[0]}"), *said[1:]) for said, ports in alike.items()]


def _alike(flow: Flow) -> tuple[str, str, bool]:
    return _protocol(flow), flow.protection.grade, flow.optional


def edge_counts(flows: Sequence[Flow]) -> tuple[Line, ...]:
    """Write what an edge of a condensed picture carries: how many flows, and how many of the grade to notice most."""
    grades = Counter(flow.protection.grade for flow in flows)
    worst = min(grades, key=NOTABLE.index)
    short = _inside(GRADE_STYLES[worst].label)
    said = short if grades[worst] == len(flows) else f"{grades[worst]:,} {short}"
    return (Line(count(len(flows), "flow"), ""), Line(said, worst))


def tooltip(tails: str, head: str, lines: Sequence[Line], notes: Sequence[str]) -> str:
    """Write the tooltip of an edge: its ends, then each line with its grade, its condition and its notes in full."""
    said = [f"{isolated(tails)} → {isolated(head)}"]
    for line in lines:
        words = [isolated(line.text), *([GRADE_STYLES[line.grade].label] if line.grade else ())]
        words += ["only where an optional subsystem is used"] if line.optional else []
        said += [" – ".join(words), *(notes[number - 1] for number in line.notes)]
    return "\n".join(said)


def summary(endpoints: int, flows: Sequence[Flow]) -> str:
    """Count what a picture shows."""
    grades = Counter(flow.protection.grade for flow in flows)
    parts = [f"{grades[grade]:,} {_inside(style.label)}" for grade, style in GRADE_STYLES.items() if grades[grade]]
    return f"{count(endpoints, 'endpoint')}, {count(len(flows), 'flow')}{': ' if parts else ''}{'; '.join(parts)}."


def reading(condensed: bool, tiered: bool) -> str:
    """Say how a picture is to be read."""
    sentences = ["Arrows point from the endpoint that opens the connection to the one that listens."]
    if tiered:
        sentences.append("The tiers follow from the flows, by rule, where the configuration does not set them.")
    if condensed:
        sentences.append(CONDENSED)
    return " ".join(sentences)


def source(titles: Sequence[str]) -> str:
    """Name the documents that a picture stems from."""
    return f"Source: {'; '.join(cut(titles, MAX_SOURCES))}" if titles else ""


def _inside(label: str) -> str:
    """Write a label inside a sentence: ``in clear``, but ``mutual TLS``."""
    return label[:1].lower() + label[1:]


def _protocol(flow: Flow) -> str:
    transport = "/".join(flow.transports)
    said = {flow.ports.symbol, transport}  # "Varies TCP · Varies" and "1024-65535 TCP · TCP" say nothing twice
    application = flow.application if flow.application and flow.application not in said else ""
    purposes = [f"({purpose})" for purpose in (_purpose(flow.source), _purpose(flow.destination)) if purpose]
    return "".join(
        [f" {transport}" if transport else "", f" · {application}" if application else ""]
        + [f" {purpose}" for purpose in purposes]
    )


def _purpose(endpoint: Endpoint) -> str:
    """Return the purpose of a named endpoint; that of an unspecified one stands in its box."""
    return "" if endpoint.kind is Kind.UNSPECIFIED else endpoint.purpose or ""


def _ports(sets: Sequence[PortSet]) -> str:
    numbers = PortSet.of(item for ports in sets for item in ports.ranges) if any(s.ranges for s in sets) else None
    symbols = dict.fromkeys(ports.symbol for ports in sets if ports.symbol is not None)
    names = [*(map(str, numbers.ranges) if numbers else ()), *symbols]
    return ", ".join(cut(names, MAX_RANGES))


def cut(items: Sequence[str], limit: int) -> tuple[str, ...]:
    """Keep as many items as there is room for, and say how many more there are."""
    if len(items) <= limit:
        return tuple(items)
    return (*items[: limit - 1], f"and {len(items) - limit + 1} more")
