"""Turn port and transport cells into values. What cannot be read is kept as written and reported.

A cell whose items carry transports of their own, as in ``443/TCP, 53/UDP``, makes a path of each.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from portbook.diagnostics import Place, Report
from portbook.model import PortSet
from portbook.passes.draft import Draft, Path
from portbook.passes.ports.grammar import Item, Reading, read_ports
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PORTLESS, PROTOCOL_NUMBERS, TRANSPORTS
from portbook.vocabulary.protocols import APPLICATIONS, atoms

NOT_GIVEN = "Not stated"
NUMBER = re.compile("[0-9]")
IN_REMARK = re.compile(r"\(([^()]*)\)")


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the ports and the transports of each path."""
    return replace(draft, paths=tuple(made for path in draft.paths for made in _values(draft, path, report)))


def _values(draft: Draft, path: Path, report: Report) -> Iterator[Path]:
    place = draft.place(path.statement)
    path = _unswapped(path, place, report)
    stated, problems = read_transports(path.transport)
    reading = read_ports(path.port)
    if PORTLESS.issuperset(stated) and stated:
        # The numbers of a protocol without ports are its types.
        reading = Reading((Item(PortSet(symbol=" ".join(path.port.split()))),))
    for rule, message in (*problems, (reading.rule, reading.message)):
        if rule:
            report.add(rule, place, message)
    for item in _items(path, reading, stated, place, report):
        ports = item.ports if str(item.ports) else PortSet(symbol=NOT_GIVEN)
        transports = item.transports or stated or path.beside
        yield path._replace(ports=ports, transports=transports, application=path.application or item.application)


def _items(path: Path, reading: Reading, stated: tuple[str, ...], place: Place, report: Report) -> tuple[Item, ...]:
    """Return the items of a port cell that its row keeps apart: by their transports, and by protocol if it has none."""
    items = reading.items
    if len(items) == 1 and not items[0].transports and not items[0].application:
        return items
    if stated:
        named = {name for item in items for name in item.transports}
        if not named <= set(stated):
            other, own = ", ".join(sorted(named)), ", ".join(stated)
            report.add("transport-conflict", place, f"the port {path.port!r} is of {other}, the row of {own}")
        if named != set(stated):
            items = tuple(replace(item, transports=()) for item in items)
    if path.application:
        items = tuple(replace(item, application="") for item in items)
    joined: dict[tuple[tuple[str, ...], str], list[PortSet]] = {}
    for item in items:
        joined.setdefault((item.transports, item.application), []).append(item.ports)
    return tuple(
        Item(sets[0] if len(sets) == 1 else PortSet.of(r for s in sets for r in s.ranges), *key)
        for key, sets in joined.items()
    )


def _unswapped(path: Path, place: Place, report: Report) -> Path:
    """Take the port from the cell of the transport or the protocol where the two changed places."""
    if not path.port or not _names_protocol(path.port):
        return path
    for name in ("transport", "application"):
        other = getattr(path, name)
        if other and other.strip()[0].isdigit() and read_ports(other).numeric:
            report.add("cells-swapped", place, f"the port {path.port!r} and the {name} {other!r} changed places")
            return path.worded(port=other, **{name: path.port})
    return path


@lru_cache(maxsize=4096)
def _names_protocol(text: str) -> bool:
    terms = atoms(text)
    return bool(terms) and not NUMBER.search(text) and all(t in TRANSPORTS or t in APPLICATIONS for t in terms)


@lru_cache(maxsize=4096)
def read_transports(text: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the transports that a cell states, sorted, and what is wrong with it; an unknown word is kept."""
    if text.casefold() in NOT_STATED or text.casefold() in ANYTHING:
        return (), ()
    found, problems = set(), []
    for term in atoms(text):
        known = TRANSPORTS.get(term) or (PROTOCOL_NUMBERS.get(int(term)) if re.fullmatch("[0-9]{1,3}", term) else None)
        if known is None:
            problems.append(("transport-unknown", f"{term!r} in {text!r} is no known transport"))
        found.add(known or term.upper())
    for term in re.findall(r"\w+", " ".join(IN_REMARK.findall(text.casefold()))):
        if TRANSPORTS.get(term, "") not in ("", *found):
            message = f"{term!r} in {text!r} stands in parentheses and counts as a remark"
            problems.append(("transport-unknown", message))
    return tuple(sorted(found)), tuple(problems)


__all__ = ["NOT_GIVEN", "read_ports", "read_transports", "run"]
