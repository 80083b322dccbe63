"""What tables call their columns, and what a column means."""

import re
from enum import StrEnum
from functools import lru_cache

from portbook.vocabulary.header_translations import TRANSLATIONS
from portbook.vocabulary.listeners import CALLED
from portbook.vocabulary.marks import strip_marks
from portbook.vocabulary.matrices import is_corner
from portbook.vocabulary.port_headers import Bound, bound, port_header, without_what_it_says
from portbook.vocabulary.ports import TRANSPORTS
from portbook.vocabulary.protection import AT_REST
from portbook.vocabulary.protection import HEADERS as PROTECTIONS


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
    ACTION = "action"
    OTHER = "other"


PROTOCOL = "protocol"
"""The hint of a header that names transports in some tables and application protocols in others."""
WAY = "way"
"""The hint of a header that is a direction alone: over ticks, ports, or whom connections come from or go to."""
LISTENING = "listening"
"""The hint of a header such as "Listens on", over ports or over the interfaces of a machine."""

_END: tuple[str, ...] = (
    *("", "component", "components", "vm", "vms", "network", "networks", "host", "hosts", "node", "nodes", "server"),
    *("servers", "machine", "system", "systems", "service", "services", "address", "addresses", "ip", "ips"),
    *("ip address", "ip addresses", "ip range", "cidr", "subnet", "zone", "endpoint", "endpoints", "job", "instance"),
    *("instance group", "process", "vm/component", "url", "name", "role", "device", "group", "pod", "cluster"),
)
_PORT_KINDS: tuple[str, ...] = (
    *("", "tcp", "udp", "sctp", "tcp/udp", "default", "default tcp", "default udp", "destination", "destination tcp"),
    *("destination udp", "dest", "dst", "to", "target", "open", "listening", "listen", "listener", "service", "server"),
    *("network", "firewall", "local", "required", "inbound", "outbound", "incoming", "outgoing", "used", "exposed"),
    *("responder", "acceptor"),
)
_PORT_NUMBERS = (
    *("port range", "port ranges", "port number", "port numbers", "port number(s)", "port range(s)", "port no"),
    *("port no.", "port #"),
)
_PORT = ("port", "ports", "port(s)")
_PROTOCOL = ("protocol", "protocols", "protocol(s)", "transport", "ip protocol")
REMOTE_PORTS = frozenset({"remote port", "remote ports", "remote port(s)"})
"""Headers, lower case, of the ports on the other side: who listens there depends on the direction."""

_OPENS = ("source", "from", "originating", "origin", "originator", "initiator")
_ANSWERS = ("destination", "to", "target", "responder", "acceptor")
_BOTH = ("/", " / ", " and ", " & ", " or ", ", ", ":")

