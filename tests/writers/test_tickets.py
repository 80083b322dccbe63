"""Tickets as files: CSV that is exact or guarded, JSON that follows its schema, Markdown that cannot be broken."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from books import GATE, STORE, book, flow, orchard
from portbook.model import Endpoint, Kind
from portbook.tickets.plan import Plan
from portbook.tickets.presets import PRESETS
from portbook.tickets.ticket import Ticket
from portbook.writers import readback
from portbook.writers.readback.workbook import texts
from portbook.writers.schemas import TICKET
from portbook.writers.tickets import (
    book_workbook,
    guarded_csv,
    ticket_csv,
    ticket_markdown,
    ticket_value,
    ticket_workbook,
)
from writers.documents import steadily

PUBLISHED = Path(__file__).parents[2] / "docs" / "schema" / "portbook-ticket.schema.json"
RISKS = ("=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x")
FORMULA = Endpoint('=HYPERLINK("http://x")', Kind.VM, "a|b\n# c")


def ticket_of(*names: str, preset: str = "request") -> Ticket:
    made = book([flow(Endpoint(name, Kind.VM), STORE) for name in names])
    return Plan.of(preset, ("source", "ports")).ticket(made, made.flows)


def test_csv_is_exact_and_has_the_line_ends_of_rfc_4180() -> None:
    assert ticket_csv(ticket_of("=1+1", 'a "b", c')) == 'Source,Ports\r\n=1+1,443\r\n"a ""b"", c",443\r\n'


@pytest.mark.parametrize("risk", RISKS)
def test_a_guarded_cell_begins_with_an_apostrophe_and_is_counted(risk: str) -> None:
    text, guarded = guarded_csv(ticket_of(risk, "web"))
    rows = list(csv.reader(io.StringIO(text, newline="")))
    quoted = f"'{risk.strip()}" if risk[0] in "\t\r\n" else risk.strip()
    assert (guarded, rows[1][0], rows[2]) == (1, f"'{risk.replace(risk.strip(), quoted)}", ["web", "443"])


@pytest.mark.parametrize("separator", [";", "|", "\t", "\n", "; ", ";\ufeff"])
def test_what_a_spreadsheet_of_another_language_takes_for_a_cell_is_guarded_too(separator: str) -> None:
    text, guarded = guarded_csv(ticket_of(f"a{separator}=1"))
    assert (guarded, text.split("\r\n", 1)[1]) == (1, f'"a{separator[0]}\'{separator[1:]}=1","443"\r\n')


@steadily
@given(st.text(min_size=1, max_size=8))
def test_no_cell_of_guarded_csv_begins_like_a_formula(text: str) -> None:
    written, _ = guarded_csv(ticket_of(text))
    for row in csv.reader(io.StringIO(written, newline="")):
        assert not any(cell.strip()[:1] in tuple("=+-@＝＋－＠") and cell.strip() for cell in row)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_json_follows_the_published_schema(preset: str) -> None:
    made = orchard()
    for ticket in (Plan.of(preset).ticket(made, made.flows), Plan.of(preset).sheet(made, "cider_press")):
        Draft202012Validator(TICKET).validate(ticket_value(ticket))


def test_the_schema_is_as_strict_as_it_says() -> None:
    made = orchard()
    value = ticket_value(Plan.of("request").ticket(made, made.flows))
    for wrong in ({**value, "version": 2}, {**value, "more": 1}, {key: value[key] for key in list(value)[1:]}):
        assert not Draft202012Validator(TICKET).is_valid(wrong)


def test_markdown_shows_text_of_sources_as_text() -> None:
    made = book([flow(FORMULA, GATE)])
    written = ticket_markdown(Plan.of("request", ("source", "source_component")).ticket(made, made.flows))
    (row,) = [line for line in written.splitlines() if "HYPERLINK" in line]
    assert row.count(" | ") == 1
    assert "http://" not in written
    assert written.endswith("1 row, all exact\n")


def test_a_workbook_has_all_flows_first_then_a_sheet_an_endpoint_and_what_it_is_about() -> None:
    made = orchard()
    plan = Plan.of("request")
    data = ticket_workbook([plan.ticket(made, made.flows), *plan.sheets(made, made.flows)], "Orchard")
    assert len(texts(data)) == 1 + len(made.flows)
    press = texts(data, 5)  # names are in order, capitals first
    assert [row[9] for row in press[1:]] == ["3307", "20000-40000", "8088", "9099"]
    (_, total, document) = texts(data, -1)
    assert total[1].startswith("8 rows, 3 of them not exact (")
    assert document == ["tables/orchard.txt", f"Orchard paths 1; Orchard Ltd; SHA-256 {1:064x}"]


def test_the_workbook_of_a_book_is_read_back_as_its_flows() -> None:
    assert readback.from_workbook(book_workbook(orchard())) == readback.expected(orchard().flows, readback.CSV)


def test_a_book_that_excel_could_not_hold_says_so_in_its_workbook() -> None:
    told = texts(book_workbook(book([flow(GATE, STORE, security="x" * 40_000)])))
    assert told[1][1].startswith(
        "The flows are in the CSV and the JSON beside this file: row 2 of the sheet 'All flows'"
    )
