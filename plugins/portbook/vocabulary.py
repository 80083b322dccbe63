"""What the field calls things: header spellings, transports, protocols, security terms, common endpoints.

Only words that many vendors share belong here. The names of one product come from its documents and from
configuration.
"""

import re
from enum import StrEnum
from functools import lru_cache


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

# --- Headers -------------------------------------------------------------------------------------------------------

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


# --- Marks ---------------------------------------------------------------------------------------------------------

MARK = r"(?:[*†‡§¶⁂‖※]++|[¹²³⁴⁵⁶⁷⁸⁹⁰]++|\((?:\*+|†+|‡+)\))"
"""A footnote mark: stars, daggers and their like, superscript digits, or a mark in parentheses.

The quantifiers are possessive: a mark is repeated in other patterns, and would otherwise match a line of stars in
exponentially many ways.
"""
MARK_ENDS = frozenset("*†‡§¶⁂‖※¹²³⁴⁵⁶⁷⁸⁹⁰)")
LONGEST_MARKS = 40
"""Characters at the end of a text in which marks are looked for."""

TRAILING_MARKS = re.compile(rf"(?:\s?{MARK})+\Z")
ANY_MARK = re.compile(MARK)
LEADING_MARK = re.compile(rf"\s*({MARK})\s*(?=\S)")


def strip_marks(text: str) -> str:
    """Return text without the footnote marks at its end; a text of marks alone is kept."""
    if not text or text[-1] not in MARK_ENDS:
        return text
    head, tail = text[:-LONGEST_MARKS], text[-LONGEST_MARKS:]
    return head + TRAILING_MARKS.sub("", tail) or text


# --- Transports and ports ------------------------------------------------------------------------------------------

TRANSPORTS: dict[str, str] = {
    **{name.casefold(): name for name in ("TCP", "UDP", "SCTP", "ICMP", "ICMPv6", "DCCP", "QUIC", "IGMP", "GRE")},
    **dict(
        zip(
            ("esp", "ah", "ipip", "vrrp", "icmpv4", "icmp6"),
            ("ESP", "AH", "IPIP", "VRRP", "ICMP", "ICMPv6"),
            strict=True,
        )
    ),
}
"""Transport or other IP protocol, lower case, to its usual spelling (IANA protocol numbers)."""

NOT_STATED = frozenset({"n/a", "na", "-", "–", "—", "not applicable", "unspecified", "not specified", "tbd"})
ANYTHING = frozenset({"any", "all", "*", "varies", "various", "variable", "dynamic", "ephemeral", "random"})

LIST_SEPARATOR = re.compile(
    r"(?:(?<!\s)\s++)?[,;/&+]\s*+(?:and\s+|or\s+)?|(?<!\s)\s++(?:and/or|and|or)\s+", re.IGNORECASE
)

_NUMBER = rf"\d{{1,7}}{MARK}?"
_RANGE = rf"{_NUMBER}(?:\s*(?:[-–—:]|\bto\b|\bthrough\b)\s*{_NUMBER})?"
_PORT_SEPARATOR = r"(?:\s*[,;/&]\s*(?:and\s+|or\s+)?|\s+(?:and|or)\s+)"
_PORTS = rf"{_RANGE}(?:{_PORT_SEPARATOR}{_RANGE})*"
_REMARK = r"\([^()]*(?:\([^()]*\)[^()]*)*\)"
_IP = r"(?:tcp|udp|sctp)(?:\s?/\s?(?:tcp|udp|sctp))?"
PORT_SHAPE = re.compile(
    rf"(?:{_PORTS}(?:\s?/\s?{_IP})?|{_IP}\s?[/:]?\s?{_PORTS})(?:\s*{_REMARK})?{MARK}?", re.IGNORECASE
)
"""A port cell that holds numbers: a list of ports and ranges, perhaps with a transport and a remark."""

_CHOSEN = r"(?:user|provider|customer|operator)[- ](?:defined|specific|specified|configured|selected)"
_CHOICE = rf"(?:any|all|varies|custom|configurable|dynamic|{_CHOSEN})(?: ports?)?"
_PORT_ITEM = rf"(?:(?:{_RANGE}|{_CHOICE})(?:\s?{MARK})?(?:\s?{_REMARK})?(?:\s?{MARK})?)"
PORT_HEDGE = re.compile(rf"(?:ports? )?{_PORT_ITEM}(?:{_PORT_SEPARATOR}{_PORT_ITEM})*", re.IGNORECASE)
"""A port cell whose items are numbers with remarks, or words: ``8080 (HTTP) or 8443``, ``389 or user-defined``."""
PORT_RUN = re.compile(rf"{_RANGE}(?:\s?{_REMARK})?(?:\s{_RANGE}(?:\s?{_REMARK})?)+")
"""A port cell whose items stood on lines of their own: ``8443 8080``."""

PORT_PHRASE = re.compile(rf"\S.*\bports?(?:\s*{_REMARK})?", re.IGNORECASE)
"""A port cell in words, such as ``LDAP server communication port``."""

