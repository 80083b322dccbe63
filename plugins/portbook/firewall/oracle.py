"""Ask Aerleon's own check about packets: those of each flow, and their neighbours, which no flow may let pass."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from itertools import islice

from portbook.firewall.generator import Checker, Definitions
from portbook.firewall.permit import VERSIONS, Permit, of_version
from portbook.firewall.policies import Policy
from portbook.model.addresses import Network
from portbook.model.ports import LAST_PORT

PATIENCE = 500_000
"""How many terms Aerleon may look at: it looks at one after the other, so that time grows with the square of flows."""
PACKETS = 8
"""About how many packets a rule is asked about."""
LOOKED_AT = 3
"""How many ranges of ports of a rule are asked about, beside the last one."""

Address = IPv4Address | IPv6Address


@dataclass(frozen=True, slots=True)
class Packet:
    """Hold what the check is asked about."""

    source: Address
    destination: Address
    transport: str
    port: int

    def __str__(self) -> str:
        return f"{self.transport} from {self.source} to {self.destination} port {self.port}"


@dataclass(frozen=True, slots=True)
class Answers:
    """Hold how many packets were asked about, for how many permits, and which answers were wrong."""

    asked: int
    checked: int
    wrong: tuple[str, ...]


def ask(policy: Policy, text: str, definitions: Definitions, patience: int = PATIENCE) -> Answers:
    """Ask about every permit of a policy, or about as many, evenly spread, as patience allows."""
    checker = Checker(text, definitions)
    permits = policy.permits
    step = max(1, -(-len(permits) * len(permits) * PACKETS // patience))
    chosen = tuple(islice(permits, 0, None, step))
    asked, wrong = 0, []
    for packet in (packet for permit in chosen for packet in packets(permit)):
        asked += 1
        wanted = any(_fits(permit, packet) for permit in permits)
        if checker.accepts(str(packet.source), str(packet.destination), packet.transport, packet.port) is not wanted:
            wrong.append(f"Aerleon's check {'denies' if wanted else 'accepts'} {packet}; the book says otherwise")
    return Answers(asked, len(chosen), tuple(wrong))


def packets(permit: Permit) -> Iterator[Packet]:
    """Yield packets of a permit for each version of IP: the ends of ranges, what is beside them, and the way back."""
    ranges = (*permit.ports[:LOOKED_AT], permit.ports[-1])
    ends = {port for item in ranges for port in (item.first - 1, item.first, item.last, item.last + 1)}
    for version in VERSIONS:
        source, destination = (of_version(end.networks, version) for end in (permit.source, permit.destination))
        if source and destination:
            there, here = source[0][0], destination[-1][-1]
            for port in sorted(port for port in ends if 0 < port <= LAST_PORT):
                yield Packet(there, here, permit.transport, port)
            yield Packet(here, there, permit.transport, permit.ports[0].first)


def _fits(permit: Permit, packet: Packet) -> bool:
    return (
        permit.transport == packet.transport
        and any(packet.port in ports for ports in permit.ports)
        and _within(packet.source, permit.source.networks)
        and _within(packet.destination, permit.destination.networks)
    )


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)
