"""Write a ticket as an OSCAL component definition, in which auditors' programs find services, ports and protocols.

Each flow is a component of the type service, as the guides to such tables ask for, that links to the components which
provide and use it. The format has no word for a port that is no number: such a service has no range, and says why.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from portbook.model import Endpoint, Flow, Kind, PortRange
from portbook.model.addresses import network_text
from portbook.model.precision import ALL_PORTS
from portbook.tickets.facts import conditions_text, evidence_text
from portbook.tickets.rows import Row
from portbook.tickets.ticket import Ticket
from portbook.views.wording import KIND_WORDS, endpoint_text, protection_text
from portbook.writers.escape import markdown as inert

OSCAL_VERSION = "1.1.3"
NAMESPACE = "urn:portbook:oscal"
"""Of the properties that OSCAL does not define."""
TRANSPORTS = ("TCP", "UDP")
"""What OSCAL knows as transports of a range."""
TYPES: dict[Kind, str] = {Kind.VM: "software", Kind.GROUP: "software", Kind.EXTERNAL: "interconnection"}
"""What an endpoint is to OSCAL; one that the sources do not specify is no component."""

_NAME_SPACE = hashlib.sha256(NAMESPACE.encode()).digest()[:16]


def component_definition(ticket: Ticket, modified: str) -> dict[str, Any]:
    """Make the document of a ticket whose rows are flows; ``modified`` is the time of RFC 3339 that it is to bear.

    Ids follow from what they name, so that a flow has the same one in each document.
    """
    services = {row.flow.id: row for row in ticket.rows}
    components = [*_ends(ticket), *map(_service, services.values())]
    return {
        "component-definition": {
            "uuid": _uuid("document", modified, *services),
            "metadata": {
                "title": inert(ticket.title),
                "last-modified": modified,
                "version": "1",
                "oscal-version": OSCAL_VERSION,
                "remarks": inert(f"{ticket.summary}."),
            },
            **({"components": components} if components else {}),
        }
    }


def _ends(ticket: Ticket) -> Iterator[dict[str, Any]]:
    """Yield each end of a flow once, with its addresses."""
    ends = {end.name: (end, at) for row in ticket.rows for end, at in _sides(row) if end.kind in TYPES}
    for name, (end, networks) in sorted(ends.items()):
        yield {
            "uuid": _end_id(name),
            "type": TYPES[end.kind],
            "title": inert(_line(name)),
            "description": inert(f"{KIND_WORDS[end.kind]} of the network paths."),
            **({"props": [_prop("address", network_text(network)) for network in networks]} if networks else {}),
        }


def _sides(row: Row) -> tuple[tuple[Endpoint, tuple[Any, ...]], ...]:
    return (row.flow.source, row.sources), (row.flow.destination, row.destinations)


def _service(row: Row) -> dict[str, Any]:
    flow = row.flow
    name = _line(flow.application or "")
    what = f"{name or 'Service'} from {endpoint_text(flow.source)} to {endpoint_text(flow.destination)}"
    links = [
        {"href": f"#{_end_id(end.name)}", "rel": rel}
        for end, rel in ((flow.destination, "provided-by"), (flow.source, "used-by"))
        if end.kind in TYPES
    ]
    ranges = list(_ranges(flow))
    return {
        "uuid": _uuid("flow", flow.id),
        "type": "service",
        "title": inert(_line(what)),
        "description": inert(_line(f"{what}, port {flow.port_text}.")),
        **({"purpose": inert(_line("; ".join(flow.subsystems)))} if flow.subsystems else {}),
        "props": [_prop(key, text) for key, text in _facts(row) if _line(text)],
        **({"links": links} if links else {}),
        "protocols": [
            {
                "uuid": _uuid("protocol", flow.id),
                **({"name": name} if name else {}),
                **({"port-ranges": ranges} if ranges else {}),
            }
        ],
    }


def _ranges(flow: Flow) -> Iterator[dict[str, Any]]:
    """Yield the ranges of a flow whose ports and transports are known; any port is none."""
    known: list[PortRange] = [span for span in flow.ports.ranges if span not in ALL_PORTS]
    for transport in flow.transports:
        if transport in TRANSPORTS:
            for span in known:
                yield {"start": span.first, "end": span.last, "transport": transport}


def _facts(row: Row) -> Iterator[tuple[str, str]]:
    flow = row.flow
    yield "flow", flow.id
    yield "exact", "no" if row.reasons else "yes"
    yield from (("not-exact-because", reason) for reason in row.reasons)
    yield "port-as-written", flow.port_text
    yield "transport", ", ".join(flow.transports)
    yield "protection", protection_text(flow.protection)
    yield "security-as-written", flow.security or ""
    yield "optional", "yes" if flow.optional else "no"
    yield "condition", conditions_text(flow.notes)
    yield "contradicted", row.disputed
    yield "evidence", evidence_text(flow.evidence)


def _prop(name: str, value: str) -> dict[str, str]:
    return {"name": name, "ns": NAMESPACE, "value": _line(value)}


def _line(text: str) -> str:
    """Return a text on one line: no title, name or property of OSCAL may hold more."""
    return " ".join(text.split())


def _end_id(name: str) -> str:
    return _uuid("endpoint", name)


def _uuid(*names: str) -> str:
    """Make a UUID out of names (RFC 9562, version 5)."""
    digest = hashlib.sha1(_NAME_SPACE + "\0".join(names).encode("utf-8", "surrogatepass"), usedforsecurity=False)
    data = bytearray(digest.digest()[:16])
    data[6] = data[6] & 0x0F | 0x50
    data[8] = data[8] & 0x3F | 0x80
    text = data.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
