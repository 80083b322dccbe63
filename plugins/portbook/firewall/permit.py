"""What a rule permits: one flow, one transport, and the addresses of both ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, collapse_addresses

from portbook.model import Flow, PortRange

Network = IPv4Network | IPv6Network
Addresses = Mapping[str, tuple[Network, ...]]
"""The addresses of endpoints, by the name that the book gives them."""

VERSIONS = (4, 6)


@dataclass(frozen=True, slots=True)
class Hosts:
    """Hold the addresses of an end under the name of their definition, as few networks as say the same."""

    name: str
    endpoint: str
    networks: tuple[Network, ...]


@dataclass(frozen=True, slots=True)
class Permit:
    """Hold what one rule permits; its ``name`` is that of the term.

    Both ends have the same versions of IP: generators make rules for anybody of an end that lacks one.
    """

    name: str
    flow: Flow
    transport: str
    ports: tuple[PortRange, ...]
    source: Hosts
    destination: Hosts


def collapsed(networks: tuple[Network, ...]) -> tuple[Network, ...]:
    """Write networks as few as say the same, version 4 first."""
    four = [network for network in networks if isinstance(network, IPv4Network)]
    six = [network for network in networks if isinstance(network, IPv6Network)]
    return (*collapse_addresses(four), *collapse_addresses(six))


def of_version(networks: tuple[Network, ...], version: int) -> tuple[Network, ...]:
    """Return the networks of one version of IP."""
    return tuple(network for network in networks if network.version == version)
