"""What two documents of a book say differently of the same path. Nobody picks a winner: both sides are kept."""

from dataclasses import dataclass
from enum import StrEnum

from portbook.model.flow import Evidence


class Grade(StrEnum):
    """Say how sure it is that two sides speak of the same and disagree."""

    PROVEN = "proven"
    SUSPECT = "suspect"
    WORDING = "wording"


class About(StrEnum):
    """Say what the sides disagree on."""

    PORTS = "ports"
    PROTECTION = "protection"
    PROTOCOL = "protocol"
    TRANSPORT = "transport"
    MISSING = "missing"
    """One side states a path, the other lists the paths of that end without it."""


@dataclass(frozen=True, slots=True)
class Side:
    """Hold what one document says, or one table of it: in a few words, and the rows that say so with their flow's id.

    ``line`` and ``sheet`` are where it begins; one without rows says it by leaving something out.
    """

    path: str
    line: int
    sheet: str
    says: str
    rows: tuple[tuple[str, Evidence], ...] = ()

    @property
    def place(self) -> str:
        """Name where the side begins as ``path:line``, in a workbook as ``path [sheet]:line``."""
        return f"{self.path} [{self.sheet}]:{self.line}" if self.sheet else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Hold sides that disagree on a path. ``topic`` names the path in words; ``id`` is made of what the sides say."""

    id: str
    grade: Grade
    about: About
    topic: str
    sides: tuple[Side, ...]

    @property
    def flows(self) -> tuple[str, ...]:
        """Return the ids of the flows concerned, in the order of the sides."""
        return tuple(dict.fromkeys(flow for side in self.sides for flow, _ in side.rows))
