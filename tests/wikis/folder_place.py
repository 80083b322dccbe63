"""A folder as a place for the promises."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from portbook.publish import Wiki
from portbook.publish.wikis.folder import KEPT, Folder
from portbook.writers.readback import Published, from_markdown
from wikis.kept import kept
from wikis.places import Around

REQUESTS = frozenset({"survey", "look", "read", "read_all", "write", "move", "remove", "finish"})


class BrokenError(Exception):
    """Stand for a crash: a folder has no connection that could break."""


class FolderPlace:
    """Hold a folder."""

    person = ""
    broken: type[Exception] = BrokenError

    def __init__(self, root: Path) -> None:
        self._root = root
        self._stamps: dict[str, int] = {}
        self._writes = 0

    def open(self, around: Around | None = None) -> Wiki:
        wiki = Folder(self._root, "Network")
        return Watched(wiki, around) if around else wiki

    def open_as_another(self) -> Wiki:
        return self.open()

    def names(self) -> set[str]:
        return {path.relative_to(self._root).as_posix() for path in self._root.rglob("*") if path.is_file()}

    def text(self, name: str) -> str:
        return (self._root / name).read_text("utf-8")

    def versions(self, name: str) -> list[str] | None:
        return [path.read_text("utf-8") for path in (self._root / KEPT).glob(f"{name}.*")]

    def edit(self, name: str, text: str) -> None:
        (self._root / name).parent.mkdir(parents=True, exist_ok=True)
        (self._root / name).write_text(text, "utf-8")

    def move(self, name: str, to: str) -> None:
        (self._root / name).rename(self._root / to)

    def delete(self, name: str) -> None:
        (self._root / name).unlink()

    def writes(self) -> int:
        """Count the files that are others than at the last count: each write makes a new one."""
        stamps = {name: (self._root / name).stat().st_ino for name in self.names()}
        self._writes += len(set(stamps.items()) ^ set(self._stamps.items()))
        self._stamps = stamps
        return self._writes

    def keep(self) -> Callable[[], None]:
        return kept(self._root)

    def flows(self, name: str) -> list[Published]:
        return from_markdown(self.text(name))


class Watched:
    """Pass each request to a wiki through something that may not let it pass."""

    def __init__(self, wiki: Wiki, around: Around) -> None:
        self._wiki, self._around = wiki, around

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._wiki, name)
        return self._through(found) if name in REQUESTS else found

    def _through(self, method: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *given: self._around(lambda: method(*given))