# --- Application protocols and security ----------------------------------------------------------------------------

_CLEAR = """
    http http/2 websocket ws grpc mysql tcp udp ldap nats dns smtp imap pop3 ftp tftp ntp snmp syslog redis amqp mqtt
    stomp telnet dhcp bootp nfs smb cifs rpc dce/rpc rpcbind netbios postgresql postgres pgsql mongodb memcached kafka
    zookeeper galera jdbc odbc tds xmpp vxlan geneve bgp ospf vrrp icmp statsd collectd graphite thrift protobuf
    json-rpc xml-rpc rest soap jmx rmi ajp iscsi wmi rtp rtsp sip radius tacacs tacacs+ llmnr mdns bfd ospf ike
    cql sql oracle db2 gossip raft serf etcd consul vnc spice x11 glusterfs ceph rbd drbd corosync whois finger lmtp
    sse nfsv3 nfsv4 netflow sflow ipfix nbd protocol
""".split()
_SECURE = """
    https tls ssl ssh sftp scp ldaps wss imaps pop3s smtps ftps mqtts amqps dtls quic ipsec wireguard doh dot rdp
    http/3 syslog-tls rediss snmpv3 kerberos nts
""".split()
_PHRASES: tuple[str, ...] = (
    "server sent events",
    "server-sent events",
    "protocol buffers",
    "sql server",
    "active directory",
)
_PHRASES += ("global catalog", "remote desktop", "mysql galera", "custom protocol", "http api", "rest api")

APPLICATIONS: dict[str, bool] = {
    **dict.fromkeys(_CLEAR + list(_PHRASES), False),
    **dict.fromkeys(_SECURE, True),
}
"""Application protocol, lower case, to whether it encrypts by itself."""

DATABASES = frozenset(
    """
    mysql galera postgresql postgres pgsql mongodb redis rediss memcached oracle db2 sql tds cql etcd zookeeper
    jdbc odbc
    """.split()
)
FILE_STORES = frozenset("nfs nfsv3 nfsv4 smb cifs iscsi nbd rbd drbd ceph glusterfs".split())
"""The protocols, lower case, of databases and of file and block stores: what listens with one holds data."""

METHODS = frozenset(
    {
        *("basic", "basic auth", "basic authentication", "digest", "digest authentication", "oauth", "oauth2", "oidc"),
        *("oauth 2.0", "oauth2.0", "oauth 2", "openid connect", "saml", "saml 2.0", "jwt", "bearer token", "token"),
        *("api key", "key", "keys", "ssh key", "ssh keys", "public key", "public-key", "shared secret", "shared key"),
        *("secret", "password", "passwords", "username and password", "user name and password", "credentials"),
        *("kerberos", "ntlm", "ldap bind", "certificate", "certificates", "client certificate", "client certificates"),
        *("x.509", "hmac", "signed url", "signed urls", "signature", "md5", "scram", "native password", "ssh"),
        *("service account", "aws signature", "iam", "mac"),
    }
)
"""Ways in which a caller proves who it is, lower case; ``... authentication`` counts whatever comes before it."""

AUTHENTICATION = re.compile(r"(?:\S+ ){0,3}(?:authentication|auth)", re.IGNORECASE)
CREDENTIAL = re.compile(r"(?:\S+ ){1,3}(?:tokens?|keys?|secrets?|passwords?|credentials?)")
"""A phrase, lower case, whose last word names what a caller proves itself with."""

SECURITY_PHRASE = re.compile(
    r"(?:\S+ ){1,3}(?:tokens?|keys?|secrets?|passwords?|credentials?|certificates?|signatures?|assertions?|login|bind"
    r"|urls?|file|tls|ssl|encryption)",
    re.IGNORECASE,
)
"""A phrase whose last word says that it is a credential or a protection, whatever comes before it."""

ENCRYPTIONS = frozenset(
    {
        *("tls", "ssl", "tls/ssl", "ssl/tls", "https", "dtls", "ipsec", "encrypted", "encryption", "server tls", "ssh"),
        *("one-way tls", "tls encryption", "ssl encryption", "starttls", "wireguard", "secure"),
    }
)
MUTUAL = frozenset(
    {"mutual tls", "mtls", "m-tls", "mutual tls authentication", "two-way tls", "mutual ssl", "2-way tls"}
)
NO_SECURITY = frozenset({"none", "no", "plain", "plaintext", "plain text", "clear", "unencrypted", "unauthenticated"})
NO_ENCRYPTION = frozenset({"plain", "plaintext", "plain text", "clear", "clear text", "cleartext", "unencrypted"})
NO_CALLER = frozenset({"unauthenticated", "anonymous"})
"""Words for a flow that is not encrypted, and for one whose caller proves nothing, lower case."""

BEARERS = ("oauth", "bearer", "jwt", "token", "basic", "password", "api key", "ldap bind")
"""Credentials that whoever reads them on the wire can use: RFC 6750 (bearer tokens), RFC 7617 (Basic)."""

