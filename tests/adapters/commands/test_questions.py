"""The commands that answer questions, as people type them.

A case is a page, then for each command a line ``=== portbook ...`` and what it writes. ``COLUMNS`` is 120 in them.
"""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main
from portbook.adapters.commands.questions import who
from sites.hosting import copy_harbour

CASES = sorted((Path(__file__).parents[2] / "cases" / "answers").glob("*.md"))
COMMAND = re.compile(r"^=== portbook (.*)\n", re.MULTILINE)


def ask(words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, shlex.split(words), env={"COLUMNS": "120", **environment})


def cases() -> list[Any]:
    return list(_cases())


def _cases() -> Iterator[Any]:
    for path in CASES:
        page, *parts = COMMAND.split(path.read_text(encoding="utf-8"))
        for command, expected in zip(parts[::2], parts[1::2], strict=True):
            yield pytest.param(page, command, expected, id=command)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that belongs to no project."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    return tmp_path


PAGE = COMMAND.split(CASES[0].read_text(encoding="utf-8"))[0]


@pytest.mark.parametrize(("page", "command", "expected"), cases())
def test_a_question_is_answered_as_in_its_case(folder: Path, page: str, command: str, expected: str) -> None:
    (folder / "page.md").write_text(page, encoding="utf-8")
    assert ask(f"{command} --in page.md").stdout == expected


QUESTIONS = ("who pear_store", "who screw:8088", "from latch", "between 'edge balancer' cider_press", "port 30000/TCP",
             "path 'Edge balancer' pear_store")  # fmt: skip


@pytest.mark.parametrize("style", ["json", "csv"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_saved_book_answers_as_its_source_does(folder: Path, question: str, style: str) -> None:
    (folder / "book.json").write_text(ask("flows page.md").stdout, encoding="utf-8")
    answers = [ask(f"{question} --format {style} --in {name}") for name in ("page.md", "book.json")]
    assert [answer.exit_code for answer in answers] == [0, 0]
    first, second = (re.sub(r'"section": \[[^\]]*\]', "", answer.stdout) for answer in answers)
    assert first == second


def test_without_files_the_project_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy_harbour(tmp_path) / "docs")
    answer = ask("who ledger_db:3306")
    assert (answer.exit_code, "2 flows." in answer.stdout) == (0, True)


def test_filters_are_told_in_json() -> None:
    answer = json.loads(
        ask("who pear_store --protection mutual --optional --document page.md --in page.md --format json").stdout
    )
    assert answer["question"]["filters"] == {"protection": ["mutual"], "document": ["page.md"], "optional": True}
    assert [flow["port_text"] for flow in answer["answers"][0]["flows"]] == ["3307"]
    assert answer["answers"][0]["left_out_by_filters"] == 2


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("who paer_store", "no endpoint or component is called 'paer_store'; did you mean 'pear_store'?"),
        ("who pear_store:70000", "70000 is no port or range of ports; they go from 0 to 65535."),
        ("port x", "'x' is no port; expected one such as 8443, 8000-8999 or 53/UDP."),
        ("from pear_store --subsystem Presing", "no subsystem is called 'Presing'; did you mean 'Pressing'?"),
        ("from pear_store --product x", "no product is called 'x'; there are none"),
        ("who pear_store --document pag.md", "no document is called 'pag.md'; did you mean 'page.md'?"),
        ("between pear_store \x1b[2J", "no endpoint or component is called '\\x1b[2J'"),
    ],
)
def test_what_cannot_be_understood_is_wrong_use(words: str, message: str) -> None:
    answer = ask(f"{words} --in page.md")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert message in answer.stderr.replace("\n", " ")


def test_a_file_that_is_not_there_is_told() -> None:
    answer = ask("who web --in none.md")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "none.md" in answer.stderr


@pytest.mark.parametrize("text", ["{}", "[", '{"flows": 1, "version": 1}', '{"flows": []}', "\ufeff{"])
def test_a_damaged_book_is_told(folder: Path, text: str) -> None:
    (folder / "book.json").write_text(text, encoding="utf-8")
    answer = ask("who web --in book.json")
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert "book.json" in answer.stderr
    assert "portbook flows" in answer.stderr.replace("\n", " ") or "version" in answer.stderr


def test_a_saved_book_stands_alone(folder: Path) -> None:
    (folder / "book.json").write_text(ask("flows page.md").stdout, encoding="utf-8")
    assert "a saved book stands alone" in ask("who web --in book.json --in page.md").stderr


def test_a_diagram_shows_the_flows_of_the_answer(folder: Path) -> None:
    answer = ask("between cider_press pear_store --in page.md --diagram out.svg --format json")
    ids = {flow["id"] for part in json.loads(answer.stdout)["answers"] for flow in part["flows"]}
    text = (folder / "out.svg").read_text(encoding="utf-8")
    assert {name for names in re.findall(r'data-flows="([^"]*)"', text) for name in names.split()} == ids
    assert "Wrote out.svg" in answer.stderr
    assert ask("who pear_store --in page.md --diagram out.svg").exit_code == 0, "a picture of ours is replaced"


def test_a_diagram_never_replaces_what_is_no_picture(folder: Path) -> None:
    (folder / "mine.svg").write_text("notes", encoding="utf-8")
    answer = ask("who pear_store --in page.md --diagram mine.svg")
    assert answer.exit_code == 2
    assert (folder / "mine.svg").read_text(encoding="utf-8") == "notes"
    assert "ends with .svg" in ask("who pear_store --in page.md --diagram x.png").stderr.replace("\n", " ")


@pytest.mark.parametrize("name", ["x.png", "nowhere/x.svg", "page.md", "mine.svg"])
def test_where_no_diagram_can_be_written_nothing_is_answered(folder: Path, name: str) -> None:
    (folder / "mine.svg").write_text("mine", encoding="utf-8")
    answer = ask(f"who pear_store --in page.md --diagram {name}")
    assert (answer.exit_code, answer.stdout) == (2, "")


def test_no_flow_makes_no_diagram(folder: Path) -> None:
    answer = ask("who pear_store:1 --in page.md --diagram out.svg")
    assert (answer.exit_code, (folder / "out.svg").exists()) == (0, False)
    assert "No diagram" in answer.stderr


def completions(incomplete: str, *arguments: str) -> list[str]:
    context = who.make_context("who", [*arguments, "x"], resilient_parsing=True)
    (target,) = [parameter for parameter in who.params if parameter.name == "target"]
    return [item.value for item in target.shell_complete(context, incomplete)]


def test_the_shell_completes_names_in_any_case(folder: Path) -> None:
    (folder / "book.json").write_text(ask("flows page.md").stdout, encoding="utf-8")
    for file in ("page.md", "book.json"):
        assert completions("CIDER", "--in", file) == ["cider_press", "cider_press (Screw)"]
    assert completions("x", "--in", "none.json") == []
    assert completions("x") == []
