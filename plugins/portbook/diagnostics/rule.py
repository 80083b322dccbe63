"""What a rule is: one kind of finding."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """Say how much a finding matters. ``off`` silences a rule."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Rule:
    """Describe one kind of finding: its default level, what it means, an example and the remedy.

    A finding that ``accounts`` says that a row states no flow, or that a footnote governs no cell, and why. One that is
    ``unreadable`` says that nothing of a file, or of its options, could be read. What is ``reviewed`` stands on the
    page of protection.
    """

    level: Level
    summary: str
    example: str
    remedy: str
    accounts: bool = False
    unreadable: bool = False
    reviewed: bool = False
