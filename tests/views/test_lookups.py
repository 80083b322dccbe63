"""The pages that answer a question across subsystems: ports, protection, overview, fidelity."""

from books import BALANCER, GATE, PRESS, STORE, book, flow, orchard
from portbook.diagnostics import Diagnostic, Level, Place
from portbook.views import Law, pages
from portbook.views.blocks import Facts, Heading, Listing, Notice, Table
from views.reading import grid, page_of, tables_of, words


def test_ports_are_listed_once_for_each_listener_with_all_callers() -> None:
    table = tables_of(page_of(book([flow(GATE, STORE, 70, lines=(3,)), flow(PRESS, STORE, 70, lines=(4,))]), "ports"))[
        0
    ]
    assert [(row["Port"], row["Listener"], row["Callers"]) for row in grid(table)] == [
        ("70", "pear_store", "apple_gate (Latch), line 3; cider_press (Screw), line 4")
    ]


def test_a_row_of_ports_carries_the_ranges_that_the_look_up_searches() -> None:
    table = tables_of(page_of(orchard(), "ports"))[0]
    assert [row.ports for row in table.rows] == ["80", "443", "3307", "7070", "8088", "9099", "20000-40000", ""]
    assert table.filter_label


def test_protection_counts_each_grade_and_lists_each_question_with_its_evidence() -> None:
    page = page_of(orchard(), "protection")
    summary, *sections = tables_of(page)
    assert {row["Protection"]: row["Flows"] for row in grid(summary)} == {
        "Mutual TLS": "1",
        "Encrypted": "1",
        "Optional TLS": "1",
        "Authenticated, not encrypted": "1",
        "In clear": "3",
        "Not stated": "1",
    }
    assert {table.caption: [row["Source line"] for row in grid(table)] for table in sections} == {
        "In clear": ["5, 9 2 rows", "16", "17"],
        "Credentials exposed": ["7"],
        "Without authentication": ["5, 9 2 rows", "16", "17"],
        "Authentication not stated": ["6"],
        "Authenticated, not encrypted": ["7"],
        "Optional TLS": ["8"],
        "Not stated": ["15"],
    }


def test_a_question_that_no_flow_answers_keeps_its_heading_and_has_no_table() -> None:
    page = page_of(book([flow(GATE, STORE)]), "protection")
    assert "Optional TLS" in [block.text for block in page.blocks if isinstance(block, Heading)]
    assert "Optional TLS" not in [table.caption for table in tables_of(page)]


def test_the_overview_holds_numbers_prose_topics_and_digests() -> None:
    page = page_of(orchard(), "index")
    facts = next(block for block in page.blocks if isinstance(block, Facts))
    numbers = {label: words(value) for label, value in facts.pairs}
    assert numbers["Flows"] == "8"
    assert numbers["Source rows"] == "9, 1 flow stated more than once"
    assert numbers["Subsystems"] == "2, 1 of them optional"
    assert numbers["Endpoints"] == "VMs: 3, External: 1, Groups: 1, Unspecified: 1"
    assert "Names" in [block.text for block in page.blocks if isinstance(block, Heading)]
    assert grid(next(t for t in tables_of(page) if t.caption == "Documents"))[0]["SHA-256"].endswith("1")


def test_the_certificate_shows_each_law_and_each_finding() -> None:
    laws = (Law(1, "Lossless", True, "1 document"), Law(2, "Accounted for", False, "line 7 is lost"))
    found = Diagnostic("row-unread", Level.ERROR, Place("tables/orchard.txt", 7), "cannot be read", "mend it")
    page = next(page for page in pages(orchard(), laws, (found,)) if page.path == "fidelity/index")
    tables = {table.id: grid(table) for table in tables_of(page)}
    assert [(row["Law"], row["Holds"]) for row in tables["law-table"]] == [
        ("Lossless", "holds"),
        ("Accounted for", "broken"),
    ]
    assert tables["finding-table"][0]["Place"] == "tables/orchard.txt:7"
    assert [block.kind for block in page.blocks if isinstance(block, Notice)] == ["warning"]


def test_the_listing_says_of_each_line_what_became_of_it() -> None:
    found = Diagnostic("row-unread", Level.ERROR, Place("tables/orchard.txt", 7), "cannot be read", "mend it")
    page = next(page for page in pages(orchard(), (), (found,)) if page.path == "fidelity/document-1")
    listing = next(block for block in page.blocks if isinstance(block, Listing))
    said = {line.number: words(line.content) for line in listing.lines}
    assert [line.number for line in listing.lines] == list(range(1, 31))
    assert said[3] == "Sorting"
    assert said[5] == said[9] == "Edge balancer → apple_gate (Latch), 80 TCP HTTP"
    assert said[7].endswith("error cannot be read")
    assert said[21] == "governs Edge balancer → cider_press (Screw), 20000 - 40000 TCP"
    assert said[22] == "governs the whole table of Pressing"
    assert said[1] == ""


def test_a_note_on_many_flows_names_some_and_counts_the_others() -> None:
    note = orchard().flows[4].notes[0]
    flows = [flow(BALANCER, GATE, port, lines=(port,), notes=(note,)) for port in range(21, 35)]
    page = page_of(book(flows), "fidelity/document-1")
    listing = next(block for block in page.blocks if isinstance(block, Listing))
    assert words(listing.lines[19].content).endswith("and 4 more flows")


def test_tables_of_a_page_bear_names_of_their_own() -> None:
    for page in pages(orchard()):
        captions = [block.caption for block in page.blocks if isinstance(block, Table)]
        assert len(captions) == len(set(captions)), page.path
