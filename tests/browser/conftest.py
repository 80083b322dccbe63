"""Chromium over the real built site: from the disk as file://, and from a server on this machine."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from browser.watch import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
NO_CHROMIUM = "no Chromium found: install `chromium`, or run `.venv/bin/playwright install chromium`"

Scheme = Literal["light", "dark"]
Visit = Callable[..., Page]


class QuietHandler(SimpleHTTPRequestHandler):
    """Serve files without a line on stderr for each."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, so that `-m 'not browser'` leaves them out."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine, or skip the test and say why."""
    with sync_playwright() as playwright:
        found = [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), playwright.chromium.executable_path]
        executable = next((path for path in found if path and Path(path).exists()), None)
        if not executable:
            pytest.skip(NO_CHROMIUM)
        browser = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Serve the site on this machine alone and return its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(site))) as http:
        Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.fixture(params=["file", "http"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """Give the address of the site, once from the disk and once from the server."""
    return site.as_uri() if request.param == "file" else str(request.getfixturevalue("server"))


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Visit]:
    """Give a function that opens a page of the site. After the test, nothing may have gone wrong in the browser."""
    watch = Watch(address)
    pages: list[Page] = []

    def open_page(path: str, scheme: Scheme = "light", width: int = 1280) -> Page:
        context = chromium.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, accept_downloads=True
        )
        watch.over(context)
        pages.append(context.new_page())
        pages[-1].set_default_timeout(10_000)
        pages[-1].goto(f"{address}/{path}")
        return pages[-1]

    yield open_page
    for page in pages:
        page.context.close()
    assert not watch.found, "\n".join(dict.fromkeys(watch.found))
