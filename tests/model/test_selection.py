"""Choosing flows: what each filter takes, how they combine, and what is said where they cannot."""

from dataclasses import replace
from itertools import pairwise

import pytest

from books import BALANCER, CLEAR, GATE, NOBODY, PICKERS, PRESS, STORE, TLS, book, flow, orchard, ports
from portbook.model import Book, Endpoint, Kind, PortRange, PortSet
from portbook.model.names import UnknownNameError
from portbook.model.selection import NothingSelectedError, Selection, select

ORCHARD = orchard()


def chosen(selection: Selection, among: Book = ORCHARD) -> list[str]:
    """Name the chosen flows by their ends and ports."""
    return [f"{f.source.name} > {f.destination.name} {f.ports}" for f in select(among, selection).flows]


def chain(*ends: Endpoint) -> Book:
    """Make a book in which each endpoint calls the next."""
    return book([flow(one, other) for one, other in pairwise(ends)])


def test_no_filter_takes_every_flow_in_the_order_of_the_book() -> None:
    assert select(ORCHARD, Selection()).flows == ORCHARD.flows


def test_one_hop_takes_every_flow_that_begins_or_ends_at_a_name() -> None:
    assert chosen(Selection(only=("pear_store",))) == ["apple_gate > pear_store 7070", "cider_press > pear_store 3307"]


def test_no_hop_takes_the_flows_between_the_names() -> None:
    both = Selection(only=("Edge balancer", "apple_gate"), hops=0)
    assert chosen(both) == ["Edge balancer > apple_gate 80", "Edge balancer > apple_gate 443"]
    assert chosen(Selection(only=("cider_press",), hops=0)) == ["cider_press > cider_press 9099"]


@pytest.mark.parametrize(("hops", "count"), [(1, 1), (2, 2), (3, 3), (4, 4), (1000, 4)])
def test_each_further_hop_adds_the_flows_of_the_neighbours(hops: int, count: int) -> None:
    line = chain(BALANCER, GATE, STORE, PRESS, PICKERS)
    assert len(chosen(Selection(only=("Edge balancer",), hops=hops), line)) == count
    assert len(chosen(Selection(only=("Pickers",), hops=hops), line)) == count, "against the direction of flows too"


def test_two_unspecified_ends_are_no_way_from_one_machine_to_another() -> None:
    among = book([flow(GATE, STORE), flow(NOBODY, STORE), flow(NOBODY, PRESS)])
    assert chosen(Selection(only=("apple_gate",), hops=9), among) == [
        "apple_gate > pear_store 443",
        "N/A > pear_store 443",
    ]
    assert len(chosen(Selection(only=("N/A",)), among)) == 2


@pytest.mark.parametrize("name", ["latch", "LATCH", "apple_gate (Latch)", " Apple_Gate  (latch) "])
def test_a_component_is_a_name_too(name: str) -> None:
    bare = Endpoint("apple_gate", Kind.VM)
    among = book([flow(GATE, STORE, 1), flow(bare, STORE, 2), flow(PRESS, STORE, 3)])
    assert chosen(Selection(only=(name,)), among) == ["apple_gate > pear_store 1"]


def test_a_name_of_machine_and_component_means_both() -> None:
    among = book([flow(Endpoint("latch", Kind.VM), STORE, 1), flow(GATE, STORE, 2), flow(PRESS, STORE, 3)])
    assert len(chosen(Selection(only=("Latch",)), among)) == 2


def test_the_neighbour_of_a_component_is_the_whole_machine() -> None:
    other = replace(STORE, component="Shelf")
    among = book([flow(GATE, STORE, 1), flow(PICKERS, other, 2)])
    assert len(chosen(Selection(only=("Latch",), hops=2), among)) == 2


def test_an_entry_holds_several_names_and_a_comma_may_belong_to_one() -> None:
    comma = Endpoint("Core, north", Kind.VM)
    among = book([flow(comma, STORE, 1), flow(GATE, PRESS, 2), flow(PICKERS, PRESS, 3)])
    assert chosen(Selection(only=("core, north",)), among) == ["Core, north > pear_store 1"]
    assert len(chosen(Selection(only=("apple_gate, Pickers",)), among)) == 2
    assert len(chosen(Selection(only=("Core, north", "Pickers")), among)) == 2


@pytest.mark.parametrize("name", ["Pressing", "pressing", "PRESSING"])
def test_a_subsystem_is_named_by_its_name_or_slug(name: str) -> None:
    assert len(chosen(Selection(subsystems=(name,)))) == 4


@pytest.mark.parametrize(
    ("wanted", "count"),
    [(PortRange(443, 443), 1), (PortRange(30000, 30000), 1), (PortRange(19000, 20000), 1), (PortRange(80, 443), 2)],
)
def test_a_port_takes_the_flows_whose_ports_overlap(wanted: PortRange, count: int) -> None:
    assert len(chosen(Selection(ports=(wanted,)))) == count


def test_flows_without_port_numbers_are_counted_where_only_the_port_leaves_them_out() -> None:
    everything = PortRange(0, 65535)
    assert select(ORCHARD, Selection(ports=(everything,))).symbolic == 1
    assert select(ORCHARD, Selection(ports=(everything,), protections=("clear",))).symbolic == 0


