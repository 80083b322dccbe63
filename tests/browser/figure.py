"""The parts of a diagram on a page, and where they are."""

from playwright.sync_api import FloatRect, Locator, Page

SCALE = "svg => svg.getBoundingClientRect().width / parseFloat(getComputedStyle(svg).width)"


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


def painted(page: Page) -> None:
    """Wait until the browser has painted what was done; a drawing moves with the next frame."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def scale(page: Page) -> float:
    """Return how much larger the drawing is than when it came."""
    painted(page)
    return round(float(drawing(page).evaluate(SCALE)), 2)


def box(locator: Locator) -> FloatRect:
    found = locator.bounding_box()
    assert found
    return found


def centre(locator: Locator) -> tuple[float, float]:
    rectangle = box(locator)
    return rectangle["x"] + rectangle["width"] / 2, rectangle["y"] + rectangle["height"] / 2
