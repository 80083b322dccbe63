"""Whether what stands together in a row stays together in its flows: port and transport, line and line."""

import re
from collections.abc import Iterable, Sequence

from portbook.model import Endpoint, Flow

NAME = "tcp|udp|sctp"
BESIDE = re.compile(
    rf"(?<![\w/.-])(?:([0-9]{{1,5}})\s?/\s?({NAME})|({NAME})\s?/\s?([0-9]{{1,5}}))(?![\w/.]|\s?[-–—/]|\s(?:and|or|to)\b)",
    re.IGNORECASE,
)
"""A single port and its transport with a slash between them, and no range or list of either."""


def transports_stay_with_ports(flows: Sequence[Flow], text: str) -> bool:
    """Tell whether each ``443/TCP`` of a cell that is made of nothing else is a flow over that transport alone."""
    stated: dict[int, set[str]] = {}
    for match in BESIDE.finditer(text):
        stated.setdefault(int(match[1] or match[4]), set()).add((match[2] or match[3]).casefold())
    if not stated or re.search(r"\w", BESIDE.sub("", text)):
        return True
    made: dict[int, set[str]] = {port: set() for port in stated}
    for flow in flows:
        for port in stated:
            if port in flow.ports:
                made[port].update(name.casefold() for name in flow.transports)
    return made == stated


def lines_stay_together(flows: Sequence[Flow], ports: str, ends: Sequence[tuple[str, Sequence[Endpoint]]]) -> bool:
    """Tell whether the lines of an end's cell go with those of the port's cell, where there are as many of both.

    ``ends`` are the cells of ends, each with the ends of the flows, in their order.
    """
    port_lines = [set(map(int, re.findall(r"(?<![\w.])[0-9]{1,5}(?![\w.])", line))) for line in ports.split("\n")]
    return all(
        _are_in_one_line(flow, port_lines, end, lines)
        for cell, made in ends
        if len(lines := [set(re.findall(r"\w+", line.casefold())) for line in cell.split("\n")]) == len(port_lines)
        for flow, end in zip(flows, made, strict=True)
    )


def _are_in_one_line(flow: Flow, ports: list[set[int]], end: Endpoint, lines: list[set[str]]) -> bool:
    limits = {number for item in flow.ports.ranges for number in (item.first, item.last)}
    words = set(re.findall(r"\w+", str(end).casefold()))
    of_ports = _places(limits <= line for line in ports) if limits else frozenset()
    of_ends = _places(words <= line for line in lines)
    return not of_ports or not of_ends or not of_ports.isdisjoint(of_ends)


def _places(fits: Iterable[bool]) -> frozenset[int]:
    return frozenset(at for at, fit in enumerate(fits) if fit)
