"""Read the cells of a row that together say its ports: that of the port, of the transport and of the protocol."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from portbook.model import PortSet
from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.order import pair
from portbook.passes.ports.protocols import Problem, read_transports
from portbook.passes.ports.reading import Item, Reading, merged
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
    items = found[0].items if len(found) == 1 else merged(item for each in found for item in each.items)
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
    problems += _conflicts(port, reading.items, stated)
    qualifiers = dict.fromkeys(item.qualifier for item in reading.items if item.qualifier)
    problems += tuple(("port-qualified", f"{said!r} in {port!r} leaves ports of the range out") for said in qualifiers)
    items = tuple(
        replace(
            item,
            ports=item.ports if str(item.ports) else PortSet(symbol=NOT_GIVEN),
            transports=item.transports or stated or beside,
            application=application or item.application,
        )
        for item in _apart(reading.items, stated, application)
    )
    return Stated(port, tuple(_without_ports(items)), problems)


def _by_number(port: str, transport: str, application: str) -> Item | None:
    """Return the protocol that a row names by its number, as in ``50`` beside ``IP protocol``."""
    beside = IP.fullmatch(transport) or (IP.fullmatch(application) if not transport else None)
    if beside is None or not re.fullmatch("[0-9]{1,3}", port):
        return None
    name = PROTOCOL_NUMBERS.get(int(port), "")
    if not name and not beside["protocol"]:
        return None
    return Item(PortSet(symbol=port), (name,) if name else (transport or application,), application)


def _conflicts(port: str, items: tuple[Item, ...], stated: tuple[str, ...]) -> tuple[Problem, ...]:
    """Say where a port cell names another transport than its row states, or for all of its ports fewer of them."""
    own = ", ".join(stated)
    named = {name for item in items for name in item.transports}
    if stated and not named <= set(stated):
        return (("transport-conflict", f"the port {port!r} is of {', '.join(sorted(named))}, the row of {own}"),)
    numbered = {name for item in items if item.ports.ranges for name in item.transports}
    if numbered and not _keep_apart(items, stated):
        return (("transport-conflict", f"the port {port!r} names {', '.join(sorted(numbered))} alone, the row {own}"),)
    return ()


def _keep_apart(items: tuple[Item, ...], stated: tuple[str, ...]) -> bool:
    """Tell whether the transports of a port cell count: together, its items leave none out that the row states."""
    numbered = [set(item.transports) or set(stated) for item in items if item.ports.ranges]
    return not stated or set[str]().union(*numbered) == set(stated)


def _apart(items: tuple[Item, ...], stated: tuple[str, ...], application: str) -> tuple[Item, ...]:
    """Return the items of a port cell that its row keeps apart: by their transports, and by protocol if it has none.

    A protocol without ports beside others is always one of them.
    """
    counts = _keep_apart(items, stated)
    return merged(
        replace(
            item,
            transports=item.transports if counts or (not item.ports.ranges and len(items) > 1) else (),
            application="" if application else item.application,
        )
        for item in items
    )


def _without_ports(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Return items in which no port counts for a protocol that has none: ``443`` beside ``TCP/ICMP`` is one of TCP."""
    mixed = [item for item in items if item.ports.ranges and not PORTLESS.isdisjoint(item.transports)]
    if not mixed:
        return items
    kept = tuple(
        replace(item, transports=tuple(n for n in item.transports if n not in PORTLESS)) if item in mixed else item
        for item in items
    )
    named = {name for item in items if item not in mixed for name in item.transports}
    others = dict.fromkeys(n for item in mixed for n in item.transports if n in PORTLESS and n not in named)
    return (*kept, *(Item(PortSet(symbol=name), (name,), mixed[0].application) for name in others))
