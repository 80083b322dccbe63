"""The contracts of the command line: what goes to stdout, what to stderr, and the exit code."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main
from sites.hosting import HARBOUR, PAGE, settings, write_site


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that belongs to no project."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "page.txt").write_text(PAGE, encoding="utf-8")
    return folder


def test_parse_writes_cells_and_lines() -> None:
    done = portbook("parse", "page.txt", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    (document,) = json.loads(done.stdout)["documents"]
    assert (document["path"], document["format"]) == ("page.txt", "text")
    table = document["tables"][0]
    assert [column["role"] for column in table["columns"]][:3] == ["source", "destination", "port"]
    assert table["rows"][1] == {
        "line": 9,
        "cells": ["gate_keeper (Front Desk)", "ledger_db*", "3306", "TCP", "MySQL", "MySQL authentication"],
        "ambiguous": False,
    }
    assert table["footnotes"][0]["marker"] == "*"


def test_flows_writes_what_the_rows_mean() -> None:
    done = portbook("flows", "page.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    flows = json.loads(done.stdout)["flows"]
    assert [(row["path"], row["line"]) for row in flows[0]["evidence"]] == [("page.txt", 8), ("page.txt", 12)]
    assert flows[0]["source"] == {
        "name": "Load balancer",
        "component": None,
        "purpose": None,
        "kind": "external",
        "binding": "stated",
    }


def test_check_tells_people_on_stderr() -> None:
    done = portbook("check", "page.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "page.txt:12: info: the row states the same flow as line 8" in done.stderr
    assert "[flow-repeated] d-" in done.stderr
    assert done.stderr.endswith("0 errors, 0 warnings, 6 info\n")


def test_check_tells_programs_on_stdout() -> None:
    done = portbook("check", "page.txt", "--format", "json")
    (finding,) = [d for d in json.loads(done.stdout)["diagnostics"] if d["rule"] == "flow-repeated"]
    assert (finding["rule"], finding["level"], finding["line"]) == ("flow-repeated", "info", 12)


def test_check_annotates_a_workflow() -> None:
    done = portbook("check", "page.txt", "--format", "github")
    assert done.stdout == ""
    assert "::notice file=page.txt,line=12,title=flow-repeated::" in done.stderr


@pytest.mark.parametrize("command", ["parse", "flows", "check", "certify"])
def test_findings_at_level_error_exit_with_1(elsewhere: Path, command: str) -> None:
    (elsewhere / "page.txt").write_text(PAGE.replace("443 TCP", "70000 TCP"), encoding="utf-8")
    done = portbook(command, "page.txt")
    assert done.exit_code == 1
    assert "page.txt:8: error:" in done.stderr


@pytest.mark.parametrize("command", ["parse", "flows", "check", "certify"])
@pytest.mark.parametrize(
    ("content", "rule"),
    [(None, "source-missing"), (b"caf\xe9 443\0", "source-encoding"), (b"PK\x00\x01", "source-binary")],
)
def test_unreadable_input_exits_with_2(elsewhere: Path, command: str, content: bytes | None, rule: str) -> None:
    if content is not None:
        (elsewhere / "other.txt").write_bytes(content)
    done = portbook(command, "page.txt", "other.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "other.txt" in done.stderr
    assert f"[{rule}]" in done.stderr


def test_a_folder_given_as_a_file_is_unreadable(elsewhere: Path) -> None:
    (elsewhere / "tables").mkdir()
    done = portbook("check", "tables")
    assert done.exit_code == 2
    assert "Name the files in it, such as `tables/*.txt`." in done.stderr


@pytest.mark.parametrize(
    "arguments", [("check",), ("nonsense",), ("check", "page.txt", "--format", "xml"), ("build", "page.txt")]
)
def test_wrong_use_exits_with_2(arguments: Sequence[str]) -> None:
    done = portbook(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Error:" in done.stderr


def test_without_files_the_sources_of_the_project_above_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HARBOUR / "docs")
    (document,) = json.loads(portbook("parse").stdout)["documents"]
    assert document["path"] == "source_tables/harbour-paths.txt"


def test_a_file_of_the_project_has_its_options(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = "{path: 'source_tables/p*.txt', kinds: {crane_worker: group}}"
    site = write_site(tmp_path / "site", PAGE, settings(sources=f"[{source}]", kinds="{signal_tower: external}"))
    monkeypatch.chdir(site)
    flows = json.loads(portbook("flows", "source_tables/page.txt").stdout)["flows"]
    kinds = {flow["source"]["name"]: flow["source"]["kind"] for flow in flows}
    assert (kinds["crane_worker"], kinds["signal_tower"], kinds["gate_keeper"]) == ("group", "external", "vm")


def test_a_broken_configuration_is_told_in_one_line(elsewhere: Path) -> None:
    (elsewhere / "mkdocs.yml").write_text("plugins: [portbook: {soruces: [a]}]\n", encoding="utf-8")
    done = portbook("check", "page.txt")
    assert done.exit_code == 2
    assert done.stderr == "portbook: mkdocs.yml: soruces: unknown option 'soruces'; did you mean 'sources'?\n"


def test_certify_shows_each_law() -> None:
    done = portbook("certify", "page.txt")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.count("holds ") == 6
    certificate = json.loads(portbook("certify", "page.txt", "--format", "json").stdout)
    assert certificate["holds"] is True
    assert [law["number"] for law in certificate["laws"]] == [1, 2, 3, 4, 5, 6]
    assert certificate["counts"]["rows"] == 8
    assert list(certificate["sources"]) == ["page.txt"]


@pytest.mark.parametrize("command", ["parse", "flows", "check", "certify", "build", "init"])
def test_help_teaches_by_example(command: str) -> None:
    done = portbook(command, "--help")
    assert done.exit_code == 0
    assert f"\n    portbook {command}" in done.stdout


def test_a_file_given_twice_is_read_once(elsewhere: Path) -> None:
    done = portbook("parse", "page.txt", str(elsewhere / "page.txt"))
    assert len(json.loads(done.stdout)["documents"]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_a_file_name_that_is_not_utf_8_is_shown_escaped(elsewhere: Path) -> None:
    (elsewhere / os.fsdecode(b"caf\xe9.txt")).write_text(PAGE, encoding="utf-8")
    done = portbook("parse", os.fsdecode(b"caf\xe9.txt"))
    assert json.loads(done.stdout)["documents"][0]["path"] == "caf\\xe9.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows refuses such names")
def test_a_file_name_sends_no_control_characters_to_the_terminal(elsewhere: Path) -> None:
    (elsewhere / "red\x1b[31m\n.txt").write_text("", encoding="utf-8")
    done = CliRunner().invoke(main, ["check", "red\x1b[31m\n.txt"], color=True)
    assert done.stderr.startswith("red\\x1b[31m\\n.txt:1: error: ")


@pytest.mark.parametrize("what", [(), ("options",), ("mkdocs",)])
def test_schema_writes_what_editors_check_options_by(what: tuple[str, ...]) -> None:
    done = portbook("schema", *what)
    assert done.exit_code == 0
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_a_sidecar_that_is_wrong_is_unreadable_input(elsewhere: Path) -> None:
    (elsewhere / "page.portbook.yml").write_text("tilte: Harbour\n", encoding="utf-8")
    done = portbook("flows", "page.txt")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "page.portbook.yml:1: error: tilte: unknown option 'tilte'; did you mean 'title'?" in done.stderr


def test_check_fails_on_a_contradiction_where_the_level_says_so(elsewhere: Path) -> None:
    header = "Source\tDestination\tPort\tTransport\n"
    for name, port in (("one", 443), ("two", 8443)):
        (elsewhere / f"{name}.txt").write_text(f"{header}web\tledger_db\t{port}\tTCP\n", encoding="utf-8")
    for level, code in (("warning", 0), ("error", 1)):
        options = f"{{sources: [one.txt, two.txt], levels: {{contradiction-proven: {level}}}}}"
        (elsewhere / "mkdocs.yml").write_text(f"plugins: [portbook: {options}]", encoding="utf-8")
        done = portbook("check")
        assert done.exit_code == code
        assert f"one.txt:2: {level}: web → ledger_db, TCP: different ports" in done.stderr
