"""Turn port and transport cells into values. What cannot be read is kept as written and reported."""

import re
from dataclasses import replace

from portbook.diagnostics import Place, Report
from portbook.model import PortRange, PortSet
from portbook.model.ports import LAST_PORT
from portbook.passes.draft import Draft, RoleTable, Statement
from portbook.vocabulary.headers import Role
from portbook.vocabulary.ports import ANYTHING, LIST_SEPARATOR, NOT_STATED, PORT_SHAPE, TRANSPORTS
from portbook.vocabulary.protocols import atoms

NOT_GIVEN = "Not stated"
PORTLESS = frozenset({"ICMP", "ICMPv6", "IGMP", "GRE", "ESP", "AH", "IPIP", "VRRP"})
TRANSPORT_IN_CELL = re.compile(r"(?:/\s*)?\b(tcp|udp|sctp)\b(?:\s*[/:])?", re.IGNORECASE)
REMARK = re.compile(r"\s*\(.*\)\s*\Z")
IN_REMARK = re.compile(r"\w+(?=[^()]*\))")
RANGE = re.compile(r"([0-9]+)(?:\s*(?:[-–—:]|\bto\b|\bthrough\b)\s*([0-9]+))?", re.IGNORECASE)


def run(draft: Draft, report: Report) -> Draft:
    """Fill in the ports and the transports of each statement."""
    return replace(draft, statements=tuple(_values(draft, statement, report) for statement in draft.statements))


def _values(draft: Draft, statement: Statement, report: Report) -> Statement:
    place = draft.place(statement)
    cell = draft.cell(statement, Role.PORT)
    transports = parse_transports(draft.cell(statement, Role.TRANSPORT), place, report)
    transports = transports or tuple(sorted({match[1].upper() for match in TRANSPORT_IN_CELL.finditer(cell)}))
    transports = transports or _in_header(draft.tables[statement.table])
    ports = parse_ports(cell, place, report, portless=bool(transports) and PORTLESS.issuperset(transports))
    return replace(statement, ports=ports, transports=transports)


def parse_ports(text: str, place: Place, report: Report, *, portless: bool = False) -> PortSet:
    """Return the ports that a cell states; numbers of a protocol without ports (ICMP types) stay a symbol."""
    folded = text.casefold()
    if not text or folded in NOT_STATED:
        return PortSet(symbol=text or NOT_GIVEN)
    if portless or folded in ANYTHING:
        return PortSet(symbol=text)
    if not PORT_SHAPE.fullmatch(text):
        report.add("port-symbolic", place, f"the port {text!r} is no number and is kept as written")
        return PortSet(symbol=text)
    plain = TRANSPORT_IN_CELL.sub(" ", REMARK.sub("", text)).strip(" /:")
    ranges = [_range(item, text, place, report) for item in LIST_SEPARATOR.split(plain)]
    valid = [item for item in ranges if item is not None]
    return PortSet.of(valid) if len(valid) == len(ranges) else PortSet(symbol=text)


def _range(item: str, text: str, place: Place, report: Report) -> PortRange | None:
    match = RANGE.fullmatch(item.strip())
    if match is None:
        report.add("port-symbolic", place, f"{item!r} in the port {text!r} is no number; the cell is kept as written")
        return None
    first, last = int(match[1]), int(match[2] or match[1])
    if max(first, last) > LAST_PORT:
        report.add("port-invalid", place, f"{max(first, last)} in {text!r} is no port: the highest is {LAST_PORT}")
        return None
    if first > last:
        report.add("port-reversed", place, f"the port range {item!r} ends before it begins")
        return None
    return PortRange(first, last)


def parse_transports(text: str, place: Place, report: Report) -> tuple[str, ...]:
    """Return the transports that a cell states, sorted; a word that is none is kept as written."""
    if text.casefold() in NOT_STATED or text.casefold() in ANYTHING:
        return ()
    found = set()
    for term in atoms(text):
        if term not in TRANSPORTS:
            report.add("transport-unknown", place, f"{term!r} in {text!r} is no known transport")
        found.add(TRANSPORTS.get(term, term.upper()))
    for term in IN_REMARK.findall(text.casefold()):
        if TRANSPORTS.get(term, "") not in ("", *found):
            report.add("transport-unknown", place, f"{term!r} in {text!r} stands in parentheses and counts as a remark")
    return tuple(sorted(found))


def _in_header(table: RoleTable) -> tuple[str, ...]:
    """Return the transports that the header of the port column names, as in "TCP Port"."""
    column = table.column(Role.PORT)
    if column is None:
        return ()
    words = re.split(r"[\s/]+", table.table.columns[column].casefold())
    return tuple(sorted({TRANSPORTS[word] for word in words if word in TRANSPORTS}))
