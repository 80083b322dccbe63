"""The rules in a real kernel: what the book says gets through, its neighbours do not."""

from collections.abc import Iterable, Iterator
from ipaddress import ip_address, summarize_address_range
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from books import book, flow, ports
from firewall.kernel import LEFT, RIGHT, Machines, machines, unfit
from firewall.orchard_addresses import NEEDS_AERLEON, addresses, exported, rendered
from firewall.small_books import small_books
from portbook.firewall import Export, choose, export
from portbook.firewall.readback.accepted import Accepted, network
from portbook.firewall.traffic import Traffic, traffic
from portbook.model import Endpoint, Flow, Kind, PortRange
from portbook.model.addresses import Addresses, Network

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

PRESS, STORE = Endpoint("cider_press", Kind.VM), Endpoint("pear_store", Kind.VM)
QUICK = (Phase.explicit, Phase.generate)  # each example takes a kernel; a simpler one is not worth minutes
KNOWN = addresses(cider_press=" ".join(LEFT), pear_store=" ".join(RIGHT))
FLOWS = (
    flow(PRESS, STORE, ports(7070, 7072, (7080, 7082)), lines=(1,)),
    flow(PRESS, STORE, 7053, lines=(2,), transports=("UDP",)),
    flow(STORE, PRESS, 7443, lines=(3,)),
)
OPEN = {"tcp": (7070, 7072, 7080, 7081, 7082), "udp": (7053,)}
CLOSED = {"tcp": (7069, 7071, 7073, 7079, 7083, 7053, 7443), "udp": (7052, 7054, 7070)}


@pytest.fixture(scope="module")
def made() -> Export:
    return exported(FLOWS, ["nftables"], KNOWN)


@pytest.fixture(scope="module")
def lab(made: Export) -> Iterator[Machines]:
    reason = unfit()
    if reason:
        pytest.skip(reason)
    with machines() as lab:
        (ruleset,) = rendered(made).values()
        lab.load(ruleset)
        yield lab


@pytest.fixture(scope="module")
def aside() -> Iterator[Machines]:
    """Give a firewall of its own, so that the other one keeps its rules."""
    reason = unfit()
    if reason:
        pytest.skip(reason)
    with machines("aside") as aside:
        yield aside


@pytest.mark.parametrize("address", RIGHT)
@pytest.mark.parametrize("transport", ["tcp", "udp"])
def test_what_the_book_says_gets_through_and_its_neighbours_do_not(lab: Machines, transport: str, address: str) -> None:
    asked = [(transport, address, port) for port in (*OPEN[transport], *CLOSED[transport])]
    wanted = [port in OPEN[transport] for _, _, port in asked]
    assert lab.reached(lab.left, asked) == wanted


@pytest.mark.parametrize("address", LEFT)
def test_the_way_back_is_closed_unless_a_flow_of_its_own_opens_it(lab: Machines, address: str) -> None:
    asked = [("tcp", address, port) for port in (7443, 7442, 7444, 7070, 7080)]
    assert lab.reached(lab.right, asked) == [True, False, False, False, False]


def test_without_the_rules_everything_gets_through(lab: Machines, made: Export) -> None:
    """Closed ports are closed by the rules, not for want of a way."""
    lab.load("")
    try:
        asked = [("tcp", address, port) for address in RIGHT for port in CLOSED["tcp"]]
        assert lab.reached(lab.left, asked) == [True] * len(asked)
    finally:
        (ruleset,) = rendered(made).values()
        lab.load(ruleset)


def test_the_kernel_holds_the_rules_of_the_book(lab: Machines, made: Export) -> None:
    assert _held(lab) == _said(made)


@settings(deadline=None, max_examples=10, phases=QUICK, suppress_health_check=[HealthCheck.too_slow])
@given(case=small_books())
def test_the_kernel_holds_the_rules_of_any_book(aside: Machines, case: tuple[list[Flow], Addresses]) -> None:
    made = export(choose(book(case[0]), case[1]), ["nftables"])
    if made.policies:
        (ruleset,) = rendered(made).values()
        aside.load(ruleset)
        assert _held(aside) == _said(made)


def _held(machines: Machines) -> Traffic:
    rules = [item["rule"] for item in machines.loaded() if "rule" in item]
    return traffic((_accepted(rule["expr"]) for rule in rules if _is_term(rule)), pairs=False)


def _said(made: Export) -> Traffic:
    (policy,) = made.policies
    permits = policy.permits
    return traffic(
        (Accepted(p.transport, p.ports, p.source.networks, p.destination.networks) for p in permits), pairs=False
    )


def _is_term(rule: dict[str, Any]) -> bool:
    return str(rule["chain"]).startswith("flow-")


def _accepted(expressions: list[dict[str, Any]]) -> Accepted:
    """Read a rule of ``nft --json``; each match names a field and one value or a set."""
    fields = {}
    for item in expressions:
        if "match" in item and "payload" in item["match"]["left"]:
            payload = item["match"]["left"]["payload"]
            fields[payload["field"]] = payload["protocol"], _values(item["match"]["right"])
    assert expressions[-1] == {"accept": None}
    transport, ranges = fields["dport"]
    ends = [tuple(item for value in fields[end][1] for item in _networks(value)) for end in ("saddr", "daddr")]
    return Accepted(transport, tuple(map(_range, ranges)), *ends)


def _values(right: Any) -> list[Any]:
    return list(right["set"]) if isinstance(right, dict) and "set" in right else [right]


def _networks(value: Any) -> Iterable[Network]:
    if isinstance(value, str):
        return (network(value),)
    if "prefix" in value:
        return (network(f"{value['prefix']['addr']}/{value['prefix']['len']}"),)
    first, last = map(ip_address, value["range"])
    return summarize_address_range(first, last)


def _range(value: Any) -> PortRange:
    return PortRange(*value["range"]) if isinstance(value, dict) else PortRange(value, value)
