"""Transports, port cells, and what stands in a cell that states nothing or anything."""

import re

from portbook.vocabulary.marks import MARK

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
