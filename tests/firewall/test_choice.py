"""Which flows a firewall is told: those that are exact and have addresses; each other one is listed with the reason."""

from dataclasses import replace

import pytest

from books import BALANCER, GATE, NOBODY, PICKERS, PRESS, STORE, book, flow, ports
from firewall.orchard_addresses import ORCHARD, addresses, chosen
from portbook.firewall import ALLOWABLE, Reason, choose
from portbook.firewall.reasons import OF_VAGUENESS
from portbook.model import About, Binding, Book, Contradiction, Flow, Grade, PortRange, PortSet, Side, Vagueness
from portbook.model.flow import Derived

EXACT = flow(GATE, STORE, 7070)
LEFT: dict[Reason, Flow] = {
    Reason.SOURCE_UNSPECIFIED: flow(NOBODY, STORE),
    Reason.DESTINATION_UNSPECIFIED: flow(GATE, NOBODY),
    Reason.END_INFERRED: replace(EXACT, derived=(Derived("source", Binding.INFERRED, "heading", 1),)),
    Reason.PORTS_INFERRED: replace(EXACT, derived=(Derived("transport", Binding.INFERRED, "the cell above", 1),)),
    Reason.PORTS_QUALIFIED: flow(GATE, STORE, ports(8080, 8443), port_text="8080 or 8443"),
    Reason.PORTS_SYMBOLIC: flow(GATE, STORE, PortSet(symbol="Varies")),
    Reason.PORTS_ANY: flow(GATE, STORE, ports((0, 65535))),
    Reason.PORT_ZERO: flow(GATE, STORE, ports((0, 1023))),
    Reason.TRANSPORT_UNKNOWN: flow(GATE, STORE, transports=()),
    Reason.TRANSPORT_OTHER: flow(GATE, STORE, transports=("ICMP", "ESP")),
    Reason.SPLIT_AMBIGUOUS: replace(EXACT, evidence=(EXACT.evidence[0]._replace(ambiguous=True),)),
    Reason.OPTIONAL: flow(GATE, STORE, optional=True),
}
KNOWN = {**ORCHARD, "N/A": ORCHARD["pear_store"]}  # even a name that stands for nobody may be in an inventory


@pytest.mark.parametrize("reason", LEFT)
def test_what_is_not_exact_is_left_with_the_reason(reason: Reason) -> None:
    choice = choose(book([EXACT, LEFT[reason]]), KNOWN)
    assert [permit.flow for permit in choice.permits] == [EXACT]
    assert [(item.flow, item.reasons) for item in choice.left] == [(LEFT[reason], (reason,))]


@pytest.mark.parametrize("role", ["source", "destination", "port", "transport"])
def test_what_is_configured_in_part_is_inferred_all_the_same(role: str) -> None:
    both = tuple(Derived(role, binding, "words", 1) for binding in (Binding.CONFIGURED, Binding.INFERRED))
    (left,) = chosen([replace(EXACT, derived=both)]).left
    assert len(left.reasons) == 1
    assert chosen([replace(EXACT, derived=both[:1])]).left == ()


@pytest.mark.parametrize(
    "words",
    ["25 (optional)", "8081 (default)", "e.g. 9100", "8080 or 8443", "443, 8443 if enabled", "1024-65535 (source), 53"],
)
def test_words_that_leave_the_ports_open_keep_a_flow_back(words: str) -> None:
    assert [item.reasons for item in chosen([flow(GATE, STORE, port_text=words)]).left] == [(Reason.PORTS_QUALIFIED,)]


@pytest.mark.parametrize("words", ["443 (HTTPS)", "TCP 443 / UDP 443", "1024 to 65535", "80, 443 and 8443", "22/ssh"])
def test_words_that_name_the_ports_do_not(words: str) -> None:
    assert chosen([flow(GATE, STORE, port_text=words)]).left == ()


def test_ends_without_addresses_are_left() -> None:
    choice = chosen([flow(GATE, STORE)], addresses(pear_store="10.1.0.4"))
    assert [item.reasons for item in choice.left] == [(Reason.SOURCE_ADDRESS,)]
    choice = chosen([flow(GATE, STORE)], addresses(apple_gate="10.0.0.1", pear_store=""))
    assert [item.reasons for item in choice.left] == [(Reason.DESTINATION_ADDRESS,)]


def test_a_group_is_exported_where_it_has_addresses() -> None:
    assert [permit.destination.networks for permit in chosen([flow(GATE, PICKERS)]).permits] == [ORCHARD["Pickers"]]
    bare = {name: networks for name, networks in ORCHARD.items() if name != "Pickers"}
    assert [item.reasons for item in chosen([flow(GATE, PICKERS)], bare).left] == [(Reason.DESTINATION_ADDRESS,)]


