"""What keeps a flow from being exact: each reason alone, and none where nothing is open."""

from dataclasses import replace

import pytest

from books import BALANCER, GATE, NOBODY, PICKERS, STORE, flow, ports
from portbook.model import Binding, Flow, PortSet, Vagueness, vagueness
from portbook.model.flow import Derived

EXACT = flow(GATE, STORE, 7070)
DOUBTFUL = replace(EXACT, evidence=(EXACT.evidence[0]._replace(ambiguous=True),))

CASES: dict[Vagueness, Flow] = {
    Vagueness.SOURCE_UNSPECIFIED: flow(NOBODY, STORE),
    Vagueness.DESTINATION_UNSPECIFIED: flow(GATE, NOBODY),
    Vagueness.SOURCE_GROUP: flow(PICKERS, STORE),
    Vagueness.DESTINATION_GROUP: flow(GATE, PICKERS),
    Vagueness.END_INFERRED: replace(EXACT, derived=(Derived("source", Binding.INFERRED, "heading", 1),)),
    Vagueness.PORTS_SYMBOLIC: flow(GATE, STORE, PortSet(symbol="Varies")),
    Vagueness.PORTS_ANY: flow(GATE, STORE, ports((1, 65535))),
    Vagueness.PORTS_RANGE: flow(GATE, STORE, ports(80, (8000, 8010))),
    Vagueness.PORTS_QUALIFIED: flow(GATE, STORE, ports(8080, 8443), port_text="8080 or 8443"),
    Vagueness.PORTS_INFERRED: replace(EXACT, derived=(Derived("transport", Binding.INFERRED, "the cell above", 1),)),
    Vagueness.TRANSPORT_UNKNOWN: flow(GATE, STORE, transports=()),
    Vagueness.SPLIT_AMBIGUOUS: DOUBTFUL,
}


def test_single_ports_between_named_machines_are_exact() -> None:
    assert vagueness(EXACT) == ()
    assert vagueness(flow(BALANCER, GATE, ports(80, 443), transports=("TCP", "UDP"))) == ()


@pytest.mark.parametrize("reason", Vagueness)
def test_each_reason_is_told_alone(reason: Vagueness) -> None:
    assert vagueness(CASES[reason]) == (reason,)


def test_all_reasons_are_told_together_in_their_order() -> None:
    found = vagueness(flow(NOBODY, PICKERS, PortSet(symbol="Any"), transports=()))
    assert found == (
        Vagueness.SOURCE_UNSPECIFIED,
        Vagueness.DESTINATION_GROUP,
        Vagueness.PORTS_SYMBOLIC,
        Vagueness.TRANSPORT_UNKNOWN,
    )


@pytest.mark.parametrize("transport", ["TCP?", "USUALLY TCP", "ANY"])
def test_a_transport_that_is_none_is_not_exact(transport: str) -> None:
    assert vagueness(flow(GATE, STORE, 7070, transports=("TCP", transport))) == (Vagueness.TRANSPORT_UNKNOWN,)
    assert vagueness(flow(GATE, STORE, 7070, transports=("ICMP", "SCTP"))) == ()


@pytest.mark.parametrize("words", ["7070 (ephemeral)", "7070, dynamic", "7070 varies"])
def test_words_for_ports_that_a_machine_picks_qualify_them(words: str) -> None:
    assert vagueness(flow(GATE, STORE, 7070, port_text=words)) == (Vagueness.PORTS_QUALIFIED,)
