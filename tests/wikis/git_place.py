"""A bare git repository as a place for the promises: the wiki of a forge is nothing else."""

import subprocess
from collections.abc import Callable
from pathlib import Path

from portbook.publish import Wiki
from portbook.publish.git import Git, GitError
from portbook.publish.wikis.repository import Repository
from portbook.writers.readback import Published, from_markdown
from wikis.kept import kept
from wikis.places import Around

SENT = frozenset({"clone", "push"})
"""The commands of git that reach the server."""


class GitPlace:
    """Hold a repository, and a clone of a person who works on it too."""

    person = "Ann"
    broken: type[Exception] = GitError

    def __init__(self, root: Path) -> None:
        self._bare, self._clone = root / "wiki.git", root / "ann"
        _git(root.parent, "init", "--quiet", "--bare", "--initial-branch=main", str(self._bare))

    def open(self, around: Around | None = None) -> Wiki:
        wiki = Repository(str(self._bare), "Network")
        if around:
            wiki._git = _watched(wiki._git, around)  # type: ignore[assignment]
        return wiki

    def open_as_another(self) -> Wiki:
        return self.open()

    def names(self) -> set[str]:
        return set(_git(self._bare, "ls-tree", "-r", "-z", "--name-only", "HEAD").split("\0")) - {""}

    def text(self, name: str) -> str:
        return _git(self._bare, "show", f"HEAD:{name}")

    def versions(self, name: str) -> list[str] | None:
        commits = _git(self._bare, "log", "--format=%H", "--diff-filter=AM", "--", name).split()
        return [_git(self._bare, "show", f"{commit}:{name}") for commit in commits]

    def edit(self, name: str, text: str) -> None:
        self._change(lambda: _write(self._clone / name, text))

    def move(self, name: str, to: str) -> None:
        self._change(lambda: (self._clone / name).rename(self._clone / to))

    def delete(self, name: str) -> None:
        self._change((self._clone / name).unlink)

    def writes(self) -> int:
        try:
            return int(_git(self._bare, "rev-list", "--count", "HEAD"))
        except subprocess.CalledProcessError:
            return 0

    def keep(self) -> Callable[[], None]:
        wiki, clone = kept(self._bare), kept(self._clone)

        def put_back() -> None:
            wiki()
            clone()

        return put_back

    def flows(self, name: str) -> list[Published]:
        return from_markdown(self.text(name))

    def _change(self, change: Callable[[], object]) -> None:
        if not self._clone.exists():
            _git(self._bare.parent, "clone", "--quiet", str(self._bare), str(self._clone))
        elif self.writes():
            _git(self._clone, "pull", "--quiet", "--rebase", "origin", "main")
        change()
        _git(self._clone, "add", "--all")
        _git(self._clone, "-c", "user.name=Ann", "-c", "user.email=ann@example.org", "commit", "--quiet", "-m", "Mine")
        _git(self._clone, "push", "--quiet", "origin", "HEAD:main")


def _watched(git: Git, around: Around) -> Callable[..., str]:
    def run(*arguments: str) -> str:
        if SENT.isdisjoint(arguments):
            return git(*arguments)
        answer: str = around(lambda: git(*arguments))
        return answer

    return run


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _git(folder: Path, *arguments: str) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True).stdout
