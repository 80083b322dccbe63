"""What the pages show of many documents: products and documents in the navigation, and where they contradict."""

from dataclasses import replace

import pytest

from books import GATE, PATH, STORE, flow
from books import book as made_of
from portbook.compiler import Input, compile_sources
from portbook.model import Binding, Book, Derived, LeftAlone
from portbook.options import Options, SourceOptions
from portbook.views import pages
from portbook.views.addresses import MOST_COMPARED
from portbook.views.blocks import Badge, Block, Heading, Link, Notice, Page, PageRef, Paragraph, Table
from portbook.views.trails import MOST_LISTED
from portbook.writers.html import render
from views.reading import badges, cell, grid, page_of, tables_of, words

HEADER = "Source\tDestination\tPort\tTransport\tApplication protocol\tSecurity"


def text(*rows: str, heading: str = "Carrying") -> str:
    return "\n".join(["# A page", "", "All about fruit.", "", heading, "", HEADER, *rows, ""])


def book(*texts: str, **options: str) -> Book:
    inputs = [
        Input(name, content.encode(), SourceOptions(path=name, title=f"Page {at}", **options))  # type: ignore[arg-type] # texts only
        for at, content in enumerate(texts, 1)
        for name in (f"page{at}.txt",)
    ]
    return compile_sources(inputs, Options()).book


ONE = "apple_gate (Latch)\tpear_store\t4222-4225\tTCP\tNATS\tBasic authentication"
OTHER = ONE.replace("4222-4225", "4222")
DISPUTED = book(text(ONE, heading="Sending"), text(OTHER, heading="Receiving"), product="Orchard")


def headings(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Heading)]


def trails(made: tuple[Page, ...], start: str) -> list[tuple[str, ...]]:
    return [page.nav for page in made if page.path.startswith(start)]


def test_the_sides_of_a_contradiction_stand_under_each_other_with_their_lines() -> None:
    page = page_of(DISPUTED, "contradictions")
    assert headings(page.blocks) == [
        "Proven", "apple_gate (Latch) → pear_store, TCP, NATS: different ports", "Suspect", "Wording only",
    ]  # fmt: skip
    (table,) = tables_of(page)
    assert [(row["Document"], row["Line"], row["Port"], row["Protocol"]) for row in grid(table)] == [
        ("Page 1", "8", "4222-4225", "NATS"),
        ("Page 2", "8", "4222", "NATS"),
    ]
    links = [node for row in table.rows for node in cell(table, row, "Line").content if isinstance(node, Link)]
    assert [link.target for link in links] == [PageRef("fidelity/page1", "L8"), PageRef("fidelity/page2", "L8")]


@pytest.mark.parametrize(
    ("path", "column"),
    [
        ("endpoints/apple_gate", "Contradicted"),
        ("endpoints/pear_store", "Contradicted"),
        ("subsystems/sending", "Contradicted"),
        ("ports", "Callers"),
    ],
)
def test_sheets_and_tables_flag_what_is_contradicted_and_lead_to_the_sides(path: str, column: str) -> None:
    table = tables_of(page_of(DISPUTED, path))[-1]
    (contradiction,) = DISPUTED.contradictions
    for row in table.rows:
        content = cell(table, row, column).content
        assert "disputed" in badges(content)
        targets = [node.target for node in content if isinstance(node, Link) and node.text == "compare"]
        assert targets == [PageRef("contradictions", contradiction.id)]


def test_a_path_that_the_other_end_lacks_shows_the_table_that_lacks_it() -> None:
    out = text("apple_gate\tpear_store\t443\tTCP\tHTTPS\tTLS", heading="Outbound communications")
    into = text("cider_press\tpear_store\t443\tTCP\tHTTPS\tTLS", heading="Inbound communications")
    (table,) = tables_of(page_of(book(out, into), "contradictions"))
    rows = grid(table)
    assert [row["Document"] for row in rows] == ["Page 1", "Page 2"]
    assert "no such path among those into pear_store" in rows[1]["Source"]


def test_no_contradiction_is_said_and_costs_no_column() -> None:
    agreed = book(text(ONE), text(ONE))
    (notice,) = [block for block in page_of(agreed, "contradictions").blocks if isinstance(block, Notice)]
    assert "2 documents were compared" in words(notice.content)
    assert "Contradicted" not in tables_of(page_of(agreed, "endpoints/apple_gate"))[0].columns


def test_the_overview_counts_contradictions() -> None:
    assert "1 proven, 0 suspect, 0 wording only" in render(page_of(DISPUTED, "index"), lambda _: "#", {})


def test_subsystems_stand_under_their_documents_and_these_under_their_products() -> None:
    made = pages(DISPUTED)
    assert trails(made, "subsystems/") == [
        ("Documents", "Orchard", "Page 1", "Sending"),
        ("Documents", "Orchard", "Page 2", "Receiving"),
    ]
    assert trails(made, "documents/") == [
        ("Documents", "Orchard", f"Page {at}", "About this document") for at in (1, 2)
    ]


