"""The site that a user gets, built by MkDocs and by ProperDocs."""

import json
import re
import shutil
from pathlib import Path

import pytest

from portbook.writers.readback import from_csv, from_html
from sites.hosting import HARBOUR, HOSTS, PAGE, run, settings, write_site


@pytest.fixture(scope="module", params=HOSTS)
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    source = shutil.copytree(HARBOUR, folder / "harbour")
    done = run(source, request.param, "build", "--strict", "--quiet", "-f", "mkdocs.yml", "-d", str(folder / "site"))
    assert done.returncode == 0, done.stderr
    return folder / "site"


def page(built: Path, name: str) -> str:
    return (built / f"{name}.html").read_text(encoding="utf-8")


def test_every_kind_of_page_is_there(built: Path) -> None:
    made = {path.relative_to(built / "ops/ports").as_posix() for path in (built / "ops/ports").rglob("*.html")}
    assert made == {
        "index.html",
        "subsystems/booking.html",
        "subsystems/signals.html",
        *(f"endpoints/{name}.html" for name in ("berth_proxy", "crane_worker", "gate_keeper", "ledger_db")),
        *(f"endpoints/{name}.html" for name in ("load-balancer", "signal_tower")),
        "ports.html",
        "questions.html",
        "contradictions.html",
        "protection.html",
        "fidelity/index.html",
        "fidelity/harbour-paths.html",
    }


def test_the_pages_stand_where_the_navigation_has_the_folder(built: Path) -> None:
    trail = re.findall(r'class="md-ellipsis">\s*(.*?)\s*</span>', page(built, "index"), re.DOTALL)
    titles = [re.sub(r"<[^>]*>", "", title).strip() for title in trail]
    menu = titles[titles.index("Ports") :]
    assert menu[:4] == ["Ports", "Overview", "Subsystems", "Booking"]
    assert titles.index("Home") < titles.index("Ports")


def test_the_title_and_description_are_those_of_the_page(built: Path) -> None:
    html = page(built, "ops/ports/endpoints/ledger_db")
    assert "<title>ledger_db - Harbour</title>" in html
    assert '<meta name="description" content="Port sheet of ledger_db">' in html


def test_a_table_of_the_site_holds_the_flows_of_the_source(built: Path) -> None:
    flows = from_html(page(built, "ops/ports/subsystems/booking"))
    assert [(flow.source, flow.destination, flow.ports, flow.lines) for flow in flows] == [
        ("Load balancer", "gate_keeper (Front Desk)", "443", (8, 12)),
        ("gate_keeper (Front Desk)", "ledger_db", "3306", (9,)),
        ("crane_worker", "ledger_db", "3306", (10,)),
        ("Load balancer", "berth_proxy", "2000-2999", (11,)),
    ]


def test_a_sheet_can_be_downloaded(built: Path) -> None:
    html = page(built, "ops/ports/endpoints/ledger_db")
    assert 'href="ledger_db.csv"' in html
    text = (built / "ops/ports/endpoints/ledger_db.csv").read_text(encoding="utf-8")
    assert [flow.source for flow in from_csv(text)] == ["gate_keeper (Front Desk)", "crane_worker"]
    assert len(json.loads((built / "ops/ports/flows.json").read_bytes())["flows"]) == 7


def test_rows_are_found_by_search(built: Path) -> None:
    index = json.loads((built / "search/search_index.json").read_text(encoding="utf-8"))
    found = [entry for entry in index["docs"] if entry["location"].startswith("ops/ports/subsystems/booking")]
    assert any("2000-2999" in entry["text"] for entry in found)


def test_headings_make_a_table_of_contents_where_there_is_room(built: Path) -> None:
    html = page(built, "ops/ports/index")
    assert re.search(r'<a href="#ways-in" class="md-nav__link">', html)


