"""Guess by their cells what columns hold whose headers are not known; each guess becomes a finding."""

from collections.abc import Callable

from portbook.passes.columns.cells import is_name, is_number, is_transport, states_transport
from portbook.passes.columns.roles import HALF, Roles
from portbook.passes.ports.names import is_protocol
from portbook.vocabulary.answers import NO, is_answer, says_yes
from portbook.vocabulary.directions import direction, ends_by_arrow, is_arrow
from portbook.vocabulary.headers import HOSTS, PROGRAMS, Role, header_transports, plain_header
from portbook.vocabulary.port_headers import port_header
from portbook.vocabulary.ports import ANYTHING, TRANSPORTS

ENDS = (Role.SOURCE, Role.DESTINATION)
SERVICES = frozenset({Role.COMPONENT, Role.APPLICATION})
"""The roles of headers under which rules of firewalls have their ports: "Service" and "Application"."""
NEARLY_ALL = 0.8
"""The share of services that are ports or protocols, at least, where some are ports."""
TELLING: tuple[tuple[str, Callable[[str], bool], float], ...] = (
    (Role.TRANSPORT, is_transport, 0.6),
    (Role.PORT, states_transport, 0.6),
    (Role.DIRECTION, lambda text: bool(direction(text)), 0.8),
    (Role.APPLICATION, is_protocol, 0.8),
    (Role.DIRECTION, lambda text: all(ends_by_arrow(text)), 0.6),
)
"""What a column without a known header holds, in order: the role, what its cells are, and how many of them at least."""


def guess(roles: Roles) -> None:
    """Give columns without a known header the role that their cells tell."""
    _guess_by_protocol(roles)
    _guess_by_transport(roles)
    for role, fits, least in TELLING:
        for index in roles.unknown:
            ticks = role == Role.TRANSPORT and header_transports(roles.columns[index].text)
            if ticks or roles.taken(role) or not roles.is_free(index):
                continue
            if roles.share(index, fits) >= least:
                roles.take(role, index)
    _guess_by_arrows(roles)
    if not roles.taken(Role.PORT):
        holds = (_holds_numbers, _serves_numbers)
        port = next((index for fits in holds for index in range(len(roles.columns)) if fits(roles, index)), None)
        if port is not None:
            roles.take(Role.PORT, port)


def guess_ends(roles: Roles) -> None:
    """Take the first columns of a table without header for source and destination, where both hold names."""
    port = roles.first(Role.PORT) or 0
    names = [index for index in range(port) if roles.is_free(index) and all(map(is_name, roles.cells(index)))]
    if len(names) == len(ENDS):
        for index, role in zip(names, ENDS, strict=True):
            roles.take(role, index)


def _guess_by_arrows(roles: Roles) -> None:
    """Take the columns on both sides of one of arrows for the ends between which each row draws its own."""
    at = roles.first(Role.DIRECTION)
    if at is None or not roles.cells(at) or roles.share(at, is_arrow) < 1:
        return
    beside = [index for index in (at - 1, at + 1) if index in roles.unknown and roles.is_free(index)]
    if len(beside) == len(ENDS) and all(map(is_name, (cell for index in beside for cell in roles.cells(index)))):
        for index, role in zip(beside, (Role.COMPONENT, Role.PEER), strict=True):
            roles.take(role, index)


def _guess_by_protocol(roles: Roles) -> None:
    """Take the columns that protocols or their protection head for ports, where they hold numbers."""
    said = [index for index, column in enumerate(roles.columns) if any(port_header(column.text)[1:3])]
    spoken = (Role.SECURITY, Role.APPLICATION)
    free = [index for index in said if index in roles.unknown or roles.columns[index].role in spoken]
    numbers = [index for index in free if roles.share(index, is_number) > HALF]
    if not roles.taken(Role.PORT) and numbers:
        roles.take(Role.PORT, *numbers)


def _guess_by_transport(roles: Roles) -> None:
    """Take the columns that transports head for ports where they hold numbers, for transports where all tick."""
    headed = [i for i in roles.unknown if roles.is_free(i) and header_transports(roles.columns[i].text)]
    numbers = [index for index in headed if roles.share(index, is_number, NO) > HALF]
    ports = [header_transports(column.text) for column in roles.columns if column.role == Role.PORT]
    cells = [cell for index in headed for cell in roles.cells(index)]
    if numbers and all(ports):
        roles.take(Role.PORT, *numbers)
    elif not any(ports) and not roles.taken(Role.TRANSPORT) and any(map(says_yes, cells)):
        roles.take(Role.TRANSPORT, *(headed if all(map(is_answer, cells)) else ()))


def _holds_numbers(roles: Roles, index: int) -> bool:
    """Tell whether a column holds ports: its header names a transport, or a transport stands beside it."""
    column = roles.columns[index]
    beside = index in roles.unknown and roles.is_free(index) and roles.taken(Role.TRANSPORT)
    named = column.role == Role.TRANSPORT or plain_header(column.text) in TRANSPORTS
    return (beside or (named and header_transports(column.text) != ())) and roles.share(index, is_number) > HALF


def _serves_numbers(roles: Roles, index: int) -> bool:
    """Tell whether a column of services holds ports, as the rules of firewalls state them between two ends."""
    column, header = roles.columns[index], plain_header(roles.columns[index].text)
    serves = (column.role in SERVICES and header not in HOSTS) or (header in PROGRAMS and not column.configured)
    numbers = roles.share(index, is_number, ANYTHING)
    named = column.role == Role.APPLICATION and numbers and roles.share(index, _is_service, ANYTHING) >= NEARLY_ALL
    return roles.taken(*ENDS) and serves and (numbers > HALF or bool(named))


def _is_service(text: str) -> bool:
    return is_number(text) or is_protocol(text)
