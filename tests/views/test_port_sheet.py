"""The port sheet: what an endpoint listens on and opens, for every kind of endpoint."""

from books import orchard
from portbook.model import Book
from portbook.views import pages
from portbook.views.blocks import Bullets, Diagram, FileRef, Link, Notice, Page, Paragraph
from views.reading import grid, page_of, tables_of, words


def sheet_of(book: Book, name: str) -> Page:
    slug = next(entry.slug for entry in book.endpoints if entry.name == name)
    return page_of(book, f"endpoints/{slug}")


def test_a_vm_shows_what_it_listens_on_and_what_it_opens() -> None:
    listens, opens = map(grid, tables_of(sheet_of(orchard(), "cider_press")))
    assert [(row["Port"], row["From"], row["Component"]) for row in listens] == [
        ("20000-40000 20000 - 40000", "Edge balancer", "Screw"),
        ("8088", "N/A (for the weekly count)", "Screw"),
        ("9099", "cider_press (Screw)", "Screw"),
    ]
    assert [(row["Port"], row["To"]) for row in opens] == [("3307", "pear_store"), ("9099", "cider_press (Screw)")]


def test_a_flow_to_itself_has_a_row_of_its_own_in_both_tables() -> None:
    listens, opens = tables_of(sheet_of(orchard(), "cider_press"))
    assert listens.rows[2].flow == opens.rows[1].flow
    assert listens.rows[2].id != opens.rows[1].id


def test_conditions_subsystem_and_whether_it_is_optional_stand_in_the_row() -> None:
    listens, _ = map(grid, tables_of(sheet_of(orchard(), "cider_press")))
    assert listens[0]["Conditions"] == "inferred You can move this range. line 21"
    assert listens[0]["Subsystem"] == "Pressing optional"


def test_the_sheet_can_be_downloaded() -> None:
    page = sheet_of(orchard(), "cider_press")
    facts = page.blocks[1]
    targets = [node.target for _, value in getattr(facts, "pairs", ()) for node in value if isinstance(node, Link)]
    assert targets == [FileRef(f"{page.path}.csv")]


def test_a_vm_names_the_sections_without_a_table_and_others_do_not() -> None:
    notices = {
        name: [block.title for block in sheet_of(orchard(), name).blocks if isinstance(block, Notice)]
        for name in ("cider_press", "Edge balancer", "Pickers", "N/A")
    }
    assert notices == {
        "cider_press": ["See also: Names"],
        "Edge balancer": [],
        "Pickers": [],
        "N/A": [],
    }


def test_notes_on_whole_tables_are_listed_once_with_their_subsystem_and_line() -> None:
    listed = {
        name: [words(item) for b in sheet_of(orchard(), name).blocks if isinstance(b, Bullets) for item in b.items]
        for name in ("cider_press", "pear_store", "Edge balancer", "apple_gate")
    }
    note = "Pressing: Every path may be slow in autumn. line 22"
    assert listed == {"cider_press": [note], "pear_store": [note], "Edge balancer": [note], "apple_gate": []}


def test_an_endpoint_that_listens_on_nothing_says_so() -> None:
    said = [words(b.content) for b in sheet_of(orchard(), "Edge balancer").blocks if isinstance(b, Paragraph)]
    assert "The sources state no path to Edge balancer." in said


def test_an_unspecified_end_shows_its_purpose() -> None:
    page = sheet_of(orchard(), "N/A")
    assert page.title == "Unspecified: N/A"
    assert grid(tables_of(page)[0])[0]["Purpose"] == "for the weekly count"


def test_sheets_are_grouped_by_kind_in_the_navigation() -> None:
    trails = [page.nav for page in pages(orchard()) if page.path.startswith("endpoints/")]
    assert trails == [
        ("Endpoints", "VMs", "apple_gate"),
        ("Endpoints", "VMs", "cider_press"),
        ("Endpoints", "VMs", "pear_store"),
        ("Endpoints", "External", "Edge balancer"),
        ("Endpoints", "Groups", "Pickers"),
        ("Endpoints", "Unspecified", "N/A"),
    ]


def test_the_diagram_says_the_same_as_text() -> None:
    diagrams = [block for block in sheet_of(orchard(), "pear_store").blocks if isinstance(block, Diagram)]
    assert diagrams[0].facts == (
        "apple_gate → pear_store: 7070 TCP HTTP (Authenticated, not encrypted)",
        "cider_press → pear_store: 3307 TCP SQL (Mutual TLS)",
    )
