"""Diagrams are zoomed, moved and shown on the full screen, by mouse, touch and keyboard; their links lead on."""

import re
from functools import partial

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from browser.conftest import Visit
from browser.kinds import KINDS

SUBSYSTEM, OVERVIEW = KINDS["subsystem"], KINDS["overview"]

SCALE = "svg => svg.getBoundingClientRect().width / parseFloat(getComputedStyle(svg).width)"
SCROLLED = "document.scrollingElement.scrollTop"


def picture(page: Page) -> Locator:
    """Return the frame of the first diagram; what leaves it is not seen."""
    return page.locator(".pb-diagram__picture").first


def drawing(page: Page) -> Locator:
    return picture(page).locator(".pb-svg")


def tool(page: Page, name: str) -> Locator:
    return page.locator(".pb-diagram").first.get_by_role("button", name=name)


def settled(page: Page) -> Page:
    """Spare a test the animations, as a visitor may who asks for less motion."""
    page.emulate_media(reduced_motion="reduce")
    return page


def scale(page: Page) -> float:
    """Return how much larger the drawing is than when it came, once the browser has painted it."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return round(float(drawing(page).evaluate(SCALE)), 2)


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


def centre(locator: Locator) -> tuple[float, float]:
    rectangle = box(locator)
    return rectangle["x"] + rectangle["width"] / 2, rectangle["y"] + rectangle["height"] / 2


def drag(page: Page, over: Locator, across: int) -> None:
    x, y = centre(over)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y, steps=5)
    page.mouse.up()


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


def test_buttons_zoom_and_fit(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    tool(page, "Zoom in").click()
    tool(page, "Zoom in").click()
    near = scale(page)
    tool(page, "Zoom out").click()
    assert 1 < scale(page) < near
    tool(page, "Fit").click()
    assert scale(page) == 1


def test_what_is_zoomed_takes_no_more_room_on_the_page(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    before = box(picture(page))
    tool(page, "Zoom in").click()
    expect(drawing(page)).to_have_css("transform", re.compile(r"matrix\(1\.3"))
    assert box(picture(page)) == before


def test_the_wheel_zooms_with_ctrl_and_scrolls_the_page_without(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    page.mouse.move(*centre(picture(page)))
    page.mouse.wheel(0, 120)
    page.wait_for_function(f"{SCROLLED} > 0")
    assert scale(page) == 1
    scrolled = page.evaluate(SCROLLED)
    page.mouse.move(*centre(picture(page)))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    page.wait_for_function(f"({SCALE})(document.querySelector('.pb-svg')) > 1")
    assert page.evaluate(SCROLLED) == scrolled


def test_keys_zoom_move_and_fit(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    picture(page).focus()
    page.keyboard.press("+")
    page.keyboard.press("+")
    near, left = scale(page), box(drawing(page))["x"]
    assert near > 1
    page.keyboard.press("ArrowLeft")
    assert scale(page) == near
    assert box(drawing(page))["x"] > left
    page.keyboard.press("-")
    assert scale(page) < near
    page.keyboard.press("0")
    assert scale(page) == 1


def test_the_keys_are_told_to_those_who_hear_the_page_and_to_those_who_see_it(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    expect(picture(page)).to_have_accessible_name(re.compile("HTTP routing"))
    expect(picture(page)).to_have_accessible_description(re.compile("f for full screen"))
    picture(page).focus()
    expect(page.locator(".pb-diagram__hint").first).to_be_visible()


def test_the_arrow_keys_scroll_the_page_as_long_as_nothing_is_zoomed(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    picture(page).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_function(f"{SCROLLED} > 0")


def test_dragging_moves_a_zoomed_drawing_and_follows_no_link(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    address = page.url
    tool(page, "Zoom in").click()
    near, left = scale(page), box(drawing(page))["x"]
    drag(page, drawing(page).locator(".pb-node[data-endpoint='router']"), 80)
    assert scale(page) == near
    assert box(drawing(page))["x"] == pytest.approx(left + 80, abs=1)
    assert page.url == address
    drawing(page).locator(".pb-node[data-endpoint='router']").click()
    page.wait_for_url("**/endpoints/router.html")


def test_a_drawing_cannot_be_dragged_out_of_sight(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    tool(page, "Zoom in").click()
    for _ in range(4):
        drag(page, picture(page), -500)
    assert scale(page) > 1
    middle, _ = centre(picture(page))
    assert box(drawing(page))["x"] + box(drawing(page))["width"] >= middle - 1


def test_what_the_tab_key_reaches_comes_into_view(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    for _ in range(5):
        tool(page, "Zoom in").click()
    picture(page).focus()
    for link in drawing(page).locator("a:not([tabindex])").all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
        assert scale(page) > 1
        x, y = centre(link)
        frame = box(picture(page))
        assert frame["x"] <= x <= frame["x"] + frame["width"]
        assert frame["y"] <= y <= frame["y"] + frame["height"]


def test_two_fingers_zoom_and_one_goes_on_scrolling_the_page(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM, width=390))
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    x, y = centre(picture(page))

    def touch(kind: str, *points: tuple[float, float]) -> None:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y, "id": n} for n, (x, y) in enumerate(points)]},
        )

    touch("touchStart", (x, y))
    for step in range(1, 9):
        touch("touchMove", (x, y - 20 * step))
    touch("touchEnd")
    page.wait_for_function(f"{SCROLLED} > 0")
    assert scale(page) == 1

    x, y = centre(picture(page))
    spread = [((x - d, y), (x + d, y)) for d in range(20, 150, 10)]
    touch("touchStart", spread[0][0])
    touch("touchStart", *spread[0])
    for points in spread:
        touch("touchMove", *points)
    touch("touchEnd")
    assert scale(page) > 1


def test_the_full_screen_shows_all_of_a_drawing_and_escape_leaves_it(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    before = box(picture(page))
    tool(page, "Full screen").click()
    page.wait_for_function("document.fullscreenElement && document.fullscreenElement.matches('.pb-diagram')")
    assert scale(page) == 1
    assert box(picture(page))["height"] > before["height"]
    expect(drawing(page).locator(".pb-legend")).to_be_in_viewport(ratio=1)
    assert page.evaluate("getComputedStyle(document.fullscreenElement).backgroundColor") == "rgb(255, 255, 255)"
    page.mouse.move(*centre(picture(page)))
    page.mouse.wheel(0, -120)
    page.wait_for_function(f"({SCALE})(document.querySelector('.pb-svg')) > 1")
    page.evaluate("document.exitFullscreen()")  # Escape is a key of the browser's own, which no page hears
    page.wait_for_function("!document.fullscreenElement")
    assert scale(page) == 1
    assert box(picture(page)) == before


def test_a_link_leaves_the_full_screen_and_shows_the_row(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    picture(page).focus()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    drawing(page).locator(".pb-plate .pb-box").last.click()
    page.wait_for_function("!document.fullscreenElement")
    expect(page.locator("tr:target")).to_be_in_viewport()


def test_where_the_browser_has_no_full_screen_the_diagram_lies_over_the_page(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    page.evaluate("Object.defineProperty(document, 'fullscreenEnabled', {value: false})")
    before = box(picture(page))
    tool(page, "Full screen").click()
    assert box(page.locator(".pb-diagram").first) == {"x": 0, "y": 0, "width": 1280, "height": 900}
    page.keyboard.press("Escape")
    assert box(picture(page)) == before


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
    before = box(drawing(page))["x"]
    assert box(drawing(page))["width"] > box(picture(page))["width"]
    page.mouse.move(*centre(picture(page)))
    page.mouse.wheel(120, 0)
    page.wait_for_timeout(300)
    assert box(drawing(page))["x"] < before
    context.close()
