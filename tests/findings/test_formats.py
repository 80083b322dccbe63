"""Each file of ``tests/cases/findings`` is what one run says in one format: of a page, its waivers and a baseline.

Set ``PORTBOOK_UPDATE=1`` to write them anew after a change, then read the difference.
"""

import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from portbook.adapters.cli import main

CASES = Path(__file__).parents[1] / "cases" / "findings"
FORMATS = ("text", "github", "json", "sarif")


@pytest.fixture(autouse=True)
def orchard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a copy of the project, on a day when one of its waivers has expired."""
    shutil.copytree(CASES / "orchard", tmp_path / "orchard")
    monkeypatch.chdir(tmp_path / "orchard")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1781524800")


@pytest.mark.parametrize("style", FORMATS)
def test_a_run_in_each_format(style: str) -> None:
    done = CliRunner().invoke(main, ["check", "--baseline", "before.json", "--format", style])
    said = f"exit code {done.exit_code}\n\n=== stderr ===\n{done.stderr}=== stdout ===\n{_shown(done.stdout, style)}"
    file = CASES / f"orchard.{style}"
    if os.environ.get("PORTBOOK_UPDATE"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def _shown(text: str, style: str) -> str:
    """Leave out of SARIF what is the same for every run: the rules, which have a test of their own, and the version."""
    if style != "sarif":
        return text
    log = json.loads(text)
    log["runs"][0]["tool"] = "…"
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"
