"""What a repository, or the environment, may say that must not change what is stored there, nor where."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from portbook.publish import Action, WikiError
from portbook.publish.addresses import origin
from portbook.publish.git import Git
from portbook.publish.wikis.repository import Repository
from wikis.git_place import GitPlace
from wikis.harbour import DOCKS, OTHER_PORT, ROWS, actions, flows_of, named, publication, run


@pytest.fixture
def place(tmp_path: Path) -> GitPlace:
    return GitPlace(tmp_path / "network")


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Path]:
    """Give another repository with one commit, as a hook of it would find it, and check that nothing came to it."""
    root = tmp_path / "other"
    root.mkdir()
    for arguments in (
        ["init", "--quiet"],
        ["-c", "user.name=A", "-c", "user.email=a@a", "commit", "--allow-empty", "-qmA"],
    ):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    yield root
    log = subprocess.run(["git", "log", "--format=%s"], cwd=root, check=True, capture_output=True)
    assert log.stdout == b"A\n"


@pytest.mark.parametrize(
    "attributes",
    ["text eol=crlf", "working-tree-encoding=UTF-16", "ident", "filter=run"],
    ids=["ends of lines", "encoding", "ident", "filter"],
)
def test_attributes_change_nothing_that_is_stored(
    place: GitPlace, attributes: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config, ran = tmp_path / "config", tmp_path / "ran"
    config.write_text(f'[filter "run"]\n\tsmudge = touch {ran}; cat\n\tclean = touch {ran}; cat\n', "utf-8")
    place.edit(".gitattributes", f"*.md {attributes}\n")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    name = named(run(place.open(), publication()))[DOCKS]
    assert actions(run(place.open(), publication())) == {}
    assert place.flows(name) == flows_of(ROWS)
    assert not ran.exists()


def test_what_a_repository_ignores_is_published(place: GitPlace) -> None:
    place.edit(".gitignore", ".portbook*\nfiles/\n*.md\n")
    first = run(place.open(), publication())
    assert set(named(first).values()) < place.names()
    assert place.open().manifest_name in place.names()


def test_links_in_a_repository_stay_and_lead_nowhere(place: GitPlace, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    place.edit("Home.md", "Mine.")
    for link, target in (
        ("files", outside),
        ("Network.md", outside / "page"),
        (".Network-Ports.md.new", outside / "x"),
    ):
        (place._clone / link).symlink_to(target)
    place.edit("Home.md", "Mine, again.")
    results = {result.step.entry.key: result for result in run(place.open(), publication())}
    assert results["index"].step.action is Action.TAKEN
    assert results["flows.csv"].failure
    assert list(outside.iterdir()) == []
    assert subprocess.run(
        ["git", "ls-tree", "HEAD", "files"], cwd=place._bare, check=True, capture_output=True
    ).stdout.startswith(b"120000")


def test_a_hook_of_another_repository_publishes_as_anybody_does(
    place: GitPlace, other: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wiki = place.open()
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    monkeypatch.setenv("GIT_AUTHOR_NAME", "Ann")
    wiki = Repository(str(place._bare), "Network")
    run(wiki, publication())
    monkeypatch.undo()
    assert place.writes() == 1
    assert Git(place._bare)("log", "--format=%an") == "Portbook\n"


def test_a_server_that_takes_no_push_says_why(place: GitPlace) -> None:
    hook = place._bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'this wiki is closed on Sundays' >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    with pytest.raises(WikiError, match="closed on Sundays"):
        run(place.open(), publication(OTHER_PORT))


@pytest.mark.parametrize("url", ["ssh://git:hidden@wiki.example/x.git", "https://git:hidden@wiki.example/x.git"])
def test_an_address_with_a_password_is_refused_without_it(url: str) -> None:
    with pytest.raises(WikiError, match="holds credentials") as refused, closing(Repository(url, "Network")):
        pass
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize("url", ["https://wiki.example:hidden/x", "https://[wiki", "https://wiki.example:99999"])
def test_an_address_that_is_none_is_named_without_what_stands_there(url: str) -> None:
    with pytest.raises(WikiError, match="the address of the wiki is none") as refused:
        origin(url)
    assert "hidden" not in str(refused.value)


@pytest.mark.parametrize(
    ("url", "pages", "address"),
    [
        ("https://hub.example/a/b.wiki.git", "", "https://hub.example/a/b/wiki/Network"),
        (
            "https://lab.example/a/b.wiki.git",
            "https://lab.example/a/b/-/wikis/",
            "https://lab.example/a/b/-/wikis/Network",
        ),
        ("git@tea.example:a/b.wiki.git", "https://tea.example/a/b/wiki", "https://tea.example/a/b/wiki/Network"),
        ("git@tea.example:a/b.wiki.git", "", "Network.md"),
    ],
)
def test_pages_are_read_where_the_target_says(url: str, pages: str, address: str) -> None:
    with closing(Repository(url, "Network", pages=pages)) as wiki:
        assert wiki.address("Network.md") == address


def test_an_address_that_is_none_leaves_no_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(WikiError):
        Repository("https://wiki.example:none/", "Ports")
    assert list(tmp_path.iterdir()) == []
