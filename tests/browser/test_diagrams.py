"""Diagrams are read and printed, and their links lead on."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browser.conftest import Visit
from browser.figure import box, centre, drawing, picture, scale, settled, tool
from browser.kinds import KINDS

SUBSYSTEM, OVERVIEW = KINDS["subsystem"], KINDS["overview"]

IN_FRONT = """element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return element.contains(found);
}"""


def test_a_box_leads_to_its_port_sheet(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    router = drawing(page).locator(".pb-node[data-endpoint='router']")
    router.click()
    page.wait_for_url("**/endpoints/router.html")


def test_a_box_is_reached_and_followed_by_keyboard(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    drawing(page).locator("a:has(.pb-node[data-endpoint='router'])").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/endpoints/router.html")


def test_an_edge_leads_to_its_row_on_another_page(visit: Visit) -> None:
    page = visit(OVERVIEW)
    plate = drawing(page).locator(".pb-plate").first
    flows = str(plate.get_attribute("data-flows")).split()
    plate.locator(".pb-box").click()
    page.wait_for_url("**/subsystems/*.html#f-*")
    expect(page.locator("tr:target")).to_be_in_viewport()
    assert page.locator("tr:target").get_attribute("data-flow") in flows


def in_front(locator: Locator) -> bool:
    """Tell whether a visitor sees the middle of an element, which nothing covers or cuts off."""
    return bool(locator.evaluate(IN_FRONT))


def test_a_link_leads_past_the_diagram(visit: Visit) -> None:
    page = visit(OVERVIEW)
    skip = page.get_by_role("link", name="Skip the diagram")
    assert not in_front(skip)
    skip.focus()
    assert in_front(skip)
    page.keyboard.press("Enter")
    expect(page.locator("figcaption:target")).to_have_text("All network paths")
    assert in_front(page.locator("figcaption"))
    page.keyboard.press("Tab")
    expect(page.get_by_text("The same as text")).to_be_focused()


def test_a_narrow_page_scrolls_a_diagram_instead_of_shrinking_it_further(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM, width=390))
    seen = box(drawing(page))["width"]
    assert seen >= 600
    assert page.evaluate("document.scrollingElement.scrollWidth") == 390
    tool(page, "Full screen").click()
    page.wait_for_function("document.fullscreenElement")
    assert box(drawing(page))["width"] <= 390
    tool(page, "Full screen").click()
    page.wait_for_function("!document.fullscreenElement")
    assert box(drawing(page))["width"] == seen
    tool(page, "Fit").click()
    assert box(drawing(page))["width"] <= box(picture(page))["width"]


def test_the_tab_key_scrolls_a_diagram_to_what_it_reaches(visit: Visit) -> None:
    page = visit(SUBSYSTEM, width=390)
    picture(page).focus()
    for link in drawing(page).locator("a:not([tabindex])").all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        expect(link.locator(".pb-box").first).to_be_in_viewport(ratio=0.5)


def told(page: Page) -> list[list[str]]:
    """List what is told of each link of a diagram: its own name, then whatever is in it."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def within(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
        for child in (by_id[name] for name in node.get("childIds", ()) if name in by_id):
            yield child
            yield from within(child)

    def names(node: dict[str, Any]) -> list[str]:
        return [part["name"]["value"] for part in (node, *within(node)) if part.get("name", {}).get("value")]

    def role(node: dict[str, Any]) -> str:
        return str(node.get("role", {}).get("value"))

    [document] = [node for node in nodes if role(node) == "graphics-document"]
    return [names(node) for node in within(document) if role(node) == "link"]


def test_each_link_is_told_once(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    titles = drawing(page).locator("a:not([tabindex]) title").all_text_contents()
    names = [" ".join(title.split()) for title in titles]
    assert told(page) == [[name, name] for name in names]  # of the link, and of the image that it is


def test_boxes_have_other_colours_in_the_dark(visit: Visit) -> None:
    fills = {
        scheme: drawing(visit(SUBSYSTEM, scheme))
        .locator(".pb-node .pb-box")
        .first.evaluate("box => getComputedStyle(box).fill + getComputedStyle(box).stroke")
        for scheme in ("light", "dark")
    }
    assert fills["light"] != fills["dark"]


def test_print_shows_the_whole_drawing_in_light_colours_without_tools(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM, "dark"))
    fill = partial(drawing(page).locator(".pb-node .pb-box").first.evaluate, "box => getComputedStyle(box).fill")
    dark = fill()
    tool(page, "Zoom in").click()
    assert scale(page) > 1
    page.emulate_media(media="print")
    assert scale(page) == 1
    assert fill() != dark
    expect(tool(page, "Zoom in")).to_be_hidden()
    assert box(drawing(page))["width"] <= box(picture(page))["width"]


@pytest.mark.parametrize("address", ["file"], indirect=True)
def test_without_scripts_there_are_no_tools_and_a_wide_drawing_scrolls(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/{OVERVIEW}")
    expect(page.locator(".pb-diagram__tools")).to_have_count(0)
    assert box(drawing(page))["width"] > box(picture(page))["width"]
    page.mouse.move(*centre(picture(page)))
    page.mouse.wheel(120, 0)
    expect(picture(page)).not_to_have_js_property("scrollLeft", 0)
    context.close()
