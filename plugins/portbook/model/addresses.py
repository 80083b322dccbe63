"""Addresses of endpoints, as networks: a single machine is a network of one."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Network, IPv6Network

Network = IPv4Network | IPv6Network
Addresses = Mapping[str, tuple[Network, ...]]
"""The networks of each endpoint, by its name: sorted, disjoint, and joined where that is exact."""


def network_text(network: Network) -> str:
    """Write a network, a single address without its length: ``10.0.4.0/30``, ``10.0.4.9``."""
    return str(network.network_address) if network.prefixlen == network.max_prefixlen else str(network)


def networks_text(networks: Iterable[Network]) -> str:
    """Write networks in one text."""
    return ", ".join(map(network_text, networks))