def test_ends_of_different_versions_of_ip_are_left() -> None:
    known = addresses(apple_gate="2001:db8::1", pear_store="10.1.0.4")
    assert [item.reasons for item in chosen([flow(GATE, STORE)], known).left] == [(Reason.FAMILIES,)]


def test_only_the_versions_that_both_ends_have_are_permitted() -> None:
    (permit,) = chosen([flow(GATE, STORE)]).permits
    assert (permit.source.name, permit.destination.name) == ("PB_APPLE_GATE_IPV4", "PB_PEAR_STORE")
    assert list(map(str, permit.source.networks)) == ["10.0.0.0/24"]  # two halves, said as one
    (both,) = chosen([flow(GATE, PRESS)]).permits
    assert (both.source.name, both.destination.name) == ("PB_APPLE_GATE", "PB_CIDER_PRESS")


def test_ranges_of_ports_are_exact() -> None:
    (permit,) = chosen([flow(GATE, PRESS, ports(80, (9000, 9009)))]).permits
    assert permit.ports == (PortRange(80, 80), PortRange(9000, 9009))


def test_each_transport_is_a_rule_and_one_without_ports_is_listed() -> None:
    choice = chosen([flow(GATE, PRESS, 53, transports=("TCP", "UDP", "SCTP", "ICMP"))])
    assert [permit.transport for permit in choice.permits] == ["tcp", "udp", "sctp"]
    assert [(item.reasons, item.transport) for item in choice.left] == [((Reason.TRANSPORT_OTHER,), "ICMP")]


@pytest.mark.parametrize("reason", ALLOWABLE.values())
def test_a_person_may_overrule_some_reasons(reason: Reason) -> None:
    flows = [LEFT[reason]] if reason in LEFT else [EXACT]
    (permit,) = choose(_disputed(flows), ORCHARD, {*ALLOWABLE.values()}).permits
    assert permit.flow is flows[0]
    assert permit.ports[0].first > 0  # where any port is allowed, 0 is still none that anybody listens on


@pytest.mark.parametrize("reason", set(LEFT) - set(ALLOWABLE.values()))
def test_nobody_can_overrule_what_leaves_nothing_to_say(reason: Reason) -> None:
    assert choose(book([LEFT[reason]]), KNOWN, {*ALLOWABLE.values()}).permits == ()


def test_a_flow_whose_ports_are_contradicted_is_left() -> None:
    assert [item.reasons for item in choose(_disputed([EXACT]), ORCHARD).left] == [(Reason.CONTRADICTED,)]
    assert choose(_disputed([EXACT], Grade.WORDING), ORCHARD).left == ()
    assert choose(_disputed([EXACT], about=About.PROTECTION), ORCHARD).left == ()


def test_a_path_that_its_other_end_provably_lacks_is_left() -> None:
    (item,) = choose(_disputed([EXACT], about=About.MISSING), ORCHARD).left
    assert item.reasons == (Reason.CONTRADICTED,)
    assert choose(_disputed([EXACT], Grade.SUSPECT, About.MISSING), ORCHARD).left == ()


def test_all_reasons_are_told_together() -> None:
    (item,) = chosen([flow(NOBODY, PICKERS, PortSet(symbol="Any"), optional=True)], {}).left
    assert item.reasons == (
        Reason.SOURCE_UNSPECIFIED,
        Reason.PORTS_SYMBOLIC,
        Reason.OPTIONAL,
        Reason.SOURCE_ADDRESS,
        Reason.DESTINATION_ADDRESS,
    )


def test_every_vagueness_is_decided() -> None:
    assert set(OF_VAGUENESS) == set(Vagueness)


def test_nothing_is_lost() -> None:
    flows = [*LEFT.values(), EXACT, flow(BALANCER, GATE)]
    choice = chosen(flows)
    assert {*(permit.flow.id for permit in choice.permits), *(item.flow.id for item in choice.left)} == {
        item.id for item in flows
    }


def _disputed(flows: list[Flow], grade: Grade = Grade.PROVEN, about: About = About.PORTS) -> Book:
    sides = tuple(Side("tables/orchard.txt", 1, "", "7070", tuple((f.id, f.evidence[0]) for f in flows)) for _ in "ab")
    return replace(book(flows), contradictions=(Contradiction("c1", grade, about, "a path", sides),))
