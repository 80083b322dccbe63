"""A ticket: rows under columns, and how many of the rows are not exact."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portbook.model import DocumentInfo
from portbook.tickets.columns import Column
from portbook.tickets.rows import Row
from portbook.views.wording import count


@dataclass(frozen=True, slots=True)
class Ticket:
    """Hold a table to be signed. ``preset`` names the choice of columns; it is empty for one of one's own."""

    title: str
    preset: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    documents: tuple[DocumentInfo, ...] = ()
    """The sources of the book."""

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.title for column in self.columns)

    def cells(self) -> Iterator[list[str]]:
        """Yield the texts of each row."""
        values = [column.value for column in self.columns]
        return ([value(row) for value in values] for row in self.rows)

    @property
    def inexact(self) -> int:
        """Return how many rows are not exact."""
        return sum(bool(row.reasons) for row in self.rows)

    @property
    def reasons(self) -> dict[str, int]:
        """Return how many rows each reason concerns, the most frequent first."""
        found = Counter(reason for row in self.rows for reason in row.reasons)
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    @property
    def summary(self) -> str:
        """Say in a line how many rows there are, how many of them are not exact, and why."""
        whole = count(len(self.rows), "row")
        if not self.inexact:
            return f"{whole}, all exact"
        why = ", ".join(f"{reason} {number:,}" for reason, number in self.reasons.items())
        return f"{whole}, {self.inexact:,} of them not exact ({why})"
