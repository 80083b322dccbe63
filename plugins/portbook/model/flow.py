"""A flow: who may talk to whom, on which ports, how protected, and every source row that states it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from portbook.model.endpoint import Endpoint
from portbook.model.ports import PortSet
from portbook.model.security import Protection
from portbook.model.value import value


class Binding(StrEnum):
    """Say how a note found what it governs, or an end of a flow its name."""

    STATED = "stated"
    """A row of the source says it itself: an end, or a note that is a part of a cell."""
    MARKED = "marked"
    CONFIGURED = "configured"
    INFERRED = "inferred"
    UNBOUND = "unbound"


@dataclass(frozen=True, slots=True, order=True)
class Derived:
    """Say what an end or a value of a flow was taken from where its row does not state it.

    ``role`` is that of the column that would state it, ``origin`` are words such as ``heading "Inbound to web"`` and
    ``line`` is where they stand.
    """

    role: str
    binding: Binding
    origin: str
    line: int


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a footnote or note and what it stands on.

    ``on`` is the role of the cell it governs, or ``table``; ``path`` and ``line`` are where it stands.
    ``borrowed_from`` is the section that defines it where that is not the section of the table it governs.
    """

    text: str
    on: str
    binding: Binding
    path: str
    line: int
    marker: str | None = None
    borrowed_from: str | None = None
    sheet: str = ""


class Evidence(NamedTuple):
    """Name one source row: file, table and row counted from 0, line counted from 1, and the row's own words.

    ``sheet`` is that of a workbook, whose lines are the rows of the sheet. There is one for each row of every source: a
    tuple is made, hashed and compared many times faster than a dataclass.
    """

    path: str
    table: int
    row: int
    line: int
    cells: tuple[str, ...]
    ambiguous: bool = False
    sheet: str = ""

    @property
    def place(self) -> str:
        """Name the row as ``path:line``, that of a workbook as ``path [sheet]:line``."""
        return f"{self.path} [{self.sheet}]:{self.line}" if self.sheet else f"{self.path}:{self.line}"


@value
class Flow:
    """Hold one flow. ``details`` are the cells of columns that carry no network meaning, with their header."""

    source: Endpoint
    destination: Endpoint
    ports: PortSet
    port_text: str
    transports: tuple[str, ...]
    application: str | None
    security: str | None
    protection: Protection
    notes: tuple[Note, ...]
    details: tuple[tuple[str, str], ...]
    subsystems: tuple[str, ...]
    optional: bool
    evidence: tuple[Evidence, ...]
    id: str
    derived: tuple[Derived, ...] = ()
    """What none of its rows states, and where it was taken from."""

    def binding(self, role: str) -> Binding:
        """Return how the end of a role, source or destination, found its name."""
        return next((item.binding for item in self.derived if item.role == role), Binding.STATED)

    @property
    def inferred(self) -> bool:
        """Tell whether any note of the flow was bound by inference."""
        return any(note.binding is Binding.INFERRED for note in self.notes)


def flow_id(meaning: object) -> str:
    """Make the id of a flow from its meaning as text: the same meaning gives the same id in every build."""
    return hashlib.sha256(str(meaning).encode()).hexdigest()[:12]