VERSION = re.compile(r"(?<![\d.])[/ ]?v?\d++(?:\.\d++)*+\+?\Z", re.IGNORECASE)

# --- Endpoints -----------------------------------------------------------------------------------------------------

EXTERNAL_WORDS = frozenset(
    """
    load balancer balancers internet user users client clients browser browsers external customer customers operator
    operators developer developers workstation laptop administrator administrators consumer consumers public
    """.split()
)
"""Words of which one makes a name of several words an external endpoint."""

COMMON_ENDPOINTS = frozenset(
    {
        *("load balancer", "load balancers", "external load balancer", "internal load balancer", "app containers"),
        *("application containers", "app container", "system components", "all vms", "any vm", "any host", "all hosts"),
        *("all nodes", "any node", "dns server", "dns servers", "ntp server", "ntp servers", "smtp server", "internet"),
        *("ldap server", "syslog server", "database server", "external database", "web browser", "end users", "users"),
        *("jump host", "bastion host", "admin workstation", "service instances", "worker nodes", "control plane"),
    }
)
"""Names that many vendors use, lower case; they are kept whole when a flattened row is split."""

CONNECTORS = frozenset("and or of for to with in on over from via by the a an & / , running using other".split())
"""Words that join the parts of a name: a cell neither begins nor ends with one."""

OPENERS = frozenset("any all every each external internal load app application system other remote local".split())
"""Words that begin a longer name and are none by themselves (``Any`` and ``All`` are, but seldom)."""

ENDERS = frozenset(
    """
    balancer balancers container containers component components server servers client clients user users node nodes
    host hosts vm vms service services database databases network networks instance instances cluster clusters
    director controller controllers manager broker brokers proxy proxies gateway gateways agent agents store blobstore
    consumer consumers endpoint endpoints machine machines workstation provider providers cell cells system systems
    relay console registry scheduler worker workers tier appliance device devices router routers firewall api cli
    queue cache repository storage collector exporter sensor forwarder monitor pool application applications app apps
    """.split()
)
"""Nouns that end a longer name."""

GENERIC = frozenset(
    """
    balancer component container server client user node host instance service network endpoint machine system
    provider device application
    """.split()
)
"""Of these, the nouns that say too little to be a name by themselves."""

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9]*(?:[._-][A-Za-z0-9]+)+|[a-z](?=[a-z]*\d)[a-z0-9]*+")
"""A name that machines use: lower case with underscores, hyphens, dots or digits. It stands alone in a cell."""

PURPOSE = re.compile(
    r"(?:for|to|when|if|via|only|using|used|during|from|with|not|e\.g\.|i\.e\.)\b.*|.*\bhealth ?-?checks?\b.*"
    r"|.*\bmonitoring\b.*|admin(?:istration)?|optional|required|metrics|management|failover",
    re.IGNORECASE,
)
"""A qualifier in parentheses that says what the traffic is for and names no process."""

OPTIONAL = re.compile(r"(?<!\s)\s*[(\[]\s*optional\s*[)\]]", re.IGNORECASE)
"""The remark in a heading that makes its subsystem optional."""

# --- Page furniture ------------------------------------------------------------------------------------------------

FURNITURE = frozenset(
    """
    scroll to top icon|scroll to top|back to top|skip to main content|skip to content|copy|copy link|copied|print
    share|share this page|edit this page|edit on github|view source|on this page|in this article|table of contents
    was this page helpful?|was this helpful?|yes|no|previous|next|feedback|send feedback|submit feedback|close
    open in new tab|read more|show more|show less|expand all|collapse all|search|menu|home|login|log in|sign in
    """.replace("\n", "|")
    .strip("| ")
    .split("|")
)
FURNITURE = frozenset(phrase.strip() for phrase in FURNITURE if phrase.strip())
"""Lines that published pages carry around their content, lower case."""

ICON_NAMES = re.compile(r"[a-z]+(?:-[a-z]+)+(?: [a-z]+(?:-[a-z]+)+)+")
"""A line of icon names: two or more words, each of lower-case parts joined by hyphens."""


_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_HTTP_VERSION = re.compile(r"\bhttp/([123](?:\.\d)?)")
_TERM_SEPARATOR = re.compile(r" ?[,;/+&|] ?(?:and |or )?| (?:and/or|and|or|over|with|via|plus) ")


@lru_cache(maxsize=4096)
def atoms(text: str) -> tuple[str, ...]:
    """Split ``TLS and OAuth 2.0`` or ``HTTP/HTTPS`` into its terms, lower case, without marks and remarks."""
    plain = " ".join(_IN_PARENTHESES.sub(" ", ANY_MARK.sub("", text)).casefold().split())
    plain = _HTTP_VERSION.sub(r"http \1", plain)
    return tuple(part for raw in _TERM_SEPARATOR.split(plain) if (part := raw.strip()))
