"""Turn port and transport cells into values. What cannot be read is kept as written and reported.

A cell whose items carry transports of their own, as in ``443/TCP, 53/UDP``, makes a path of each.
"""

import re
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from portbook.diagnostics import Report
from portbook.model import PortSet
from portbook.passes.draft import Draft, Path, place_of
from portbook.passes.ports.grammar import read_ports
from portbook.passes.ports.protocols import Problem, read_transports, sorted_terms
from portbook.passes.ports.reading import Item, Reading
from portbook.vocabulary.ports import PORTLESS, TRANSPORTS
from portbook.vocabulary.protocols import APPLICATIONS, atoms

NOT_GIVEN = "Not stated"
NUMBER = re.compile("[0-9]")


class Stated(NamedTuple):
    """Hold what the words of a row state: its port as written, an item for each path, and what is wrong."""

    port: str
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the ports and the transports of each path."""
    paths: list[Path] = []
    for path in draft.paths:
        port, items, problems = read_words(path.port, path.transport, path.application, path.beside)
        for rule, message in problems:
            report.add(rule, place_of(path.statement.row), message)
        paths.append(_filled(path, port, items[0]))
        if len(items) > 1:
            paths += [_filled(replace(path), port, item) for item in items[1:]]
    return replace(draft, paths=tuple(paths))


def _filled(path: Path, port: str, item: Item) -> Path:
    path.port, path.ports, path.transports, path.application = port, item.ports, item.transports, item.application
    return path


@lru_cache(maxsize=16384)
def read_words(port: str, transport: str, application: str, beside: tuple[str, ...]) -> Stated:
    """Return what the cells of a row state together; ``beside`` are the transports that the header of the port names.

    However many rows there are, few of them differ in these words.
    """
    port, transport, application, problems = _unswapped(port, transport, application)
    stated, unknown = read_transports(transport)
    reading = read_ports(port)
    if PORTLESS.issuperset(stated) and stated:
        # The numbers of a protocol without ports are its types.
        reading = Reading((Item(PortSet(symbol=" ".join(port.split()))),))
    problems += unknown
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
    return Stated(port, items, problems)


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


def _unswapped(port: str, transport: str, application: str) -> tuple[str, str, str, tuple[Problem, ...]]:
    """Take the port from the cell of the transport or the protocol where the two changed places."""
    if not port or not _names_protocol(port):
        return port, transport, application, ()
    said, protocol = sorted_terms(port, transports=False)
    if _holds_port(transport):
        return transport, said, application or protocol, (_swapped(port, "transport", transport),)
    if _holds_port(application):
        return application, transport or said, protocol, (_swapped(port, "application", application),)
    return port, transport, application, ()


def _swapped(port: str, name: str, other: str) -> Problem:
    return "cells-swapped", f"the port {port!r} and the {name} {other!r} changed places"


def _holds_port(text: str) -> bool:
    return text.strip()[:1].isdigit() and read_ports(text).numeric


@lru_cache(maxsize=4096)
def _names_protocol(text: str) -> bool:
    terms = atoms(text)
    return bool(terms) and not NUMBER.search(text) and all(t in TRANSPORTS or t in APPLICATIONS for t in terms)


__all__ = ["NOT_GIVEN", "read_ports", "read_transports", "read_words", "run", "sorted_terms"]
