"""Write a set of files into a folder: whole or not at all, and never over somebody else's work.

The folder carries a manifest of the files that were written and their digests. Only these may be replaced or taken
away later, and only while they still are what was written.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MANIFEST = "portbook-manifest.json"


class FolderError(Exception):
    """Say why the folder cannot take the output, and what to do."""


def write_folder(into: Path, files: Mapping[str, bytes], *, keep: bool = False, force: bool = False) -> None:
    """Make the files, by their relative path with forward slashes, the content of a folder.

    Files of an earlier run are replaced, and taken away where they are no longer made. With ``keep`` they stay, and the
    folder may hold other things, which stay too. Raises FolderError, before anything is touched, when something in the
    way was not made by an earlier run; with ``force`` such a file is overwritten, and all others stay.
    """
    target = Path(os.path.realpath(into))
    if target.is_symlink():
        raise FolderError(f"{target.name} is a link that leads to itself; name a folder")
    for name in files:
        _check_name(name)
    made = _made_before(target, shared=keep or force)
    whole = {**files, MANIFEST: _manifest(files, made if keep else {})}
    old = {name: digest for name, digest in made.items() if name in files} if keep else made
    if force:
        old = {name: digest for name, digest in old.items() if name in files or _is_as_made(target / name, digest)}
    _check_way(target, whole, old, force=force)
    try:
        with _staging(target) as stage:
            for name, data in whole.items():
                path = stage / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            _swap(stage, target, [*files, MANIFEST], old)
    except OSError as error:
        raise FolderError(f"{into} cannot be written: {error.strerror or error}; name another folder") from error


def _swap(stage: Path, target: Path, names: list[str], old: Mapping[str, str]) -> None:
    """Move the staged files in; the manifest goes last, so an interrupted run is repeated, not mistaken for whole."""
    if not target.exists():
        os.rename(stage, target)
        return
    for name in names:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        os.replace(stage / name, target / name)
    for name in sorted(set(old) - set(names)):
        (target / name).unlink(missing_ok=True)
        _drop_empty(target, (target / name).parent)


def _manifest(files: Mapping[str, bytes], kept: Mapping[str, str]) -> bytes:
    digests = {**kept, **{name: hashlib.sha256(data).hexdigest() for name, data in files.items()}}
    return (json.dumps({"made-by": "portbook", "files": dict(sorted(digests.items()))}, indent=2) + "\n").encode()


def _made_before(target: Path, *, shared: bool) -> dict[str, str]:
    """Return the digests of the files that an earlier run made; none for a folder that is new or empty."""
    if not target.exists():
        return {}
    if not target.is_dir():
        raise FolderError(f"{target.name} is a file; name a folder")
    manifest = target / MANIFEST
    if not manifest.is_file():
        if any(target.iterdir()) and not shared:
            raise FolderError(f"{target.name} is not empty and Portbook did not make it; name a new folder")
        return {}
    try:
        made: dict[str, str] = dict(json.loads(manifest.read_bytes())["files"].items())
        for name in made:
            _check_name(name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FolderError(f"{target.name}/{MANIFEST} is damaged; empty the folder or name a new one") from error
    return made


def _check_way(target: Path, files: Mapping[str, bytes], old: Mapping[str, str], *, force: bool) -> None:
    for name in sorted({*files, *old} - {MANIFEST}):
        path = target / name
        if not Path(os.path.realpath(path.parent)).is_relative_to(target):
            raise FolderError(f"{path.parent.name} in {target.name} leads outside; take that link away")
        for folder in path.relative_to(target).parents[:-1]:
            if (target / folder).exists() and not (target / folder).is_dir():
                raise FolderError(f"{folder} in {target.name} is a file; move it away and run again")
        if not path.exists():
            continue
        in_the_way = path.is_symlink() or not path.is_file()
        if in_the_way or (not force and _digest(path) not in (old.get(name), _wanted(files, name))):
            raise FolderError(f"{target.name}/{name} was changed or not made by Portbook; move it away and run again")


def _wanted(files: Mapping[str, bytes], name: str) -> str | None:
    return hashlib.sha256(files[name]).hexdigest() if name in files else None


def _is_as_made(path: Path, digest: str) -> bool:
    return path.is_file() and not path.is_symlink() and _digest(path) == digest


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_name(name: str) -> None:
    """Refuse a path that could leave the folder; names are made safe earlier, this is the second lock."""
    path = PurePosixPath(name)
    if path.is_absolute() or not path.parts or ".." in path.parts or "\\" in name or "\0" in name or ":" in name:
        raise FolderError(f"refusing to write to the path {name!r}")


@contextmanager
def _staging(target: Path) -> Iterator[Path]:
    """Give a fresh folder beside the target, on the same disk, that is gone afterwards."""
    target.parent.mkdir(parents=True, exist_ok=True)
    outer = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        stage = outer / target.name
        stage.mkdir()
        yield stage
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def _drop_empty(root: Path, folder: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
