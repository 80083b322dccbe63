"""Write what changed as a table: one row a change, the values of both sides beside each other."""

import csv
import io
from collections.abc import Iterator

from portbook.changes.comparison import Comparison
from portbook.views.changes.entries import VALUES, Entry, entries

COLUMNS: tuple[str, ...] = (
    "Action",
    "Differs",
    "Opens",
    "Closes",
    *(f"{side} {name.lower()}" for name in VALUES for side in ("Old", "New")),
    "Remark",
)
"""The columns in their order. Programs read them by name: never rename."""


def rows(comparison: Comparison) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each change, every text exactly as it is."""
    return (_cells(entry) for entry in entries(comparison.diff))


def changes_csv(comparison: Comparison) -> str:
    r"""Write a comparison as CSV (RFC 4180: commas, ``\r\n``, quotes doubled)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(comparison))
    return out.getvalue()


def _cells(entry: Entry) -> tuple[str, ...]:
    sides = (values.get(name, "") for name in VALUES for values in (entry.old, entry.new))
    return (str(entry.action), ", ".join(entry.differs), entry.opens, entry.closes, *sides, entry.remark)
