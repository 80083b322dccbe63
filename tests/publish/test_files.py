"""What a folder may hold that somebody else laid out, and what is written there all the same, or not."""

import os
from pathlib import Path

import pytest

from portbook.publish import Action, ConflictError, Held, RefusedError
from portbook.publish.wikis.folder import Folder
from wikis.harbour import OTHER_PORT, actions, publication, run

PAGE = "Network-Ports.md"


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside"
    path.write_text("Mine.", "utf-8")
    return path


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "wiki"
    path.mkdir()
    return path


def write(root: Path, name: str, base: Held | None = None) -> None:
    Folder(root, "Network").write(name, b"Ours.", base, "")


@pytest.mark.parametrize("link", [PAGE, f".{PAGE}.new"])
def test_nothing_is_written_through_a_link(root: Path, outside: Path, link: str) -> None:
    (root / link).symlink_to(outside)
    for name in (PAGE, "Network-Other.md"):
        try:
            write(root, name)
        except RefusedError:
            assert name == link
    assert outside.read_text("utf-8") == "Mine."
    assert [path.name for path in root.iterdir() if path.is_symlink()] == ([link] if link == PAGE else [])


def test_a_link_to_nowhere_is_somebody_s_too(root: Path) -> None:
    (root / PAGE).symlink_to(root / "nowhere")
    with pytest.raises(ConflictError):
        write(root, PAGE)


@pytest.mark.parametrize(
    "name", ["../outside", "files/../../outside", ".git/info/attributes", "files/.hidden", "a\0b", "a" * 300]
)
def test_a_record_that_names_what_is_no_page_is_not_followed(root: Path, outside: Path, name: str) -> None:
    with pytest.raises(RefusedError):
        write(root, name)
    assert outside.read_text("utf-8") == "Mine."
    assert list(root.iterdir()) == []


def test_what_the_system_refuses_stops_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root, PAGE)
    wiki = Folder(root, "Network")
    held = wiki.survey()[PAGE]

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(RefusedError, match="Permission denied"):
        wiki.move(PAGE, "Network-Other.md", held, "")
    with pytest.raises(RefusedError, match="Permission denied"):
        wiki.remove(PAGE, held, "")


def test_two_targets_in_one_folder_leave_each_other_alone(root: Path) -> None:
    for under in ("Network", "Network/Sub"):
        assert set(actions(run(Folder(root, under), publication())).values()) == {Action.CREATE}
    for under in ("Network", "Network/Sub"):
        assert actions(run(Folder(root, under), publication())) == {}
    assert set(actions(run(Folder(root, "Network"), publication(OTHER_PORT))).values()) == {Action.UPDATE}
    assert actions(run(Folder(root, "Network/Sub"), publication())) == {}
