"""`portbook check` and `portbook waive`: waivers, baselines and SARIF, as a person and a pipeline use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from findings.pages import BROKEN, CLEAR, ids, page
from portbook.adapters.cli import main

OWN = "p-148cc427439d"
CONFIG = (
    "site_name: Orchard\nplugins:\n  - portbook:\n      waivers: waivers.yml\n      levels: {flow-in-clear: error}\n"
)
JUNE = str(1_781_524_800)
"""2026-06-15, in seconds since 1970."""


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def waivers(*entries: str) -> str:
    return "waivers:\n" + "".join(f"  - {{{entry}}}\n" for entry in entries)


def entry(own: str = OWN, expires: str = "2026-12-31") -> str:
    return f"id: {own}, reason: A health check, owner: orchard team, expires: {expires}"


def found(done: Result) -> dict[str, dict[str, Any]]:
    return {item["rule"]: item for item in json.loads(done.stdout)["diagnostics"]}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a project with one flow in clear, which fails, in June 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JUNE)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "source_tables").mkdir()
    (tmp_path / "source_tables" / "page.txt").write_text(page(CLEAR), encoding="utf-8")
    (tmp_path / "waivers.yml").write_text("waivers: []\n", encoding="utf-8")
    return tmp_path


def test_without_a_waiver_it_fails() -> None:
    done = portbook("check")
    assert done.exit_code == 1
    assert f"[flow-in-clear] {OWN}" in done.stderr


def test_a_waiver_silences_every_command_and_json_lists_it(project: Path) -> None:
    (project / "waivers.yml").write_text(waivers(entry()), encoding="utf-8")
    done = portbook("check")
    assert (done.exit_code, done.stderr) == (0, "0 errors, 0 warnings, 0 info, 1 waived\n")
    assert portbook("flows").exit_code == 0
    done = portbook("check", "--format", "json")
    assert found(done)["flow-in-clear"]["waiver"] == {
        "reason": "A health check", "owner": "orchard team", "expires": "2026-12-31", "path": "waivers.yml", "line": 2,
    }  # fmt: skip
    assert json.loads(done.stdout)["summary"] == {"errors": 0, "warnings": 0, "info": 0, "waived": 1, "unchanged": 0}
    assert "::" not in portbook("check", "--format", "github").stderr


@pytest.mark.parametrize(("expires", "code"), [("2026-06-15", 0), ("2026-06-14", 1)])
def test_it_holds_through_its_last_day(project: Path, expires: str, code: int) -> None:
    (project / "waivers.yml").write_text(waivers(entry(expires=expires)), encoding="utf-8")
    done = portbook("check")
    assert done.exit_code == code
    assert ("waivers.yml:2: warning: " in done.stderr) is bool(code)
    assert ("[waiver-expired]" in done.stderr) is bool(code)


def test_the_day_is_todays_where_nothing_else_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    (project / "waivers.yml").write_text(waivers(entry(expires="2020-01-01")), encoding="utf-8")
    assert "[waiver-expired]" in portbook("check").stderr
    (project / "waivers.yml").write_text(waivers(entry(expires="9999-12-31")), encoding="utf-8")
    assert portbook("check").exit_code == 0


def test_a_day_that_cannot_be_known_is_wrong_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    done = portbook("check")
    assert (done.exit_code, done.stderr) == (
        2,
        "portbook: SOURCE_DATE_EPOCH: expected seconds since 1970, got 'yesterday'\n",
    )


def test_another_file_of_waivers_can_be_given(project: Path) -> None:
    (project / "others.yml").write_text(waivers(entry()), encoding="utf-8")
    assert portbook("check", "--waivers", "others.yml").exit_code == 0


def test_a_waiver_for_a_file_that_is_left_out_is_not_called_unused(project: Path) -> None:
    (project / "waivers.yml").write_text(waivers(entry("p-000000000000")), encoding="utf-8")
    assert "[waiver-unused]" in portbook("check").stderr
    assert "[waiver-unused]" not in portbook("check", "source_tables/page.txt").stderr


GOOD = {"id": "p-0123456789ab", "reason": "x", "owner": "y", "expires": "2026-12-31"}


def lacking(name: str) -> str:
    return waivers(", ".join(f"{key}: {value}" for key, value in GOOD.items() if key != name))


def changed(name: str, value: str) -> str:
    """Write an entry over four lines, one value of it another."""
    return "waivers:\n- " + "\n  ".join(f"{key}: {item}" for key, item in {**GOOD, name: value}.items()) + "\n"


WRONG = {
    "no-owner": (lacking("owner"), 2, "waivers[0].owner: expected who answers"),
    "no-reason": (lacking("reason"), 2, "waivers[0].reason: expected why"),
    "no-expiry": ("\n" + lacking("expires"), 3, "waivers[0].expires: expected the last day"),
    "no-id": (lacking("id"), 2, "waivers[0].id: expected the id of a finding"),
    "empty-reason": (changed("reason", "' '"), 3, "reason: expected words"),
    "null-owner": (changed("owner", "null"), 4, "owner: expected text"),
    "no-such-day": (changed("expires", "2026-02-30"), 5, "expires: expected a day such as"),
    "no-day": (changed("expires", "soon"), 5, "got 'soon'"),
    "unlike-an-id": (changed("id", "row 7"), 2, "id: expected the id of a finding"),
    "twice": (waivers(entry(), entry()), 3, f"{OWN} is waived twice, first in line 2"),
    "twice-in-a-line": (
        f"waivers: [{', '.join(2 * ['{' + f'id: {OWN}, reason: x, owner: y, expires: 2026-12-31' + '}'])}]\n",
        1,
        f"{OWN} is waived twice, first in line 1",
    ),
    "no-flag": (changed("expires", "!!bool soon"), 5, "a value is not what its tag says"),
    "no-number": (changed("owner", "!!int ''"), 4, "a value is not what its tag says"),
    "no-time": (changed("reason", "!!timestamp soon"), 3, "a value is not what its tag says"),
    "misspelt": (changed("ownr", "z"), 6, "did you mean 'owner'?"),
    "another-key": ("wavers: []\n", 1, "did you mean 'waivers'?"),
    "a-list": ("- id: x\n", 1, "expected options, such as `waivers: [...]`"),
    "no-list": ("waivers: 7\n", 1, "waivers: expected a list of waivers"),
    "no-entry": ("waivers: [7]\n", 1, "waivers[0]: expected a waiver, with id, reason, owner, expires"),
    "no-yaml": ("waivers: [\n", 2, "this is no YAML"),
    "alias": ("waivers: [&a {id: x}, *a]\n", 1, "an alias such as *name is not read"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_the_file_is_named_with_its_line_and_nothing_is_waived(project: Path, name: str) -> None:
    text, line, message = WRONG[name]
    (project / "waivers.yml").write_text(text, encoding="utf-8")
    done = portbook("check")
    assert done.exit_code == 2
    said = next(item for item in done.stderr.splitlines() if "[waiver-unread]" in item)
    assert said.startswith(f"waivers.yml:{line}: error: ")
    assert message in said


def test_a_file_of_waivers_that_is_not_there_is_named(project: Path) -> None:
    (project / "waivers.yml").unlink()
    done = portbook("check")
    assert done.exit_code == 2
    assert "waivers.yml: error: the file cannot be opened: No such file or directory [waiver-unread]" in done.stderr


@pytest.mark.parametrize("style", ["json", "sarif"])
def test_only_what_is_new_since_the_baseline_fails(project: Path, style: str) -> None:
    (project / "before").write_bytes(portbook("check", "--format", style).stdout_bytes)
    done = portbook("check", "--baseline", "before")
    assert (done.exit_code, done.stderr) == (
        0, "New: 0 errors, 0 warnings, 0 info. Since the baseline 1 unchanged, 0 vanished\n",
    )  # fmt: skip
    (project / "source_tables" / "page.txt").write_text(page(CLEAR.replace("8080", "8081")), encoding="utf-8")
    done = portbook("check", "--baseline", "before")
    assert done.exit_code == 1
    assert "vanished: source_tables/page.txt: cider_press → pear_store, 8080 TCP HTTP" in done.stderr
    assert "New: 1 error, 0 warnings, 0 info. Since the baseline 0 unchanged, 1 vanished" in done.stderr
    compared = json.loads(portbook("check", "--baseline", "before", "--format", "json").stdout)
    assert [item["baseline"] for item in compared["diagnostics"]] == ["new"]
    assert [item["id"] for item in compared["vanished"]] == [OWN]
    log = json.loads(portbook("check", "--baseline", "before", "--format", "sarif").stdout)
    assert [item["baselineState"] for item in log["runs"][0]["results"]] == ["new"]


@pytest.mark.parametrize(
    ("text", "why"), [("{}", "it is not what"), (None, "cannot be opened"), ("\udcff", "it is not text in UTF-8")]
)
def test_a_baseline_that_cannot_be_used_is_wrong_use(project: Path, text: str | None, why: str) -> None:
    if text is not None:
        (project / "before").write_text(text, encoding="utf-8", errors="surrogateescape")
    done = portbook("check", "--baseline", "before")
    assert (done.exit_code, done.stdout) == (2, "")
    assert why in done.stderr


def test_pipelines_are_told_of_files_from_the_root_of_the_repository(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / ".git").mkdir()
    inner = project / "site"
    inner.mkdir()
    (project / "mkdocs.yml").rename(inner / "mkdocs.yml")
    (project / "waivers.yml").rename(inner / "waivers.yml")
    (project / "source_tables").rename(inner / "source_tables")
    monkeypatch.chdir(inner)
    assert "::error file=site/source_tables/page.txt,line=4" in portbook("check", "--format", "github").stderr
    (result,) = json.loads(portbook("check", "--format", "sarif").stdout)["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "site/source_tables/page.txt"
    assert "source_tables/page.txt:4: error" in portbook("check").stderr


def test_waive_writes_an_entry_that_holds(project: Path) -> None:
    (project / "waivers.yml").write_text("# ours\nwaivers:\n", encoding="utf-8")
    done = waive()
    assert done.exit_code == 0
    assert "Waived until 2026-12-31" in done.stderr
    assert (project / "waivers.yml").read_text(encoding="utf-8") == (
        "# ours\nwaivers:\n"
        f'  - id: {OWN}\n    reason: "No: data"\n    owner: "orchard@farm.example"\n    expires: 2026-12-31\n'
    )
    assert portbook("check").exit_code == 0


def test_waive_begins_the_file_and_adds_to_it(project: Path) -> None:
    (project / "source_tables" / "page.txt").write_text(page(CLEAR, BROKEN), encoding="utf-8")
    (project / "waivers.yml").write_text("", encoding="utf-8")
    assert waive().exit_code == 0
    (broken,) = ids({"source_tables/page.txt": page(CLEAR, BROKEN)}, "port-invalid")
    assert waive(broken).exit_code == 0
    assert portbook("check").stderr == "0 errors, 0 warnings, 0 info, 2 waived\n"


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        (b"", b"# What we live with for a while: each entry silences one finding until its last day.\nwaivers:\n"),
        (b"# ours\n", b"# ours\nwaivers:\n"),
        (b"# ours\nwaivers: []\n\n", b"# ours\nwaivers:\n"),
        (b"# ours\r\nwaivers:\r\n", b"# ours\r\nwaivers:\r\n"),
        (b"\xef\xbb\xbfwaivers:\n", b"\xef\xbb\xbfwaivers:\n"),
    ],
    ids=["empty", "comment", "empty-list", "line-ends", "mark"],
)
def test_waive_leaves_the_rest_of_the_file_as_it_is(project: Path, before: bytes, kept: bytes) -> None:
    (project / "waivers.yml").write_bytes(before)
    assert waive().exit_code == 0
    after = (project / "waivers.yml").read_bytes()
    assert after.startswith(kept)
    assert after.count(b"\r") == (after.count(b"\n") if b"\r" in before else 0)
    assert portbook("check").exit_code == 0


@pytest.mark.parametrize(
    ("text", "arguments", "why"),
    [
        ("", {"own": "p-000000000000"}, "no finding has the id p-000000000000"),
        ("", {"own": "row 7"}, "id: expected the id of a finding"),
        ("", {"expires": "2026-02-30"}, "expires: expected a day"),
        ("", {"reason": " "}, "reason: expected words"),
        (waivers(entry()), {}, "is waived there already"),
        ("waivers: [\n]\n", {}, "add this by hand:\n\n  - id:"),
        ("waivers:\n- {id: x}\n", {}, "waivers.yml:2: waivers[0].id: expected the id"),
    ],
)
def test_waive_changes_nothing_where_it_cannot(project: Path, text: str, arguments: dict[str, str], why: str) -> None:
    (project / "waivers.yml").write_text(text, encoding="utf-8")
    done = waive(**arguments)
    assert done.exit_code == 2
    assert why in done.stderr
    assert (project / "waivers.yml").read_text(encoding="utf-8") == text


def test_a_day_that_has_passed_is_refused(project: Path) -> None:
    done = waive(expires="2026-06-14")
    assert done.exit_code == 2
    assert "2026-06-14 has passed" in done.stderr
    assert (project / "waivers.yml").read_text("utf-8") == "waivers: []\n"
    assert waive(expires="2026-06-15").exit_code == 0


def test_an_unused_waiver_cannot_be_waived(project: Path) -> None:
    (project / "waivers.yml").write_text(waivers(entry("p-000000000000")), encoding="utf-8")
    done = waive(found(portbook("check", "--format", "json"))["waiver-unused"]["id"])
    assert done.exit_code == 2
    assert "cannot be waived" in done.stderr


def test_a_full_disk_costs_no_waiver(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = waivers(entry("p-000000000000"))
    file, link = project / "kept.yml", project / "waivers.yml"
    file.write_text(before, encoding="utf-8")
    link.unlink()
    link.symlink_to(file)
    whole = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        whole(path, data[:9])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", half)
    assert waive().exit_code == 2
    assert file.read_text("utf-8") == before
    monkeypatch.undo()
    monkeypatch.chdir(project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", JUNE)
    assert waive().exit_code == 0
    assert link.is_symlink()
    assert OWN in file.read_text("utf-8")


def waive(
    own: str = OWN, reason: str = "No: data", owner: str = "orchard@farm.example", expires: str = "2026-12-31"
) -> Result:
    return portbook("waive", own, "--reason", reason, "--owner", owner, "--expires", expires)
