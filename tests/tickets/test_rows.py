"""What a row of a ticket says: who to whom, how exactly, and what it stands for."""

import re
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import BALANCER, GATE, NOBODY, PICKERS, PRESS, STORE, book, flow, orchard, ports
from inventory.reading import joined
from portbook.model import Binding, Note, PortSet, Vagueness
from portbook.tickets.columns import COLUMNS, ColumnError, columns
from portbook.tickets.plan import Plan
from portbook.tickets.presets import PRESETS
from portbook.tickets.rows import PER, TooManyRowsError, rows, sheet_rows


def cells(plan: Plan, *flows: object) -> list[list[str]]:
    made = book(flows)  # type: ignore[arg-type]
    return list(plan.ticket(made, made.flows).cells())


def test_an_exact_flow_is_a_row_that_says_so() -> None:
    plan = Plan.of("request", ("source", "destination", "ports", "exact", "reasons"))
    assert cells(plan, flow(GATE, STORE, 7070)) == [["apple_gate", "pear_store", "7070", "yes", ""]]


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (flow(GATE, STORE, ports((2000, 2999))), "a range of ports"),
        (flow(GATE, STORE, ports((0, 65535))), "any port"),
        (flow(GATE, STORE, PortSet(symbol="Varies")), "ports are no numbers"),
        (flow(NOBODY, STORE), "source unspecified"),
        (flow(GATE, PICKERS), "destination is a group"),
        (flow(GATE, STORE, transports=()), "transport not stated"),
    ],
)
@pytest.mark.parametrize("preset", PRESETS)
def test_what_is_vague_is_marked_in_each_preset(made: object, reason: str, preset: str) -> None:
    plan = Plan.of(preset)
    for row in cells(plan, made):
        told = dict(zip((column.name for column in plan.columns), row, strict=True))
        assert (told["exact"], told["reasons"]) == ("no", reason)


def test_the_total_of_such_rows_is_told_with_the_reasons() -> None:
    made = orchard()
    ticket = Plan.of("request").ticket(made, made.flows)
    assert ticket.summary == (
        "8 rows, 3 of them not exact (a range of ports 1, destination is a group 1, ports are no numbers 1, "
        "source unspecified 1)"
    )
    assert Plan.of("request").ticket(made, made.flows[:1]).summary == "1 row, all exact"


def test_a_row_for_each_range_or_port_loses_none_and_invents_none() -> None:
    made = book([flow(GATE, STORE, ports(80, (8000, 8002)), transports=("TCP", "UDP"))])
    for per, spans in (("range", ["80", "8000-8002"]), ("port", ["80", "8000", "8001", "8002"])):
        found = [(row.transport, str(row.span)) for row in rows(made, made.flows, per=per)]
        assert found == [(transport, span) for transport in ("TCP", "UDP") for span in spans]


@pytest.mark.parametrize("per", ["range", "port"])
@pytest.mark.parametrize("vague", [PortSet(symbol="Varies"), ports((0, 65535)), ports((1, 65535))])
def test_what_is_no_list_of_ports_stays_one_row(per: str, vague: PortSet) -> None:
    made = book([flow(GATE, STORE, vague)])
    (row,) = rows(made, made.flows, per=per)
    assert row.reasons


def test_low_and_high_port_stand_where_a_row_has_one_range() -> None:
    plan = Plan.of("request", ("low_port", "high_port"))
    assert cells(plan, flow(GATE, STORE, ports((20, 21)))) == [["20", "21"]]
    assert cells(plan, flow(GATE, STORE, PortSet(symbol="Varies"))) == [["", ""]]
    assert cells(plan, flow(GATE, STORE, ports(20, 40))) == [["", ""]]


def test_addresses_stand_beside_names_and_a_missing_one_is_a_reason() -> None:
    made = book([flow(GATE, STORE, 7070)])
    at = {"apple_gate": (ip_network("10.0.4.4/31"), ip_network("10.0.4.9"))}
    plan = Plan.of("request", ("source_addresses", "destination_addresses", "reasons"), at=at)
    assert list(plan.ticket(made, made.flows).cells()) == [
        ["10.0.4.4/31, 10.0.4.9", "", "destination has no address in the inventory"]
    ]


def test_an_address_that_is_every_address_is_not_exact() -> None:
    made = book([flow(BALANCER, GATE)])
    at = {"Edge balancer": (ip_network("0.0.0.0/0"),), "apple_gate": (ip_network("10.0.4.9"),)}
    (row,) = rows(made, made.flows, at)
    assert row.reasons == ("source is any address",)


