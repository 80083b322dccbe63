"""The GitHub Action and the pre-commit hook in the root of the repository, run as their hosts run them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from findings.pages import CLEAR, page

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
INSTALL, CHECK = ACTION["runs"]["steps"]

CONFIG = "site_name: Orchard\nplugins:\n  - portbook:\n      levels: {flow-in-clear: error}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Lay out a project with one flow in clear, which fails."""
    folder = tmp_path / "the project"
    (folder / "source_tables").mkdir(parents=True)
    (folder / "source_tables" / "page.txt").write_text(page(CLEAR), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return folder


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """Lay out what the first step leaves behind: a Python that has Portbook."""
    programs = tmp_path / "runner" / "portbook" / "bin"
    programs.mkdir(parents=True)
    path = os.pathsep.join(sys.path)
    (programs / "python").write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    (programs / "python").chmod(0o755)
    return tmp_path / "runner"


def run(step: dict[str, Any], runner: Path, folder: Path, **given: str) -> "subprocess.CompletedProcess[str]":
    """Run a step of the action with inputs, as the runner does: each value goes into the environment."""
    inputs = {name: item["default"] for name, item in ACTION["inputs"].items()}
    inputs |= {name.replace("_", "-"): value for name, value in given.items()}
    environment = {
        name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda match: inputs[match[1]], value).replace(
            "${{ github.action_path }}", str(ROOT)
        )
        for name, value in step["env"].items()
    }
    environment |= {"RUNNER_TEMP": str(runner), "GITHUB_OUTPUT": str(runner / "output"), "PATH": os.environ["PATH"]}
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def outputs(runner: Path) -> str:
    file = runner / "output"
    return file.read_text("utf-8") if file.exists() else ""


def test_no_input_reaches_the_shell_but_through_its_environment() -> None:
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]
    assert all(item["description"] and "default" in item for item in ACTION["inputs"].values())


def test_it_annotates_writes_sarif_and_fails(project: Path, runner: Path) -> None:
    done = run(CHECK, runner, project, working_directory="the project")
    assert done.returncode == 1
    assert "::error file=source_tables/page.txt,line=4,title=flow-in-clear::" in done.stdout
    assert outputs(runner) == "sarif=the project/portbook.sarif\n"
    log = json.loads((project / "portbook.sarif").read_text("utf-8"))
    assert [result["ruleId"] for result in log["runs"][0]["results"]] == ["flow-in-clear"]


def test_a_baseline_lets_it_pass(project: Path, runner: Path) -> None:
    run(CHECK, runner, project, sarif="before.sarif")
    done = run(CHECK, runner, project, baseline="before.sarif", annotations="false", sarif="")
    assert (done.returncode, done.stderr) == (0, "")
    assert "1 unchanged, 0 vanished" in done.stdout
    assert not (project / "portbook.sarif").exists()


def test_files_are_given_line_by_line(project: Path, runner: Path) -> None:
    (project / "a b.txt").write_text(page(CLEAR), encoding="utf-8")
    done = run(CHECK, runner, project, files="a b.txt\n\n--version\n")
    assert "::error file=a b.txt,line=4" in done.stdout
    assert "::error file=--version,title=source-missing::" in done.stdout
    assert done.returncode == 2


@pytest.mark.parametrize("name", ["files", "waivers", "baseline", "sarif", "annotations", "working_directory"])
def test_what_looks_like_a_command_is_a_name(project: Path, runner: Path, name: str) -> None:
    run(CHECK, runner, project, **{name: '"; touch pwned; $(touch pwned) `touch pwned` #'})
    assert not list(project.rglob("pwned"))


def test_the_name_of_a_file_is_no_command_of_the_runner(project: Path, runner: Path) -> None:
    """It takes "::" behind spaces too, and the older "##[" anywhere in a line."""
    names = ("::warning::x.txt", "  ::warning::y.txt", "z ##[warning].txt")
    for name in names:
        (project / name).write_text(page(CLEAR), encoding="utf-8")
    for annotations in ("true", "false"):
        done = run(CHECK, runner, project, files="\n".join(names), annotations=annotations)
        assert done.returncode == 1
        assert all(name in done.stdout for name in ("x.txt", "y.txt", "].txt"))
        assert not re.search(r"^\s*::warning::|##\[", done.stdout + done.stderr, re.MULTILINE)


def test_both_files_are_valid_by_the_schemas_of_their_hosts() -> None:
    schemas = pytest.importorskip("check_jsonschema.builtin_schemas", reason="pip install check-jsonschema")
    schema = schemas.get_builtin_schema("vendor.github-actions")
    jsonschema.validators.validator_for(schema)(schema).validate(ACTION)
    clientlib = pytest.importorskip("pre_commit.clientlib", reason="pip install pre-commit")
    assert clientlib.load_manifest(str(ROOT / ".pre-commit-hooks.yaml"))


def test_wrong_use_leaves_no_empty_file(project: Path, runner: Path) -> None:
    done = run(CHECK, runner, project, baseline="nowhere.json")
    assert done.returncode == 2
    assert "nowhere.json cannot be opened" in done.stdout
    assert outputs(runner) == ""
    assert not (project / "portbook.sarif").exists()


def test_the_hook_checks_the_project_whatever_was_changed(project: Path) -> None:
    assert (HOOK["pass_filenames"], HOOK["always_run"], HOOK["language"]) == (False, True, "python")
    program, *arguments = HOOK["entry"].split()
    assert program == "portbook"
    path = os.pathsep.join(sys.path)
    command = [sys.executable, "-m", program, *arguments]
    done = subprocess.run(
        command, cwd=project, env={**os.environ, "PYTHONPATH": path}, capture_output=True, check=False
    )
    assert done.returncode == 1


def test_the_step_that_installs_takes_the_package_beside_the_action(tmp_path: Path) -> None:
    """A stand-in for Python shows what would be run; installing all of it takes minutes."""
    stand_in = tmp_path / "python"
    stand_in.write_text(
        '#!/bin/sh\necho "$@"\n[ "$2" != venv ] || { mkdir -p "$3/bin" && cp "$0" "$3/bin/python"; }\n',
        encoding="utf-8",
    )
    stand_in.chmod(0o755)
    done = run(INSTALL, tmp_path, tmp_path, python=str(stand_in))
    assert done.stdout.splitlines() == [
        f"-m venv {tmp_path}/portbook",
        f"-m pip install --quiet --disable-pip-version-check {ROOT}",
    ]
