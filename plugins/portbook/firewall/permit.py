"""What a rule permits: one flow, one transport, and the addresses of both ends."""

from dataclasses import dataclass

from portbook.model import Flow, PortRange
from portbook.model.addresses import Network

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


def of_version(networks: tuple[Network, ...], version: int) -> tuple[Network, ...]:
    """Return the networks of one version of IP."""
    return tuple(network for network in networks if network.version == version)
