"""The columns of tickets: each by a name for settings, the title above it, and what stands in a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from portbook.diagnostics import shorten
from portbook.model.addresses import networks_text
from portbook.tickets.facts import FACTS, details_text
from portbook.tickets.rows import IN, Row
from portbook.views.disputes import FLAG
from portbook.views.wording import endpoint_qualifier

SETTING = "="
"""Stands between a title of one's own and the name of a column, ``Port=ports``; without a name the column is empty."""


class ColumnError(ValueError):
    """Say which column is not known, and which name is near."""


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: ``name`` for settings, ``title`` above it, ``value`` of a row, ``width`` in characters."""

    name: str
    title: str
    value: Callable[[Row], str]
    width: int = 16


def _named(title: str) -> str:
    return title.lower().replace(" ", "_")


def _fact(title: str) -> Callable[[Row], str]:
    fact = FACTS[title]
    return lambda row: fact(row.flow)


def _ports(row: Row) -> str:
    return str(row.span or row.flow.ports)


def _bound(which: int) -> Callable[[Row], str]:
    """Return the lowest or highest port of a row; one of several ranges has none, and neither have words."""
    return lambda row: str((row.spans[0].first, row.spans[0].last)[which]) if len(row.spans) == 1 else ""


def _justification(row: Row) -> str:
    """Say what a flow is for, in the words of the sources."""
    stated = "; ".join(f"{name} (optional)" if row.flow.optional else name for name in row.flow.subsystems)
    return "; ".join(filter(None, (stated, details_text(row.flow))))


def _peer(row: Row) -> str:
    return str((row.flow.source if row.direction == IN else row.flow.destination).name)


def _peer_part(row: Row) -> str:
    return endpoint_qualifier(row.flow.source if row.direction == IN else row.flow.destination)


def _own_part(row: Row) -> str:
    return endpoint_qualifier(row.flow.destination if row.direction == IN else row.flow.source)


OWN: dict[str, Callable[[Row], str]] = {
    "Ports": _ports,
    "Transport": lambda row: ", ".join(row.transports),
}
"""Facts that a row may state for a part of its flow."""

ADDED: tuple[Column, ...] = (
    Column("number", "No.", lambda row: str(row.number), 6),
    Column("direction", "Direction", lambda row: row.direction, 10),
    Column("action", "Action", lambda _: "allow", 8),
    Column("peer", "Peer", _peer, 24),
    Column("peer_part", "Peer component", _peer_part, 20),
    Column("own_part", "Own component", _own_part, 20),
    Column("peer_addresses", "Peer addresses",
           lambda row: networks_text(row.sources if row.direction == IN else row.destinations), 24),
    Column("source_addresses", "Source addresses", lambda row: networks_text(row.sources), 24),
    Column("destination_addresses", "Destination addresses", lambda row: networks_text(row.destinations), 24),
    Column("low_port", "Low port", _bound(0), 9),
    Column("high_port", "High port", _bound(1), 9),
    Column("justification", "Justification", _justification, 40),
    Column("exact", "Exact", lambda row: "no" if row.reasons else "yes", 8),
    Column("reasons", "Not exact because", lambda row: "; ".join(row.reasons), 32),
    Column("contradicted", FLAG, lambda row: row.disputed, 24),
)  # fmt: skip

OF_SHEETS = ("direction", "peer", "peer_part", "own_part", "peer_addresses")
"""Columns that mean something on the sheet of an endpoint alone."""

WIDTHS = {"Source": 24, "Destination": 24, "Conditions": 40, "Details": 40, "Evidence": 36, "Protection": 22}

COLUMNS: dict[str, Column] = {
    column.name: column
    for column in (
        *(Column(_named(title), title, OWN.get(title) or _fact(title), WIDTHS.get(title, 16)) for title in FACTS),
        *ADDED,
    )
}
"""Every column, by its name."""


def columns(entries: Iterable[str]) -> tuple[Column, ...]:
    """Return the columns that entries name, in their order: ``ports``, ``Port=ports``, or ``Owner=``, which is empty.

    Raises ColumnError.
    """
    chosen = tuple(map(_column, entries))
    if not chosen:
        raise ColumnError(f"no column is named; there are {', '.join(COLUMNS)}")
    titles = [column.title for column in chosen]
    for title in titles:
        if titles.count(title) > 1:
            raise ColumnError(f"two columns have the title {shorten(title)!r}; give one another: 'TITLE=NAME'")
    return chosen


def refuse_columns_of_sheets(chosen: Iterable[Column]) -> None:
    """Refuse columns that speak of the endpoint of a sheet: in a ticket nobody would see whose rows these are.

    Raises ColumnError.
    """
    if named := [column.name for column in chosen if column.name in OF_SHEETS]:
        raise ColumnError(
            f"{', '.join(named)}: for the sheet of one endpoint, `portbook sheet NAME`; a ticket takes source and "
            "destination"
        )


def _column(entry: str) -> Column:
    if not entry.isprintable():
        raise ColumnError(f"no column is called {shorten(entry)!r}; a title is one line of text")
    title, sign, name = entry.strip().rpartition(SETTING)
    if sign and title.strip() and not name:
        return Column("", title.strip(), lambda _: "", max(16, len(title)))
    known = COLUMNS.get(name.strip())
    if known is None:
        near = get_close_matches(name.strip(), COLUMNS, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COLUMNS)}"
        raise ColumnError(f"no column is called {shorten(name.strip())!r}; {hint}")
    return Column(known.name, title.strip() or known.title, known.value, known.width)
