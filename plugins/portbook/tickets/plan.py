"""What a ticket is made by: a preset or columns of one's own, and what a row stands for."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from portbook.model import Book, Flow
from portbook.model.addresses import Addresses
from portbook.tickets.columns import Column, columns
from portbook.tickets.presets import PRESETS
from portbook.tickets.rows import rows, sheet_rows
from portbook.tickets.ticket import Ticket

EVERYTHING = "All flows"


@dataclass(frozen=True, slots=True)
class Plan:
    """Hold how tickets are made; ``preset`` is empty where the columns are one's own."""

    preset: str
    columns: tuple[Column, ...]
    per: str
    addresses: Addresses | None = None
    partial: Collection[str] = ()
    """Endpoints of which only some machines have an address."""

    @classmethod
    def of(
        cls,
        preset: str,
        own: Sequence[str] = (),
        per: str | None = None,
        at: Addresses | None = None,
        partial: Collection[str] = (),
    ) -> "Plan":
        """Make a plan; columns of one's own go before those of the preset. Raises ColumnError."""
        chosen = PRESETS[preset]
        return cls("" if own else preset, columns(own or chosen.columns), per or chosen.per, at, partial)

    def ticket(self, book: Book, flows: Iterable[Flow], title: str = EVERYTHING) -> Ticket:
        """Make the ticket of flows."""
        made = rows(book, flows, self.addresses, self.per, self.partial)
        return Ticket(title, self.preset, self.columns, made, book.documents)

    def sheet(self, book: Book, endpoint: str) -> Ticket:
        """Make the port sheet of an endpoint, by name."""
        made = sheet_rows(book, endpoint, self.addresses, self.per, self.partial)
        return Ticket(endpoint, self.preset, self.columns, made, book.documents)

    def sheets(self, book: Book, flows: Iterable[Flow]) -> Iterator[Ticket]:
        """Yield a ticket of the flows of each endpoint, in the order of their names."""
        found: dict[str, list[Flow]] = {}
        for flow in flows:
            for name in {flow.source.name: None, flow.destination.name: None}:
                found.setdefault(name, []).append(flow)
        for name in sorted(found):
            yield self.ticket(book, found[name], name)
