"""Find the tables whose ports stand where a row and a column cross: a machine is named by the header of each column."""

from portbook.passes.columns import Columns, is_number, is_transport, states_transport
from portbook.passes.ports.names import is_protocol
from portbook.passes.tables.found import Found, stated_cells
from portbook.vocabulary.headers import (
    PROTOCOL,
    WAY,
    Role,
    guessed_role,
    header_transports,
    plain_header,
    spelled_role,
)
from portbook.vocabulary.matrices import is_corner
from portbook.vocabulary.port_headers import without_what_it_says
from portbook.vocabulary.ports import TRANSPORTS

CROSSED = "its ports stand where its rows and its columns cross"
TELLING = frozenset({Role.PORT, Role.TRANSPORT, Role.DIRECTION, Role.SECURITY, PROTOCOL, WAY})
"""The roles of headers that no machine has for a name."""
FEWEST = 2
"""Columns named by what stands in the first one, or by different machines, at least."""
ENOUGH = 0.6
"""The share of the cells of a column that are ports with their transports, at least."""


def crossed(found: Found, columns: Columns) -> str:
    """Say that ports stand where rows and columns cross; nothing where they do not or a setting names them."""
    if columns.settings or any(column.role == Role.PORT and column.known for column in columns.columns):
        return ""
    crosses = _is_matrix(found, columns) or _names_machines(found, columns) or _fills_ends(found, columns)
    return CROSSED if crosses else ""


def _fills_ends(found: Found, columns: Columns) -> bool:
    """Tell whether ports stand under several headers of ends: "Destination" spans the names of machines below it."""
    ends = [index for index, role in enumerate(columns.roles) if role in (Role.SOURCE, Role.DESTINATION)]
    cells = [stated_cells(found.table, [index]) for index in ends]
    return sum(bool(texts) and sum(map(is_number, texts)) >= ENOUGH * len(texts) for texts in cells) >= FEWEST


def _is_matrix(found: Found, columns: Columns) -> bool:
    """Tell whether the first column names the ends in the rows, and the other headers those across."""
    across = list(columns.texts[1:])
    if not across or any(map(_tells, across)) or not (is_corner(columns.texts[0]) or _recur(found, across)):
        return False
    cells = stated_cells(found.table, range(1, len(columns.texts)))
    return any(is_number(cell) or is_transport(cell) or is_protocol(cell) for cell in cells)


def _tells(header: str) -> bool:
    """Tell whether a header says what stands below it."""
    return spelled_role(header) in TELLING or guessed_role(header) == Role.PORT


def _recur(found: Found, across: list[str]) -> bool:
    """Tell whether most of the headers are names of the first column."""
    headers = set(map(plain_header, across)) - {""}
    if len(headers) < FEWEST:
        return False
    named = headers.intersection(map(plain_header, stated_cells(found.table, [0])))
    return len(named) >= FEWEST and 2 * len(named) >= len(across)


def _names_machines(found: Found, columns: Columns) -> bool:
    """Tell whether ports stand under the names of different machines, in a table that does not name both ends."""
    if {Role.SOURCE, Role.DESTINATION}.issubset(columns.roles):
        return False
    named = {
        name
        for index, text in enumerate(columns.texts)
        if spelled_role(text) is None and (name := _machine(text)) and _holds_ports(found, index, text)
    }
    return len(named) >= FEWEST


def _machine(header: str) -> str:
    """Return what a header says beside transports and protocols."""
    words = without_what_it_says(plain_header(header)).split()
    return " ".join(word for word in words if word.strip("()/") not in TRANSPORTS)


def _holds_ports(found: Found, index: int, header: str) -> bool:
    """Tell whether ports stand in a column with their transports, in its cells or in its header."""
    cells = stated_cells(found.table, [index])
    fits = is_number if header_transports(header) else states_transport
    return bool(cells) and sum(map(fits, cells)) >= ENOUGH * len(cells)
