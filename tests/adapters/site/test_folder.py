"""Writing a folder: whole or not at all, and never over the work of others."""

import os
from pathlib import Path

import pytest

from portbook.adapters.site.folder import MANIFEST, FolderError, write_folder

FIRST = {"index.md": b"one", "deep/down/page.md": b"two"}
SECOND = {"index.md": b"three", "other/page.md": b"four"}


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


def beside(folder: Path) -> list[str]:
    return [path.name for path in folder.parent.iterdir() if path != folder]


def test_a_new_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    into = tmp_path / "a" / "b"
    write_folder(into, FIRST)
    assert content(into) == FIRST
    assert beside(into) == []


def test_a_second_run_replaces_and_takes_away_what_the_first_made(tmp_path: Path) -> None:
    into = tmp_path / "out"
    write_folder(into, FIRST)
    (into / "notes.txt").write_bytes(b"somebody's own")
    write_folder(into, SECOND)
    assert content(into) == {**SECOND, "notes.txt": b"somebody's own"}
    assert not (into / "deep").exists()


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", FIRST)
    assert content(tmp_path / "out") == FIRST


def test_what_is_added_leaves_everything_else_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/notes.txt").write_bytes(b"mine")
    write_folder(tmp_path / "docs", FIRST, keep=True)
    write_folder(tmp_path / "docs", SECOND, keep=True)
    assert content(tmp_path / "docs") == {**FIRST, **SECOND, "notes.txt": b"mine"}


def test_what_is_added_replaces_nothing_that_somebody_changed(tmp_path: Path) -> None:
    write_folder(tmp_path / "docs", FIRST, keep=True)
    (tmp_path / "docs/index.md").write_bytes(b"mine")
    with pytest.raises(FolderError, match=r"docs/index.md was changed"):
        write_folder(tmp_path / "docs", SECOND, keep=True)
    assert content(tmp_path / "docs") == {**FIRST, "index.md": b"mine"}


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_bytes(b"mine")
    with pytest.raises(FolderError, match="docs is not empty and Portbook did not make it"):
        write_folder(tmp_path / "docs", FIRST)
    assert content(tmp_path / "docs") == {"index.md": b"mine"}


@pytest.mark.parametrize("name", ["index.md", "other/page.md", "deep/down/page.md"])
def test_a_file_that_was_changed_or_came_since_is_refused(tmp_path: Path, name: str) -> None:
    into = tmp_path / "out"
    write_folder(into, FIRST)
    (into / name).parent.mkdir(exist_ok=True)
    (into / name).write_bytes(b"edited by hand")
    before = content(into)
    with pytest.raises(FolderError, match=f"out/{name} was changed or not made by Portbook"):
        write_folder(into, SECOND)
    assert content(into) == before


@pytest.mark.parametrize("name", ["../escape", "/etc/passwd", "a/../../b", "c:\\x", "a\\..\\b", ""])
def test_no_path_leaves_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(FolderError, match="refusing"):
        write_folder(tmp_path / "out", {name: b""})
    assert list(tmp_path.iterdir()) == []


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    into, away = tmp_path / "out", tmp_path / "away"
    away.mkdir()
    write_folder(into, {"index.md": b"one"})
    (into / "deep").symlink_to(away, target_is_directory=True)
    with pytest.raises(FolderError, match="leads outside"):
        write_folder(into, FIRST)
    assert list(away.iterdir()) == []


def test_a_failure_leaves_the_folder_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    into = tmp_path / "out"
    write_folder(into, FIRST)

    def full(*_: object) -> int:
        raise OSError("no space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(FolderError, match="out cannot be written: no space left on device; name another folder"):
        write_folder(into, SECOND)
    monkeypatch.undo()
    assert content(into) == FIRST
    assert beside(into) == []


def test_a_damaged_manifest_is_no_licence_to_delete(tmp_path: Path) -> None:
    into = tmp_path / "out"
    into.mkdir()
    (tmp_path / "precious").write_bytes(b"")
    (into / MANIFEST).write_text('{"files": {"../precious": "x"}}')
    with pytest.raises(FolderError):
        write_folder(into, FIRST)
    assert os.path.exists(tmp_path / "precious")


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(FolderError, match="leads to itself"):
        write_folder(tmp_path / "loop", FIRST)


def test_a_file_in_the_place_of_a_folder_further_up_stops_it_before_anything_is_touched(tmp_path: Path) -> None:
    write_folder(tmp_path / "out", {"a.txt": b"old"})
    (tmp_path / "out" / "deep").write_bytes(b"mine")
    with pytest.raises(FolderError, match="deep in out is a file; move it away"):
        write_folder(tmp_path / "out", {"a.txt": b"new", "deep/er/b.txt": b"new"})
    assert (tmp_path / "out" / "a.txt").read_bytes() == b"old"
