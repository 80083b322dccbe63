"""Bring a folder back to what it was, at the cost of what has changed since and not of all that it holds."""

import os
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

TICK = 0.01
"""Seconds after which a file that is written again has another time, on every file system."""


class Stamp(NamedTuple):
    """Hold what is another after every change of a file."""

    mode: int
    number: int
    size: int
    modified: int
    changed: int


FOLDER = Stamp(0, 0, 0, 0, 0)
"""Of a folder nothing matters but what it holds."""


def kept(root: Path, *, but: Collection[str] = ()) -> Callable[[], None]:
    """Remember everything in a folder, and return what brings it back as often as it is called.

    What lies directly in it under a name of ``but`` is let alone.
    """
    time.sleep(TICK)
    stamps = dict(_stamps(root, but))
    contents = {path: path.read_bytes() for path, stamp in stamps.items() if stamp != FOLDER}

    def put_back() -> None:
        now = dict(_stamps(root, but))
        for path in sorted(now.keys(), reverse=True):  # what a folder holds before the folder
            if now[path] != stamps.get(path):
                path.rmdir() if now[path] == FOLDER else path.unlink()
        for path in sorted(stamps.keys()):
            if now.get(path) != stamps[path]:
                stamps[path] = _made(path, stamps[path], contents.get(path))

    return put_back


def _stamps(folder: Path, but: Collection[str] = ()) -> Iterator[tuple[Path, Stamp]]:
    """Yield what is in a folder, and the folder; nothing where there is none."""
    if not folder.is_dir():
        return
    yield folder, FOLDER
    for entry in os.scandir(folder):
        if entry.name in but:
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(Path(entry.path))
        else:
            yield Path(entry.path), _stamp(entry.stat(follow_symlinks=False))


def _stamp(held: os.stat_result) -> Stamp:
    return Stamp(held.st_mode, held.st_ino, held.st_size, held.st_mtime_ns, held.st_ctime_ns)


def _made(path: Path, stamp: Stamp, content: bytes | None) -> Stamp:
    """Make a file or a folder anew; gives what tells it from what it becomes."""
    if content is None:
        path.mkdir(parents=True)
        return FOLDER
    path.write_bytes(content)
    path.chmod(stamp.mode & 0o7777)
    os.utime(path, ns=(stamp.modified, stamp.modified))
    return _stamp(path.stat())
