"""Join a book with an inventory: the addresses of its endpoints, and what has no partner on either side."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from portbook.diagnostics import Place, Report, shorten
from portbook.inventory.machines import Machine
from portbook.inventory.mapping import Aliases
from portbook.inventory.reading.entry import line_of
from portbook.model import Book, EndpointEntry, Kind
from portbook.model.addresses import Addresses, Network, joined

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
    partial: frozenset[str]
    """Endpoints of which a machine has no address, and others have."""
    used: frozenset[str]
    """The aliases that speak of a machine."""


def join(book: Book, machines: Iterable[Machine], aliases: Aliases, report: Report, place: Place) -> Joined:
    """Find the endpoints of machines, and report what has no partner; ``place`` is that of the inventory."""
    names = _Names(book)
    matches = list(_matches(machines, aliases, names))
    networks: dict[str, list[Network]] = {}
    called: dict[str, dict[str, None]] = {}
    bare: set[str] = set()
    tables: dict[str, dict[str, None]] = {}
    unmatched: dict[str, Machine] = {}
    for match in matches:
        for end in match.ends:
            networks.setdefault(end, []).extend(match.machine.networks)
            called.setdefault(end, {})[match.machine.name] = None
            if not match.machine.networks:
                bare.add(end)
            elif match.machine.table:
                tables.setdefault(end, {})[match.machine.table] = None
        if not (match.ends or match.left_out):
            unmatched.setdefault(match.machine.name, match.machine)
    missing = [end for end in book.endpoints if end.kind in UNADDRESSED and end.name not in called]
    _report(unmatched, missing, names, report, place)
    for end, found in tables.items():
        if len(found) > 1:
            said = f"{shorten(end)} has machines in several deployments: {', '.join(found)}"
            report.add("inventory-merged", place, said)
    return Joined(
        addresses={name: joined(found) for name, found in sorted(networks.items())},
        machines={name: tuple(called[name]) for name in sorted(called)},
        unmatched=tuple(unmatched),
        left_out=tuple(dict.fromkeys(match.machine.name for match in matches if match.left_out)),
        missing=tuple(end.name for end in missing),
        partial=frozenset(end for end in bare if networks[end]),
        used=frozenset(match.entry for match in matches if match.entry is not None),
    )


class _Match(NamedTuple):
    """Hold a machine with its endpoints and the alias that speaks of it."""

    machine: Machine
    ends: tuple[str, ...]
    entry: str | None
    left_out: bool


def _matches(machines: Iterable[Machine], aliases: Aliases, names: "_Names") -> Iterator[_Match]:
    """Yield a match for each machine; those of a group have the same, where no alias speaks of single ones."""
    groups: dict[str, _Match] = {}
    single = aliases.by_instance
    for machine in machines:
        known = None if single else groups.get(machine.name)
        groups[machine.name] = match = known._replace(machine=machine) if known else _match(machine, aliases, names)
        yield match


def _match(machine: Machine, aliases: Aliases, names: "_Names") -> _Match:
    entry = aliases.entry(machine)
    if entry is None:
        return _Match(machine, names.own(machine.name), None, left_out=False)
    named = aliases.entries[entry]
    return _Match(machine, names.named(named), entry, left_out=not named)


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
