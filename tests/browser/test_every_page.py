"""Every page of the site opens, from the disk and from a server, and reaches out to nobody."""

from pathlib import Path

import pytest

from browser.conftest import Visit
from browser.kinds import KINDS, every_page


def test_no_page_complains_or_loads_anything_from_elsewhere(visit: Visit, site: Path, address: str) -> None:
    page = visit("index.html")
    for path in every_page(site):
        page.goto(f"{address}/{path}")
        assert page.locator("h1").count() == 1, path


def test_the_site_holds_each_kind_of_page(site: Path) -> None:
    assert set(KINDS.values()) <= set(every_page(site))


@pytest.mark.parametrize("address", ["file"], indirect=True)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [360, 820])
def test_a_page_does_not_scroll_sideways_on_a_narrow_screen(visit: Visit, kind: str, width: int) -> None:
    page = visit(KINDS[kind], width=width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
