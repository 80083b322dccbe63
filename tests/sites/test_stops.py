"""A build that must not go on: it ends with an exit code, the place and the remedy, even where nothing is logged."""

from pathlib import Path

import pytest

from sites.hosting import HOSTS, PAGE, copy_harbour, run, settings, write_site

UNREADABLE_ROW = PAGE.replace("443 TCP", "70000 TCP", 1)


def build(folder: Path, *more: str, host: str = "mkdocs") -> tuple[int, str]:
    done = run(folder, host, "build", "--quiet", "-f", "mkdocs.yml", *more)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_an_error_in_a_source_stops_the_build_though_quiet(tmp_path: Path, host: str) -> None:
    site = write_site(tmp_path / "site", UNREADABLE_ROW, settings())
    code, said = build(site, host=host)
    assert code == 1
    assert "source_tables/page.txt:8: error:" in said
    assert "[port-invalid]" in said
    assert "Check the original page" in said
    assert "Traceback" not in said


def test_all_errors_are_listed_at_once(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", UNREADABLE_ROW.replace("2000-2999", "2999-2000"), settings())
    code, said = build(site)
    assert code == 1
    assert "[port-invalid]" in said
    assert "[port-reversed]" in said


def test_the_level_of_a_rule_is_a_setting(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", UNREADABLE_ROW, settings(levels="{port-invalid: warning}"))
    assert build(site)[0] == 0
    done = run(site, "mkdocs", "build", "--strict")
    assert done.returncode == 1
    assert "page.txt:8: warning:" in done.stderr


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", PAGE, settings(sources="[source_tables/nowhere.txt]"))
    code, said = build(site)
    assert code == 1
    assert "source_tables/nowhere.txt: error: this source matches no file [source-missing]" in said


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"soruces": "[a.txt]"}, "unknown option 'soruces'; did you mean 'sources'?"),
        ({"diagram_cache": "docs/kept"}, "diagram_cache: docs/kept is published with the docs; try .cache/portbook"),
        ({"folder": "../up"}, "folder: expected a folder inside the site"),
        ({"sources": "[{path: a.txt, titel: A}]"}, "unknown option 'titel'; did you mean 'title'?"),
        ({"levels": "{row-ambigous: off}"}, "unknown rule 'row-ambigous'; did you mean 'row-ambiguous'?"),
    ],
)
def test_a_wrong_option_is_an_error_that_offers_the_right_one(
    tmp_path: Path, option: dict[str, str], message: str
) -> None:
    code, said = build(write_site(tmp_path / "site", PAGE, settings(**option)))
    assert code == 1
    assert message in said


@pytest.mark.parametrize(
    ("order", "message"),
    [
        ("table: Bokking", "there is no table named 'Bokking'; did you mean 'Booking'?"),
        ("sheet: Ledger_DB", "there is no sheet named 'Ledger_DB'; did you mean 'ledger_db'?"),
        ("digram: Booking", "asks for nothing known; did you mean 'diagram'?"),
        ("Booking", "'Booking' asks for nothing known"),
    ],
)
def test_an_unknown_name_in_a_fence_is_an_error_with_its_line(tmp_path: Path, order: str, message: str) -> None:
    index = f"---\ntitle: Home\n---\n\n# Home\n\n- item\n\n    ```portbook\n    {order}\n    ```\n"
    code, said = build(write_site(tmp_path / "site", PAGE, settings(), index))
    assert code == 1
    assert "docs/index.md:10: error:" in said
    assert message in said


def test_a_page_of_the_author_is_never_replaced(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", PAGE, settings())
    (site / "docs/network").mkdir()
    (site / "docs/network/ports.md").write_text("# Mine\n", encoding="utf-8")
    code, said = build(site)
    assert code == 1
    assert "docs hold network/ports.md, where portbook puts a file: rename it, or set another `folder`" in said


def test_a_build_that_stops_leaves_the_last_site_as_it_was(tmp_path: Path) -> None:
    site = copy_harbour(tmp_path)
    assert build(site)[0] == 0
    before = {p: p.read_bytes() for p in (site / "site").rglob("*") if p.is_file()}
    (site / "source_tables/harbour-paths.txt").write_text(UNREADABLE_ROW, encoding="utf-8")
    assert build(site)[0] == 1
    assert before == {p: p.read_bytes() for p in (site / "site").rglob("*") if p.is_file()}
