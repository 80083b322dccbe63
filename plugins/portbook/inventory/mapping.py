"""Which endpoints stand on a machine of the inventory, where its name does not say so itself."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError, Machine
from portbook.inventory.reading.entry import line_of
from portbook.inventory.reading.yaml import read_yaml

EXPECTED = "expected names of machines, each with endpoints of the book, such as `press-*: cider_press`"
WILD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Hold, for names and patterns of machines, the endpoints on them; none for machines that are left out on purpose.

    An exact name goes before a pattern, and an earlier pattern before a later one. Case counts nowhere.
    """

    origin: str
    """The file or option that they stand in."""
    exact: Mapping[str, str]
    """From a name without regard to case to the entry that has it."""
    patterns: Sequence[tuple[re.Pattern[str], str]]
    entries: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, entries: Mapping[str, Sequence[str]], origin: str) -> "Aliases":
        """Make aliases of entries, in their order."""
        whole = {name: tuple(endpoints) for name, endpoints in entries.items()}
        wild = [name for name in whole if WILD.search(name)]
        patterns = tuple((re.compile(translate(name.casefold())), name) for name in wild)
        return cls(origin, {name.casefold(): name for name in whole if name not in wild}, patterns, whole)

    @property
    def by_instance(self) -> bool:
        """Tell whether any entry speaks of single instances, as ``press/1`` does."""
        return any("/" in name for name in self.entries)

    def entry(self, machine: Machine) -> str | None:
        """Return the entry that speaks of a machine: by the name of its group, or with a slash by its whole name."""
        name, whole = machine.name.casefold(), [name.casefold() for name in machine.names]
        if found := next(filter(None, map(self.exact.get, (*whole, name))), None):
            return found
        meant = ((pattern, entry, whole if "/" in entry else [name]) for pattern, entry in self.patterns)
        return next((entry for pattern, entry, names in meant if any(map(pattern.match, names))), None)


def read_aliases(text: str) -> dict[str, tuple[str, ...]]:
    """Read the entries of a file of aliases, YAML. Raises InventoryError."""
    value = read_yaml(text)
    if not isinstance(value, Mapping):
        raise InventoryError(EXPECTED, 1)
    return {name: tuple(_endpoints(name, item)) for name, item in value.items()}


def _endpoints(name: str, item: Any) -> Iterator[str]:
    if item is None:
        raise InventoryError(
            f"{shorten(name)}: no endpoint is named; write [] to leave these machines out", line_of(name)
        )
    for endpoint in item if isinstance(item, list) else [item]:
        if not isinstance(endpoint, str):
            raise InventoryError(f"{shorten(name)}: {EXPECTED}", line_of(name))
        yield str(endpoint)
