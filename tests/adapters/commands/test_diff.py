"""The command that compares two books: whatever names them, what it writes, and how it ends."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main

HEADER = "Source,Destination,Port,Protocol,Application\n"
OLD = f"{HEADER}apple_gate,pear_store,7070,TCP,HTTP\ncider_press,pear_store,3307,TCP,MySQL\n"
NEW = f"{HEADER}apple_gate,pear_store,7070-7071,TCP,HTTP\ncider_press,pear_store,3307,TCP,MySQL\n"
LESS = f"{HEADER}cider_press,pear_store,3307,TCP,MySQL\n"
NOTHING = "Nothing changed."


def diff(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("diff", *arguments))


@pytest.fixture(autouse=True)
def orchard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in (("old.csv", OLD), ("new.csv", NEW), ("less.csv", LESS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def git(orchard: Path) -> Callable[..., None]:
    def run(*arguments: str) -> None:
        settings = ("-c", "user.name=a", "-c", "user.email=a@example", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *settings, *arguments], cwd=orchard, check=True, capture_output=True)

    run("init")
    return run


def save(orchard: Path, page: str, into: str) -> None:
    (orchard / into).write_bytes(CliRunner().invoke(main, ("flows", page)).stdout_bytes)


@pytest.mark.parametrize(
    ("new", "setting", "code"),
    [
        ("new.csv", "never", 0),
        ("new.csv", "open", 1),
        ("new.csv", "change", 1),
        ("less.csv", "open", 0),
        ("less.csv", "change", 1),
        ("old.csv", "change", 0),
    ],
)
def test_it_ends_as_the_setting_says(new: str, setting: str, code: int) -> None:
    assert diff("old.csv", new, "--fail-on", setting).exit_code == code


def test_it_tells_what_to_open_on_stdout_alone() -> None:
    done = diff("old.csv", "new.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "opens 7071 TCP" in done.stdout


def test_nothing_changed_is_proven() -> None:
    done = diff("old.csv", "old.csv")
    assert f"{NOTHING} Each of the 2 flows of the old book has its equal" in done.stdout
    assert "Both books are certified" in done.stdout


@pytest.mark.parametrize("style", ["markdown", "json", "csv", "xlsx"])
def test_every_format_is_written(style: str) -> None:
    done = diff("old.csv", "new.csv", "--format", style)
    assert done.exit_code == 0
    if style == "json":
        assert json.loads(done.stdout)["changed"][0]["opens"][0]["ports"] == [[7071, 7071]]
    if style == "xlsx":
        assert done.stdout_bytes.startswith(b"PK")


def test_a_saved_book_stands_for_the_page_that_it_was_made_of(orchard: Path) -> None:
    save(orchard, "old.csv", "approved.json")
    done = diff("approved.json", "old.csv", "--fail-on", "change")
    assert (done.exit_code, done.stderr) == (0, "")
    assert NOTHING in done.stdout
    assert "Both books are certified" in done.stdout
    assert "opens 7071 TCP" in diff("approved.json", "new.csv").stdout


def test_folders_are_compared_file_by_file_whatever_the_files_are_called(orchard: Path) -> None:
    for folder, name in (("v9", "a.csv"), ("v10/deep", "b.csv")):
        (orchard / folder).mkdir(parents=True)
        (orchard / folder / name).write_text(OLD, encoding="utf-8")
    (orchard / "v10" / "picture.png").write_bytes(b"\x89PNG")
    (orchard / "v10" / ".hidden.csv").write_text(NEW, encoding="utf-8")
    done = diff("v9", "v10")
    assert (done.exit_code, NOTHING in done.stdout) == (0, True)


def test_an_empty_folder_is_no_book(orchard: Path) -> None:
    (orchard / "none").mkdir()
    done = diff("none", "new.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "none: the folder holds no file of a format that is read" in done.stderr


def test_a_revision_is_read_from_git(orchard: Path, git: Callable[..., None]) -> None:
    (orchard / "tables").mkdir()
    (orchard / "tables" / "page.csv").write_text(OLD, encoding="utf-8")
    (orchard / "tables" / "page.portbook.yml").write_text("product: Orchard\nversion: '9'\n", encoding="utf-8")
    git("add", "tables")
    git("commit", "-m", "old")
    (orchard / "tables" / "page.csv").write_text(NEW, encoding="utf-8")
    for old in ("HEAD:tables/page.csv", "HEAD:tables", "HEAD:./tables", "main:"):
        done = diff(old, "tables")
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"Old: {old} (Orchard 9): 2 flows of 2 rows" in done.stdout
        assert "old tables/page.csv:2" in done.stdout
        assert "opens 7071 TCP" in done.stdout


def test_the_options_of_the_project_apply_to_a_revision_of_it(orchard: Path, git: Callable[..., None]) -> None:
    project = orchard / "project"
    (project / "tables").mkdir(parents=True)
    sources = "{path: 'tables/*.csv', product: Orchard, version: '9', names: {apple_gate: [Gate of apples]}}"
    config = f"site_name: x\nplugins: [{{portbook: {{sources: [{sources}]}}}}]\n"
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    (project / "README.md").write_text("No table.\n", encoding="utf-8")
    (project / "tables" / "page.csv").write_text(OLD.replace("apple_gate", "Gate of apples"), encoding="utf-8")
    git("add", "project")
    git("commit", "-m", "old")
    (project / "tables" / "page.csv").write_text(OLD, encoding="utf-8")
    os.chdir(project)
    for old, new in (("HEAD:project/tables/page.csv", "tables/page.csv"), ("HEAD:.", "."), ("HEAD:./tables", "tables")):
        done = diff(old, new, "--fail-on", "change")
        assert (done.exit_code, done.stderr) == (0, "")
        assert NOTHING in done.stdout
        assert f"Old: {old} (Orchard 9)" in done.stdout


def test_it_writes_into_a_file(orchard: Path) -> None:
    done = diff("old.csv", "new.csv", "--format", "xlsx", "-o", "changes.xlsx")
    assert (done.exit_code, done.stdout) == (0, "")
    assert (orchard / "changes.xlsx").read_bytes().startswith(b"PK")


def test_a_link_in_a_revision_is_no_file(orchard: Path, git: Callable[..., None]) -> None:
    (orchard / "outside.csv").symlink_to("/etc/passwd")
    git("add", "outside.csv")
    git("commit", "-m", "link")
    assert "holds no file outside.csv" in diff("HEAD:outside.csv", "new.csv").stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.csv", "there is no such file or folder; a git revision is written REV:PATH"),
        ("nowhere:old.csv", "the repository has no revision nowhere"),
        ("HEAD:missing.csv", "the revision HEAD holds no file missing.csv"),
        ("HEAD:../old.csv", "the path leads out of the repository"),
        ("HEAD:/etc/passwd", "leave out the slash"),
        ("-h:old.csv", "a revision cannot begin with a hyphen"),
        ("--output=x:old.csv", "a revision cannot begin with a hyphen"),
        (":old.csv", "there is no such file or folder"),
        ("", "a release has no name"),
    ],
)
def test_what_cannot_be_read_is_said(git: Callable[..., None], name: str, said: str) -> None:
    git("add", "old.csv")
    git("commit", "-m", "old")
    done = diff("--", name, "new.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert said in done.stderr


def test_without_a_repository_there_are_no_revisions(monkeypatch: pytest.MonkeyPatch, orchard: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(orchard.parent))
    done = diff("HEAD:old.csv", "new.csv")
    assert done.exit_code == 2
    assert "no git repository" in done.stderr


def test_a_damaged_book_says_what_to_do(orchard: Path) -> None:
    (orchard / "book.json").write_text('{"flows": []}', encoding="utf-8")
    done = diff("book.json", "new.csv")
    assert done.exit_code == 2
    assert "book.json: the book was saved in version" in done.stderr


def put(book: Any, way: tuple[Any, ...], value: object) -> None:
    *parents, last = way
    for key in parents:
        book = book[key]
    book[last] = value


@pytest.mark.parametrize(
    ("way", "value"),
    [
        (("flows", 0, "evidence", 0, "line"), float("inf")),
        (("accounts", "rows"), float("inf")),
        (("accounts", "rows"), 99),
        (("flows",), []),
        (("flows", 0, "evidence"), []),
        (("flows", 0, "ports"), [[80.9, "81"]]),
        (("flows", 0, "optional"), "false"),
        (("flows", 0, "source", "name"), "\ud800"),
        (("endpoints",), []),
        (("version",), True),
    ],
)
def test_a_saved_book_that_somebody_edited_is_refused(orchard: Path, way: tuple[Any, ...], value: object) -> None:
    saved = json.loads(CliRunner().invoke(main, ("flows", "old.csv")).stdout)
    put(saved, way, value)
    (orchard / "book.json").write_text(json.dumps(saved), encoding="utf-8")
    done = diff("book.json", "new.csv")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "book.json" in done.stderr


def test_a_file_that_cannot_be_read_is_no_half_answer(orchard: Path) -> None:
    (orchard / "page.xlsx").write_bytes(b"PK\x03\x04 damaged")
    done = diff("page.xlsx", "new.csv")
    assert (done.exit_code, done.stdout) == (2, "")


def test_an_ambiguous_row_limits_the_proof(orchard: Path) -> None:
    case = Path(__file__).parents[2] / "cases" / "flows" / "ambiguous-row.txt"
    page = case.read_text(encoding="utf-8").partition("=== flows ===")[0]
    (orchard / "page.txt").write_text(page, encoding="utf-8")
    done = diff("page.txt", "page.txt")
    assert "No flow changed." in done.stdout
    assert "What limits this answer: 1 row of the old book can be read in two ways" in done.stdout
