"""What a port cell states, and why one states nothing that can be read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portbook.model import PortSet


class UnreadError(ValueError):
    """Say why a cell cannot be read, under which rule."""

    def __init__(self, message: str, rule: str = "port-symbolic") -> None:
        super().__init__(message)
        self.rule = rule

    @classmethod
    def of(cls, text: str) -> "UnreadError":
        """Return the error for a cell that is not plain."""
        plain = "is not plain" if any("0" <= letter <= "9" for letter in text) else "is no number"
        return cls(f"the port {text!r} {plain} and is kept as written")


@dataclass(frozen=True, slots=True)
class Item:
    """Hold ports that share their transports and their application protocol, as far as the cell names them.

    ``qualifier`` are words that narrow the ports, such as ``even``.
    """

    ports: PortSet
    transports: tuple[str, ...] = ()
    application: str = ""
    qualifier: str = ""

    @property
    def named(self) -> tuple[tuple[str, ...], str, str]:
        """Return all but the ports: items that have it in common may be one."""
        return self.transports, self.application, self.qualifier


def merged(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return items of which none have all but their ports in common."""
    sets: dict[tuple[tuple[str, ...], str, str], list[PortSet]] = {}
    for item in items:
        sets.setdefault(item.named, []).append(item.ports)
    return tuple(Item(_together(found), *named) for named, found in sets.items())


def _together(sets: Sequence[PortSet]) -> PortSet:
    return sets[0] if len(sets) == 1 else PortSet.of(ports for one in sets for ports in one.ranges)


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold the items of a cell. One that is not understood whole is one symbolic item, and ``rule`` says why."""

    items: tuple[Item, ...]
    rule: str = ""
    message: str = ""

    @property
    def numeric(self) -> bool:
        return bool(self.items[0].ports.ranges)
