"""What a reader finds: the traffic that one rule of a configuration lets pass."""

from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

from portbook.diagnostics import shorten
from portbook.model import PortRange

Network = IPv4Network | IPv6Network


class ReadbackError(ValueError):
    """Say what of a configuration cannot be read, and where."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """Hold the traffic that a rule lets pass. An end is None where a policy stands at it and does not name it."""

    transport: str
    ports: tuple[PortRange, ...]
    source: tuple[Network, ...] | None
    destination: tuple[Network, ...] | None


@lru_cache(maxsize=65536)  # the same ends stand in many rules
def network(text: str) -> Network:
    """Read an address or a network. Raises ReadbackError."""
    try:
        return ip_network(text)
    except ValueError as error:
        raise ReadbackError(f"{shorten(text)!r} is no network") from error


def port_range(text: str, joint: str = "-") -> PortRange:
    """Read a port or a range of ports. Raises ReadbackError."""
    first, found, last = text.partition(joint)
    try:
        return PortRange(int(first), int(last if found else first))
    except ValueError as error:
        raise ReadbackError(f"{shorten(text)!r} is no range of ports") from error
