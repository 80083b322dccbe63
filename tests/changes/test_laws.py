"""The laws of a comparison, over generated books: what is the same, what is applied, and what order decides."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from books import BALANCER, CLEAR, GATE, MUTUAL, NOBODY, PATH, PICKERS, PRESS, STORE, TLS, book, flow, ports
from portbook.changes import Diff, apply, by_meaning, compare, meaning
from portbook.model import Binding, Endpoint, Flow, Kind, Note, PortSet

SLOW = settings(max_examples=150, deadline=None)

ENDS = (
    BALANCER, GATE, STORE, PRESS, PICKERS, NOBODY, replace(GATE, component=None), replace(STORE, name="Pear_Store"),
    Endpoint("plum_store", Kind.VM),
)  # fmt: skip
PORTS = (ports(80), ports(443), ports(80, 443), ports((1024, 2000)), ports((1500, 3000)), PortSet(symbol="Varies"))
NOTES = (
    Note("Only in autumn.", "port", Binding.MARKED, PATH, 20, "*"),
    Note("only in autumn", "security", Binding.INFERRED, PATH, 21),
    Note("Where the cellar is cooled", "row", Binding.MARKED, PATH, 22, "**"),
)


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    security, protection = draw(
        st.sampled_from([("None", CLEAR), ("TLS", TLS), ("Mutual TLS", MUTUAL), ("mTLS", MUTUAL)])
    )
    made = flow(
        draw(st.sampled_from(ENDS)),
        draw(st.sampled_from(ENDS)),
        draw(st.sampled_from(PORTS)),
        lines=(draw(st.integers(1, 30)),),
        transports=draw(st.sampled_from([("TCP",), ("UDP",), ("TCP", "UDP"), ("UDP", "TCP"), ()])),
        application=draw(st.sampled_from(["HTTP", "HTTP/HTTPS", "HTTPS/HTTP", "NATS", None])),
        security=security,
        protection=protection,
        notes=tuple(draw(st.lists(st.sampled_from(NOTES), max_size=2, unique=True))),
        subsystems=(draw(st.sampled_from(["Sorting", "Pressing", "Storing"])),),
    )
    return replace(made, optional=draw(st.booleans()))


lists = st.lists(flows(), max_size=12)


Told = dict[str, set[object]]


def told(diff: Diff) -> Told:
    """Return what a comparison says, whatever order it says it in and whichever of equal flows stands for them."""
    return {
        "opened": {(meaning(item.new), item.opens) for item in diff.opened},
        "closed": {(meaning(item.old), item.closes) for item in diff.closed},
        "changed": {(meaning(i.old), meaning(i.new), i.aspects, i.opens, i.closes) for i in diff.changed},
        "regrouped": {tuple(frozenset(map(meaning, side)) for side in (i.old, i.new)) for i in diff.regrouped},
        "endpoints": {(item.old.casefold(), item.new.casefold(), item.same) for item in diff.endpoints},
        "subsystems": {(item.old, item.new, item.same) for item in diff.subsystems},
        "counts": {(diff.old_flows, diff.new_flows)},
    }


@SLOW
@given(lists)
def test_a_book_does_not_differ_from_itself(items: list[Flow]) -> None:
    made = book(items)
    assert not compare(made, made)


@SLOW
@given(lists, lists)
def test_what_changed_makes_the_new_book_of_the_old_one(old: list[Flow], new: list[Flow]) -> None:
    made = apply(compare(book(old), book(new)), old)
    assert by_meaning(made).keys() == by_meaning(new).keys()


@SLOW
@given(lists, lists, st.randoms(use_true_random=False))
def test_the_order_of_rows_decides_nothing(old: list[Flow], new: list[Flow], random: Random) -> None:
    before = told(compare(book(old), book(new)))
    random.shuffle(old)
    random.shuffle(new)
    assert told(compare(book(old), book(new))) == before


@SLOW
@given(lists, st.randoms(use_true_random=False))
def test_rows_in_another_order_and_lines_are_no_change(items: list[Flow], random: Random) -> None:
    moved = [replace(item, evidence=tuple(row._replace(line=row.line + 7) for row in item.evidence)) for item in items]
    random.shuffle(moved)
    diff = compare(book(items), book([*moved, *moved[:2]]))
    assert not diff.changes
    assert not diff.regrouped


@SLOW
@given(lists)
def test_footnotes_of_other_marks_are_no_change(items: list[Flow]) -> None:
    marked = [replace(f, notes=tuple(replace(n, marker="†", line=99) for n in f.notes)) for f in items]
    assert not compare(book(items), book(marked))


@SLOW
@given(lists, st.sampled_from(["cider_press", "pear_store", "Edge balancer"]))
def test_what_is_renamed_everywhere_opens_and_closes_nothing(items: list[Flow], name: str) -> None:
    """With enough that others say of it; less is no evidence, and then the flows are told as gone and new."""
    renamed = [replace(f, source=_under(f.source, name), destination=_under(f.destination, name)) for f in items]
    diff = compare(book(items), book(renamed))
    about = {meaning(f) for f in items if name.casefold() in (meaning(f).source[0], meaning(f).destination[0])}
    others = {m for m in about if m.source[0] != m.destination[0]}
    if len(about) >= 2 and others:
        assert [(item.old.casefold(), item.new) for item in diff.endpoints] == [(name.casefold(), "barrel")]
    assert bool(diff.endpoints) != bool(diff.opened or diff.closed) or not about


def _under(end: Endpoint, name: str) -> Endpoint:
    return replace(end, name="barrel") if end.name.casefold() == name.casefold() else end


@SLOW
@given(lists, lists)
def test_nothing_is_open_that_no_flow_of_the_other_book_lacks(old: list[Flow], new: list[Flow]) -> None:
    """Hold ``opens`` against the plainest reckoning: every port of every flow, one by one."""
    diff = compare(book(old), book(new))
    if diff.endpoints:
        return
    used = {way for item in old for way in ways(item)}
    required = {way for item in old if not item.optional for way in ways(item)}
    for item in diff.opened:
        assert bool(item.opens) == bool(ways(item.new) - (used if item.new.optional else required))
    kept = {way for item in new for way in ways(item)}
    for gone in diff.closed:
        certain = ways(gone.old) - kept
        assert {way[2] for way in certain} >= {ports.transport for ports in gone.closes}


def ways(item: Flow) -> set[tuple[object, ...]]:
    key = meaning(item)
    ends = [
        end if side.kind is Kind.UNSPECIFIED else end[:1]
        for end, side in ((key.source, item.source), (key.destination, item.destination))
    ]
    numbers = {port for part in item.ports.ranges for port in range(part.first, part.last + 1)}
    found: set[object] = {*numbers} or {key.ports[1]}
    return {(*ends, transport, port) for transport in key.transports or ("",) for port in found}


@SLOW
@given(lists, lists)
def test_every_flow_is_accounted_for_on_both_sides(old: list[Flow], new: list[Flow]) -> None:
    diff = compare(book(old), book(new))
    same = diff.unchanged + len(diff.reworded) + len(diff.changed)
    assert diff.old_flows == same + len(diff.closed) + sum(len(item.old) for item in diff.regrouped)
    assert diff.new_flows == same + len(diff.opened) + sum(len(item.new) for item in diff.regrouped)


@SLOW
@given(lists, lists)
def test_what_one_way_opens_the_other_way_closes(old: list[Flow], new: list[Flow]) -> None:
    there, back = compare(book(old), book(new)), compare(book(new), book(old))
    assert len(there.opened) == len(back.closed)
    assert len(there.changed) == len(back.changed)
