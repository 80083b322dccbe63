"""The words of a picture: what stands on edges, in tooltips and in the description for those who do not see it."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from portbook.diagrams.theme import GRADE_STYLES
from portbook.model import Endpoint, Flow, Kind, PortSet

MAX_LINES = 4
"""How many lines of ports one edge carries before it says how many more there are."""

MAX_RANGES = 6
"""How many ports one line names before it says how many more there are."""

UNPRINTABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

GATHERED = {
    Kind.VM: ("VM", "VMs"),
    Kind.EXTERNAL: ("external endpoint", "external endpoints"),
    Kind.GROUP: ("group", "groups"),
    Kind.UNSPECIFIED: ("unspecified endpoint", "unspecified endpoints"),
}
"""What a box that gathers endpoints of a kind calls them, one and several."""


def count(number: int, singular: str, plural: str = "") -> str:
    """Write a number with its noun: ``1 flow``, ``1,204 flows``."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def printable(text: str) -> str:
    """Replace what XML cannot hold, and thus no picture."""
    return UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def gathered(kind: str, number: int) -> str:
    """Name a box that gathers endpoints: ``976 more VMs``."""
    return count(number, *(f"more {noun}" for noun in GATHERED[Kind(kind)]))


def edge_lines(flows: Sequence[Flow]) -> tuple[str, ...]:
    """Write what an edge carries, one line a protocol: ``443, 8443 TCP · HTTPS``."""
    ports: dict[str, list[PortSet]] = defaultdict(list)
    for flow in sorted(flows, key=lambda flow: (flow.ports.sort_key, flow.id)):
        ports[_protocol(flow)].append(flow.ports)
    lines = [printable(f"{_ports(sets)}{protocol}") for protocol, sets in ports.items()]
    return _cut(lines, MAX_LINES)


def edge_counts(flows: Sequence[Flow], grade: str) -> tuple[str, ...]:
    """Write what an edge of a condensed picture carries: how many flows, and how many of its grade."""
    graded = sum(flow.protection.grade == grade for flow in flows)
    short = _inside(GRADE_STYLES[grade].label)
    return (count(len(flows), "flow"), short if graded == len(flows) else f"{graded:,} {short}")


def tooltip(tails: str, head: str, lines: Sequence[str], grade: str) -> str:
    """Write the tooltip of an edge."""
    return f"{tails} → {head}: {', '.join(lines)}. {GRADE_STYLES[grade].label}"


def describe(endpoints: int, flows: Sequence[Flow], condensed: bool) -> str:
    """Describe a picture in a few sentences."""
    grades = Counter(flow.protection.grade for flow in flows)
    parts = [f"{grades[grade]:,} {_inside(style.label)}" for grade, style in GRADE_STYLES.items() if grades[grade]]
    sentences = [
        f"{count(endpoints, 'endpoint')}, {count(len(flows), 'flow')}{': ' if parts else ''}{', '.join(parts)}.",
        "Arrows point from the endpoint that opens the connection to the one that listens.",
    ]
    if condensed:
        sentences.append(
            "There is too much to draw each: the endpoints with the most flows stand alone, the others are gathered "
            "by kind, and an edge shows the least protected of its flows."
        )
    return " ".join(sentences)


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
    return ", ".join(_cut(names, MAX_RANGES))


def _cut(items: Sequence[str], limit: int) -> tuple[str, ...]:
    if len(items) <= limit:
        return tuple(items)
    return (*items[: limit - 1], f"and {len(items) - limit + 1} more")
