"""`portbook init`: from a pasted page to a site."""

from pathlib import Path

import pytest

from portbook.writers.readback import from_html
from sites.hosting import PAGE, run


@pytest.mark.parametrize("name", ["page.txt", "source_tables/page.txt", "Häfen & [2].txt"])
def test_a_site_can_be_built_at_once(tmp_path: Path, name: str) -> None:
    project = tmp_path / "my-harbour"
    (project / name).parent.mkdir(parents=True)
    (project / name).write_text(PAGE, encoding="utf-8")
    done = run(project, "portbook", "init")
    assert (done.returncode, done.stdout) == (0, "")
    assert "Wrote mkdocs.yml" in done.stderr
    assert "mkdocs build" in done.stderr

    built = run(project, "mkdocs", "build", "--strict", "--quiet")
    assert built.returncode == 0, built.stderr
    html = (project / "site/network/subsystems/booking.html").read_text(encoding="utf-8")
    assert len(from_html(html)) == 4
    assert "<svg " in (project / "site/index.html").read_text(encoding="utf-8")


def test_nothing_that_is_there_is_changed(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Mine\n")
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    done = run(tmp_path, "portbook", "init")
    assert done.returncode == 0
    assert "Kept docs/index.md as it is" in done.stderr
    assert (tmp_path / "docs/index.md").read_text() == "# Mine\n"

    config = (tmp_path / "mkdocs.yml").read_bytes()
    again = run(tmp_path, "portbook", "init")
    assert again.returncode == 2
    assert "mkdocs.yml is there already" in again.stderr
    assert (tmp_path / "mkdocs.yml").read_bytes() == config


def test_only_what_holds_a_table_is_taken_from_a_mixed_folder(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "requirements.txt").write_text("mkdocs>=1.6\n")
    done = run(tmp_path, "portbook", "init")
    assert done.returncode == 0
    assert "Sources: page.txt\n" in done.stderr


TABLE = "| Source | Destination | Port | Protocol |\n|---|---|---|---|\n| press | mill | 443 | TCP |\n"


def test_a_page_of_any_format_is_a_source(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("# Mine\n\nNothing of ports.\n", encoding="utf-8")
    (tmp_path / "mill.md").write_text(TABLE, encoding="utf-8")
    (tmp_path / "silo [2].csv").write_text("Source,Destination,Port\npress,silo,443\n", encoding="utf-8")
    done = run(tmp_path, "portbook", "init")
    assert done.returncode == 0
    assert "Sources: mill.md, silo" in done.stderr
    assert "README" not in done.stderr
    assert run(tmp_path, "portbook", "check").returncode == 0


def test_all_formats_of_a_folder_are_taken(tmp_path: Path) -> None:
    (tmp_path / "source_tables").mkdir()
    (tmp_path / "source_tables/page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "source_tables/mill.md").write_text(TABLE, encoding="utf-8")
    assert "Sources: source_tables/*\n" in run(tmp_path, "portbook", "init").stderr


def test_files_without_a_table_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Nothing of ports.\n", encoding="utf-8")
    done = run(tmp_path, "portbook", "init")
    assert done.returncode == 2
    assert "no table of network paths was found in notes.txt; see `portbook check notes.txt`" in done.stderr


def test_without_a_source_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "portbook", "init")
    assert done.returncode == 2
    assert "source_tables/page.txt" in done.stderr
    assert list(tmp_path.iterdir()) == []
