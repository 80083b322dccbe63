"""The rules in a real kernel: what the book says gets through, its neighbours do not."""

from collections.abc import Iterator
from typing import Any

import pytest

from books import flow, ports
from firewall.kernel import LEFT, RIGHT, Machines, machines, unfit
from firewall.orchard_addresses import NEEDS_AERLEON, addresses, exported, rendered
from portbook.firewall import Export
from portbook.firewall.readback.accepted import Accepted, network
from portbook.firewall.traffic import traffic
from portbook.model import Endpoint, Kind, PortRange

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

PRESS, STORE = Endpoint("cider_press", Kind.VM), Endpoint("pear_store", Kind.VM)
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
    found = [_accepted(item["rule"]["expr"]) for item in lab.loaded() if "rule" in item and _is_term(item["rule"])]
    (policy,) = made.policies
    wanted = [Accepted(p.transport, p.ports, p.source.networks, p.destination.networks) for p in policy.permits]
    assert traffic(found, pairs=False) == traffic(wanted, pairs=False)


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
    ends = [tuple(network(str(value)) for value in fields[end][1]) for end in ("saddr", "daddr")]
    return Accepted(transport, tuple(map(_range, ranges)), *ends)


def _values(right: Any) -> list[Any]:
    return list(right["set"]) if isinstance(right, dict) and "set" in right else [right]


def _range(value: Any) -> PortRange:
    return PortRange(*value["range"]) if isinstance(value, dict) else PortRange(value, value)
