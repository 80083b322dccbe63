"""Answers: the flows that match, those that might, and why; held against a plain look at every flow."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pytest

from books import GATE, NOBODY, PRESS, STORE, book, flow, orchard
from portbook.model import Book, Endpoint, Flow, Kind, PortRange, PortSet
from portbook.model.names import Named, UnknownNameError
from portbook.model.selection import Selection, filter_of
from portbook.questions import Answer, AskedError, Doubt, Index, Wanted, between, opened, port, who
from questions.made import MACHINES, OUTSIDE, PARTS, made

ORCHARD = Index.of(orchard())
LARGE = Index.of(made(600))
NAMES = (*MACHINES, *OUTSIDE, *PARTS, "N/A", "Pickers", "apple_press (Screw)", "pear_store (latch), plum_gate")
PORTS = ("7070", "443", "79-81", "0-65535", "31000/TCP", "9/UDP", "8443/SCTP", "65535")


def told(answer: Answer) -> list[str]:
    """Name the flows of an answer by their ends and ports."""
    return [f"{f.source.name} > {f.destination.name} {f.ports}" for f in answer.flows]


def whom(text: str, index: Index = ORCHARD) -> Named:
    return index.names.named((text,))


def reach(text: str, index: Index = ORCHARD) -> Answer:
    return who(index, Wanted.target(index, text))


def test_who_tells_the_flows_that_end_at_a_name() -> None:
    answer = reach("pear_store")
    assert answer.title == "Who may reach pear_store"
    assert told(answer) == ["apple_gate > pear_store 7070", "cider_press > pear_store 3307"]


def test_who_with_a_port_takes_ranges_that_hold_it() -> None:
    assert told(reach("cider_press:30000")) == ["Edge balancer > cider_press 20000-40000"]
    assert told(reach("cider_press:39000-50000")) == ["Edge balancer > cider_press 20000-40000"]
    assert told(reach("cider_press:40001")) == []
    assert told(reach("cider_press:8088/udp")) == ["N/A > cider_press 8088"]


def test_what_is_said_too_little_of_is_counted_and_never_left_out() -> None:
    answer = reach("pear_store:9")
    assert answer.flows == ()
    assert [f.ports.symbol for f in answer.possible] == ["Varies"]
    assert answer.counts == {Doubt.DESTINATION_GROUP: 1, Doubt.PORTS_SYMBOLIC: 1}
    assert answer.doubts[answer.possible[0].id] == (Doubt.DESTINATION_GROUP, Doubt.PORTS_SYMBOLIC)


def test_a_flow_that_fails_one_condition_does_not_match_for_a_doubt_about_another() -> None:
    among = Index.of(book([flow(GATE, STORE, PortSet(symbol="Varies")), flow(GATE, NOBODY, 80), flow(GATE, PRESS, 80)]))
    answer = reach("pear_store:443", among)
    assert [f.ports.symbol for f in answer.possible] == ["Varies"]


def test_a_flow_to_a_machine_whose_component_is_not_named_might_be_the_components() -> None:
    bare = Endpoint("cider_press", Kind.VM)
    among = Index.of(book([flow(GATE, PRESS, 1), flow(GATE, bare, 2), flow(GATE, replace(PRESS, component="Lid"), 3)]))
    answer = reach("cider_press (screw)", among)
    assert told(answer) == ["apple_gate > cider_press 1"]
    assert answer.counts == {Doubt.DESTINATION_COMPONENT: 1}
    assert len(reach("cider_press", among).flows) == 3


def test_a_flow_that_states_no_transport_might_have_any() -> None:
    among = Index.of(book([flow(GATE, STORE, 53, transports=()), flow(GATE, STORE, 53, transports=("TCP",))]))
    answer = port(among, Wanted.port(among, "53/udp"))
    assert answer.flows == ()
    assert answer.counts == {Doubt.TRANSPORT_UNKNOWN: 1}


def test_from_tells_what_a_name_opens() -> None:
    answer = opened(ORCHARD, whom("LATCH"))
    assert answer.title == "What apple_gate (Latch) may reach"
    assert told(answer) == ["apple_gate > pear_store 7070", "apple_gate > Pickers Varies"]
    assert answer.counts == {Doubt.SOURCE_UNSPECIFIED: 1}


def test_between_names_both_directions() -> None:
    there, back = between(ORCHARD, whom("cider_press"), whom("pear_store"))
    assert (there.title, told(there)) == ("From cider_press to pear_store", ["cider_press > pear_store 3307"])
    assert (back.title, told(back)) == ("From pear_store to cider_press", [])
    assert back.counts == {Doubt.SOURCE_UNSPECIFIED: 1}


def test_between_one_and_the_same_there_is_one_way() -> None:
    (within,) = between(ORCHARD, whom("cider_press"), whom("Cider_Press"))
    assert told(within) == ["cider_press > cider_press 9099"]


def test_port_tells_who_uses_it() -> None:
    answer = port(ORCHARD, Wanted.port(ORCHARD, "30000"))
    assert answer.title == "Who uses port 30000"
    assert told(answer) == ["Edge balancer > cider_press 20000-40000"]
    assert answer.counts == {Doubt.PORTS_SYMBOLIC: 1}


def test_filters_narrow_the_answer_and_tell_how_much_they_left_out() -> None:
    keeps = filter_of(ORCHARD.book, Selection(protections=("mutual",)))
    answer = who(ORCHARD, Wanted.target(ORCHARD, "pear_store"), keeps)
    assert told(answer) == ["cider_press > pear_store 3307"]
    assert (answer.left_out, answer.counts) == (2, {})


def test_a_name_may_hold_a_colon_itself() -> None:
    colon = Endpoint("sorter:7070", Kind.VM)
    among = Index.of(book([flow(GATE, colon, 80), flow(GATE, Endpoint("sorter", Kind.VM), 7070)]))
    assert told(reach("sorter:7070", among)) == ["apple_gate > sorter:7070 80"]
    assert told(reach("sorter:7070:80", among)) == ["apple_gate > sorter:7070 80"]


@pytest.mark.parametrize("text", ["", "x", "70000", "9-8", "443/", "²", "-1", "99999999999999999999", "1-2-3"])
def test_what_is_no_port_is_told(text: str) -> None:
    with pytest.raises(AskedError, match="no port"):
        Wanted.port(ORCHARD, text)


def test_what_is_no_port_behind_a_name_is_told() -> None:
    with pytest.raises(AskedError, match="70000 is no port"):
        Wanted.target(ORCHARD, "pear_store:70000")


def test_an_unknown_name_is_told_with_one_that_is_near() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'pear_store'"):
        reach("paer_store:7070")
    with pytest.raises(UnknownNameError, match="did you mean 'TCP'"):
        reach("pear_store:7070/TCPP")


def test_an_empty_book_answers_too() -> None:
    empty = Index.of(book([]))
    assert port(empty, Wanted.port(empty, "443")).flows == ()
    with pytest.raises(UnknownNameError, match="there are none"):
        reach("web", empty)


Condition = Callable[[Flow], set[Doubt] | None]
"""Gives the doubts for which a flow might meet it: none where it does, None where it does not."""


def begins_at(named: Named) -> Condition:
    doubts = Doubt.SOURCE_UNSPECIFIED, Doubt.SOURCE_GROUP, Doubt.SOURCE_COMPONENT
    return lambda flow: plain_end(named, flow.source, doubts)


def ends_at(named: Named) -> Condition:
    doubts = Doubt.DESTINATION_UNSPECIFIED, Doubt.DESTINATION_GROUP, Doubt.DESTINATION_COMPONENT
    return lambda flow: plain_end(named, flow.destination, doubts)


def plain_end(named: Named, end: Endpoint, doubts: tuple[Doubt, Doubt, Doubt]) -> set[Doubt] | None:
    if end in named:
        return set()
    found = {doubts[0]} if end.kind is Kind.UNSPECIFIED else {doubts[1]} if end.kind is Kind.GROUP else set()
    found |= {doubts[2]} if end.component is None and end.name in {name for name, _ in named.components} else set()
    return found or None


def uses(wanted: Wanted) -> Condition:
    return lambda flow: plain_port(wanted, flow)


def plain_port(wanted: Wanted, flow: Flow) -> set[Doubt] | None:
    asked = wanted.ports or PortRange(0, 65535)
    if flow.ports.symbol is not None:
        found = {Doubt.PORTS_SYMBOLIC}
    elif any(r.first <= asked.last and asked.first <= r.last for r in flow.ports.ranges):
        found = set()
    else:
        return None
    if wanted.transport is None or wanted.transport in flow.transports:
        return found
    return None if flow.transports else found | {Doubt.TRANSPORT_UNKNOWN}


def check(book: Book, answer: Answer, *conditions: Condition) -> None:
    """Hold an answer against a look at every flow."""
    met = {one.id: [condition(one) for condition in conditions] for one in book.flows}
    doubts = {name: set().union(*(item or set() for item in said)) for name, said in met.items() if None not in said}
    assert [f.id for f in answer.flows] == [name for name, why in doubts.items() if not why]
    assert [f.id for f in answer.possible] == [name for name, why in doubts.items() if why]
    assert {name: set(why) for name, why in answer.doubts.items()} == {name: why for name, why in doubts.items() if why}


@pytest.mark.parametrize("name", NAMES)
def test_the_index_answers_as_a_look_at_every_flow_does(name: str) -> None:
    book, named = LARGE.book, whom(name, LARGE)
    check(book, opened(LARGE, named), begins_at(named))
    check(book, reach(name, LARGE), ends_at(named))
    for text in PORTS:
        wanted = Wanted.target(LARGE, f"{name}:{text}")
        check(book, who(LARGE, wanted), ends_at(named), uses(wanted))


@pytest.mark.parametrize("text", PORTS)
def test_the_index_of_ports_answers_as_a_look_at_every_flow_does(text: str) -> None:
    wanted = Wanted.port(LARGE, text)
    check(LARGE.book, port(LARGE, wanted), uses(wanted))


def test_both_directions_are_as_a_look_at_every_flow_tells() -> None:
    for one, other in product(NAMES[::3], NAMES[1::4]):
        ends = whom(one, LARGE), whom(other, LARGE)
        for answer, (a, b) in zip(between(LARGE, *ends), (ends, ends[::-1]), strict=False):
            check(LARGE.book, answer, begins_at(a), ends_at(b))
