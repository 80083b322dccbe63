"""`portbook doctor`: what diagrams need, what is there, and how to get the rest."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portbook.adapters.cli import main
from portbook.adapters.commands.doctor import Check, checks
from portbook.adapters.project.find import Project
from portbook.diagrams.engine import ENGINES
from portbook.diagrams.engine.order import Order
from portbook.diagrams.engine.wheel import Wheel
from portbook.diagrams.examine import Health, examine
from portbook.options import Options
from sites.hosting import PAGE, settings, write_site

FAKE = Path(__file__).parents[2] / "diagrams" / "fake_worker.py"
ABSENT = Health("", (), True, "", "it was taken away")
WELL = Health("Graphviz 0.0", ("svg", "png", "pdf"), True, "Orchard Sans", "")
FONTLESS = Health("Graphviz 0.0", ("svg",), False, "", "")


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def found(root: Path, health: dict[str, Health], **options: object) -> dict[str, Check]:
    project = Project(root, Options.parse(options), configured=True)
    return {check.name: check for check in checks(project, health.__getitem__)}


def test_all_is_well_where_the_wheel_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_site(tmp_path / "site", PAGE, settings()))
    done = portbook("doctor")
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ok       Python    3.")
    (wheel,) = (line for line in lines if " wheel " in line)
    assert wheel.endswith("draws svg, png, pdf; diagram_engine chooses it")
    assert any(line.startswith("ok       fonts     found") for line in lines)
    assert any(line == "ok       cache     .cache/portbook: 0 diagrams, 0 KB" for line in lines)


def test_programs_read_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = portbook("doctor", "--format", "json")
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["ready"]) == (0, True)
    names = ["Python", "Portbook", "wheel", "dot", "fonts", "icons", "cache"]
    assert [check["name"] for check in answer["checks"]] == names
    assert answer["checks"][-1]["found"] == "none outside of a project"


def test_a_chosen_dot_that_is_missing_is_told_with_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(tmp_path / "site", PAGE, settings(diagram_engine="dot")))
    monkeypatch.setenv("PATH", str(tmp_path))
    done = portbook("doctor")
    assert done.exit_code == 1
    assert "MISSING  dot       dot from PATH cannot be used: there is no dot on PATH; diagram_engine chooses it" in (
        done.stdout
    )
    assert "apt-get install graphviz" in done.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring their fonts without fontconfig")
def test_missing_fonts_are_told_with_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.chdir(tmp_path)
    done = portbook("doctor")
    assert done.exit_code == 1
    assert "MISSING  fonts" in done.stdout
    assert "apt-get install fonts-dejavu-core" in done.stdout


def test_what_is_not_chosen_is_not_needed(tmp_path: Path) -> None:
    told = found(tmp_path, {"wheel": WELL, "dot": ABSENT})
    assert (told["dot"].ok, told["dot"].needed) == (False, False)
    assert told["fonts"].found == "found, Orchard Sans stands in for Arial"
    told = found(tmp_path, {"wheel": ABSENT, "dot": WELL})
    assert (told["wheel"].ok, told["wheel"].needed) == (False, True)
    assert told["wheel"].found == "it was taken away; diagram_engine chooses it"


def test_the_chosen_engine_tells_of_fonts(tmp_path: Path) -> None:
    assert found(tmp_path, {"wheel": WELL, "dot": FONTLESS})["fonts"].ok
    assert not found(tmp_path, {"wheel": WELL, "dot": FONTLESS}, diagram_engine="dot")["fonts"].ok
    assert found(tmp_path, {"wheel": ABSENT, "dot": ABSENT})["fonts"].found == "no Graphviz to look for them"


def test_the_cache_is_looked_into(tmp_path: Path) -> None:
    health = {"wheel": WELL, "dot": ABSENT}
    assert found(tmp_path, health, diagram_cache=False)["cache"].found == "off"
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / ("a" * 64)).write_bytes(b"x" * 2048)
    assert found(tmp_path, health, diagram_cache="kept")["cache"].found == "kept: 1 diagrams, 2 KB"
    (tmp_path / "out").symlink_to("/")
    led = found(tmp_path, health, diagram_cache="out")["cache"]
    assert (led.ok, led.found) == (False, "out: a link leads out of the project")
    assert led.remedy


@pytest.mark.parametrize("how", ["absent", "nameless", "none"])
def test_a_broken_engine_is_a_finding_and_no_traceback(how: str, tmp_path: Path) -> None:
    def make(order: Order) -> Wheel:
        return Wheel(order, [sys.executable, str(FAKE), how])

    health = examine("wheel", {"wheel": make})
    assert health.family == ""
    assert health.problem
    told = found(tmp_path, {"wheel": health, "dot": ABSENT})["wheel"]
    assert not told.ok
    assert told.remedy.startswith("pip install --force-reinstall 'pygraphviz<")


@pytest.mark.skipif(not shutil.which("dot"), reason="there is no dot on PATH; the package graphviz brings it")
def test_dot_draws_what_diagrams_are_made_of() -> None:
    health = examine("dot", ENGINES)
    assert (health.formats, health.problem) == (("svg", "png", "pdf"), "")


def test_the_wheel_tells_its_font() -> None:
    health = examine("wheel", ENGINES)
    assert health.formats == ("svg", "png", "pdf")
    assert health.family


def test_a_wrong_configuration_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(write_site(tmp_path / "site", PAGE, settings(diagram_engine="neato")))
    done = portbook("doctor")
    assert done.exit_code == 2
    assert "diagram_engine: expected one of wheel, dot, got 'neato'" in done.stderr
