"""Join a book with an inventory: the addresses of its endpoints, and what has no partner on either side."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portbook.diagnostics import Place, Report, shorten
from portbook.inventory.machines import Machine
from portbook.inventory.mapping import Aliases
from portbook.inventory.networks import joined
from portbook.inventory.reading.entry import line_of
from portbook.model import Book, EndpointEntry, Kind
from portbook.model.addresses import Addresses, Network

UNADDRESSED: dict[Kind, str] = {
    Kind.VM: "inventory-missing",
    Kind.EXTERNAL: "inventory-unaddressed",
    Kind.GROUP: "inventory-unaddressed",
}
"""The rule for an endpoint without machines; one that the sources do not specify can have none."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Hold the addresses and the machines of each endpoint, and the names that have no partner."""

    addresses: Addresses
    machines: Mapping[str, tuple[str, ...]]
    """For each endpoint with machines, what the inventory calls them."""
    unmatched: tuple[str, ...]
    """Machines, by the name of their group, that are no endpoint of the book."""
    left_out: tuple[str, ...]
    """Machines that an alias leaves out on purpose."""
    missing: tuple[str, ...]
    """Endpoints without a machine."""
    used: frozenset[str]
    """The aliases that speak of a machine."""


def join(book: Book, machines: Iterable[Machine], aliases: Aliases, report: Report, place: Place) -> Joined:
    """Find the endpoints of machines, and report what has no partner; ``place`` is that of the inventory."""
    names = _Names(book)
    used: set[str] = set()
    networks: dict[str, list[Network]] = {}
    found: dict[str, dict[str, None]] = {}
    unmatched: dict[str, Machine] = {}
    left_out: dict[str, None] = {}
    for machine in machines:
        entry = aliases.entry(machine)
        if entry is not None:
            used.add(entry)
        ends = names.own(machine.name) if entry is None else names.named(aliases.entries[entry])
        for end in ends:
            networks.setdefault(end, []).extend(machine.networks)
            found.setdefault(end, {})[machine.name] = None
        if entry is not None and not aliases.entries[entry]:
            left_out[machine.name] = None
        elif not ends:
            unmatched.setdefault(machine.name, machine)
    missing = tuple(end for end in book.endpoints if end.kind in UNADDRESSED and end.name not in found)
    _report(unmatched, missing, names, report, place)
    return Joined(
        {name: joined(found) for name, found in sorted(networks.items())},
        {name: tuple(found[name]) for name in sorted(found)},
        tuple(unmatched),
        tuple(left_out),
        tuple(end.name for end in missing),
        frozenset(used),
    )


def report_aliases(book: Book, aliases: Aliases, used: frozenset[str], report: Report) -> None:
    """Report aliases that name no endpoint of the book, and those that speak of no machine."""
    names = _Names(book)
    for entry, ends in aliases.entries.items():
        place = Place(aliases.origin, line_of(entry))
        for end in ends:
            if not names.own(end):
                report.add("inventory-alias", place, f"{shorten(entry)}: the book has no endpoint {shorten(end)!r}")
        if entry not in used:
            report.add("inventory-alias-unused", place, f"{shorten(entry)}: no machine of the inventory is called so")


class _Names:
    """Find the endpoints of a book by what an inventory calls them: ``web-proxy`` is ``Web Proxy``."""

    def __init__(self, book: Book) -> None:
        self._found: dict[str, list[str]] = {}
        for entry in book.endpoints:
            if entry.kind is not Kind.UNSPECIFIED:
                self._found.setdefault(_folded(entry.name), []).append(entry.name)

    def own(self, name: str) -> tuple[str, ...]:
        """Return the endpoint of that name; of several that are spelled alike the one that is spelled the same."""
        alike = self._found.get(_folded(name), [])
        exact = [end for end in alike if end == name]
        return tuple(exact or (alike if len(alike) == 1 else ()))

    def alike(self, name: str) -> list[str]:
        """Return the endpoints that are spelled like a name."""
        return self._found.get(_folded(name), [])

    def named(self, ends: Iterable[str]) -> tuple[str, ...]:
        """Return those endpoints that the book holds."""
        return tuple(dict.fromkeys(name for end in ends for name in self.own(end)))


def _folded(name: str) -> str:
    return re.sub(r"[\s_\-]+", "_", name.strip().casefold())


def _report(
    unmatched: Mapping[str, Machine], missing: Iterable[EndpointEntry], names: _Names, report: Report, place: Place
) -> None:
    for name, machine in unmatched.items():
        alike = names.alike(name)
        why = f"; it may be {' or '.join(map(shorten, alike))}" if len(alike) > 1 else ""
        report.add("inventory-unmatched", machine.place, f"{shorten(name)} is no endpoint of the book{why}")
    for end in missing:
        report.add(UNADDRESSED[end.kind], place, f"no machine of the inventory is {shorten(end.name)}")
