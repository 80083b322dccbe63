"""Transports, port cells, and what stands in a cell that states nothing or anything."""

import re

from portbook.vocabulary.marks import MARK

TRANSPORTS: dict[str, str] = {
    **{name.casefold(): name for name in ("TCP", "UDP", "SCTP", "ICMP", "ICMPv6", "DCCP", "QUIC", "IGMP", "GRE")},
    **dict(
        zip(
            ("esp", "ah", "ipip", "vrrp", "icmpv4", "icmp6", "ospf", "eigrp", "pim"),
            ("ESP", "AH", "IPIP", "VRRP", "ICMP", "ICMPv6", "OSPF", "EIGRP", "PIM"),
            strict=True,
        )
    ),
    **{f"{name}{version}": name.upper() for name in ("tcp", "udp") for version in ("4", "6", "v4", "v6")},
}
"""Transport or other IP protocol, lower case, to its usual spelling (IANA protocol numbers)."""

PORTLESS = frozenset({"ICMP", "ICMPv6", "IGMP", "GRE", "ESP", "AH", "IPIP", "VRRP", "OSPF", "EIGRP", "PIM"})
"""The protocols whose packets have no ports: numbers beside them are types or codes."""

PROTOCOL_NUMBERS: dict[int, str] = {
    1: "ICMP",
    2: "IGMP",
    4: "IPIP",
    6: "TCP",
    17: "UDP",
    33: "DCCP",
    47: "GRE",
    50: "ESP",
    51: "AH",
    58: "ICMPv6",
    88: "EIGRP",
    89: "OSPF",
    103: "PIM",
    112: "VRRP",
    132: "SCTP",
}
"""IP protocols by the numbers that IANA assigned."""

NOT_STATED = frozenset(
    {"n/a", "na", "-", "--", "---", "–", "—", "n.a.", "not applicable", "unspecified", "not specified", "tbd"}
)
NOT_STATED |= {"#n/a", "#ref!", "#value!", "#name?", "#null!", "#num!", "#div/0!"}
ANYTHING = frozenset({"any", "all", "*", "varies", "various", "variable", "dynamic", "ephemeral", "random"})

HEDGES = frozenset(
    """
    port ports range ranges number numbers default defaults typically usually normally commonly often by the is a an
    only configurable configured recommended required optional optionally approx approximately about listening listen
    inclusive both nodeport nodeports depending on configuration e.g i.e eg in out either inbound outbound bidirectional
    """.split()
)
"""Words beside a port number, lower case, that make it no other number."""

FLOATING = frozenset("dynamic dynamically ephemeral random high assigned".split())
"""Words, lower case, that say of a range how ports are taken from it; beside a single number they may mean others."""
PARITIES = frozenset(("even", "odd"))
"""Words beside a range, lower case, that take every other port of it."""

FOREIGN_TO = ("bis", "à", "au", "a", "al", "hasta", "até", "fino a")
FOREIGN_AND = ("und", "oder", "et", "ou", "y", "o", "e")
"""Words of other languages between the ends of a range and between the ports of a list: only between two numbers."""

REMARKS = frozenset("for if when where with via used unless see using during".split())
"""Words that begin a remark behind a port number."""

PASSED_ON = re.compile(
    r"(?:(?:permanently )?redirect(?:s|ed|ing)?(?: only)? to|was|formerly|previously|replaces)\b",
    re.IGNORECASE,
)
"""The opening of a remark whose numbers are not those that are opened: ``80 (redirects to 443)``."""

REFUSALS = frozenset(
    """
    not no never except excepting excepted exclude excludes excluded excluding without besides minus other others etc
    closed blocked block disabled disable denied deny dropped rejected forbidden prohibited removed unused retired
    tbd tbc unknown
    """.split()
)
"""Words of a remark, lower case, that may take ports away."""
BOUNDS = frozenset(
    """
    above below over under up upward upwards onward onwards beyond higher lower greater less more least most minimum
    maximum min max start starts starting begin begins beginning end ends ending base offset between until through from
    plus per each first last highest lowest
    """.split()
)
"""Words of a remark, lower case, that make a number the bound of a range, the first of several, or a count."""

WELL_KNOWN = frozenset(
    map(
        int,
        """
        20 21 22 23 25 49 53 67 68 69 80 88 110 111 119 123 135 137 138 139 143 161 162 179 194 389 427 443 445 464 465
        500 502 512 513 514 515 520 546 547 548 554 587 593 623 631 636 646 873 902 989 990 993 995
        """.split(),
    )
)
"""Ports below 1024 that lists name: ``22,443`` is a list of them, ``8,443`` may be 8443."""

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
