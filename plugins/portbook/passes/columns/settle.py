"""Settle by their cells the columns whose headers mean several things: "Protocol", "Inbound", "From Port"."""

from portbook.passes.columns.cells import is_number, is_port, states_transport
from portbook.passes.columns.column import Column
from portbook.passes.columns.roles import HALF, Roles
from portbook.passes.columns.users import settle_users
from portbook.passes.ports.names import is_protocol
from portbook.vocabulary.answers import is_answer
from portbook.vocabulary.directions import Direction, names_both_ends, spoken_direction
from portbook.vocabulary.header_translations import NEEDS_ANOTHER
from portbook.vocabulary.headers import (
    AREA,
    LISTENERS,
    LISTENING,
    PATHS,
    PROGRAMS,
    PROTOCOL,
    REMOTE_PORTS,
    SWITCHES,
    WAY,
    Role,
    header_transports,
    plain_header,
)
from portbook.vocabulary.port_headers import Bound, bound, may_name_an_end, says_whose
from portbook.vocabulary.ports import ANYTHING, TRANSPORTS
from portbook.vocabulary.protocols import atoms

MOST = 0.8
"""The share of the cells under "Application" or "Service" that are protocols, at least, for all to be taken for one."""


def settle(roles: Roles) -> None:
    """Decide what columns hold whose headers leave it open."""
    for index, column in enumerate(roles.columns):
        if column.role == PROTOCOL:
            roles.set(index, _protocol(roles, index), guessed=column.guessed)
        elif column.role == WAY:
            roles.set(index, _way(roles, index))
        elif column.role == LISTENING:
            ports = roles.share(index, is_port) > HALF
            roles.columns[index] = Column(column.text, Role.PORT if ports else Role.OTHER, known=ports)
        elif column.role == Role.COMPONENT:
            roles.set(index, _service(roles, index))
        elif plain_header(column.text) in LISTENERS and not roles.taken(Role.SOURCE):
            roles.set(index, Role.COMPONENT)
        elif plain_header(column.text) in PROGRAMS and not column.configured and not _holds_protocols(roles, index):
            roles.set(index, Role.PURPOSE)
        elif plain_header(column.text) in NEEDS_ANOTHER and not roles.taken(Role.SOURCE, Role.DESTINATION):
            roles.columns[index] = Column(column.text, Role.OTHER, known=False)
    _settle_switches(roles)
    _settle_paths(roles)
    _settle_zones(roles)
    _settle_names(roles)
    settle_users(roles)
    _settle_bounds(roles)
    _settle_sides(roles)


def _settle_switches(roles: Roles) -> None:
    """Let a rule of a firewall that is switched off open nothing: what it does stands under "Action"."""
    for index in [at for at in roles.unknown if roles.taken(Role.ACTION)]:
        if plain_header(roles.columns[index].text) in SWITCHES and all(map(is_answer, roles.cells(index))):
            roles.set(index, Role.ACTION)


def _settle_paths(roles: Roles) -> None:
    """Find the column whose cells name both ends of a path each; one that says the direction alone counts too."""
    for index, column in enumerate(roles.columns):
        if column.configured or column.role not in (Role.OTHER, Role.PURPOSE):
            continue
        if plain_header(column.text) in PATHS and roles.share(index, names_both_ends) > HALF:
            roles.set(index, Role.PEER if roles.taken(Role.DIRECTION) else Role.DIRECTION)


def _settle_zones(roles: Roles) -> None:
    """Take the zone of an end for a detail where another column names the end itself."""
    for role in (Role.SOURCE, Role.DESTINATION):
        ends = [index for index, column in enumerate(roles.columns) if column.role == role and not column.configured]
        zones = [index for index in ends if AREA.search(plain_header(roles.columns[index].text))]
        if len(zones) < len(ends):
            for index in zones:
                roles.set(index, Role.OTHER)


