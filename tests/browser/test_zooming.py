"""Diagrams are zoomed, moved and shown on the full screen, by mouse, touch and keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit
from browser.figure import SCALE, box, centre, drawing, painted, picture, scale, settled, tool
from browser.kinds import KINDS

SUBSYSTEM = KINDS["subsystem"]

SCROLLED = "document.scrollingElement.scrollTop"


def drag(page: Page, over: Locator, across: int) -> None:
    x, y = centre(over)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y, steps=5)
    page.mouse.up()


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


def test_the_hint_says_what_works_now(visit: Visit) -> None:
    page = settled(visit(SUBSYSTEM))
    hint = page.locator(".pb-diagram__hint").first
    expect(hint).to_have_text("Ctrl + wheel zooms. Keys: + − 0, f for full screen")
    tool(page, "Zoom in").click()
    expect(hint).to_have_text("Ctrl + wheel zooms. Keys: + − 0, arrows, f for full screen")
    tool(page, "Full screen").click()
    expect(hint).to_have_text("The wheel zooms. Keys: + − 0, arrows, f or Escape to leave")
    tool(page, "Full screen").click()
    expect(hint).to_have_text("Ctrl + wheel zooms. Keys: + − 0, f for full screen")


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


@pytest.mark.parametrize("width", [390, 1280])
def test_a_drawing_cannot_be_dragged_out_of_sight(visit: Visit, width: int) -> None:
    page = settled(visit(SUBSYSTEM, width=width))
    tool(page, "Zoom in").click()
    for _ in range(4):
        drag(page, picture(page), -500)
    assert scale(page) > 1
    middle, _ = centre(picture(page))
    assert box(drawing(page))["x"] + box(drawing(page))["width"] >= middle - 1
    for _ in range(8):
        drag(page, picture(page), 500)
    painted(page)
    assert box(drawing(page))["x"] <= middle + 1


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