_HEADERS: dict[str, tuple[str, ...]] = {
    Role.SOURCE: (
        *(f"{word} {end}".strip() for word in _OPENS for end in _END),
        *("received from", "accessed by", "called by", "requested by", "origin(s)", "connects from"),
        *("who connects", "connection source", "source(s)", "sources", "src", "client", "clients", "caller", "used by"),
        *("source system(s)", "initiated by", "src ip", "src host", "src address", "src addr"),
    ),
    Role.DESTINATION: (
        *(f"{word} {end}".strip() for word in _ANSWERS for end in _END),
        *("receiver", "destination(s)", "destinations", "dst", "dest", "listener", "connection destination", "targets"),
        *("destination system(s)", "dst ip", "dst host", "dst address", "dst addr"),
        *("dest ip", "dest host", "dest address", "url", "urls", "fqdn", "connects to"),
    ),
    Role.PORT: (
        *(f"{word} {end}".strip() for word in _PORT_KINDS for end in _PORT),
        *(f"{word} {end}".strip() for word in ("", "default", "destination") for end in _PORT_NUMBERS),
        *(f"{port}{by}{word}" for port in _PORT for by in _BOTH for word in _PROTOCOL),
        *(f"{word}{by}{port}" for port in _PORT for by in _BOTH for word in _PROTOCOL),
        *("port or range", "port(s)/protocol(s)", "ports required", "ports used", "port used", "ports to open"),
    ),
    PROTOCOL: ("protocol", "protocols", "protocol(s)", "protocol type", "network protocol", "proto"),
    Role.TRANSPORT: (
        *("transport layer protocol", "transport protocol", "transport", "transport layer", "ip protocol"),
        *("l4 protocol", "layer 4 protocol", "tcp/udp", "tcp or udp", "tcp / udp", "udp/tcp", "transport type"),
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
    Role.DIRECTION: (
        *("direction", "directions", "ingress/egress", "inbound/outbound", "connection type", "traffic direction"),
        *("flow", "in/out", "ingress / egress", "inbound / outbound", "inbound or outbound", "incoming/outgoing"),
        *("connection direction", "direction of traffic", "network direction"),
    ),
    Role.PEER: (
        *("peer", "peers", "remote", "remote host", "remote endpoint", "to/from", "from/to", "to / from", "from / to"),
        *("to or from", "from or to", "source/destination", "source / destination", "source or destination"),
        *("destination/source", "peer component", "direction and network", "direction & network"),
        *("direction/network", "direction and peer", "connects to/from"),
    ),
    Role.PURPOSE: (
        *("description", "purpose", "note", "notes", "comment", "comments", "required for", "use", "used for", "usage"),
        *("remarks", "details", "reason", "function", "traffic", "traffic type", "usage description", "explanation"),
        *("purpose / description", "purpose/description", "description/purpose", "additional information"),
    ),
    Role.COMPONENT: (
        *("component", "components", "process", "service", "services", "service name", "daemon", "job"),
        *("service/component", "component/service", "application component"),
    ),
    Role.ACTION: (
        *("action", "actions", "rule action", "firewall action", "allow", "allowed", "permit", "permitted", "access"),
        *("policy", "decision", "allow/deny", "permit/deny", "allow / deny", "allowed/denied", "open/closed"),
    ),
    Role.OTHER: (
        *("source port", "source ports", "source port(s)", "src port", "client port", *REMOTE_PORTS, "optional"),
        *("required", "default", "configurable"),
    ),
}
HOSTS = frozenset(
    {
        *("node role", "node roles", "node type", "nodegroup", "node group", "node", "nodes", "host", "hosts", "role"),
        *("host role", "host group", "server", "servers", "server role", "server type", "machine", "vm", "vms"),
        *("vm name", "virtual machine", "instance", "instance group", "appliance", "device", "tier"),
        *("gerät", "geräte", "rechner", "équipement", "équipements", "dispositivo", "dispositivos", "dispositivi"),
    }
)
"""Headers, lower case, of columns that name the machine on which a port is open; its process has its own."""

HEADERS: dict[str, str] = {
    **{spelling: role for role, spellings in _HEADERS.items() for spelling in spellings},
    **dict.fromkeys(HOSTS, Role.COMPONENT),
}
"""Header spelling, lower case, to its role or ``PROTOCOL``."""

LISTENERS = frozenset({"listener", "listeners"})
"""Headers, lower case, of destinations beside a source, and else of the processes that listen on a machine."""
NAMES = frozenset({"name", "port name", "rule", "rule name"})
"""Headers, lower case, of what a row is called: that alone says nothing of connections."""
PROGRAMS = frozenset(
    {
        *("application", "applications", "application name", "app", "apps", "app name", "program", "programs"),
        *("program name", "software", "executable", "executables"),
    }
)
"""Headers, lower case, of programs in most tables and of application protocols in some: the cells decide."""
SWITCHES = frozenset({"enabled", "active", "rule enabled", "rule active", "activated", "in use"})
"""Headers, lower case, of rules that are switched on or off, where another column says what they do."""
USERS = frozenset({"used by"})
"""Headers, lower case, of who connects to a port, or of what it is for where another column says who does."""
QUALITIES = frozenset(
    """
    category categories type types kind kinds class feature features function functionality module modules area version
    versions vendor manufacturer product products model platform platforms environment environments os edition license
    state status default required optional mandatory configurable priority severity owner contact team group groups tag
    tags id no no. # number interface interfaces zone phase step scenario example examples value values parameter option
    setting variable key file format scope layer region location date
    """.split()
)
"""Headers, lower case, of what a row is or belongs to: no column under them names an end."""
TWO_WAY = frozenset(
    f"{words}{mark}"
    for words in (
        *("bidirectional", "bi-directional", "bi directional", "two-way", "two way", "2-way", "both ways"),
        *("both directions", "bidirectional traffic", "bidirectional connection", "bidirectional communication"),
    )
    for mark in ("", "?")
)
"""Headers, lower case, over ticks for connections that are opened both ways."""
PATHS = frozenset(
    f"{kind} {what}".strip()
    for kind in ("", "network", "traffic", "data", "communication", "connection")
    for what in ("connection", "connections", "path", "paths", "flow", "flows", "communication", "traffic", "link")
) | frozenset(
    """
    route routes between relation verbindung verbindungen kommunikation kommunikationsweg datenfluss flux liaison
    """.split()
)
"""Headers, lower case, of columns that may name both ends of a path in one cell: ``Press → Mill``."""
_WAYS = ("inbound", "outbound", "incoming", "outgoing", "ingress", "egress")
_IN_TABLES: dict[str, str] = {
    **{spelling: role for role, spellings in TRANSLATIONS.items() for spelling in spellings},
    **dict.fromkeys(PROTECTIONS, Role.SECURITY),
    **dict.fromkeys(AT_REST, Role.OTHER),
    **HEADERS,
    **dict.fromkeys(NAMES, Role.PURPOSE),
    **dict.fromkeys(PROGRAMS, Role.APPLICATION),
    **dict.fromkeys(TWO_WAY, Role.DIRECTION),
    **dict.fromkeys(CALLED, Role.DESTINATION),
    **dict.fromkeys(("listens on", "listens at", "listening on", "listen on"), LISTENING),
    **{f"{way} {what}".strip(): WAY for way in _WAYS for what in ("", "traffic", "connections")},
}
"""Spellings that count where the cells of a table have borders."""
ENDS = frozenset({Role.SOURCE, Role.DESTINATION})
_LEADING_WAY = re.compile(
    r"(?:(?:inbound|incoming|ingress|outbound|outgoing|egress|allow(?:ed)?|permit(?:ted)?|accept(?:s|ed)?)\s+)?"
    r"(?:(?:traffic|connections?|communications?|access|accessed|accessible|reachable|requests?)\s+)?"
)
"""What may stand before the name of an end, as in "Inbound source" and "Connections from"."""

GUESSES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        (r".*\b(?:source|src|client|remote|originator|initiator) ports?\b", Role.OTHER),
        (r".*\bports?\b", Role.PORT),
        (r"(?:source|from|src|initiat\w*|clients?)\b", Role.SOURCE),
        (r"(?:destination|to|dest|dst|target)\b", Role.DESTINATION),
        (r".*\btransport\b", Role.TRANSPORT),
        (r".*\bprotocols?\b", PROTOCOL),
        (r".*\b(?:direction|inbound|outbound|ingress|egress)\b", Role.DIRECTION),
        (r".*\b(?:encrypt|authenticat)", Role.SECURITY),
        (r".*\b(?:description|purpose|comments?|notes?|reason|usage|remarks?)\b", Role.PURPOSE),
    )
)
"""What a header outside the vocabulary most likely means, by its words, lower case; the first that fits counts."""