def _settle_names(roles: Roles) -> None:
    """Take "Ports" for what the rows are called where no port stands below it, but below the transports beside it."""
    headed = [index for index in roles.unknown if header_transports(roles.columns[index].text)]
    ports = [index for index, column in enumerate(roles.columns) if headed and column.role == Role.PORT]
    if len(ports) != 1 or roles.columns[ports[0]].configured or roles.share(ports[0], is_port):
        return
    if any(roles.share(index, is_number) > HALF for index in headed):
        roles.set(ports[0], Role.PURPOSE)


def _protocol(roles: Roles, index: int) -> str:
    """Decide what a column named "Protocol" holds: transports where at least half of its cells are transports."""
    if not roles.taken(Role.PORT) and roles.share(index, states_transport) > HALF:
        return Role.PORT
    if roles.taken(Role.TRANSPORT):
        return Role.APPLICATION
    stated = [terms for cell in roles.cells(index) if (terms := atoms(cell)) and not ANYTHING.issuperset(terms)]
    transports = sum(all(term in TRANSPORTS for term in terms) for terms in stated)
    return Role.TRANSPORT if 2 * transports >= len(stated) else Role.APPLICATION


def _way(roles: Roles, index: int) -> str:
    """Decide what stands under a direction alone: ticks, ports, or whom connections come from or go to."""
    if all(map(is_answer, roles.cells(index))):
        return Role.DIRECTION
    if roles.share(index, is_port) > HALF:
        return Role.PORT
    inward = spoken_direction(roles.columns[index].text) is Direction.INBOUND
    return Role.SOURCE if inward else Role.DESTINATION


def _service(roles: Roles, index: int) -> str:
    """Decide what a column of services names: protocols, processes, or some of each, which tells nothing."""
    if roles.taken(Role.APPLICATION) or roles.share(index, is_protocol) <= HALF:
        return Role.COMPONENT
    alone = roles.taken(Role.SOURCE, Role.DESTINATION) and not roles.taken(Role.PORT)
    return Role.APPLICATION if alone or _holds_protocols(roles, index) else Role.PURPOSE


def _holds_protocols(roles: Roles, index: int) -> bool:
    return roles.share(index, is_protocol) >= MOST


def _settle_bounds(roles: Roles) -> None:
    """Decide which columns hold the ends of ranges; ``From Port`` may as well be the port of a source."""
    low, high = (
        [index for index, column in enumerate(roles.columns) if _is_bound(column, end)]
        for end in (Bound.LOW, Bound.HIGH)
    )
    paired = len(low) == len(high) == 1
    spoken = any(may_name_an_end(roles.columns[index].text) for index in (*low, *high))
    ranges = paired and (not spoken or _are_ranges(roles, low[0], high[0]))
    for index in low:
        if may_name_an_end(roles.columns[index].text) and not ranges:
            roles.set(index, Role.OTHER)
        elif ranges and spoken and roles.taken(Role.SOURCE, Role.DESTINATION):
            roles.set(index, Role.PORT, guessed=True)


def _is_bound(column: Column, end: Bound) -> bool:
    return column.role == Role.PORT and bound(column.text) is end


def _are_ranges(roles: Roles, low: int, high: int) -> bool:
    """Tell whether two columns hold the ends of ranges in each row, and do not stand one behind each end."""
    source, destination = roles.first(Role.SOURCE), roles.first(Role.DESTINATION)
    if source is not None and destination is not None and source < low < destination:
        return False
    pairs = [(row[low], row[high]) for row in roles.rows if max(low, high) < len(row) and row[low] and row[high]]
    return all(a.isdecimal() and b.isdecimal() and int(a) <= int(b) for a, b in pairs)


def _settle_sides(roles: Roles) -> None:
    """Take the ports of the remote side for ports where the table speaks of both sides, or of no other ports."""
    sided = any(column.role == Role.PORT and says_whose(column.text) for column in roles.columns)
    spoken = sided or roles.taken(Role.DIRECTION) or not roles.taken(Role.PORT)
    if roles.taken(Role.SOURCE, Role.DESTINATION) or not spoken:
        return
    for index, column in enumerate(roles.columns):
        if plain_header(column.text) in REMOTE_PORTS and column.role == Role.OTHER:
            roles.set(index, Role.PORT)
