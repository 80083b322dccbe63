"""Choose the flows that a firewall can be told exactly, and say of each other one why it is left."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from portbook.firewall.names import network_name, term_name
from portbook.firewall.permit import VERSIONS, Hosts, Permit, of_version
from portbook.firewall.reasons import OF_VAGUENESS, Reason
from portbook.model import About, Book, Flow, Grade, PortRange, vagueness
from portbook.model.addresses import Addresses, Network, joined
from portbook.model.ports import LAST_PORT
from portbook.model.precision import ALL_PORTS

TRANSPORTS: dict[str, str] = {"TCP": "tcp", "UDP": "udp", "SCTP": "sctp"}
"""The transports whose rules name ports, as the book spells them, and how Aerleon does."""

EVERY_PORT = PortRange(1, LAST_PORT)
"""What "any port" opens where a person allows it: 0 is no port that anybody listens on."""

DISPUTES: dict[About, tuple[Grade, ...]] = {
    About.PORTS: (Grade.PROVEN, Grade.SUSPECT),
    About.TRANSPORT: (Grade.PROVEN, Grade.SUSPECT),
    About.MISSING: (Grade.PROVEN,),  # many tables leave something out; a suspicion alone says nothing of the path
}
"""The contradictions that leave open what a rule would say, by what they are about."""


@dataclass(frozen=True, slots=True)
class Left:
    """Hold a flow that is not exported and why. ``target`` and ``transport`` are set where only these are left."""

    flow: Flow
    reasons: tuple[Reason, ...]
    target: str = ""
    transport: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold what is exported and what is not, both in the order of the book."""

    permits: tuple[Permit, ...]
    left: tuple[Left, ...]


def choose(book: Book, addresses: Addresses, allowed: Collection[Reason] = ()) -> Choice:
    """Choose the exact flows of a book whose ends have addresses.

    ``allowed`` are reasons that a person overrules: see ``reasons.ALLOWABLE``.
    """
    known = {name: joined(networks) for name, networks in addresses.items()}
    permits: list[Permit] = []
    left: list[Left] = []
    for flow in book.flows:
        reasons = tuple(reason for reason in _reasons(book, flow, known) if reason not in allowed)
        if reasons:
            left.append(Left(flow, reasons))
        else:
            permits.extend(_permits(flow, known))
            left.extend(Left(flow, (Reason.TRANSPORT_OTHER,), transport=name) for name in _portless(flow))
    return Choice(tuple(permits), tuple(left))


def _permits(flow: Flow, known: Addresses) -> Iterator[Permit]:
    ports = (EVERY_PORT,) if any(item in ALL_PORTS for item in flow.ports.ranges) else flow.ports.ranges
    names = flow.source.name, flow.destination.name
    shared = _shared(known[names[0]], known[names[1]])
    ends = [_hosts(name, known[name], shared) for name in names]
    for transport in (TRANSPORTS[name] for name in flow.transports if name in TRANSPORTS):
        yield Permit(term_name(flow.id, transport), flow, transport, ports, ends[0], ends[1])


def _hosts(endpoint: str, networks: tuple[Network, ...], versions: Sequence[int]) -> Hosts:
    own = tuple(network for network in networks if network.version in versions)
    return Hosts(network_name(endpoint, None if own == networks else versions[0]), endpoint, own)


def _reasons(book: Book, flow: Flow, known: Addresses) -> Iterator[Reason]:
    for item in vagueness(flow):
        reason = OF_VAGUENESS[item]
        if reason:
            yield reason
    if any(item.first == 0 and item not in ALL_PORTS for item in flow.ports.ranges):
        yield Reason.PORT_ZERO
    if flow.transports and len(_portless(flow)) == len(flow.transports):
        yield Reason.TRANSPORT_OTHER
    if flow.optional:
        yield Reason.OPTIONAL
    if _contradicted(book, flow):
        yield Reason.CONTRADICTED
    yield from _unaddressed(known.get(flow.source.name, ()), known.get(flow.destination.name, ()))


def _portless(flow: Flow) -> tuple[str, ...]:
    return tuple(name for name in flow.transports if name not in TRANSPORTS)


def _contradicted(book: Book, flow: Flow) -> bool:
    found = book.contradicted.get(flow.id, ())
    return any(item.grade in DISPUTES.get(item.about, ()) for item in found)


def _unaddressed(source: tuple[Network, ...], destination: tuple[Network, ...]) -> Iterator[Reason]:
    if not source:
        yield Reason.SOURCE_ADDRESS
    if not destination:
        yield Reason.DESTINATION_ADDRESS
    if source and destination and not _shared(source, destination):
        yield Reason.FAMILIES


def _shared(source: tuple[Network, ...], destination: tuple[Network, ...]) -> tuple[int, ...]:
    return tuple(version for version in VERSIONS if of_version(source, version) and of_version(destination, version))
