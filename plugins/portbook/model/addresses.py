"""Addresses of endpoints, as networks: a single machine is a network of one."""

from collections.abc import Iterable, Mapping
from ipaddress import IPv4Network, IPv6Network, collapse_addresses

Network = IPv4Network | IPv6Network
Addresses = Mapping[str, tuple[Network, ...]]
"""The networks of each endpoint, by its name: sorted, disjoint, and joined where that is exact."""


def joined(networks: Iterable[Network]) -> tuple[Network, ...]:
    """Join networks where that is exact, and sort them: those of IPv4 first."""
    by_version: dict[int, list[Network]] = {}
    for network in networks:
        by_version.setdefault(network.version, []).append(network)
    return tuple(
        network
        for version in sorted(by_version)
        for network in collapse_addresses(by_version[version])  # type: ignore[type-var] # all are of one version
    )


def network_text(network: Network) -> str:
    """Write a network, a single address without its length: ``10.0.4.0/30``, ``10.0.4.9``."""
    return str(network.network_address) if network.prefixlen == network.max_prefixlen else str(network)


def networks_text(networks: Iterable[Network]) -> str:
    """Write networks in one text."""
    return ", ".join(map(network_text, networks))