def test_fences_work_between_lists_admonitions_and_the_fences_of_others(built: Path) -> None:
    html = page(built, "index")
    assert from_html(html)[0].destination == "gate_keeper (Front Desk)"
    assert re.search(r"<li>\s*<p>In a list:</p>.*?<svg .*?</li>", html, re.DOTALL)
    assert re.search(r'<div class="admonition note">.*ledger_db listens on.*</div>', html, re.DOTALL)
    assert '<pre class="chart"><code>an author&#39;s own fence' in html.replace("'", "&#39;")
    assert "table: shown, not followed" in html
    assert "pb-embed" not in html


def test_what_a_page_shows_twice_has_its_ids_once(built: Path) -> None:
    ids = re.findall(r'\sid="([^"]*)"', page(built, "index"))
    assert sorted(ids) == sorted(set(ids))


def test_links_of_an_embedded_table_lead_from_where_it_stands(built: Path) -> None:
    html = page(built, "index")
    assert 'href="ops/ports/endpoints/ledger_db.html"' in html
    assert 'href="ops/ports/fidelity/harbour-paths.html#L9"' in html


def test_every_link_inside_the_site_leads_somewhere(built: Path) -> None:
    for path in built.rglob("*.html"):
        if path.name == "404.html":
            continue
        for link in re.findall(r'(?:href|src)="([^"#:?]+)(?:#[^"]*)?"', path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), f"{path.relative_to(built)} -> {link}"


def test_nothing_is_loaded_from_another_host(built: Path) -> None:
    for path in built.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*\ssrc="([^"]*)"|<link[^>]*rel="stylesheet"[^>]*>', html)
        styles = re.findall(r'<link[^>]*rel="stylesheet"[^>]*href="([^"]*)"', html)
        assert not [address for address in (*loaded, *styles) if "//" in address], path


def test_search_works_from_a_folder_with_what_the_site_brings_along(built: Path) -> None:
    shims = re.findall(r'src="([^"]*iframe-worker[^"]*)"', page(built, "ops/ports/ports"))
    assert shims == ["../../assets/portbook/vendor/iframe-worker-1.0.4/shim.js"]
    assert (built / "assets/portbook/vendor/iframe-worker-1.0.4/LICENSE").exists()


def test_both_hosts_write_the_same_pages(built: Path, tmp_path: Path) -> None:
    other = next(host for host in HOSTS if host not in built.parent.name)
    source = shutil.copytree(HARBOUR, tmp_path / "harbour")
    done = run(source, other, "build", "--quiet", "-f", "mkdocs.yml", "-d", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    for path in (built / "ops/ports").rglob("*.html"):
        twin = tmp_path / "site/ops/ports" / path.relative_to(built / "ops/ports")
        mine, theirs = (article.search(p.read_text(encoding="utf-8")) for p in (path, twin))
        assert mine
        assert theirs
        assert mine[0] == theirs[0]


FENCES = {
    "none": "",
    "extra": "markdown_extensions:\n  - pymdownx.extra:\n      pymdownx.superfences:\n        custom_fences:\n"
    "          - {name: chart, class: chart}\n",
    "builtin": "markdown_extensions: [fenced_code]\n",
}


@pytest.mark.parametrize("extensions", FENCES)
def test_fences_need_nothing_in_the_configuration(tmp_path: Path, extensions: str) -> None:
    index = "# Home\n\n```portbook\nsheet: ledger_db\n```\n\n```chart\nx\n```\n"
    site = write_site(tmp_path / "site", PAGE, settings() + FENCES[extensions], index)
    done = run(site, "mkdocs", "build", "--quiet", "--strict")
    assert done.returncode == 0, done.stderr
    html = (site / "site/index.html").read_text(encoding="utf-8")
    assert "ledger_db listens on" in html
    assert ('<pre class="chart">' in html) == (extensions == "extra")


def test_without_a_nav_the_pages_stand_behind_the_others(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", PAGE, settings(nav_title="Port paths"))
    (site / "docs/zebra.md").write_text("# Zebra\n", encoding="utf-8")
    assert run(site, "mkdocs", "build", "--quiet", "--strict").returncode == 0
    html = (site / "site/index.html").read_text(encoding="utf-8")
    assert html.index("Zebra") < html.index("Port paths") < html.index("network/ports/")
