"""The cache: nothing is drawn twice, and nothing that goes wrong with the folder stops a build."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from books import orchard
from portbook.adapters.project.find import Project
from portbook.adapters.site.compose import compose, prove
from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagrams import Cache, Drawing, Look, Order, draw
from portbook.diagrams.engine import ENGINES, Engines
from portbook.diagrams.engine.order import Drawn, Engine, EngineMissingError, Ready
from portbook.diagrams.engine.wheel import Wheel
from portbook.diagrams.graphs import icons
from portbook.options import OptionError, Options
from sites.hosting import PAGE, copy_harbour, run

FAKE = Path(__file__).with_name("fake_worker.py")


class Fontless(Wheel):
    """Draw as the wheel does, but find no fonts."""

    def ready(self, seconds: float) -> Ready:
        return Ready(super().ready(seconds).name, fonts=False)


class Missing(Wheel):
    """Be an engine that cannot be had."""

    def launch(self) -> None:
        raise EngineMissingError("it was taken away")


class Choosy(Wheel):
    """Draw all graphs but the first."""

    def draw(self, dots: Mapping[str, str], deadline: float) -> Iterator[Drawn]:
        first, *rest = dots
        yield from super().draw({name: dots[name] for name in rest} | {first: "digraph {"}, deadline)


def drawn(folder: Path, engines: Engines = ENGINES, limit: int = 2**26) -> tuple[Drawing, Cache]:
    cache = Cache(folder, "kept/here", limit)
    return draw(orchard(), Look(), Order(), cache, engines), cache


def files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "kept/here").iterdir() if path.name != ".gitignore")


def test_what_is_known_is_not_drawn_again(tmp_path: Path) -> None:
    cold, _ = drawn(tmp_path)
    warm, cache = drawn(tmp_path, engines={})
    assert warm.svgs == cold.svgs
    assert list(warm.svgs) == list(cold.svgs)
    assert (warm.failures, cache.problem) == ({}, "")
    assert len(files(tmp_path)) == len(cold.svgs)


def test_a_warm_build_changes_nothing_on_the_disk(tmp_path: Path) -> None:
    drawn(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in files(tmp_path)}
    folder = (tmp_path / "kept/here").stat().st_mtime_ns
    drawn(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in files(tmp_path)} == before
    assert (tmp_path / "kept/here").stat().st_mtime_ns == folder


def test_another_engine_draws_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold, _ = drawn(tmp_path)
    monkeypatch.setattr("portbook.diagrams.drawing.identity", lambda _: "another")
    drawn(tmp_path)
    assert len(files(tmp_path)) == 2 * len(cold.svgs)


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_what_was_kept_is_good_on_another_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cold, _ = drawn(tmp_path / "one")
    shutil.copytree(tmp_path / "one", tmp_path / "another")
    home = icons.folder()
    assert home
    (tmp_path / "icons").symlink_to(home)
    monkeypatch.setattr(icons, "folder", lambda: tmp_path / "icons")
    moved, _ = drawn(tmp_path / "another", engines={})
    assert (moved.svgs, moved.failures) == (cold.svgs, {})


def test_other_icons_draw_anew_what_has_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(tmp_path)
    monkeypatch.setattr("portbook.diagrams.drawing.distribution", lambda name: f"{name} 99")
    again, _ = drawn(tmp_path, engines={})
    assert list(again.failures) == ["architecture"]


@pytest.mark.parametrize(
    "harm", [b"", b"x", b"a" * 64 + b"\n<svg/>", b"\xff" * 100], ids=["empty", "short", "another digest", "no text"]
)
def test_a_damaged_entry_is_replaced(harm: bytes, tmp_path: Path) -> None:
    cold, _ = drawn(tmp_path)
    whole = {path: path.read_bytes() for path in files(tmp_path)}
    damaged = files(tmp_path)[0]
    damaged.write_bytes(harm)
    again, _ = drawn(tmp_path)
    assert again.svgs == cold.svgs
    assert {path: path.read_bytes() for path in files(tmp_path)} == whole
    damaged.write_bytes(whole[damaged][:-1])
    drawn(tmp_path)
    assert damaged.read_bytes() == whole[damaged]


def test_an_entry_of_another_key_is_not_taken(tmp_path: Path) -> None:
    cold, _ = drawn(tmp_path)
    first, second, *_ = files(tmp_path)
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    again, _ = drawn(tmp_path)
    assert again.svgs == cold.svgs


def test_an_entry_that_holds_more_than_a_picture_is_not_taken(tmp_path: Path) -> None:
    cold, _ = drawn(tmp_path)
    for path in files(tmp_path):
        text = path.read_bytes().partition(b"\n")[2].replace(b"</svg>", b"<script>alert(1)</script></svg>")
        digest = hashlib.sha256(path.name.encode() + b"\n" + text).hexdigest()
        path.write_bytes(digest.encode() + b"\n" + text)
    again, _ = drawn(tmp_path)
    assert again.svgs == cold.svgs


def test_an_entry_that_cannot_be_written_keeps_no_other_from_being_kept(tmp_path: Path) -> None:
    drawn(tmp_path)
    first, *others = files(tmp_path)
    for path in files(tmp_path):
        path.unlink()
    first.mkdir()
    _, cache = drawn(tmp_path)
    assert cache.problem
    assert files(tmp_path) == sorted([first, *others])


def test_what_was_not_used_for_longest_is_taken_away_first(tmp_path: Path) -> None:
    drawn(tmp_path)
    old, used = files(tmp_path)[:2]
    for path in files(tmp_path):
        os.utime(path, (2, 2))
    os.utime(old, (1, 1))
    stranger = tmp_path / "kept/here/notes.txt"
    stranger.write_text("mine")
    os.utime(stranger, (0, 0))
    size = sum(path.stat().st_size for path in files(tmp_path) if path != stranger)
    cache = Cache(tmp_path, "kept/here", size)
    cache.put({"f" * 64: "new"}, [used.name])
    assert not old.exists()
    assert used.stat().st_mtime > 2
    assert stranger.exists()
    Cache(tmp_path, "kept/here", 0).put({"f" * 64: "new"}, [])
    assert files(tmp_path) == [stranger]


BUILD = """\
import sys
from pathlib import Path
from books import orchard
from portbook.diagrams import Cache, Look, Order, draw
cache = Cache(Path(sys.argv[1]), "kept/here")
drawing = draw(orchard(), Look(), Order(), cache)
sys.stdout.write(f"{len(drawing.svgs)} {drawing.failures} {cache.problem!r}")
"""


def test_two_builds_share_a_folder(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", BUILD, str(tmp_path)]
    builds = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = {build.communicate(timeout=60)[0] for build in builds}
    warm, _ = drawn(tmp_path, engines={})
    assert said == {f"{len(warm.svgs)} {{}} ''"}
    assert warm.failures == {}
    assert len(files(tmp_path)) == len(warm.svgs)


def test_a_folder_that_cannot_be_made_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file")
    drawing, cache = drawn(tmp_path)
    assert drawing.failures == {}
    assert drawing.svgs
    assert cache.problem


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_that_leads_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.mkdir()
    (project / "kept").symlink_to(outside)
    drawing, cache = drawn(project)
    assert drawing.svgs
    assert cache.problem == "a link leads out of the project"
    assert list(outside.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links and named pipes need rights on Windows")
def test_an_entry_that_is_no_file_is_not_read(tmp_path: Path) -> None:
    cold, _ = drawn(tmp_path)
    one, two = files(tmp_path)[:2]
    whole = one.read_bytes()
    (tmp_path / "elsewhere").write_bytes(whole)
    one.unlink()
    one.symlink_to(tmp_path / "elsewhere")
    two.unlink()
    os.mkfifo(two)
    assert drawn(tmp_path)[0].svgs == cold.svgs
    assert not one.is_symlink()
    assert one.read_bytes() == whole
    assert two.is_file()


@pytest.mark.parametrize(
    "engines",
    [{"wheel": Fontless}, {"wheel": Missing, "dot": Wheel}, {"wheel": Missing}],
    ids=["no fonts", "another engine", "no engine"],
)
def test_pictures_of_a_makeshift_are_not_kept(engines: dict[str, type[Engine]], tmp_path: Path) -> None:
    drawn(tmp_path, engines)
    assert not (tmp_path / "kept").exists()


def test_only_what_was_drawn_is_kept(tmp_path: Path) -> None:
    drawing, _ = drawn(tmp_path, {"wheel": Choosy})
    assert len(drawing.failures) == 1
    assert len(files(tmp_path)) == len(drawing.svgs)
    assert len(drawn(tmp_path)[0].svgs) == len(drawing.svgs) + 1


HOOK = """\
import sys
def note(event, arguments):
    if event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"):
        with open({log!r}, "a") as file:
            file.write(f"{{event}} {{arguments}}\\n")
