"""`portbook build --into`: the pages for any generator, and for none."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from portbook.writers.readback import from_html, from_markdown
from sites.hosting import HARBOUR, PAGE, run


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build") / "out"
    done = run(HARBOUR, "portbook", "build", "--into", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


def test_html_and_markdown_hold_the_same_flows(out: Path) -> None:
    html = from_html((out / "subsystems/booking.html").read_text(encoding="utf-8"))
    markdown = from_markdown((out / "subsystems/booking.md").read_text(encoding="utf-8"))
    assert html == markdown
    assert len(html) == 4


def test_every_link_and_picture_is_there(out: Path) -> None:
    for path in out.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="(?!data:)([^"#:]+)', path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} -> {link}"
    for path in out.rglob("*.md"):
        for link in re.findall(r"\]\(([^)#:]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.name} -> {link}"


def test_pictures_are_whole_files(out: Path) -> None:
    pictures = list(out.rglob("*.svg"))
    assert {"architecture.svg", "booking.svg", "ledger_db.svg"} <= {path.name for path in pictures}
    for path in pictures:
        assert ElementTree.parse(path).getroot().tag.endswith("svg")  # noqa: S314 - what this project wrote itself


def test_the_links_of_pictures_lead_to_pages_beside_them(out: Path) -> None:
    seen = set()
    for path in out.rglob("*.svg"):
        for link in re.findall(r'xlink:href="(?!data:)([^"#][^"]*)', path.read_text(encoding="utf-8")):
            page, _, row = link.partition("#")
            html = (path.parent / page).read_text(encoding="utf-8")
            assert not row or f'id="{row}"' in html, f"{path.name} -> {link}"
            seen.add((path.name, page))
    assert ("architecture.svg", "endpoints/ledger_db.html") in seen
    assert ("booking.svg", "../endpoints/ledger_db.html") in seen
    assert ("booking.svg", "booking.html") in seen


def test_the_menu_marks_the_page_one_is_on(out: Path) -> None:
    html = (out / "endpoints/ledger_db.html").read_text(encoding="utf-8")
    assert re.findall(r'<a href="([^"]*)" aria-current="page">([^<]*)', html) == [("ledger_db.html", "ledger_db")]
    assert html.startswith("<!doctype html>")


def test_two_builds_are_byte_identical(out: Path, tmp_path: Path) -> None:
    done = run(HARBOUR, "portbook", "build", "--into", str(tmp_path / "again"), PYTHONHASHSEED="7")
    assert done.returncode == 0
    for path in out.rglob("*"):
        if path.is_file():
            assert path.read_bytes() == (tmp_path / "again" / path.relative_to(out)).read_bytes(), path


def test_an_error_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE.replace("443 TCP", "70000 TCP"), encoding="utf-8")
    done = run(tmp_path, "portbook", "build", "page.txt", "--into", "out")
    assert done.returncode == 1
    assert "page.txt:8: error:" in done.stderr
    assert not (tmp_path / "out").exists()
