"""The rows of a ticket: one for each flow, or for each of its ports, with what keeps it from being exact."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from portbook.model import Book, Flow, PortRange, Vagueness, vagueness
from portbook.model.addresses import Addresses, Network
from portbook.model.precision import ALL_PORTS
from portbook.tickets.facts import disputed_text

PER = ("flow", "range", "port")
"""What a row may stand for. What is no number, and "any port", stays one row: it stands for no list of ports."""

IN, OUT = "in", "out"

MOST_ROWS = 1_000_000
"""Rows that a ticket may have, about as many as a spreadsheet reads."""


class TooManyRowsError(ValueError):
    """Say how many rows there would be, and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row. ``number`` counts from 1, ``reasons`` say why it is not exact; an exact row has none.

    ``span`` and ``transport`` are set where the row stands for a part of its flow. ``direction`` is set on the sheet of
    an endpoint: ``in`` for what it listens on, ``out`` for what it opens.
    """

    flow: Flow
    number: int
    reasons: tuple[str, ...]
    sources: tuple[Network, ...] = ()
    destinations: tuple[Network, ...] = ()
    span: PortRange | None = None
    transport: str | None = None
    direction: str = ""
    disputed: str = ""

    @property
    def spans(self) -> tuple[PortRange, ...]:
        """Return the ports that the row stands for."""
        return (self.span,) if self.span else self.flow.ports.ranges

    @property
    def transports(self) -> tuple[str, ...]:
        """Return the transports that the row stands for."""
        return (self.transport,) if self.transport else self.flow.transports


def rows(
    book: Book,
    flows: Iterable[Flow],
    addresses: Addresses | None = None,
    per: str = "flow",
    partial: Collection[str] = (),
) -> list[Row]:
    """Make the rows of flows, in their order, with the addresses of their ends where an inventory gives some.

    ``partial`` are the endpoints of which only some machines have an address.

    Raises TooManyRowsError.
    """
    chosen = tuple(flows)
    if (many := sum(_count(flow, per) for flow in chosen)) > MOST_ROWS:
        raise TooManyRowsError(f"a row for each {per} would be {many:,} rows, {MOST_ROWS:,} are the most; choose fewer")
    made = (part for flow in chosen for part in _parts(_row(book, flow, addresses, partial), per))
    return [replace(row, number=number) for number, row in enumerate(made, 1)]


def sheet_rows(
    book: Book, endpoint: str, addresses: Addresses | None = None, per: str = "flow", partial: Collection[str] = ()
) -> list[Row]:
    """Make the rows of an endpoint's port sheet: what it listens on, then what it opens."""
    inbound = rows(book, book.inbound(endpoint), addresses, per, partial)
    outbound = rows(book, book.outbound(endpoint), addresses, per, partial)
    made = [(row, IN) for row in inbound] + [(row, OUT) for row in outbound]
    return [replace(row, number=number, direction=way) for number, (row, way) in enumerate(made, 1)]


def _row(book: Book, flow: Flow, addresses: Addresses | None, partial: Collection[str]) -> Row:
    reasons = tuple(item.value for item in vagueness(flow))
    disputed = disputed_text(book, flow)
    if addresses is None:
        return Row(flow, 0, reasons, disputed=disputed)
    sources = addresses.get(flow.source.name, ())
    destinations = addresses.get(flow.destination.name, ())
    gaps = (
        *_gap("source", sources, partial=flow.source.name in partial),
        *_gap("destination", destinations, partial=flow.destination.name in partial),
    )
    return Row(flow, 0, reasons + gaps, sources, destinations, disputed=disputed)


def _gap(end: str, networks: tuple[Network, ...], *, partial: bool) -> Iterator[str]:
    """Say what keeps the addresses of an end from being exact."""
    if not networks:
        yield f"{end} has no address in the inventory"
    elif any(network.prefixlen == 0 for network in networks):
        yield f"{end} is any address"
    if partial:
        yield f"a machine of the {end} has no address in the inventory"


def _count(flow: Flow, per: str) -> int:
    """Return how many rows a flow makes, without making them."""
    if per == "flow":
        return 1
    counted = [span for span in flow.ports.ranges if per == "port" and span not in ALL_PORTS]
    spans = len(flow.ports.ranges) + sum(span.last - span.first for span in counted)
    return (spans or 1) * (len(flow.transports) or 1)


def _parts(row: Row, per: str) -> Iterator[Row]:
    """Yield a row for each part of a flow; where each stands for one transport, none is lost."""
    if per == "flow":
        yield row
        return
    for transport in row.flow.transports or (None,):
        for span in _spans(row.flow, per) or (None,):
            yield replace(row, span=span, transport=transport, reasons=_reasons(row, span))


def _reasons(row: Row, span: PortRange | None) -> tuple[str, ...]:
    """Return why a part of a flow is not exact: beside a range, a single port that the source states is."""
    stated = span in row.flow.ports.ranges and span is not None and span.first == span.last
    return tuple(reason for reason in row.reasons if not (stated and reason == Vagueness.PORTS_RANGE))


def _spans(flow: Flow, per: str) -> Iterable[PortRange]:
    if per == "range":
        return flow.ports.ranges
    return [
        part
        for span in flow.ports.ranges
        for part in ([span] if span in ALL_PORTS else (PortRange(n, n) for n in range(span.first, span.last + 1)))
    ]