sys.addaudithook(note)
"""


def test_a_warm_site_starts_no_process(tmp_path: Path) -> None:
    site = copy_harbour(tmp_path)
    shutil.rmtree(site / ".cache", ignore_errors=True)  # other tests build that site where it is
    log = tmp_path / "log"
    (tmp_path / "hook").mkdir()
    (tmp_path / "hook" / "sitecustomize.py").write_text(HOOK.format(log=str(log)))

    def build(into: str) -> str:
        log.write_text("")
        done = run(site, "mkdocs", "build", "-q", "-d", str(tmp_path / into), PYTHONPATH=str(tmp_path / "hook"))
        assert (done.returncode, done.stderr) == (0, "")
        return log.read_text()

    assert "worker.py" in build("cold")
    assert build("warm") == ""
    cold, warm = (
        {p.name: p.read_text(encoding="utf-8") for p in (tmp_path / into).rglob("*.html")} for into in ("cold", "warm")
    )
    assert cold == warm
    assert any("pb-svg" in html for html in warm.values())


def test_a_folder_that_is_no_project_gets_no_cache(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    assert run(tmp_path, "portbook", "build", "page.txt", "--into", "out").returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "page.txt"]


@pytest.fixture
def harbour() -> Compilation:
    options = Options()
    return compile_sources([Input("page.txt", PAGE.encode(), options.sources[0])], options)


def findings(compilation: Compilation, root: Path, **options: object) -> dict[str, str]:
    project = Project(root, Options.parse(options), configured=True)
    compose(compilation, prove(compilation), project)
    return {d.code: d.message for d in compilation.report.diagnostics if d.code.startswith("diagram")}


def test_a_project_may_have_no_cache(harbour: Compilation, tmp_path: Path) -> None:
    assert findings(harbour, tmp_path, diagram_cache=False) == {}
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_used_is_told_once(harbour: Compilation, tmp_path: Path) -> None:
    (tmp_path / ".cache").write_text("a file")
    told = findings(harbour, tmp_path)
    assert list(told) == ["diagram-cache"]
    assert told["diagram-cache"].startswith("no diagram could be kept: ")


def test_an_engine_that_cannot_be_had_is_told(
    harbour: Compilation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    told = findings(harbour, tmp_path, diagram_engine="dot")
    assert list(told) == ["diagram-engine"]
    assert told["diagram-engine"].startswith("dot from PATH cannot be used: there is no dot on PATH; Graphviz ")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems bring their fonts without fontconfig")
def test_missing_fonts_are_told(harbour: Compilation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fonts.conf").write_text("<fontconfig></fontconfig>")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    told = findings(harbour, tmp_path)
    assert list(told) == ["diagram-fonts"]
    assert told["diagram-fonts"].endswith(" finds no fonts")


@pytest.mark.parametrize(
    "wrong", ["../elsewhere", "/etc/cache", "a/../../b", ".", "a//b", "c:\\cache", "a\0b", 3, True]
)
def test_the_cache_stays_in_the_project(wrong: object) -> None:
    with pytest.raises(OptionError, match=r"diagram_cache: expected"):
        Options.parse({"diagram_cache": wrong})


def test_the_options_of_diagrams() -> None:
    assert Options.parse({"diagram_cache": "", "diagram_engine": "dot"}).diagram_cache == ""
    assert Options.parse({"diagram_cache": ".kept/"}).diagram_cache == ".kept"
    with pytest.raises(OptionError, match="diagram_engine: expected one of wheel, dot, got 'neato'"):
        Options.parse({"diagram_engine": "neato"})
