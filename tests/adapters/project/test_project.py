"""Finding the project, its options and its sources."""

import os
import sys
from pathlib import Path

import pytest

from portbook.adapters.project.find import Project, ProjectError, find_project
from portbook.adapters.project.inputs import gather, watched_folders
from portbook.options import Options


def write(folder: Path, text: str, name: str = "mkdocs.yml") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def project(root: Path, *sources: object) -> Project:
    return Project(root, Options.parse({"sources": list(sources)}), configured=True)


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml", "properdocs.yml"])
def test_the_nearest_configuration_above_is_taken(tmp_path: Path, name: str) -> None:
    write(tmp_path, "plugins: [portbook: {folder: far}]")
    write(tmp_path / "near", "plugins: [search, portbook: {folder: near}]", name)
    deep = write(tmp_path / "near/docs/guide", "", "index.md")
    found = find_project(deep)
    assert (found.root, found.options.folder, found.configured) == (tmp_path / "near", "near", True)


@pytest.mark.parametrize(
    "plugins", ["[portbook]", "[portbook: ]", "{portbook: {}}", "[portbook: {enabled: true}]", "[{portbook: null}]"]
)
def test_the_plugin_may_stand_there_without_options(tmp_path: Path, plugins: str) -> None:
    found = find_project(write(tmp_path, f"plugins: {plugins}"))
    assert (found.options, found.configured) == (Options(), True)


def test_a_configuration_without_the_plugin_is_no_choice_of_sources(tmp_path: Path) -> None:
    assert not find_project(write(tmp_path, "plugins: [search]")).configured


def test_a_file_of_our_own_holds_the_same_options(tmp_path: Path) -> None:
    write(tmp_path, "folder: ports\ntargets: {team: {kind: folder, url: wiki}}", "portbook.yml")
    found = find_project(write(tmp_path / "below", "", "page.txt"))
    assert (found.root, found.options.folder, tuple(found.options.targets), found.configured) == (
        tmp_path, "ports", ("team",), True,
    )  # fmt: skip


def test_targets_may_stand_apart_from_the_configuration_of_a_site(tmp_path: Path) -> None:
    write(tmp_path, "plugins: [portbook: {folder: ports}]")
    write(tmp_path, "targets: {team: {kind: folder, url: wiki}}", "portbook.yml")
    found = find_project(tmp_path).options
    assert (found.folder, tuple(found.targets)) == ("ports", ("team",))


@pytest.mark.parametrize(
    ("site", "own", "said"),
    [
        ("{folder: ports}", "folder: wharf", r"^portbook.yml: beside mkdocs.yml it holds `targets` alone"),
        ("{targets: {a: {kind: git, url: b}}}", "targets: {c: {kind: git, url: d}}", r"^portbook.yml: mkdocs.yml has"),
        ("{}", "targets: {c: {kind: gti, url: d}}", r"^portbook.yml: targets.c.kind: expected one of"),
        ("{}", "[targets]", r"^portbook.yml: portbook: expected"),
        ("{}", "targets: [", r"^portbook.yml: "),
    ],
)
def test_two_files_that_contradict_each_other_are_refused(tmp_path: Path, site: str, own: str, said: str) -> None:
    write(tmp_path, f"plugins: [portbook: {site}]")
    write(tmp_path, own, "portbook.yml")
    with pytest.raises(ProjectError, match=said):
        find_project(tmp_path)


def test_tags_of_other_plugins_are_passed_over_and_run_nothing(tmp_path: Path) -> None:
    text = """
    hooks: !!python/object/apply:os.mkdir [made]
    emoji: !!python/name:nowhere.to.be.found
    base: !relative $docs_dir
    site_url: !ENV [NO_SUCH_VARIABLE, fallback]
    plugins: [portbook: {folder: kept}]
    """
    assert find_project(write(tmp_path, text)).options.folder == "kept"
    assert not list(Path().glob("made"))


def test_an_inherited_configuration_counts(tmp_path: Path) -> None:
    write(tmp_path, "plugins: [portbook: {folder: parent}]", "base.yml")
    assert find_project(write(tmp_path, "INHERIT: base.yml")).options.folder == "parent"


@pytest.mark.parametrize("text", ["plugins: [", "plugins: [portbook: {folder: 1}]", "plugins: [portbook: text]"])
def test_what_is_wrong_with_a_configuration_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(ProjectError, match=r"^mkdocs\.yml: "):
        find_project(write(tmp_path, text))


def test_patterns_are_sorted_and_shown_relative_with_forward_slashes(tmp_path: Path) -> None:
    for folder, name in (("t", "b.txt"), ("t", "a.txt"), ("t/sub", "c.txt"), ("t", ".hidden.txt")):
        write(tmp_path / folder, "x", name)
    gathered = gather(project(tmp_path, "t/**/*.txt"))
    assert [item.path for item in gathered.inputs] == ["t/a.txt", "t/b.txt", "t/sub/c.txt"]
    assert gathered.report.diagnostics == ()


def test_a_name_that_looks_like_a_pattern_is_taken_as_it_is(tmp_path: Path) -> None:
    write(tmp_path, "x", "page [1].txt")
    write(tmp_path, "x", "page 1.txt")
    assert [item.path for item in gather(project(tmp_path, "page [1].txt")).inputs] == ["page [1].txt"]


def test_a_file_that_two_sources_match_is_read_once_with_the_options_of_the_later(tmp_path: Path) -> None:
    write(tmp_path, "x", "a.txt")
    (item,) = gather(project(tmp_path, "*.txt", {"path": "a.txt", "title": "A"})).inputs
    assert item.options.title == "A"


def test_each_problem_with_a_source_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    write(tmp_path, "x", "a.txt")
    (tmp_path / "folder").mkdir()
    gathered = gather(project(tmp_path, "nothing*.txt", "folder", "a.txt", "gone.txt"))
    assert [item.path for item in gathered.inputs] == ["a.txt"]
    assert {found.place.path: found.message for found in gathered.report.diagnostics} == {
        "nothing*.txt": "this source matches no file",
        "gone.txt": "this source matches no file",
        "folder": "this is a folder, not a file",
    }


def test_the_folders_of_sources_are_watched_not_the_whole_project(tmp_path: Path) -> None:
    write(tmp_path / "tables", "x", "a.txt")
    watched = watched_folders(project(tmp_path, "tables/*.txt", "page.txt", "later/on/*.txt"))
    assert watched == ((tmp_path, False), (tmp_path / "tables", False))
    assert watched_folders(project(tmp_path, "tables/**/*.txt")) == ((tmp_path / "tables", True),)


def test_a_configuration_that_is_nested_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="nested too deeply"):
        find_project(write(tmp_path, f"extra: {'[' * 3000}{']' * 3000}"))


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "a\0b/*.txt"], ids=["too-long", "nul", "nul-pattern"])
def test_a_path_that_no_system_takes_is_a_source_that_is_missing(tmp_path: Path, path: str) -> None:
    (problem,) = gather(project(tmp_path, path)).report.diagnostics
    assert problem.message == "this source matches no file"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no named pipes in the file system")
def test_a_pipe_among_the_sources_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (problem,) = gather(project(tmp_path, "pipe")).report.diagnostics
    assert problem.place.path == "pipe"