AREA = re.compile(r"\b(?:zones?|vlans?|interfaces?|regions?|sites?|segments?)\Z")
"""The last word of a header, lower case, of the area in which an end is."""
QUALIFIERS = re.compile(r".*\b(?:component|process|service|job|daemon|application|role)s?\b")
"""Headers, lower case, of a second column of sources or destinations that names the process on the first's machine."""

SOURCE_PORT = re.compile(r"[^()\[\]]*\bports?\s*[(\[](?:source|src|client|from)[)\]]?")
"""Headers, lower case, of the ports that callers take, which nobody listens on."""
CONFIGURED_COLUMN = re.compile(r"(.*\S)\s*\[(\w+)\]")
_UNITS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DECORATION = " \t\n*_:.`"


def header_role(text: str) -> str | None:
    """Return the role of a header by its spelling alone, ``PROTOCOL`` where the cells decide, None if unknown."""
    return HEADERS.get(strip_marks(text).casefold().rstrip(":"))


@lru_cache(maxsize=4096)
def plain_header(text: str) -> str:
    """Return a header in lower case without footnote marks, emphasis and punctuation around it."""
    return " ".join(strip_marks(text).casefold().split()).strip(_DECORATION)


def spelled_role(text: str) -> str | None:
    """Return the role of a header as ``header_role`` does, whatever it says in parentheses."""
    plain = plain_header(text)
    if SOURCE_PORT.fullmatch(plain) and not bound(plain):
        return Role.OTHER
    bare = _UNITS.sub("", plain).strip(_DECORATION)
    return _IN_TABLES.get(plain) or _IN_TABLES.get(bare) or _role_by_parts(bare)


def _role_by_parts(plain: str) -> str | None:
    """Return the role of a header that says more than its role: "Inbound from", "TLS port", "Start port"."""
    behind = HEADERS.get(plain[_LEADING_WAY.match(plain).end() :])  # type: ignore[union-attr]
    if behind in ENDS:
        return behind
    if is_corner(plain):
        return Role.PEER
    if " ".join(word for word in plain.split() if word.strip("()/") not in TRANSPORTS) in _WAYS:
        return WAY
    if bound(plain) is not Bound.NONE or HEADERS.get(without_what_it_says(plain)) == Role.PORT:
        return Role.PORT
    return None


def guessed_role(text: str) -> str | None:
    """Return what a header outside the vocabulary most likely means, None where none of its words tells."""
    plain = plain_header(text)
    return next((role for pattern, role in GUESSES if pattern.match(plain)), None)


def header_transports(text: str) -> tuple[str, ...]:
    """Return the transports that the header of a port column names, as in "TCP Port"."""
    return port_header(text).transports


def is_tick_header(text: str) -> bool:
    """Tell whether the header of a column of transports names some itself, so that its cells say yes or no."""
    return bool(header_transports(text)) and spelled_role(text) is None


def configured_header(line: str) -> tuple[tuple[str, str], ...]:
    """Parse a configured header such as ``Quelle [source] | Port [port]`` into pairs of text and role."""
    pairs = []
    for part in line.split("|"):
        match = CONFIGURED_COLUMN.fullmatch(part.strip())
        pairs.append((match[1], match[2]) if match else (part.strip(), header_role(part) or Role.OTHER))
    return tuple(pairs)
