"""The page of changes: what it says, and where it leads."""

from collections.abc import Iterator

from books import GATE, PRESS, STORE, book, flow
from portbook.changes.comparison import Accounts, Comparison, Release
from portbook.model import Flow
from portbook.views import pages
from portbook.views.blocks import Link, Notice, Page, PageRef, Table
from views.test_links import everything

OLD = [flow(GATE, STORE, 7070), flow(PRESS, STORE, 3307, lines=(2,))]
NEW = [flow(GATE, STORE, 7071), flow(PRESS, STORE, 3307, lines=(2,))]


def release(name: str, flows: list[Flow]) -> Release:
    made = book(flows)
    return Release(name, made, Accounts.of(made, certified=True))


def changes(*comparisons: Comparison) -> dict[str, Page]:
    made = pages(book(NEW), comparisons=comparisons)
    return {page.path: page for page in made if page.path.startswith("changes")}


def links(page: Page) -> Iterator[PageRef]:
    for node in everything(page.blocks):
        if isinstance(node, Link) and isinstance(node.target, PageRef):
            yield node.target


def test_a_site_that_compares_nothing_has_no_such_page() -> None:
    assert changes() == {}


def test_the_page_shows_both_sides_and_leads_to_the_flow_of_the_book() -> None:
    page = changes(Comparison.of(release("old", OLD), release("new", NEW)))["changes"]
    (table,) = (block for block in page.blocks if isinstance(block, Table))
    assert table.columns[2:5] == ("Old", "New", "Ports between the two")
    assert f"f-{NEW[0].id}" in {target.anchor for target in links(page)}
    (notice,) = (block for block in page.blocks if isinstance(block, Notice))
    assert (notice.kind, notice.title) == ("note", "Ports have to be opened")


def test_what_the_book_of_the_site_does_not_hold_is_text() -> None:
    page = changes(Comparison.of(release("new", NEW), release("elsewhere", OLD)))["changes"]
    assert f"f-{OLD[0].id}" not in {target.anchor for target in links(page)}


def test_nothing_changed_is_an_answer() -> None:
    page = changes(Comparison.of(release("old", OLD), release("new", OLD[::-1])))["changes"]
    (notice,) = (block for block in page.blocks if isinstance(block, Notice))
    assert (notice.kind, notice.title) == ("success", "Nothing changed")


def test_several_comparisons_are_listed_on_the_first_page() -> None:
    one = Comparison.of(release("8", OLD), release("9", NEW))
    made = changes(one, Comparison.of(release("9", NEW), release("10", NEW)))
    assert list(made) == ["changes", "changes/1", "changes/2"]
    assert [target.page for target in links(made["changes"])] == ["changes/1", "changes/2"]
