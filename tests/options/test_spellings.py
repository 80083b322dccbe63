"""Names of endpoints that leave open which one is meant are refused before anything is read."""

from pathlib import Path
from typing import Any

import pytest

from portbook.adapters.project.find import Project
from portbook.adapters.project.inputs import gather
from portbook.options import OptionError, Options

WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "cycle": (
        {"names": {"silo": ["press"], "press": ["silo"]}},
        "names.silo: 'press' is to mean both 'silo' and 'press'",
    ),
    "spelling of two": (
        {"names": {"press": ["P1"], "mill": ["p1"]}},
        "names.mill: 'p1' is to mean both 'mill' and 'press'",
    ),
    "spelling that is a name": (
        {"names": {"press": ["Mill"], "mill": []}},
        "names.press: 'Mill' is to mean both 'press' and 'mill'",
    ),
    "within a source": (
        {"sources": [{"path": "a.md", "names": {"press": ["P1"], "mill": ["P1"]}}]},
        "sources[0].names.mill: 'P1' is to mean both",
    ),
    "places changed in a source": (
        {"names": {"silo": ["press"]}, "sources": ["b.md", {"path": "a.md", "names": {"press": ["Silo"]}}]},
        "sources[1].names.press: 'Silo' is to mean 'press' here, and 'press' means 'Silo' under",
    ),
}


@pytest.mark.parametrize("kind", WRONG)
def test_names_that_leave_open_who_is_meant_are_refused(kind: str) -> None:
    raw, said = WRONG[kind]
    with pytest.raises(OptionError) as caught:
        Options.parse(raw)
    assert str(caught.value).startswith(said)


@pytest.mark.parametrize(
    "raw",
    [
        {"names": {"press": ["Press", "press", "P1", "p1"]}},
        {"names": {"press": ["P1"]}, "sources": [{"path": "a.md", "names": {"mill": ["P1"]}}]},
        {"names": {"press": ["P1"]}, "sources": [{"path": "a.md", "names": {"Old Press": ["press"]}}]},
    ],
    ids=["letters", "other meaning in a source", "other name in a source"],
)
def test_names_that_are_plain_are_taken(raw: dict[str, Any]) -> None:
    Options.parse(raw)


@pytest.mark.parametrize("sidecar", ["names: {mill: [P1]}", "names: {S1: [silo]}"], ids=["entry", "all sources"])
def test_a_sidecar_that_does_not_agree_with_the_project_is_named(tmp_path: Path, sidecar: str) -> None:
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    (tmp_path / "a.portbook.yml").write_text(sidecar, encoding="utf-8")
    entry = {"path": "a.md", "names": {"press": ["P1"]}}
    options = Options.parse({"names": {"silo": ["S1"]}, "sources": [entry]})
    (finding,) = gather(Project(tmp_path, options, configured=True)).report.errors
    assert (finding.code, finding.place.path) == ("sidecar-unread", "a.portbook.yml")
    assert "is to mean" in finding.message
