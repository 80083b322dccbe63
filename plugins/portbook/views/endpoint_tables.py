"""The tables of all endpoints, on the overview or on a page of their own."""

from collections.abc import Iterator

from portbook.model import EndpointEntry
from portbook.views.blocks import Block, Cell, Heading, Link, Row, Table, Text
from portbook.views.cells import number_cell
from portbook.views.edition import Edition
from portbook.views.wording import KIND_TITLES


def endpoint_tables(edition: Edition) -> Iterator[Block]:
    """Yield the tables of endpoints, one for each kind."""
    for kind, title in KIND_TITLES.items():
        entries = [entry for entry in edition.book.endpoints if entry.kind is kind]
        if entries:
            yield Heading(3, title, f"endpoints-{kind.value}")
            rows = tuple(_endpoint_row(edition, entry) for entry in entries)
            columns = ("Endpoint", "Inbound flows", "Outbound flows", "Components")
            yield Table(
                f"endpoint-table-{kind.value}",
                title,
                columns,
                rows,
                "" if edition.trails.endpoints else f"Filter: {title}",
            )


def _endpoint_row(edition: Edition, entry: EndpointEntry) -> Row:
    link = Link(entry.name, edition.addresses.endpoint(entry.name))
    cells = (
        Cell((link,), entry.name),
        number_cell(len(edition.book.inbound(entry.name))),
        number_cell(len(edition.book.outbound(entry.name))),
        Cell((Text(", ".join(entry.components)),)) if entry.components else Cell(()),
    )
    return Row(f"endpoint-{entry.slug}", cells)
