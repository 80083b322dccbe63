"""What every output says of a flow, in one form that can be compared."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from portbook.model import Flow
from portbook.views.columns import FLOW_COLUMNS
from portbook.views.wording import endpoint_text, transports_text


class Published(NamedTuple):
    """Hold a flow as a reader sees it: runs of white space count as one blank."""

    source: str
    destination: str
    ports: str
    transports: str
    application: str
    security: str
    lines: tuple[int, ...]


class Seen(NamedTuple):
    """Hold a cell as read: its value, without what Portbook derived or added, and the texts of its links."""

    value: str
    links: tuple[str, ...]


SeenRow = tuple[tuple[str, ...], tuple[Seen, ...]]
"""The titles of a table's columns, and the cells of one of its rows."""

TITLES = tuple(column.title for column in FLOW_COLUMNS)
"""The columns that a table must have to show its flows whole; the last names the source lines."""


def expected(flows: Iterable[Flow]) -> list[Published]:
    """Return what every output must say of flows."""
    return [
        published(
            (
                endpoint_text(flow.source),
                endpoint_text(flow.destination),
                flow.port_text,
                transports_text(flow),
                flow.application or "",
                flow.security or "",
            ),
            (row.line for row in flow.evidence),
        )
        for flow in flows
    ]


def published(values: Iterable[str], lines: Iterable[int]) -> Published:
    """Make the comparable form of the first six values and the lines of the evidence."""
    source, destination, ports, transports, application, security = (" ".join(value.split()) for value in values)
    return Published(source, destination, ports, transports, application, security, tuple(lines))


def from_tables(rows: Iterable[SeenRow]) -> Iterator[Published]:
    """Yield the flows of those tables of a page that show them whole."""
    for titles, cells in rows:
        if set(TITLES) <= set(titles):
            row = dict(zip(titles, cells, strict=True))
            *values, evidence = (row[title] for title in TITLES)
            yield published((cell.value for cell in values), map(line_number, evidence.links))


def line_number(place: str) -> int:
    """Return the line of a place written as ``path:line``, or as the line alone."""
    return int(place.rpartition(":")[2])
