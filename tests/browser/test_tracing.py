"""A row leads to the line of the source that states it, and the line leads back to the row."""

from playwright.sync_api import Page, expect

from browser.conftest import Visit
from browser.kinds import KINDS

FLOWS = ".pb-table tr[id^='f-']"


def target(page: Page) -> str:
    """Return the id of the element that the address names, once it is in view."""
    here = page.locator(":target")
    expect(here).to_be_in_viewport()
    return str(here.get_attribute("id"))


def test_a_row_leads_to_its_source_line_and_back(visit: Visit) -> None:
    page = visit(KINDS["subsystem"])
    row = page.locator(FLOWS).first
    flow, source = row.get_attribute("id"), row.locator("td").first.inner_text()
    row.locator("a[href*='fidelity/']").first.click()
    page.wait_for_url("**/fidelity/*#L*")
    assert target(page).startswith("L")
    line = page.locator(":target")
    expect(line).to_contain_text(source.splitlines()[0])
    line.locator(f"a[href$='#{flow}']").first.click()
    page.wait_for_url(f"**#{flow}")
    assert target(page) == flow


def test_the_way_to_the_source_works_by_keyboard(visit: Visit) -> None:
    page = visit(KINDS["endpoint"])
    page.locator(".pb-table a[href*='fidelity/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/fidelity/*#L*")
    assert target(page).startswith("L")


def test_every_flow_of_the_book_has_a_row_and_every_row_a_line(visit: Visit) -> None:
    page = visit(KINDS["subsystem"])
    for row in page.locator(FLOWS).all():
        assert row.locator("a[href*='fidelity/'][href*='#L']").count() >= 1, row.inner_text()