def test_a_sheet_tells_what_comes_in_and_then_what_goes_out() -> None:
    made = book([flow(GATE, STORE), flow(STORE, PRESS), flow(PRESS, STORE), flow(STORE, STORE, 1)])
    found = [(row.number, row.direction, str(row.flow.source)) for row in sheet_rows(made, "pear_store")]
    assert found == [
        (1, "in", "apple_gate (Latch)"),
        (2, "in", "cider_press (Screw)"),
        (3, "in", "pear_store"),
        (4, "out", "pear_store"),
        (5, "out", "pear_store"),
    ]


def test_columns_take_titles_of_ones_own_and_may_be_empty() -> None:
    made = columns(["Port=ports", " source ", "Owner=", "a=b=flow"])
    assert [(column.name, column.title) for column in made] == [
        ("ports", "Port"),
        ("source", "Source"),
        ("", "Owner"),
        ("flow", "a=b"),
    ]


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        (["sorce"], "no column is called 'sorce'; did you mean 'source'?"),
        (["=source", "=x"], "no column is called 'x'"),
        (["="], "no column is called ''"),
        ([], "no column is named"),
        (["source", "Source=destination"], "two columns have the title 'Source'"),
    ],
)
def test_a_wrong_column_is_named_with_what_is_near(entries: list[str], message: str) -> None:
    with pytest.raises(ColumnError, match=message.replace("?", r"\?")):
        columns(entries)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_is_made_of_known_columns_and_shows_evidence(preset: str) -> None:
    names = {column.name for column in columns(PRESETS[preset].columns)}
    assert {"exact", "reasons", "evidence", "flow"} <= names <= {*COLUMNS, ""}


def test_more_rows_than_a_spreadsheet_reads_are_refused_before_they_are_made() -> None:
    made = book([flow(GATE, STORE, ports((1024, 65535)), lines=(n,)) for n in range(1, 21)])
    with pytest.raises(TooManyRowsError, match="a row for each port would be 1,290,240 rows, 1,000,000 are the most"):
        rows(made, made.flows, per="port")
    assert len(rows(made, made.flows, per="range")) == 20


@given(st.lists(st.tuples(st.integers(0, 65535), st.integers(0, 300)), min_size=1, max_size=4), st.sampled_from(PER))
def test_the_rows_of_a_flow_stand_for_its_ports_and_for_no_other(starts: list[tuple[int, int]], per: str) -> None:
    spans = [(first, min(first + more, 65535)) for first, more in starts]
    made = book([flow(GATE, STORE, ports(*spans), transports=("TCP", "UDP"))])
    found = rows(made, made.flows, per=per)
    for transport in ("TCP", "UDP"):
        parts = [span for row in found if transport in row.transports for span in row.spans]
        numbers = [number for span in parts for number in range(span.first, span.last + 1)]
        assert sorted(numbers) == sorted({n for first, last in spans for n in range(first, last + 1)})


def test_a_single_port_beside_a_range_is_exact_in_a_row_of_its_own() -> None:
    made = book([flow(GATE, STORE, ports(80, (8000, 8001)))])
    told = {per: [row.reasons for row in rows(made, made.flows, per=per)] for per in PER}
    ranged = ("a range of ports",)
    assert told == {"flow": [ranged], "range": [(), ranged], "port": [(), ranged, ranged]}


def test_an_end_of_which_a_machine_has_no_address_is_not_exact() -> None:
    made = book([flow(GATE, STORE)])
    machines = {"apple_gate/0": "10.0.4.4", "apple_gate/1": "", "pear_store/0": "10.0.4.9"}
    deployed, _ = joined(made, machines)
    (row,) = Plan.of("request", at=deployed.addresses, partial=deployed.partial).ticket(made, made.flows).rows
    assert row.reasons == ("a machine of the source has no address in the inventory",)


def test_a_note_that_leaves_the_port_open_keeps_a_row_from_being_exact() -> None:
    note = Note("The default; operators may choose another.", "port", Binding.MARKED, "page.txt", 3)
    made = book([flow(GATE, STORE, notes=(note,))])
    (row,) = rows(made, made.flows)
    assert row.reasons == ("words qualify the ports",)


@pytest.mark.parametrize("reason", Vagueness)
def test_the_guide_tells_what_to_do_about_each_reason(reason: Vagueness) -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "tickets.md"
    told = re.findall(r"^\| (.+?) \|", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert reason in {part for cell in told for part in (cell, *cell.split(", "))}
