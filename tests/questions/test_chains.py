"""Chains: shortest first, bounded, never through an unspecified end, and never more than the flows say."""

from itertools import pairwise

import pytest

from books import BALANCER, GATE, NOBODY, PICKERS, PRESS, STORE, TLS, book, flow, orchard
from portbook.model import Book, Endpoint, Kind
from portbook.model.selection import Selection, filter_of
from portbook.questions import Bounds, Chains, Index, chains
from portbook.questions.chains import MOST_STEPS
from questions.made import made

A, B, C, D = (Endpoint(name, Kind.VM) for name in ("bin", "cart", "crate", "cellar"))


def found(among: Book, source: str, target: str, bounds: Bounds | None = None) -> Chains:
    index = Index.of(among)
    return chains(index, index.names.named((source,)), index.names.named((target,)), bounds)


def ways(*arguments: object) -> list[str]:
    return [" > ".join(chain.machines) for chain in found(*arguments).found]  # type: ignore[arg-type]


def test_chains_come_shortest_first_then_in_the_order_of_the_book() -> None:
    among = book([flow(A, C), flow(C, B), flow(B, D), flow(A, B), flow(C, D), flow(A, D)])
    assert ways(among, "bin", "cellar") == [
        "bin > cellar", "bin > crate > cellar", "bin > cart > cellar", "bin > crate > cart > cellar",
    ]  # fmt: skip


def test_a_hop_holds_every_flow_between_two_machines() -> None:
    result = found(orchard(), "Edge balancer", "pear_store")
    assert [[len(hop.flows) for hop in chain.hops] for chain in result.found] == [[2, 1], [1, 1]]
    assert result.title == "Chains from Edge balancer to pear_store"


def test_no_chain_passes_through_an_unspecified_end_and_they_are_counted() -> None:
    among = book([flow(GATE, NOBODY), flow(NOBODY, STORE)])
    result = found(among, "apple_gate", "pear_store")
    assert (result.found, result.unspecified, result.more) == ((), 2, False)
    assert ways(among, "apple_gate", "N/A") == ["apple_gate > N/A"]


def test_a_chain_through_a_group_says_so() -> None:
    (chain,) = found(book([flow(GATE, PICKERS), flow(PICKERS, STORE)]), "apple_gate", "pear_store").found
    assert chain.groups == ("Pickers",)


def test_no_machine_occurs_twice() -> None:
    among = book([flow(A, B), flow(B, A), flow(B, B), flow(B, C)])
    assert ways(among, "bin", "crate") == ["bin > cart > crate"]
    assert ways(among, "cart", "cart") == ["cart > cart"]
    assert ways(among, "bin", "bin") == []


def test_the_ends_are_the_components_that_are_named() -> None:
    other = Endpoint("cider_press", Kind.VM, "Lid")
    among = book([flow(GATE, PRESS, 1), flow(GATE, other, 2), flow(other, STORE, 3)])
    assert ways(among, "apple_gate", "cider_press (Screw)") == ["apple_gate > cider_press"]
    assert ways(among, "screw", "pear_store") == []
    assert ways(among, "apple_gate", "pear_store") == ["apple_gate > cider_press > pear_store"]


@pytest.mark.parametrize(("longest", "count"), [(1, 0), (2, 0), (3, 1), (8, 1)])
def test_the_length_is_bounded(longest: int, count: int) -> None:
    among = book([flow(one, other) for one, other in pairwise((A, B, C, D))])
    assert len(found(among, "bin", "cellar", Bounds(10, longest)).found) == count


def test_the_number_is_bounded_and_it_says_that_there_are_more() -> None:
    among = book([flow(A, B), flow(B, D), flow(A, C), flow(C, D)])
    assert found(among, "bin", "cellar", Bounds(1, 4)).more
    whole = found(among, "bin", "cellar", Bounds(2, 4))
    assert (len(whole.found), whole.more) == (2, False)


def test_filters_hold_for_every_hop() -> None:
    among = book([flow(A, B, protection=TLS), flow(B, C), flow(A, C, protection=TLS)])
    index = Index.of(among)
    keeps = filter_of(among, Selection(protections=("encrypted",)))
    result = chains(index, index.names.named(("bin",)), index.names.named(("crate",)), None, keeps)
    assert [chain.machines for chain in result.found] == [("bin", "crate")]


def test_a_search_among_very_many_chains_ends_and_says_so() -> None:
    crowd = [Endpoint(f"tree_{at}", Kind.VM) for at in range(40)]
    among = book([*(flow(one, other) for one in crowd for other in crowd if one != other), flow(A, crowd[0])])
    result = found(among, "bin", "tree_39", Bounds(1000, 8))
    assert len(result.found) == 1000
    assert result.more


def test_a_search_that_finds_nothing_ends_too() -> None:
    """Filters leave nothing of a crowd in which every way is open."""
    crowd = [Endpoint(f"tree_{at}", Kind.VM) for at in range(30)]
    index = Index.of(book([flow(one, other) for one in crowd for other in crowd if one != other]))
    named = index.names.named(("tree_0",)), index.names.named(("tree_29",))
    result = chains(index, *named, Bounds(10, 8), lambda _: False)
    assert (result.found, result.more) == ((), True)
    assert MOST_STEPS <= 100_000


def test_every_chain_is_made_of_flows_that_join() -> None:
    index = Index.of(made(300))
    names = [entry.name for entry in index.book.endpoints]
    for source in names[::3]:
        for target in names[1::3]:
            result = chains(index, index.names.named((source,)), index.names.named((target,)), Bounds(20, 3))
            lengths = [len(chain.hops) for chain in result.found]
            assert lengths == sorted(lengths)
            assert len({chain.machines for chain in result.found}) == len(result.found)
            for chain in result.found:
                assert all(f.source.name == hop.source for hop in chain.hops for f in hop.flows)
                assert all(f.destination.name == hop.destination for hop in chain.hops for f in hop.flows)
                assert all(one.destination == other.source for one, other in pairwise(chain.hops))


def test_the_balancer_reaches_the_store_in_two_ways() -> None:
    assert ways(orchard(), BALANCER.name, STORE.name) == [
        "Edge balancer > apple_gate > pear_store",
        "Edge balancer > cider_press > pear_store",
    ]
