"""What changed between two books."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from portbook.changes.meaning import Meaning
from portbook.changes.reach import Ports
from portbook.model import Flow, Note


class Aspect(StrEnum):
    """Name what differs between two flows that belong together."""

    PROCESS = "process"
    """The component on a machine, or what the traffic is for."""
    PORT = "port"
    TRANSPORT = "transport"
    PROTOCOL = "protocol"
    PROTECTION = "protection"
    CONDITION = "condition"


ASPECTS: dict[Aspect, Callable[[Meaning], object]] = {
    Aspect.PROCESS: lambda m: (m.source, m.destination),
    Aspect.PORT: lambda m: m.ports,
    Aspect.TRANSPORT: lambda m: m.transports,
    Aspect.PROTOCOL: lambda m: m.application,
    Aspect.PROTECTION: lambda m: m.protection,
    Aspect.CONDITION: lambda m: m.conditions,
}
"""Where each aspect stands in a meaning, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Opened:
    """Hold a flow of the new book alone. ``opens`` are the ports that no flow of the old book used between the two."""

    new: Flow
    opens: tuple[Ports, ...]


@dataclass(frozen=True, slots=True)
class Closed:
    """Hold a flow of the old book alone. ``closes`` are the ports that no flow of the new book uses any more."""

    old: Flow
    closes: tuple[Ports, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """Hold a flow of each book that have their ends in common, and what differs."""

    old: Flow
    new: Flow
    aspects: tuple[Aspect, ...]
    opens: tuple[Ports, ...] = ()
    closes: tuple[Ports, ...] = ()


@dataclass(frozen=True, slots=True)
class Reworded:
    """Hold a flow that means the same in other words. ``words`` name what is written otherwise."""

    old: Flow
    new: Flow
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouped:
    """Hold flows that say the same in sum, in other rows: one for two ports, or two for one. A side may be empty."""

    old: tuple[Flow, ...]
    new: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Renamed:
    """Hold a name that became another one, and why: ``same`` flows of ``old_flows`` and ``new_flows`` say so.

    ``examples`` are some of those flows, as the old and as the new book states them.
    """

    old: str
    new: str
    same: int
    old_flows: int
    new_flows: int
    examples: tuple[tuple[Flow, Flow], ...] = ()


@dataclass(frozen=True, slots=True)
class Governed:
    """Hold the notes that govern all flows of a subsystem in each book, where they differ; one of them may be empty."""

    subsystem: str
    old: tuple[Note, ...]
    new: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Diff:
    """Hold everything that changed, each in the order of its book, and how much was compared."""

    opened: tuple[Opened, ...] = ()
    closed: tuple[Closed, ...] = ()
    changed: tuple[Changed, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    regrouped: tuple[Regrouped, ...] = ()
    governed: tuple[Governed, ...] = ()
    endpoints: tuple[Renamed, ...] = ()
    subsystems: tuple[Renamed, ...] = ()
    unchanged: int = 0
    """Flows that are the same in both books, those of renamed endpoints included."""
    old_flows: int = 0
    new_flows: int = 0

    @property
    def opens(self) -> bool:
        """Tell whether anything has to be opened: a port between two machines that the old book did not use."""
        return any(item.opens for item in self.opened) or any(item.opens for item in self.changed)

    @property
    def closes(self) -> bool:
        """Tell whether anything may be closed: a port between two machines that the new book does not use."""
        return any(item.closes for item in self.closed) or any(item.closes for item in self.changed)

    @property
    def changes(self) -> bool:
        """Tell whether anything but the wording changed."""
        return bool(self.opened or self.closed or self.changed or self.governed or self.endpoints)

    def __bool__(self) -> bool:
        return bool(self.changes or self.reworded or self.regrouped or self.subsystems)
