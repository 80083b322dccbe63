"""What differs between two books, by meaning."""

from portbook.changes.apply import apply
from portbook.changes.compare import compare
from portbook.changes.diff import Aspect, Changed, Closed, Diff, Governed, Opened, Regrouped, Renamed, Reworded
from portbook.changes.meaning import Meaning, by_meaning, meaning
from portbook.changes.reach import Ports

__all__ = [
    "Aspect",
    "Changed",
    "Closed",
    "Diff",
    "Governed",
    "Meaning",
    "Opened",
    "Ports",
    "Regrouped",
    "Renamed",
    "Reworded",
    "apply",
    "by_meaning",
    "compare",
    "meaning",
]
