"""Published whole: what is read back out of each output is what the book holds, whatever its text is like."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import GATE, PATH, STORE, book, flow, orchard, ports
from portbook.model import Binding, Book, Endpoint, Kind, Note
from portbook.tickets.plan import Plan
from portbook.views import pages
from portbook.views.addresses import Addresses
from portbook.writers import html, markdown, readback
from portbook.writers.delimited import book_csv, sheet_csv
from portbook.writers.json import flows as flows_json
from portbook.writers.readback import Published
from portbook.writers.tickets import ticket_csv, ticket_value, ticket_workbook
from writers.documents import TEXTS, address, steadily

MAYBE = st.none() | TEXTS
NOTES = st.builds(
    Note,
    TEXTS,
    st.sampled_from(["source", "destination", "port", "security", "other"]),
    st.sampled_from([Binding.MARKED, Binding.INFERRED]),
    st.just(PATH),
    st.integers(1, 20),
)
ENDPOINTS = st.builds(Endpoint, TEXTS, st.just(Kind.VM), MAYBE, MAYBE)
FLOWS = st.builds(
    flow,
    ENDPOINTS,
    ENDPOINTS,
    st.builds(ports, st.integers(0, 65535)),
    lines=st.lists(st.integers(1, 20), min_size=1, max_size=3, unique=True),
    port_text=TEXTS,
    transports=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
    application=MAYBE,
    security=MAYBE,
    notes=st.lists(NOTES, max_size=2, unique=True).map(tuple),
    details=st.lists(st.tuples(st.sampled_from(["Owner", "Used for", "Port", ""]), TEXTS), max_size=3).map(tuple),
)
BOOKS = st.lists(FLOWS, min_size=1, max_size=4, unique_by=lambda f: f.id).map(book)


def subsystem_pages(book: Book) -> list[tuple[str, str, list[Published]]]:
    """Write the page of each subsystem in both ways, with the flows that it must hold."""
    by_path = {page.path: page for page in pages(book)}
    manner = readback.pages_of(Addresses.of(book))
    written = []
    for entry in book.subsystems:
        page = by_path[f"subsystems/{entry.slug}"]
        texts = html.render(page, address, {}), markdown.render(page, address, lambda _: None)
        written.append((*texts, readback.expected(book.flows_of(entry.name), manner)))
    return written


@steadily
@given(BOOKS)
def test_pages_hold_every_flow_of_their_subsystem(book: Book) -> None:
    for as_html, as_markdown, flows in subsystem_pages(book):
        assert readback.from_html(as_html) == flows
        assert readback.from_markdown(as_markdown) == flows


@steadily
@given(BOOKS)
def test_files_hold_every_flow(book: Book) -> None:
    assert readback.from_csv(book_csv(book)) == readback.expected(book.flows, readback.CSV)
    assert readback.from_json(json.dumps(flows_json(book))) == readback.expected(book.flows, readback.JSON)


def test_every_page_and_file_of_a_small_book_is_whole() -> None:
    book = orchard()
    for as_html, as_markdown, flows in subsystem_pages(book):
        assert readback.from_html(as_html) == readback.from_markdown(as_markdown) == flows
    for entry in book.endpoints:
        sheet = [*book.inbound(entry.name), *book.outbound(entry.name)]
        assert readback.from_csv(sheet_csv(book, entry.name)) == readback.expected(sheet, readback.CSV)


def test_a_lost_row_or_a_changed_cell_is_noticed() -> None:
    as_html, as_markdown, flows = subsystem_pages(orchard())[0]
    rows = as_html.split("<tr ")
    assert readback.from_html("<tr ".join(rows[:-2] + rows[-1:])) != flows
    assert readback.from_html(as_html.replace(">7070<", ">7071<")) != flows
    assert readback.from_html(as_html.replace('">9</a>', '">8</a>')) != flows
    assert readback.from_markdown(as_markdown.replace("`7070`", "`7071`")) != flows
    assert readback.from_markdown(as_markdown.replace("OAuth 2.0", "OAuth 1.0")) != flows


@pytest.mark.parametrize(
    ("shown", "changed"),
    [
        ("Only where the cellar is cooled.", "Only where the cellar is warm."),
        ("line 20</a>", "line 19</a>"),
        ("</span> inferred</span>", "</span> certain</span>"),
        ("</span> Mutual TLS</span>", "</span> In clear</span>"),
    ],
)
def test_a_changed_note_or_derived_protection_is_noticed_on_a_page(shown: str, changed: str) -> None:
    as_html, _, flows = subsystem_pages(orchard())[1]
    assert shown in as_html
    assert readback.from_html(as_html.replace(shown, changed)) != flows


def test_a_note_that_is_lost_or_stands_in_another_cell_is_noticed() -> None:
    as_html, as_markdown, flows = subsystem_pages(orchard())[1]
    note = re.search(r' <span class="pb-remark">Only where.*?</span>', as_html)
    assert note is not None
    without = as_html.replace(note[0], "")
    assert readback.from_html(without) != flows
    assert readback.from_html(without.replace(">SQL<", f">SQL{note[0]}<")) != flows
    assert readback.from_markdown(re.sub(r" \*\(Only where.*?\)\*", "", as_markdown)) != flows
    assert readback.from_markdown(as_markdown.replace("(inferred:", "(")) != flows


def test_what_a_file_loses_is_noticed() -> None:
    book = orchard()
    csv, json_text = book_csv(book), json.dumps(flows_json(book))
    for shown, changed in (
        ("Only where the cellar is cooled.", ""),
        ("(inferred) ", ""),
        ("Authenticated, not encrypted; credential in clear", "Encrypted"),
        (",yes,", ",no,"),
        (PATH, "other.txt"),
        ("Pressing", "Sorting"),
    ):
        assert shown in csv
        assert readback.from_csv(csv.replace(shown, changed)) != readback.expected(book.flows, readback.CSV)
    for shown, changed in (
        ("Only where the cellar is cooled.", ""),
        ('"inferred"', '"marked"'),
        ('"on": "port"', '"on": "source"'),
        ('"optional": true', '"optional": false'),
        (PATH, "other.txt"),
        ('["Pressing"]', '["Sorting"]'),
    ):
        assert shown in json_text
        read = readback.from_json(json_text.replace(shown, changed))
        assert read != readback.expected(book.flows, readback.JSON)


def test_a_vendor_s_other_column_that_is_lost_or_changed_is_noticed() -> None:
    detailed = book([flow(GATE, STORE, details=(("Used for", "autumn | winter"), ("Port", "not this one")))])
    ((as_html, as_markdown, flows),) = subsystem_pages(detailed)
    assert readback.from_html(as_html) == readback.from_markdown(as_markdown) == flows
    assert flows[0].details == ("Port: not this one", "Used for: autumn | winter")
    assert readback.from_html(as_html.replace("autumn", "spring")) != flows
    assert readback.from_markdown(as_markdown.replace("autumn", "spring")) != flows
    csv = book_csv(detailed)
    assert readback.from_csv(csv.replace("autumn", "spring")) != readback.expected(detailed.flows, readback.CSV)
    in_json = readback.expected(detailed.flows, readback.JSON)
    json_text = json.dumps(flows_json(detailed))
    assert readback.from_json(json_text) == in_json
    for shown, changed in (("autumn", "spring"), ('["Port", ', '["Use", '), (', ["Port", "not this one"]', "")):
        assert shown in json_text
        assert readback.from_json(json_text.replace(shown, changed)) != in_json


def test_the_document_of_the_evidence_is_compared_where_there_are_several() -> None:
    two = book([flow(GATE, STORE, lines=(3,)), flow(GATE, STORE, 80, lines=(3,), path="tables/cellar.txt")])
    for as_html, as_markdown, flows in subsystem_pages(two):
        assert readback.from_html(as_html) == readback.from_markdown(as_markdown) == flows
        assert readback.from_html(as_html.replace(">tables/cellar.txt:3<", ">tables/orchard.txt:3<")) != flows


def test_the_pages_of_protection_are_whole_too() -> None:
    book = orchard()
    page = next(page for page in pages(book) if page.path == "protection")
    clear = [f for f in book.flows if f.protection.grade == "clear"]
    shown = readback.from_html(html.render(page, address, {}))[: len(clear)]
    assert [flow.details for flow in shown] == [(f"Subsystem: {f.subsystems[0]}",) for f in clear]
    plain = [flow._replace(details=()) for flow in shown]
    assert plain == readback.expected(clear, readback.pages_of(Addresses.of(book)))


@steadily
@given(BOOKS)
def test_a_ticket_of_all_facts_is_read_back_as_the_same_flows(book: Book) -> None:
    ticket = Plan.of("full").ticket(book, book.flows)
    expected = readback.expected(book.flows, readback.CSV)
    assert readback.from_csv(ticket_csv(ticket)) == expected
    assert readback.from_workbook(ticket_workbook([ticket], "x")) == expected


@steadily
@given(BOOKS, st.sampled_from(["request", "ppsm", "full"]))
def test_the_json_of_a_ticket_is_read_as_a_book(book: Book, preset: str) -> None:
    ticket = Plan.of(preset).ticket(book, book.flows)
    written = json.dumps(ticket_value(ticket))
    assert readback.from_json(written) == readback.expected(book.flows, readback.JSON)
