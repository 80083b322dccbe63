"""Decide whether a table states network paths: it has ports or protocols, and speaks of connections beside them."""

from portbook.passes.columns import Columns, is_number, is_port, is_transport, states_transport
from portbook.passes.ports.names import is_protocol
from portbook.passes.tables.found import Found, stated_cells
from portbook.vocabulary.headers import NAMES, Role, header_transports, plain_header
from portbook.vocabulary.titles import about_ports

ENOUGH = 0.5
"""The share of the cells under the header of a port that are ports, at least."""
FEW_PORTS = "few cells under the header of the port are ports"
NOTHING_BESIDE = "beside its ports nothing in it speaks of connections"
TELLING = frozenset(Role) - {Role.PORT, Role.OTHER}
"""The roles of columns that say something of connections beside the port."""
BOTH_ENDS = frozenset({Role.SOURCE, Role.DESTINATION})


def states_no_paths(found: Found, columns: Columns) -> str:
    """Say why a table states no network paths, nothing where it does."""
    roles = columns.roles
    if Role.PORT in roles:
        return _has_no_ports(found, columns)
    return _has_no_protocols(found, columns) if BOTH_ENDS.issubset(roles) else "no column holds ports"


def is_doubtful(columns: Columns, why: str) -> bool:
    """Tell whether a table that is left alone may well state network paths."""
    return why == NOTHING_BESIDE or (why == FEW_PORTS and _spells_paths(columns))


def _has_no_ports(found: Found, columns: Columns) -> str:
    cells = stated_cells(found.table, _ports(columns))
    paired = BOTH_ENDS.issubset(columns.roles)
    ports = sum(is_port(cell) or (paired and is_protocol(cell)) for cell in cells)
    named = any(column.configured and column.role == Role.PORT for column in columns.columns)
    if cells and ports < ENOUGH * len(cells) and not (named or (_spells_paths(columns) and any(map(is_number, cells)))):
        return FEW_PORTS
    return "" if columns.settings or _speaks_of_connections(found, columns) else NOTHING_BESIDE


def _has_no_protocols(found: Found, columns: Columns) -> str:
    spoken = [index for index, role in enumerate(columns.roles) if role in (Role.TRANSPORT, Role.APPLICATION)]
    cells = stated_cells(found.table, spoken)
    known = sum(is_transport(cell) or is_protocol(cell) for cell in cells)
    return "" if cells and known >= ENOUGH * len(cells) else "no column holds ports or protocols"


def _speaks_of_connections(found: Found, columns: Columns) -> bool:
    """Tell whether a table with ports says anything else of connections: many count or name sockets of devices."""
    ports = _ports(columns)
    headed = any(header_transports(columns.columns[index].text) for index in ports)
    named = [column for column in columns.columns if plain_header(column.text) in NAMES]
    telling = any(column.role in TELLING for column in columns.columns if column not in named)
    stated = headed or telling or any(map(states_transport, stated_cells(found.table, ports)))
    return stated or (bool(named) and _is_about_ports(found))


def _ports(columns: Columns) -> list[int]:
    return [index for index, role in enumerate(columns.roles) if role == Role.PORT]


def _is_about_ports(found: Found) -> bool:
    lead = found.lead
    return about_ports(found.table.caption, lead.text if lead else "", *found.section.titles)


def _spells_paths(columns: Columns) -> bool:
    """Tell whether the headers of a table say themselves that it holds paths: a port, and both ends or a transport."""
    headed = {column.role for column in columns.columns if column.known}
    spelled = {column.role for column in columns.columns if column.known and not column.guessed}
    return (Role.PORT in headed and spelled >= BOTH_ENDS) or spelled >= {Role.PORT, Role.TRANSPORT}
