"""Keep finished diagrams in a folder, one file a key, so that a build draws only what has changed.

An entry begins with the digest of its key and of what follows: one that was cut short, or that another key brought
about, is as good as none, and is written anew. Entries appear whole or not at all, so that two builds can share a
folder. A build that finds everything changes nothing on the disk, so that a server which watches the folder does not
build again.
"""

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

LIMIT = 2**26
"""How many bytes a folder holds before the entries that were not used for longest are taken away."""

LARGEST = 2**24
"""No entry of ours has more bytes."""

ENTRY = re.compile(r"[0-9a-f]{64}(?:\.\w+\.part)?")
"""The names of entries, whole and in writing; no other file is ever touched."""

OUTSIDE = "a link leads out of the project"


def key_of(*parts: str) -> str:
    """Return the key for what is made from these parts."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


class Cache:
    """Keep texts by key in a folder of a project. A folder that cannot be used is as good as an empty one."""

    def __init__(self, root: Path, folder: str, limit: int = LIMIT) -> None:
        self.folder = root / folder
        self.problem = ""
        """Why nothing could be kept, empty while all goes well."""
        self._home = os.path.join(os.path.realpath(root), os.path.normpath(folder))
        self._limit = limit

    def get(self, key: str) -> str | None:
        """Return the text of a key, or None where there is no good entry."""
        try:
            state = os.lstat(self.folder / key)
            if not self._inside() or not stat.S_ISREG(state.st_mode) or state.st_size > LARGEST:
                return None
            digest, _, data = (self.folder / key).read_bytes().partition(b"\n")
            return data.decode("utf-8") if digest == _digest(key, data) else None
        except (OSError, ValueError):
            return None

    def put(self, texts: Mapping[str, str], used: Iterable[str]) -> None:
        """Keep texts by key, note the keys that this build used, and take away what is too much."""
        try:
            self._make_folder()
        except OSError as error:
            self.problem = str(error.strerror or error)
            return
        for key, text in texts.items():
            try:
                self._write(key, text.encode("utf-8"))
            except OSError as error:
                self.problem = str(error.strerror or error)
        for key in used:
            with suppress(OSError):
                os.utime(self.folder / key)
        self._prune()

    def entries(self) -> dict[str, os.stat_result]:
        """Return the state of each entry by its file name. Raises OSError where the folder cannot be read."""
        return dict(self._entries())

    def _entries(self) -> Iterator[tuple[str, os.stat_result]]:
        if not self._inside():
            raise OSError(OUTSIDE)
        with os.scandir(self.folder) as found:
            for item in found:
                with suppress(FileNotFoundError):  # another build took it away
                    if ENTRY.fullmatch(item.name) and item.is_file(follow_symlinks=False):
                        yield item.name, item.stat(follow_symlinks=False)

    def _inside(self) -> bool:
        """Tell whether the folder is where it says: a link could lead anywhere."""
        return os.path.realpath(self.folder) == self._home

    def _make_folder(self) -> None:
        if not self._inside():
            raise OSError(OUTSIDE)
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / ".gitignore").write_text("*\n", encoding="ascii")

    def _write(self, key: str, data: bytes) -> None:
        handle, name = tempfile.mkstemp(prefix=f"{key}.", suffix=".part", dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_digest(key, data) + b"\n" + data)
            os.replace(name, self.folder / key)
        except BaseException:
            with suppress(OSError):
                os.unlink(name)
            raise

    def _prune(self) -> None:
        with suppress(OSError):
            found = sorted(self._entries(), key=lambda item: (item[1].st_mtime_ns, item[0]))
            surplus = sum(state.st_size for _, state in found) - self._limit
            for name, state in found:
                if surplus <= 0:
                    return
                (self.folder / name).unlink(missing_ok=True)
                surplus -= state.st_size


def _digest(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode("ascii") + b"\n" + data).hexdigest().encode("ascii")
