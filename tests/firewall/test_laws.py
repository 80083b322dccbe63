"""Laws of an export over small books that nobody wrote: the proof holds, nothing is lost, the generator agrees."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from books import book
from firewall.orchard_addresses import NEEDS_AERLEON
from firewall.small_books import small_books
from portbook.firewall import TARGETS, Choice, choose, export, verify
from portbook.firewall.files import NETWORKS, POLICY, SERVICES
from portbook.firewall.generator import Checker, Definitions
from portbook.firewall.oracle import ask, packets
from portbook.firewall.targets import Place
from portbook.model import Flow
from portbook.model.addresses import Addresses

pytest.importorskip("aerleon", reason=NEEDS_AERLEON)

EVERY = 1_000_000_000
slow = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


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