def test_the_only_document_of_a_book_needs_no_page() -> None:
    made = pages(book(text(ONE)))
    assert trails(made, "documents/") == []
    assert trails(made, "subsystems/") == [("Subsystems", "Carrying")]


def test_a_page_of_a_document_holds_what_it_says_and_what_others_say_otherwise() -> None:
    page = page_of(DISPUTED, "documents/page1")
    tables = {table.id: grid(table) for table in tables_of(page)}
    assert [row["Subsystem"] for row in tables["subsystem-table"]] == ["Sending"]
    assert [(row["Grade"], row["Other side"]) for row in tables["contradiction-table"]] == [("Proven", "Page 2")]
    assert "All about fruit." in render(page, lambda _: "#", {})
    assert "All about fruit." not in render(page_of(DISPUTED, "index"), lambda _: "#", {})


def test_many_contradictions_are_listed_and_stand_on_several_pages() -> None:
    rows = [f"gate_{at}\tstore_{at}\t{{}}\tTCP\tNATS\tNone" for at in range(MOST_COMPARED + 1)]
    many = book(*(text(*(row.format(port) for row in rows)) for port in (4222, 4223)), product="Orchard")
    made = {page.path: page for page in pages(many)}
    (listed,) = tables_of(made["contradictions"])
    assert len(listed.rows) == MOST_COMPARED + 1
    assert [len(tables_of(made[f"contradictions/{number}"])) for number in (1, 2)] == [MOST_COMPARED, 1]
    for row in listed.rows:
        (link,) = cell(listed, row, "Path").content
        assert isinstance(link, Link)
        assert isinstance(link.target, PageRef)
        assert link.target.anchor in [
            block.anchor for block in made[link.target.page].blocks if isinstance(block, Heading)
        ]


def test_a_document_that_contradicts_itself_says_where() -> None:
    weak = ONE.replace("Basic authentication", "None")
    itself = book(
        f"{text(ONE, heading='Sending')}\n{text(weak, heading='Receiving')}", text(ONE.replace("NATS", "SQL"))
    )
    rows = {table.id: grid(table) for table in tables_of(page_of(itself, "documents/page1"))}["contradiction-table"]
    assert "this document: lines 8, 17" in [row["Other side"] for row in rows]


def test_the_navigation_of_a_large_book_stays_short_and_every_page_is_linked() -> None:
    rows = [f"gate_{at}\tstore_{at}\t443\tTCP\tHTTPS\tTLS" for at in range(MOST_LISTED + 1)]
    made = pages(book(*(text(row) for row in rows)))
    listed = [page for page in made if page.nav]
    assert len(listed) < 15
    for index, start in (("documents/index", "documents/"), ("endpoints/index", "endpoints/")):
        page = next(page for page in made if page.path == index)
        assert page.nav
        linked = {
            node.target.page
            for table in page.blocks
            if isinstance(table, Table)
            for row in table.rows
            for entry in row.cells
            for node in entry.content
            if isinstance(node, Link) and isinstance(node.target, PageRef)
        }
        below = [page for page in made if page.path.startswith(start) and page.path != index]
        assert {page.path for page in below} == linked
        for page in below:
            back = page.blocks[0]
            assert isinstance(back, Paragraph)
            assert [node.target for node in back.content if isinstance(node, Link)] == [PageRef(index)]


@pytest.mark.parametrize("binding", [Binding.INFERRED, Binding.CONFIGURED])
def test_an_end_that_no_row_names_says_where_it_was_taken_from(binding: Binding) -> None:
    origin = Derived("destination", binding, 'heading "Inbound to the store"', 5)
    made = made_of([replace(flow(GATE, STORE, lines=(7,)), derived=(origin,))])
    (table,) = tables_of(page_of(made, "subsystems/subsystem-1"))
    (row,) = table.rows
    assert badges(cell(table, row, "Source").content) == []
    (badge,) = [node for node in cell(table, row, "Destination").content if isinstance(node, Badge)]
    assert badge.kind == str(binding)
    assert badge.title == 'No row names it; taken from heading "Inbound to the store", line 5'


def test_tables_left_alone_are_listed_with_the_reason() -> None:
    lone = LeftAlone(PATH, "", 9, 1, ("Needs", "Hardware"), ("Machine", "Memory"), 4, "it names no ports")
    made = replace(made_of([flow(GATE, STORE)]), left_alone=(lone,))
    table = next(table for table in tables_of(page_of(made, "fidelity/document-1")) if table.id == "other-tables")
    assert grid(table) == [
        {
            "Line": "9",
            "Section": "Needs › Hardware",
            "Columns": "Machine | Memory",
            "Rows": "4",
            "Why": "it names no ports",
        }
    ]
