"""One table of all ports: who listens, who calls."""

from collections.abc import Iterable

from portbook.model import Flow
from portbook.views.addresses import PORTS
from portbook.views.blocks import Cell, Inline, Page, Paragraph, Row, Table, Text
from portbook.views.cells import endpoint_content, evidence_content, ports_attribute, source, subsystem_content
from portbook.views.columns import APPLICATION, DESTINATION, PORT, PROTECTION, TRANSPORT
from portbook.views.disputes import flags
from portbook.views.edition import Edition
from portbook.views.wording import count, endpoint_text

COLUMNS = (PORT, TRANSPORT, APPLICATION, DESTINATION, PROTECTION)
"""What flows of one row have in common; their sources share a cell, and so do their subsystems."""


def pages(edition: Edition) -> tuple[Page]:
    """Return the page of ports."""
    introduction = (
        "Look up a port number, a protocol or a name. A number also finds the ranges that hold it; "
        "ports that the sources do not give as numbers stand at the end."
    )
    blocks = (Paragraph((Text(introduction),)), port_table(edition))
    return (Page(PORTS.page, "Ports", ("Ports",), blocks, "Every port: who listens, who calls"),)


def port_table(edition: Edition) -> Table:
    """Make the table of all listeners by port, each with its callers."""
    listeners: dict[tuple[object, ...], list[Flow]] = {}
    for flow in sorted(edition.book.flows, key=_order):
        listeners.setdefault(tuple(column.value(flow) for column in COLUMNS), []).append(flow)
    rows = tuple(_row(edition, flows) for flows in listeners.values())
    titles = ("Port", "Transport", "Protocol", "Listener", "Protection", "Callers", "Subsystem")
    caption = f"{count(len(rows), 'listener')} by port"
    return Table("port-table", caption, titles, rows, "Look up a port, protocol or name")


def _order(flow: Flow) -> tuple[object, ...]:
    return (flow.ports.sort_key, flow.transports, endpoint_text(flow.destination), flow.evidence)


def _row(edition: Edition, flows: list[Flow]) -> Row:
    first = flows[0]
    shared = tuple(edition.tables.cell(column, first) for column in COLUMNS)
    own = (Cell(tuple(_callers(edition, flows))), Cell(tuple(_subsystems(edition, flows))))
    return Row(f"p-{first.id}", (*shared, *own), ports=ports_attribute(first.ports))


def _callers(edition: Edition, flows: list[Flow]) -> Iterable[Inline]:
    for index, flow in enumerate(flows):
        if index:
            yield Text("; ")
        yield from endpoint_content(source(flow), edition.addresses)
        yield Text(", line ")
        yield from evidence_content(flow.evidence, edition.addresses)
        if contradictions := edition.contradicted.get(flow.id):
            yield Text(" ")
            yield from flags(contradictions, edition.addresses)


def _subsystems(edition: Edition, flows: list[Flow]) -> Iterable[Inline]:
    stated = dict.fromkeys((name, flow.optional) for flow in flows for name in flow.subsystems)
    for index, (name, optional) in enumerate(stated):
        if index:
            yield Text(", ")
        yield from subsystem_content((name,), edition.addresses, optional=optional)
