"""Laws of an export over small books that nobody wrote: the proof holds, nothing is lost, the generator agrees."""

from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from books import book, flow
from firewall.orchard_addresses import NEEDS_AERLEON
from portbook.firewall import TARGETS, Addresses, Choice, choose, export, verify
from portbook.firewall.files import NETWORKS, POLICY, SERVICES
from portbook.firewall.generator import Checker, Definitions
from portbook.firewall.oracle import ask, packets
from portbook.firewall.permit import Network
from portbook.firewall.targets import Place
from portbook.model import Endpoint, Flow, Kind, PortRange, PortSet

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

NAMES = ("apple_gate", "pear store", "Cider-Press", "配置", "apple_gate_ipv4")
EVERY = 1_000_000_000
slow = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


def networks() -> st.SearchStrategy[Network]:
    four = st.builds(lambda n, length: IPv4Network((n, length), strict=False), st.integers(0, 2**32 - 1), LENGTHS)
    six = st.builds(lambda n, length: IPv6Network((n, length * 4), strict=False), st.integers(0, 2**128 - 1), LENGTHS)
    near = st.builds(lambda n, length: IPv4Network((0x0A000000 + n, length), strict=False), st.integers(0, 9), LENGTHS)
    return four | six | near


LENGTHS = st.sampled_from((32, 32, 31, 24, 16, 8, 1, 0))
PORTS = st.builds(
    lambda first, more: PortRange(first, min(first + more, 65535)),
    st.sampled_from((1, 53, 80, 81, 443, 8080, 65534, 65535)) | st.integers(1, 65535),
    st.sampled_from((0, 0, 0, 1, 2, 100)),
)


@st.composite
def small_books(draw: st.DrawFn) -> tuple[list[Flow], Addresses]:
    ends = st.sampled_from([Endpoint(name, Kind.VM) for name in NAMES])
    flows = [
        flow(
            draw(ends),
            draw(ends),
            PortSet.of(draw(st.lists(PORTS, min_size=1, max_size=4))),
            lines=(line,),
            transports=tuple(draw(st.sampled_from((("TCP",), ("UDP",), ("TCP", "UDP"), ("SCTP",), ("UDP", "SCTP"))))),
        )
        for line in range(1, draw(st.integers(1, 5)) + 1)
    ]
    return flows, {name: tuple(draw(st.lists(networks(), max_size=4))) for name in NAMES}


@slow
@given(small_books())
def test_every_target_says_what_the_book_says(case: tuple[list[Flow], Addresses]) -> None:
    made = export(_chosen(case))
    if made.policies:
        verify(made)


@slow
@given(small_books())
def test_the_check_of_aerleon_agrees_for_every_rule(case: tuple[list[Flow], Addresses]) -> None:
    made = export(_chosen(case), ["nftables", "openconfig"])
    definitions = Definitions.read(made.files[NETWORKS], made.files[SERVICES])
    for policy in made.policies:
        answers = ask(policy, made.files[POLICY.format(policy.name)], definitions, patience=EVERY)
        assert answers.wrong == ()
        assert answers.checked == len(policy.permits)


@slow
@given(small_books())
def test_kubernetes_lets_in_and_out_what_the_book_says_of_its_end(case: tuple[list[Flow], Addresses]) -> None:
    made = export(_chosen(case), ["k8s"])
    definitions = Definitions.read(made.files[NETWORKS], made.files[SERVICES])
    for policy in made.policies:
        checker = Checker(made.files[POLICY.format(policy.name)], definitions)
        for permit in policy.permits:
            first = next(packets(permit))
            inward = policy.place is Place.INGRESS
            there, here = (str(first.source), "any") if inward else ("any", str(first.destination))
            for port in (permit.ports[0].first, permit.ports[-1].last):
                assert checker.accepts(there, here, permit.transport, port)


@given(small_books())
def test_every_flow_is_exported_or_listed_and_nothing_depends_on_the_order(case: tuple[list[Flow], Addresses]) -> None:
    flows, known = case
    choice = _chosen(case)
    assert {*(p.flow.id for p in choice.permits), *(item.flow.id for item in choice.left)} == {f.id for f in flows}
    mirrored = choose(book(flows[::-1]), dict(reversed([*known.items()])))
    assert set(_said(mirrored)) == set(_said(choice))


def _chosen(case: tuple[list[Flow], Addresses]) -> Choice:
    return choose(book(case[0]), case[1])


def _said(choice: Choice) -> Iterator[object]:
    for permit in choice.permits:
        yield permit.name, permit.ports, permit.source, permit.destination
    for target in TARGETS:
        yield from sorted(export(choice, [target]).files.keys())
