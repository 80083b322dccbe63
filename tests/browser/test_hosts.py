"""Diagrams are zoomed and lit wherever the pages of a book are shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.conftest import QuietHandler
from browser.watch import Watch
from sites.hosting import copy_harbour, run

POLICY = "default-src 'self'; img-src 'self' data:"


class StrictHandler(QuietHandler):
    """Serve as a site that lets no style or script stand in its pages."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()


def serve(folder: Path, handler: type[QuietHandler]) -> ThreadingHTTPServer:
    http = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=http.serve_forever, daemon=True).start()
    return http


def address_of(http: ThreadingHTTPServer) -> str:
    return f"http://127.0.0.1:{http.server_port}"


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[str]:
    """Serve pages that stand alone, under a strict policy."""
    folder = tmp_path / "out"
    done = run(copy_harbour(tmp_path), "portbook", "build", "--into", str(folder))
    assert done.returncode == 0, done.stderr
    with serve(folder, StrictHandler) as http:
        yield address_of(http)
        http.shutdown()


@pytest.fixture(params=["mkdocs", "properdocs"])
def instant(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Serve a site whose pages are exchanged without being loaded afresh."""
    source, folder = copy_harbour(tmp_path), tmp_path / "site"
    folder.mkdir()
    config = source / "mkdocs.yml"
    with serve(folder, QuietHandler) as http:
        text = config.read_text(encoding="utf-8").replace("  - offline\n", "")
        text = text.replace("  font: false", "  font: false\n  features: [navigation.instant]")
        config.write_text(f"site_url: {address_of(http)}/\n{text}", encoding="utf-8")
        done = run(source, request.param, "build", "--quiet", "-f", "mkdocs.yml", "-d", str(folder))
        assert done.returncode == 0, done.stderr
        yield address_of(http)
        http.shutdown()


@contextmanager
def watched(chromium: Browser, address: str) -> Iterator[Page]:
    """Give a page; in the end nothing may have gone wrong in the browser."""
    watch = Watch(address)
    with chromium.new_context() as context:
        watch.over(context)
        yield context.new_page()
    assert not watch.found


def zoom_and_light(page: Page) -> None:
    """Do with the first diagram of a page what a visitor does."""
    page.get_by_role("button", name="Zoom in").first.click()
    expect(page.locator(".pb-diagram").first).to_have_class("pb-diagram pb-diagram--zoomed")
    page.locator("tr[data-flow]").first.hover()
    expect(page.locator(".pb-edge.pb-lit")).not_to_have_count(0)


def test_pages_that_stand_alone_under_a_strict_policy(chromium: Browser, alone: str) -> None:
    with watched(chromium, alone) as page:
        page.goto(f"{alone}/subsystems/booking.html")
        zoom_and_light(page)


def test_questions_are_answered_under_a_strict_policy(chromium: Browser, alone: str) -> None:
    with watched(chromium, alone) as page:
        page.goto(f"{alone}/questions.html#between=gate_keeper&and=signal_tower")
        expect(page.locator(".pb-ask caption")).to_have_text(
            ["From gate_keeper to signal_tower", "From signal_tower to gate_keeper"]
        )


def test_questions_are_answered_on_a_page_that_was_exchanged(chromium: Browser, instant: str) -> None:
    with watched(chromium, instant) as page:
        with page.expect_request_finished(lambda request: request.url.endswith("/sitemap.xml")):
            page.goto(f"{instant}/ops/ports/")
        page.evaluate("window.stays = true")
        page.locator(".md-sidebar--primary").get_by_role("link", name="Questions", exact=True).click()
        expect(page.locator("h1")).to_have_text("Questions")
        page.get_by_label("Ask").fill("who signal_tower")
        page.keyboard.press("Enter")
        expect(page.locator(".pb-ask caption")).to_have_text("Who may reach signal_tower")
        assert page.evaluate("window.stays")


def test_pages_that_are_exchanged_without_being_loaded(chromium: Browser, instant: str) -> None:
    with watched(chromium, instant) as page:
        with page.expect_request_finished(lambda request: request.url.endswith("/sitemap.xml")):
            page.goto(f"{instant}/ops/ports/")  # the theme exchanges only pages that it has read of in the sitemap
        page.evaluate("window.stays = true")
        for name in ("Booking", "Signals", "Booking"):
            page.locator("article").get_by_role("link", name=name, exact=True).or_(
                page.locator(".md-sidebar--primary").get_by_role("link", name=name, exact=True)
            ).first.click()
            expect(page.locator("h1")).to_have_text(name)
            zoom_and_light(page)
        assert page.evaluate("window.stays")
