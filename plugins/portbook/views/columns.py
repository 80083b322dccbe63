"""The columns of tables of flows, each declared once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from portbook.model import Flow
from portbook.views import cells
from portbook.views.addresses import Addresses
from portbook.views.blocks import Cell
from portbook.views.wording import transports_text
from portbook.vocabulary.headers import Role


@dataclass(frozen=True, slots=True)
class Column:
    """Declare a column: the value of a flow that it shows, and the cell made of that value.

    Flows of equal value share one cell. ``role`` names the notes that stand in the column where a table shows them
    at the cell they govern; an ``optional`` column is left out where the value is empty for every flow.
    """

    title: str
    value: Callable[[Flow], Any]
    cell: Callable[[Any, Addresses], Cell]
    role: Role | None = None
    optional: bool = False


def _plain(text: str | None, _: Addresses) -> Cell:
    return cells.plain_cell(text)


def _maybe(text: str | None, _: Addresses) -> Cell:
    return cells.plain_cell(text) if text else Cell(())


SOURCE = Column("Source", cells.source, cells.endpoint_cell, Role.SOURCE)
DESTINATION = Column("Destination", cells.destination, cells.endpoint_cell, Role.DESTINATION)
PORT = Column("Port", lambda f: (f.ports, f.port_text), lambda value, _: cells.port_cell(*value), Role.PORT)
TRANSPORT = Column("Transport", transports_text, _plain, Role.TRANSPORT)
APPLICATION = Column("Protocol", lambda f: f.application, _plain, Role.APPLICATION)
PROTECTION = Column(
    "Protection", lambda f: (f.protection, f.security), lambda value, _: cells.protection_cell(*value), Role.SECURITY
)
EVIDENCE = Column("Source line", lambda f: f.evidence, cells.evidence_cell)
SUBSYSTEM = Column(
    "Subsystem",
    lambda f: (f.subsystems, f.optional),
    lambda value, addresses: Cell(cells.subsystem_content(value[0], addresses, optional=value[1])),
)
CONDITIONS = Column(
    "Conditions",
    lambda f: f.notes,
    lambda value, addresses: Cell(cells.remarks(value, addresses)),
    optional=True,
)
FROM = replace(SOURCE, title="From")
TO = replace(DESTINATION, title="To")
SOURCE_COMPONENT = Column("Component", lambda f: f.source.component, _maybe, optional=True)
SOURCE_PURPOSE = Column("Purpose", lambda f: f.source.purpose, _maybe, optional=True)
DESTINATION_COMPONENT = Column("Component", lambda f: f.destination.component, _maybe, optional=True)
DESTINATION_PURPOSE = Column("Purpose", lambda f: f.destination.purpose, _maybe, optional=True)
DETAILS = Column(
    "Details", lambda f: "; ".join(f"{header}: {text}" for header, text in f.details), _maybe, optional=True
)

FLOW_COLUMNS = (SOURCE, DESTINATION, PORT, TRANSPORT, APPLICATION, PROTECTION, EVIDENCE)
"""The columns of every complete table of flows, from which the flows can be read back."""


def detail(header: str) -> Column:
    """Declare the column of a header that carries no network meaning, such as a vendor's remarks."""

    def value(flow: Flow) -> str:
        return "; ".join(text for name, text in flow.details if name == header)

    return Column(header, value, _maybe, optional=True)
