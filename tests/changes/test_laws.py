"""The laws of a comparison, over generated books: what is the same, what is applied, and what order decides."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from books import BALANCER, CLEAR, GATE, MUTUAL, NOBODY, PATH, PICKERS, PRESS, STORE, TLS, book, flow, ports
from portbook.changes import apply, by_meaning, compare
from portbook.model import Binding, Endpoint, Flow, Kind, Note, PortSet

SLOW = settings(max_examples=300, deadline=None)

ENDS = (
    BALANCER, GATE, STORE, PRESS, PICKERS, NOBODY, replace(GATE, component=None), replace(STORE, name="Pear_Store"),
    Endpoint("plum_store", Kind.VM),
)  # fmt: skip
PORTS = (ports(80), ports(443), ports(80, 443), ports((1024, 2000)), ports((1500, 65535)), PortSet(symbol="Varies"))
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


def kinship(items: Sequence[object]) -> set[str]:
    return {repr(item) for item in items}


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
@given(lists, lists, st.randoms())
def test_the_order_of_rows_decides_nothing(old: list[Flow], new: list[Flow], random: object) -> None:
    before = compare(book(old), book(new))
    for items in (old, new):
        random.shuffle(items)  # type: ignore[attr-defined]
    after = compare(book(old), book(new))
    for diff in ("opened", "closed", "changed", "endpoints", "subsystems"):
        assert len(getattr(before, diff)) == len(getattr(after, diff))
    assert (before.unchanged, before.opens, before.changes) == (after.unchanged, after.opens, after.changes)


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
