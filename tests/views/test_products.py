"""Documents of several products in one book: in which order they come, and how each is told from the others."""

from typing import Any

import pytest

from portbook.compiler import Input, compile_sources
from portbook.model import Book
from portbook.options import Options, SourceOptions
from portbook.views import pages
from portbook.views.blocks import Bullets, Heading, Link, Page, PageRef, Paragraph
from views.reading import grid, page_of, tables_of, words

PAGE = """# {title}

| Source | Destination | Port | Protocol |
|---|---|---|---|
| press | silo | {port} | TCP |

## Before you begin

Open the doors.
"""


def book(*documents: dict[str, Any], title: str = "Ports") -> Book:
    inputs = [
        Input(f"{at}.md", PAGE.format(title=title, port=port).encode(), SourceOptions(path=f"{at}.md", **options))
        for at, (options, port) in enumerate(zip(documents, ("443", "443-444, 8443", "22"), strict=False), 1)
    ]
    return compile_sources(inputs, Options()).book


def headings(page: Page) -> list[str]:
    return [block.text for block in page.blocks if isinstance(block, Heading)]


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        (({"product": "Press", "version": "4"}, {"product": "Press", "version": "5"}), ("Press 4", "Press 5")),
        (({"product": "Orchard"}, {"product": "Granary"}), ("Orchard", "Granary")),
        (({"product": "Orchard"}, {"product": "Orchard"}), ("1.md", "2.md")),
        (({"product": "Orchard"}, {}), ("1.md", "2.md")),
    ],
)  # fmt: skip
def test_documents_of_one_title_are_told_apart_by_release_or_else_by_path(
    documents: tuple[dict[str, str], ...], told: tuple[str, str]
) -> None:
    made = book(*documents)
    titles = [page.title for page in pages(made) if page.path.startswith("documents/")]
    assert sorted(titles) == sorted(f"Ports ({name})" for name in told)
    certificate = {table.id: grid(table) for table in tables_of(page_of(made, "fidelity/index"))}
    assert [row["Document"] for row in certificate["document-table"]] == [f"Ports ({name})" for name in told]


def test_products_stand_in_order_and_documents_without_one_behind_them() -> None:
    made = book({"title": "A page"}, {"product": "orchard", "title": "B page"}, {"vendor": "Meadow", "title": "C page"})
    trails = [page.nav for page in pages(made) if page.path.startswith("documents/")]
    assert [trail[1:3] for trail in trails] == [
        ("Meadow", "C page"),
        ("orchard", "B page"),
        ("A page", "About this document"),
    ]


def test_the_overview_of_several_documents_begins_with_them() -> None:
    several, single = (page_of(made, "index") for made in (book({}, {}), book({})))
    assert headings(several).index("Documents") < headings(several).index("Subsystems")
    assert headings(single)[-1] == "Documents"


def test_a_subsystem_leads_to_its_document_and_names_its_release() -> None:
    made = book({"product": "Orchard", "version": "4.0", "title": "A page"}, {})
    standing = page_of(made, f"subsystems/{made.subsystems[0].slug}").blocks[0]
    assert isinstance(standing, Paragraph)
    assert words(standing.content) == "1 flow, stated by 1 source row of A page (Orchard 4.0), from line 1"
    (link, _) = [node for node in standing.content if isinstance(node, Link)]
    assert link.target == PageRef("documents/1")


def test_a_port_sheet_names_each_open_port_once_in_order() -> None:
    made = book({}, {}, {})
    facts = {label: words(value) for label, value in getattr(page_of(made, "endpoints/silo").blocks[1], "pairs", ())}
    assert facts["Open ports"] == "22, 443, 443-444, 8443"


def test_a_port_sheet_of_several_documents_is_in_the_order_of_ports() -> None:
    (listens, *_) = tables_of(page_of(book({}, {}, {}), "endpoints/silo"))
    assert [row["Port"] for row in grid(listens)] == ["22", "443", "443-444, 8443"]


def test_a_port_sheet_links_the_sections_of_each_document_in_a_line() -> None:
    page = page_of(book({"title": "A page"}, {"title": "B page"}), "endpoints/silo")
    (listed,) = [block for block in page.blocks if isinstance(block, Bullets)]
    assert [words(item) for item in listed.items] == ["A page: Before you begin", "B page: Before you begin"]
    assert "See also" in headings(page)
