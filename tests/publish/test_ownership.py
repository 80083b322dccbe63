"""Which pages are ours: what people copy, take and leave, and what a run that broke off leaves behind, in a folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portbook.publish import Action, RefusedError, Result, Settings, publish
from portbook.publish.sections import BELOW
from portbook.publish.wikis.folder import KEPT, Folder
from wikis.harbour import DOCKS, OTHER_PORT, RENAMED, ROWS, WITHOUT_PRESS, actions, named, publication, run

MILL, GRINDER, PRESS = "endpoints/mill", "endpoints/grinder", "endpoints/press"
HERS = "A page of Ann.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "wiki"


@pytest.fixture
def breaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    """Give what makes a method of a folder refuse a name."""

    def refuse(method: str, key: str) -> None:
        real = getattr(Folder, method)

        def refusing(wiki: Folder, name: str, *given: object) -> object:
            if key in name:
                raise RefusedError("this page is protected")
            return real(wiki, name, *given)

        monkeypatch.setattr(Folder, method, refusing)

    return refuse


def step_of(results: list[Result], key: str) -> Action:
    return next(result.step.action for result in results[::-1] if result.step.entry.key == key)


def only(root: Path, rows: tuple[tuple[str, ...], ...], *patterns: str) -> list[Result]:
    return publish(publication(rows), Folder(root, "Network"), Settings(only=patterns), lambda _, __: None)


def test_a_copy_that_a_person_made_before_an_edit_is_not_ours(root: Path) -> None:
    name = named(run(Folder(root, "Network"), publication()))[DOCKS]
    page, copy = root / name, root / "Docks as they were.md"
    ours = page.read_text("utf-8")
    copy.write_text(ours, "utf-8")
    page.write_text(f"{HERS}{ours}", "utf-8")
    results = run(Folder(root, "Network"), publication(OTHER_PORT))
    assert step_of(results, DOCKS) is Action.KEPT
    assert copy.read_text("utf-8") == ours


@pytest.mark.parametrize("force", [False, True])
def test_a_page_that_a_stranger_made_before_ours_could_be_is_theirs_for_good(
    root: Path, breaking: Callable[[str, str], None], force: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking("write", "Docks")
    name = named(run(Folder(root, "Network"), publication()))[DOCKS]
    monkeypatch.undo()
    (root / name).write_text(HERS, "utf-8")
    results = run(Folder(root, "Network"), publication(OTHER_PORT), force=force)
    assert step_of(results, DOCKS) is Action.TAKEN
    assert (root / name).read_text("utf-8") == HERS


def test_what_a_stranger_made_is_not_put_away_either(
    root: Path, breaking: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking("write", "press")
    name = named(run(Folder(root, "Network"), publication()))[PRESS]
    monkeypatch.undo()
    (root / name).write_text(HERS, "utf-8")
    run(Folder(root, "Network"), publication(WITHOUT_PRESS), prune=True, force=True)
    assert (root / name).read_text("utf-8") == HERS


def test_an_edit_after_a_run_that_broke_off_is_a_person_s_on_our_page(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portbook.publish.run._conclude", lambda *_: None)
    name = named(run(Folder(root, "Network"), publication()))[DOCKS]
    monkeypatch.undo()
    page = root / name
    page.write_text(f"{HERS}{page.read_text('utf-8')}", "utf-8")
    assert step_of(run(Folder(root, "Network"), publication()), DOCKS) is Action.KEPT
    assert actions(run(Folder(root, "Network"), publication(), force=True)) == {DOCKS: Action.UPDATE}


def test_a_move_that_failed_is_made_by_a_later_run(
    root: Path, breaking: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = named(run(Folder(root, "Network"), publication()))[MILL]
    breaking("move", "mill")
    failed = [result for result in run(Folder(root, "Network"), publication(RENAMED)) if result.failure]
    assert {result.step.entry.key for result in failed} == {GRINDER}
    assert failed[0].failure == "this page is protected"
    assert (root / before).exists()
    monkeypatch.undo()
    after = named(run(Folder(root, "Network"), publication(RENAMED)))[GRINDER]
    assert "grinder" in after
    assert not (root / before).exists()


def test_a_page_takes_its_new_name_once_a_stranger_has_left_it(root: Path) -> None:
    before = named(run(Folder(root, "Network"), publication()))[MILL]
    after = before.replace("mill", "grinder")
    (root / after).write_text(HERS, "utf-8")
    assert named(run(Folder(root, "Network"), publication(RENAMED)))[GRINDER] == before
    assert (root / after).read_text("utf-8") == HERS
    (root / after).unlink()
    assert named(run(Folder(root, "Network"), publication(RENAMED)))[GRINDER] == after


def test_a_page_is_made_where_it_is_wanted_now(
    root: Path, breaking: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breaking("write", "mill")
    before = named(run(Folder(root, "Network"), publication()))[MILL]
    monkeypatch.undo()
    after = named(run(Folder(root, "Network"), publication(RENAMED)))[GRINDER]
    assert after == before.replace("mill", "grinder")


def test_links_lead_to_pages_where_they_are_while_only_some_are_published(root: Path) -> None:
    before = named(run(Folder(root, "Network"), publication()))
    only(root, RENAMED, "subsystems/*")
    assert (root / before[MILL]).exists()
    assert before[MILL] in (root / before[DOCKS]).read_text("utf-8")
    assert actions(only(root, ROWS, "subsystems/*")) == {DOCKS: Action.UPDATE}


def test_no_two_books_have_pages_of_one_id(root: Path) -> None:
    ids = [
        {result.step.id for result in run(Folder(root, under), publication())} for under in ("Network", "Network/Sub")
    ]
    assert ids[0].isdisjoint(ids[1])


def test_a_page_whose_lines_an_editor_ended_otherwise_is_ours_still(root: Path) -> None:
    page = root / named(run(Folder(root, "Network"), publication()))[DOCKS]
    noted = page.read_text("utf-8").replace(f"{BELOW}.\n", f"{BELOW}.\n\nAsk Ann.\n")
    page.write_bytes(noted.replace("\n", "\r\n").encode())
    assert actions(run(Folder(root, "Network"), publication())) == {}
    assert actions(run(Folder(root, "Network"), publication(OTHER_PORT)))[DOCKS] is Action.UPDATE
    assert b"Ask Ann." in page.read_bytes()
    assert b"\r" not in page.read_bytes()


def test_a_folder_keeps_what_is_overwritten_and_says_whose_it_was(root: Path) -> None:
    names = named(run(Folder(root, "Network"), publication()))
    for key in (DOCKS, "flows.csv"):
        (root / names[key]).write_text(HERS, "utf-8")
    results = run(Folder(root, "Network"), publication(), force=True)
    assert {result.step.reason for result in results if result.step.overwrites} == {
        "it was changed, and what stood there is kept"
    }
    kept = [path for path in (root / KEPT).rglob("*") if path.is_file()]
    assert [path.read_text("utf-8") for path in kept] == [HERS] * 2
    assert actions(run(Folder(root, "Network"), publication())) == {}
