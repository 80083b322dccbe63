"""Read the cells of a row that together say its ports: that of the port, of the transport and of the protocol."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from portbook.model import PortRange, PortSet
from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.order import pair
from portbook.passes.ports.protocols import Problem, read_transports
from portbook.passes.ports.reading import Item, Reading
from portbook.passes.ports.swapped import unswapped
from portbook.vocabulary.ports import PORTLESS, PROTOCOL_NUMBERS

NOT_GIVEN = "Not stated"
IP = re.compile(r"ip(?:v[46])?(?P<protocol> proto(?:col)?s?(?: (?:numbers?|id))?)?", re.IGNORECASE)
"""What stands beside the number of an IP protocol in place of a transport."""


class Stated(NamedTuple):
    """Hold what the words of a row state: its port as written, an item for each path, and what is wrong."""

    port: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=16384)
def read_words(port: str, transport: str, application: str, beside: tuple[str, ...]) -> Stated:
    """Return what the cells of a row state together; ``beside`` are the transports that the header of the port names.

    However many rows there are, few of them differ in these words.
    """
    swapped: tuple[Problem, ...] = ()
    if not beside:  # a cell under "TCP Port" is in its place
        port, transport, application, swapped = unswapped(port, transport, application)
    pairs, doubts = pair(port, transport, application)
    found = [_read_pair(*words, beside) for words in pairs]
    items = found[0].items if len(found) == 1 else _merged(item for each in found for item in each.items)
    problems = (problem for each in found for problem in each.problems)
    return Stated(port, items, (*swapped, *doubts, *problems))


def _read_pair(port: str, transport: str, application: str, beside: tuple[str, ...]) -> Stated:
    """Return what the words of a row state whose ports all go with all of its transports."""
    if numbered := _by_number(port, transport, application):
        return Stated(port, (numbered,), ())
    stated, problems = read_transports(transport)
    reading = read_ports(port)
    if PORTLESS.issuperset(stated) and stated:
        # The numbers of a protocol without ports are its types.
        reading = Reading((Item(PortSet(symbol=" ".join(port.split()))),))
    if reading.rule:
        problems += ((reading.rule, reading.message),)
    named = {name for item in reading.items for name in item.transports}
    if stated and not named <= set(stated):
        other, own = ", ".join(sorted(named)), ", ".join(stated)
        problems += (("transport-conflict", f"the port {port!r} is of {other}, the row of {own}"),)
    items = tuple(
        Item(
            item.ports if str(item.ports) else PortSet(symbol=NOT_GIVEN),
            item.transports or stated or beside,
            application or item.application,
        )
        for item in _apart(reading.items, stated, application)
    )
    return Stated(port, tuple(_without_ports(items)), problems)


def _merged(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items in which ports of the same transports and protocol are one."""
    ranges: dict[tuple[tuple[str, ...], str], list[PortRange]] = {}
    for item in items:
        ranges.setdefault((item.transports, item.application), []).extend(item.ports.ranges)
    return tuple(Item(PortSet.of(ports), *named) for named, ports in ranges.items())


def _by_number(port: str, transport: str, application: str) -> Item | None:
    """Return the protocol that a row names by its number, as in ``50`` beside ``IP protocol``."""
    beside = IP.fullmatch(transport) or (IP.fullmatch(application) if not transport else None)
    if beside is None or not re.fullmatch("[0-9]{1,3}", port):
        return None
    name = PROTOCOL_NUMBERS.get(int(port), "")
    if not name and not beside["protocol"]:
        return None
    return Item(PortSet(symbol=port), (name,) if name else (transport or application,), application)


def _apart(items: tuple[Item, ...], stated: tuple[str, ...], application: str) -> list[Item]:
    """Return the items of a port cell that its row keeps apart: by their transports, and by protocol if it has none.

    A protocol without ports beside others is always one of them.
    """
    named = {name for item in items if item.ports.ranges for name in item.transports}
    joined: dict[tuple[tuple[str, ...], str], list[PortSet]] = {}
    for item in items:
        portless = not item.ports.ranges and len(items) > 1
        transports = () if stated and named != set(stated) and not portless else item.transports
        joined.setdefault((transports, "" if application else item.application), []).append(item.ports)
    return [
        Item(sets[0] if len(sets) == 1 else PortSet.of(r for s in sets for r in s.ranges), *key)
        for key, sets in joined.items()
    ]


def _without_ports(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return items in which no port counts for a protocol that has none: ``443`` beside ``TCP/ICMP`` is one of TCP."""
    mixed = [item for item in items if item.ports.ranges and not PORTLESS.isdisjoint(item.transports)]
    if not mixed:
        return items
    kept = tuple(
        Item(item.ports, tuple(n for n in item.transports if n not in PORTLESS), item.application)
        if item in mixed
        else item
        for item in items
    )
    named = {name for item in items if item not in mixed for name in item.transports}
    others = dict.fromkeys(n for item in mixed for n in item.transports if n in PORTLESS and n not in named)
    return (*kept, *(Item(PortSet(symbol=name), (name,), mixed[0].application) for name in others))
