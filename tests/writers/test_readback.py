"""Published whole: what is read back out of each output is what the book holds, whatever its text is like."""

import json

from hypothesis import given
from hypothesis import strategies as st

from books import PATH, book, flow, orchard, ports
from portbook.model import Binding, Book, Endpoint, Flow, Kind, Note
from portbook.views import pages
from portbook.writers import html, markdown, readback
from portbook.writers.delimited import book_csv, sheet_csv
from portbook.writers.json import flows as flows_json
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
    details=st.lists(st.tuples(st.just("Owner"), TEXTS), max_size=1).map(tuple),
)
BOOKS = st.lists(FLOWS, min_size=1, max_size=4, unique_by=lambda f: f.id).map(book)


def subsystem_pages(book: Book) -> list[tuple[str, str, list[Flow]]]:
    """Write the page of each subsystem in both ways, with the flows that it must hold."""
    by_path = {page.path: page for page in pages(book)}
    written = []
    for entry in book.subsystems:
        page = by_path[f"subsystems/{entry.slug}"]
        texts = html.render(page, address, {}), markdown.render(page, address, lambda _: None)
        written.append((*texts, book.flows_of(entry.name)))
    return written


@steadily
@given(BOOKS)
def test_pages_hold_every_flow_of_their_subsystem(book: Book) -> None:
    for as_html, as_markdown, flows in subsystem_pages(book):
        assert readback.from_html(as_html) == readback.expected(flows)
        assert readback.from_markdown(as_markdown) == readback.expected(flows)


@steadily
@given(BOOKS)
def test_files_hold_every_flow(book: Book) -> None:
    assert readback.from_csv(book_csv(book)) == readback.expected(book.flows)
    assert readback.from_json(json.dumps(flows_json(book))) == readback.expected(book.flows)


def test_every_page_and_file_of_a_small_book_is_whole() -> None:
    book = orchard()
    for as_html, as_markdown, flows in subsystem_pages(book):
        assert readback.from_html(as_html) == readback.from_markdown(as_markdown) == readback.expected(flows)
    for entry in book.endpoints:
        flows = [*book.inbound(entry.name), *book.outbound(entry.name)]
        assert readback.from_csv(sheet_csv(book, entry.name)) == readback.expected(flows)


def test_a_lost_row_or_a_changed_cell_is_noticed() -> None:
    as_html, as_markdown, flows = subsystem_pages(orchard())[0]
    rows = as_html.split("<tr ")
    assert readback.from_html("<tr ".join(rows[:-2] + rows[-1:])) != readback.expected(flows)
    assert readback.from_html(as_html.replace(">7070<", ">7071<")) != readback.expected(flows)
    assert readback.from_html(as_html.replace('">9</a>', '">8</a>')) != readback.expected(flows)
    assert readback.from_markdown(as_markdown.replace("`7070`", "`7071`")) != readback.expected(flows)
    assert readback.from_markdown(as_markdown.replace("OAuth 2.0", "OAuth 1.0")) != readback.expected(flows)


def test_the_pages_of_protection_are_whole_too() -> None:
    book = orchard()
    page = next(page for page in pages(book) if page.path == "protection")
    clear = [f for f in book.flows if f.protection.grade == "clear"]
    assert readback.from_html(html.render(page, address, {}))[: len(clear)] == readback.expected(clear)
