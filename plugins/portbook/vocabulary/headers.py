"""What tables call their columns, and what a column means."""

import re
from enum import StrEnum

from portbook.vocabulary.marks import strip_marks


class Role(StrEnum):
    """Say what a column means."""

    SOURCE = "source"
    DESTINATION = "destination"
    PORT = "port"
    TRANSPORT = "transport"
    APPLICATION = "application"
    SECURITY = "security"
    DIRECTION = "direction"
    PEER = "peer"
    PURPOSE = "purpose"
    COMPONENT = "component"
    OTHER = "other"


PROTOCOL = "protocol"
"""The hint of a header that names transports in some tables and application protocols in others."""

_END: tuple[str, ...] = (
    "",
    "component",
    "vm",
    "vms",
    "network",
    "host",
    "hosts",
    "node",
    "server",
    "machine",
    "system",
    "service",
)
_END += (
    "address",
    "ip",
    "ip address",
    "endpoint",
    "job",
    "instance",
    "instance group",
    "process",
    "vm/component",
    "url",
)

_PORT_KINDS: tuple[str, ...] = (
    "",
    "tcp",
    "udp",
    "tcp/udp",
    "default",
    "default tcp",
    "default udp",
    "destination",
    "destination tcp",
)
_PORT_KINDS += ("dest", "dst", "target", "open", "listening", "listen", "service", "server", "network", "firewall")
_PORT_NUMBERS = ("port range", "port ranges", "port number", "port numbers", "port number(s)", "port range(s)")

_HEADERS: dict[str, tuple[str, ...]] = {
    Role.SOURCE: (
        *(f"{word} {end}".strip() for word in ("source", "from", "originating", "origin") for end in _END),
        *("initiator", "connection source", "source(s)", "sources", "src", "client", "caller", "source name"),
    ),
    Role.DESTINATION: (
        *(f"{word} {end}".strip() for word in ("destination", "to", "target") for end in _END),
        *("receiver", "destination(s)", "destinations", "dst", "dest", "listener", "connection destination", "targets"),
    ),
    Role.PORT: (
        *(f"{word} {end}".strip() for word in _PORT_KINDS for end in ("port", "ports", "port(s)")),
        *(f"{word} {end}".strip() for word in ("", "default", "destination") for end in _PORT_NUMBERS),
        *("port/protocol", "port / protocol", "ports/protocol", "port and protocol", "port or range"),
    ),
    PROTOCOL: ("protocol", "protocols", "protocol(s)", "protocol type", "network protocol"),
    Role.TRANSPORT: (
        *("transport layer protocol", "transport protocol", "transport", "transport layer", "ip protocol"),
        *("l4 protocol", "layer 4 protocol", "tcp/udp", "tcp or udp", "transport type"),
    ),
    Role.APPLICATION: (
        *("app layer protocol", "application layer protocol", "application protocol", "app protocol"),
        *("app layer", "application layer", "l7 protocol", "layer 7 protocol", "application"),
    ),
    Role.SECURITY: (
        *("security and authentication", "security & authentication", "security/authentication", "security"),
        *("security / authentication", "authentication and security", "authentication", "authentication method"),
        *("authentication and encryption", "encryption and authentication", "encryption", "encrypted", "auth"),
        *("security protocol", "security method", "tls", "protection", "authentication type", "secured by"),
    ),
    Role.DIRECTION: ("direction", "ingress/egress", "inbound/outbound", "connection type", "traffic direction", "flow"),
    Role.PEER: ("peer", "remote", "remote host", "remote endpoint"),
    Role.PURPOSE: (
        *("description", "purpose", "note", "notes", "comment", "comments", "required for", "use", "used for", "usage"),
        *("remarks", "details", "reason", "function", "traffic", "traffic type", "usage description", "used by"),
    ),
    Role.COMPONENT: ("component", "components", "process", "service", "service name", "daemon", "job"),
    Role.OTHER: ("source port", "source ports", "source port(s)", "optional", "required", "default", "configurable"),
}
HEADERS: dict[str, str] = {spelling: role for role, spellings in _HEADERS.items() for spelling in spellings}
"""Header spelling, lower case, to its role or ``PROTOCOL``."""

CONFIGURED_COLUMN = re.compile(r"(.*\S)\s*\[(\w+)\]")


def header_role(text: str) -> str | None:
    """Return the role of a header by its spelling alone, ``PROTOCOL`` where the cells decide, None if unknown."""
    return HEADERS.get(strip_marks(text).casefold().rstrip(":"))


def configured_header(line: str) -> tuple[tuple[str, str], ...]:
    """Parse a configured header such as ``Quelle [source] | Port [port]`` into pairs of text and role."""
    pairs = []
    for part in line.split("|"):
        match = CONFIGURED_COLUMN.fullmatch(part.strip())
        pairs.append((match[1], match[2]) if match else (part.strip(), header_role(part) or Role.OTHER))
    return tuple(pairs)
