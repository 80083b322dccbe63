"""Every link of every page leads somewhere, and every anchor is its page's only one of that name."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from books import BALANCER, GATE, PATH, flow, orchard
from books import book as made_of
from portbook.model import Book
from portbook.views import pages
from portbook.views.blocks import BADGE_KINDS, Badge, FileRef, Heading, Link, Listing, Page, PageRef, Row, Table


def everything(value: object) -> Iterator[object]:
    """Yield a node and all nodes inside it."""
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from everything(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from everything(getattr(value, field.name))


def anchors(page: Page) -> list[str]:
    names: list[str] = []
    for node in everything(page.blocks):
        match node:
            case Heading():
                names.append(node.anchor)
            case Row() | Table():
                names.append(node.id)
            case Listing():
                names += [f"L{line.number}" for line in node.lines]
    return names


TWO_DOCUMENTS = made_of(
    [
        flow(BALANCER, GATE, 80, lines=(3,)),
        flow(BALANCER, GATE, 81, lines=(4,), path="tables/second.txt", subsystems=("Sorting", "Grading")),
        flow(GATE, BALANCER, 82, lines=(5,), subsystems=()),
    ]
)
BOOKS = {"orchard": orchard(), "two documents": TWO_DOCUMENTS, "empty": made_of([])}


@pytest.mark.parametrize("name", BOOKS)
def test_every_link_leads_to_a_page_and_an_anchor_that_exist(name: str) -> None:
    check_links(BOOKS[name])


def test_every_link_of_the_real_page_leads_somewhere(book: Book) -> None:
    check_links(book)


def check_links(book: Book) -> None:
    made = pages(book)
    known = {page.path: set(anchors(page)) for page in made}
    files = {"flows.csv", "flows.json", "flows.xlsx", "questions.js"}
    files |= {f"endpoints/{entry.slug}.csv" for entry in book.endpoints}
    for page in made:
        for node in everything(page.blocks):
            if isinstance(node, PageRef):
                assert node.page in known, (page.path, node)
                assert not node.anchor or node.anchor in known[node.page], (page.path, node)
            elif isinstance(node, FileRef):
                assert node.path in files


@pytest.mark.parametrize("name", BOOKS)
def test_an_anchor_is_unique_on_its_page(name: str) -> None:
    for page in pages(BOOKS[name]):
        names = anchors(page)
        assert len(names) == len(set(names)), page.path


@pytest.mark.parametrize("name", BOOKS)
def test_every_page_has_a_path_and_a_place_in_the_navigation_of_its_own(name: str) -> None:
    made = pages(BOOKS[name])
    assert len({page.path for page in made}) == len(made)
    assert len({page.nav for page in made}) == len(made)
    assert made[0].path == "index"


def test_every_badge_is_of_a_known_kind() -> None:
    kinds = {node.kind for page in pages(orchard()) for node in everything(page.blocks) if isinstance(node, Badge)}
    assert kinds <= set(BADGE_KINDS)


def test_every_flow_leads_to_its_source_lines_and_each_line_back() -> None:
    book = orchard()
    by_path = {page.path: page for page in pages(book)}
    rows = {
        row.flow: row
        for subsystem in book.subsystems
        for node in everything(by_path[f"subsystems/{subsystem.slug}"].blocks)
        if isinstance(node, Table)
        for row in node.rows
    }
    back = {
        (line.number, node.target)
        for listing in by_path["fidelity/document-1"].blocks
        if isinstance(listing, Listing)
        for line in listing.lines
        for node in line.content
        if isinstance(node, Link)
    }
    assert set(rows) == {flow.id for flow in book.flows}
    for stated in book.flows:
        targets = {node for node in everything(rows[stated.id].cells) if isinstance(node, PageRef)}
        home = next(s for s in book.subsystems if s.name == stated.subsystems[0])
        for row in stated.evidence:
            assert row.path == PATH
            assert PageRef("fidelity/document-1", f"L{row.line}") in targets
            assert (row.line, PageRef(f"subsystems/{home.slug}", rows[stated.id].id)) in back
