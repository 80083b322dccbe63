"""A row lights up its edge and boxes, and a part of a diagram its rows."""

from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit
from browser.kinds import KINDS

SUBSYSTEM, SHEET = KINDS["subsystem"], KINDS["endpoint"]


def lit(page: Page, what: str) -> Locator:
    return page.locator(f"{what}.pb-lit")


def flows(edge: Locator) -> set[str]:
    return set(str(edge.get_attribute("data-flows")).split())


def lit_rows(page: Page) -> set[str]:
    found: list[str] = lit(page, "tr[data-flow]").evaluate_all("rows => rows.map(row => row.dataset.flow)")
    return set(found)


def test_a_row_lights_its_edge_and_the_boxes_at_its_ends(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    row = page.locator("tr[data-flow]").first
    height = page.evaluate("document.scrollingElement.scrollHeight")
    row.hover()
    edge = lit(page, ".pb-edge")
    expect(edge).to_have_count(1)
    assert row.get_attribute("data-flow") in flows(edge)
    ends = {edge.get_attribute("data-from"), edge.get_attribute("data-to")}
    assert set(lit(page, ".pb-node").evaluate_all("boxes => boxes.map(box => box.dataset.node)")) == ends
    expect(lit(page, ".pb-plate")).to_have_count(1)
    expect(page.locator(".pb-node:not(.pb-lit)").first).not_to_have_css("opacity", "1")
    assert page.evaluate("document.scrollingElement.scrollHeight") == height
    page.locator("h1").hover()
    expect(page.locator(".pb-lit")).to_have_count(0)
    expect(page.locator(".pb-node").first).to_have_css("opacity", "1")


def test_a_row_is_lit_by_the_keyboard_too(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    page.locator(".pb-filter input").first.focus()
    while page.locator("tr[data-flow] a:focus").count() == 0:
        page.keyboard.press("Tab")
    expect(lit(page, ".pb-edge")).to_have_count(1)


def test_an_edge_lights_its_rows(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    for plate in page.locator(".pb-plate").all():
        plate.locator(".pb-box").hover()
        assert lit_rows(page) == flows(plate)


def test_a_box_lights_all_its_edges_and_their_rows(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    box = page.locator(".pb-node[data-endpoint='router']")
    box.hover()
    edges = page.locator(".pb-edge")
    node = box.get_attribute("data-node")
    own = [edge for edge in edges.all() if node in (edge.get_attribute("data-from"), edge.get_attribute("data-to"))]
    assert len(own) > 1
    expect(lit(page, ".pb-edge")).to_have_count(len(own))
    assert lit_rows(page) == set().union(*map(flows, own))


def test_an_edge_leads_to_its_row_on_the_page_and_its_rows_stay_lit_until_escape(visit: Visit) -> None:
    page = visit(SHEET)
    plate = page.locator(".pb-plate").first
    plate.locator(".pb-box").click()
    expect(page.locator("tr:target")).to_be_in_viewport()
    assert page.locator("tr:target").get_attribute("data-flow") in flows(plate)
    page.mouse.move(1, 1)
    assert flows(plate) <= lit_rows(page)
    page.keyboard.press("Escape")
    expect(page.locator(".pb-lit")).to_have_count(0)


def test_an_edge_is_followed_by_keyboard(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    link = page.locator("a:has(> .pb-plate)").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("tr:target")).to_be_in_viewport()
    assert flows(link.locator(".pb-plate")) <= lit_rows(page)


def test_an_edge_shows_its_row_that_a_filter_hides(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    page.locator(".pb-filter input").first.fill("no such thing")
    page.locator(".pb-plate .pb-box").first.click()
    expect(page.locator("tr:target")).to_be_in_viewport()