def test_filters_combine_and_entries_of_one_filter_add_up() -> None:
    assert chosen(Selection(only=("pear_store",), protections=("mutual",))) == ["cider_press > pear_store 3307"]
    assert len(chosen(Selection(protections=("mutual", "encrypted")))) == 2
    assert len(chosen(Selection(subsystems=("Sorting", "Pressing")))) == 8


def test_a_flow_of_several_subsystems_is_taken_once() -> None:
    among = book([flow(GATE, STORE, subsystems=("A", "B"))])
    assert len(chosen(Selection(subsystems=("A", "B")), among)) == 1


@pytest.mark.parametrize(
    ("selection", "said"),
    [
        (
            Selection(only=("pear_stroe",)),
            "component is called 'pear_stroe'; did you mean 'pear_store'?",
        ),
        (Selection(only=("apple_gate,ltch",)), "'ltch'; did you mean 'Latch'?"),
        (Selection(subsystems=("presing",)), "no subsystem is called 'presing'; did you mean 'Pressing'?"),
        (Selection(subsystems=("zzz",)), "there are Sorting, Pressing"),
        (Selection(only=("",)), "no endpoint or component is called ''; there are "),
        (Selection(only=(",",)), "no endpoint or component is called ','; there are "),
    ],
)
def test_an_unknown_name_is_an_error_that_offers_the_nearest(selection: Selection, said: str) -> None:
    with pytest.raises(UnknownNameError) as error:
        select(ORCHARD, selection)
    assert said in str(error.value)


def test_an_empty_choice_says_which_filter_left_nothing() -> None:
    with pytest.raises(NothingSelectedError) as error:
        select(ORCHARD, Selection(only=("apple_gate",), protections=("optional",), ports=(PortRange(5, 5),)))
    said = "no flow is chosen: the book has 8, the endpoints leave 4, the protections leave 1, the ports leave none; "
    assert str(error.value) == f"{said}the ports of 1 are no numbers; choose other ports, or take more hops"
    with pytest.raises(NothingSelectedError, match=r"the protections leave none; choose other protections$"):
        select(book([flow(GATE, STORE)]), Selection(protections=("mutual",)))


def test_a_long_name_is_shortened_where_it_is_told() -> None:
    among = book([flow(Endpoint("x" * 500, Kind.VM), STORE)])
    for wanted in ("y" * 500, "x" * 499):
        with pytest.raises(UnknownNameError) as error:
            select(among, Selection(only=(wanted,)))
        assert len(str(error.value)) < 300
        assert "…" in str(error.value)


def test_machines_are_named_as_in_the_book_and_add_to_the_others() -> None:
    comma = Endpoint("Core, north", Kind.VM)
    among = book([flow(comma, STORE, 1), flow(Endpoint("north", Kind.VM), STORE, 2), flow(GATE, PRESS, 3)])
    assert chosen(Selection(machines=("Core, north",)), among) == ["Core, north > pear_store 1"]
    assert len(chosen(Selection(only=("Latch",), machines=("Core, north",)), among)) == 2
    assert len(chosen(Selection(only=("Core, north",), machines=("pear_store",), hops=0), among)) == 1


def test_a_large_book_is_chosen_from_in_the_same_order_each_time() -> None:
    ends = [Endpoint(f"vm_{n}", Kind.VM) for n in range(400)]
    many = book(
        [flow(one, ends[n * 7 % 400], ports((n, n + 3)), protection=CLEAR if n % 2 else TLS)
         for n, one in enumerate(ends)]
    )  # fmt: skip
    taken = select(many, Selection(only=("vm_3",), hops=9, protections=("clear",))).flows
    assert taken == tuple(f for f in many.flows if f in taken)
    assert PortSet(symbol="Varies") not in [f.ports for f in taken]


def test_products_and_documents_take_what_they_state() -> None:
    among = book([flow(GATE, STORE, 1), flow(GATE, STORE, 2, path="tables/meadow.txt"), flow(GATE, PRESS, 3)])
    first, second = among.documents
    named = (replace(first, product="Press", version="4.0"), replace(second, product="Press", version="5.0"))
    among = replace(among, documents=named)
    assert len(chosen(Selection(products=("press",)), among)) == 3
    assert chosen(Selection(products=("Press 5.0",)), among) == ["apple_gate > pear_store 2"]
    assert chosen(Selection(documents=("tables/meadow.txt",)), among) == ["apple_gate > pear_store 2"]
    assert len(chosen(Selection(documents=("Orchard paths 1",), products=("Press 4.0",)), among)) == 2
    with pytest.raises(UnknownNameError, match=r"no product is called 'Press 6\.0'; did you mean 'Press"):
        select(among, Selection(products=("Press 6.0",)))


def test_optional_flows_or_the_others_are_taken() -> None:
    assert {len(chosen(Selection(optional=choice))) for choice in (True, False)} == {4}
    with pytest.raises(NothingSelectedError, match="the conditions leave none"):
        select(book([flow(GATE, STORE)]), Selection(optional=True))
