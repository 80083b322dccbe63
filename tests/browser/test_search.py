"""The search of the site finds names and ports, from the disk as well as from a server, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Visit

RESULT = ".md-search-result__link"


@pytest.mark.parametrize(("words", "target"), [("8443", "endpoints/uaa"), ("nats", "endpoints/nats")])
def test_search_finds_a_port_and_a_name(visit: Visit, words: str, target: str) -> None:
    page = visit("index.html")
    page.get_by_placeholder("Search").click()
    page.keyboard.type(words)
    expect(page.locator(f"{RESULT}[href*='{target}']").first).to_be_visible()


def test_search_is_opened_by_a_key_and_leads_to_a_page(visit: Visit) -> None:
    page = visit("index.html")
    page.keyboard.press("/")
    page.keyboard.type("nats")
    page.locator(RESULT).first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/network/**")
    expect(page.locator("article")).to_contain_text("nats")
