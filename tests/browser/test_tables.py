"""Tables are sorted, filtered and downloaded, by mouse and by keyboard alone."""

import csv
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Visit
from browser.kinds import KINDS

SHEET, SUBSYSTEM, PORTS = KINDS["endpoint"], KINDS["subsystem"], KINDS["ports"]


def first_table(page: Page) -> Locator:
    return page.locator(".pb-table table").first


def rows(page: Page) -> Locator:
    """Return the rows of the first table that a visitor sees."""
    return first_table(page).locator("tbody tr").filter(visible=True)


def column(page: Page, name: str) -> list[str]:
    """Return the cells of one column of the first table, from top to bottom, without the notes in them."""
    cells = rows(page).locator(f"td[data-label='{name}']")
    texts: list[str] = cells.evaluate_all("cells => cells.map(cell => cell.firstChild.textContent)")
    return texts


def header(page: Page, name: str) -> Locator:
    return first_table(page).locator("thead th").filter(has_text=re.compile(f"^{name}$"))


def tab_to(page: Page, wanted: Locator) -> None:
    """Move the focus with the tab key alone."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail("the tab key does not lead there")


def test_a_table_is_sorted_by_number_up_and_down(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    header(page, "Port").get_by_role("button").click()
    rising = column(page, "Port")
    header(page, "Port").get_by_role("button").click()
    numbers = [int(text) for text in rising if text.isdigit()]
    assert numbers == sorted(numbers)
    assert column(page, "Port") != rising
    assert sorted(column(page, "Port")) == sorted(rising)


def test_a_table_is_sorted_by_keyboard_alone(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    tab_to(page, header(page, "Port").get_by_role("button"))
    page.keyboard.press("Enter")
    expect(header(page, "Port")).to_have_attribute("aria-sort", "ascending")


def test_a_table_is_filtered(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    every = rows(page).count()
    box = page.locator(".pb-filter input").first
    box.fill("nats")
    assert 0 < rows(page).count() < every
    assert all("nats" in text.lower() for text in rows(page).all_inner_texts())
    box.fill("")
    expect(rows(page)).to_have_count(every)


def test_a_filter_is_reached_and_used_by_keyboard_alone(visit: Visit) -> None:
    page = visit(SUBSYSTEM)
    every = rows(page).count()
    tab_to(page, page.locator(".pb-filter input").first)
    page.keyboard.type("nats")
    assert 0 < rows(page).count() < every


def test_a_port_inside_a_range_finds_the_range(visit: Visit) -> None:
    page = visit(PORTS)
    page.locator(".pb-filter input").first.fill("31000")
    expect(rows(page)).not_to_have_count(0)
    assert all("1024-65535" in text for text in column(page, "Port"))


def test_a_filter_that_matches_nothing_says_so(visit: Visit) -> None:
    page = visit(PORTS)
    page.locator(".pb-filter input").first.fill("no such thing")
    expect(rows(page)).to_have_count(0)
    expect(page.locator(".pb-filter").first).to_contain_text("0")


def test_a_port_sheet_is_downloaded_as_csv(visit: Visit, tmp_path: Path) -> None:
    page = visit(SHEET)
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    download.value.save_as(tmp_path / "sheet.csv")
    with (tmp_path / "sheet.csv").open(encoding="utf-8-sig", newline="") as file:
        records = list(csv.DictReader(file))
    assert [record["Ports"] for record in records] == every_port(page)


def every_port(page: Page) -> list[str]:
    """Return the ports of all tables of a page, as shown."""
    return page.locator(".pb-table td[data-label='Port'] code").all_inner_texts()
