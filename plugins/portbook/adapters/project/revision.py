"""Take files out of a revision of a git repository, written ``REV:PATH``."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from portbook.adapters.project.find import ProjectError
from portbook.publish.git import Git, GitError
from portbook.readers.limits import MOST_BYTES

PLAIN = ("100644", "100755")
"""The modes of files; links and submodules are none (git-ls-tree(1))."""
MOST_FILES = 2000


def is_revision(name: str) -> bool:
    """Tell whether a name is of the form ``REV:PATH``."""
    revision, colon, _ = name.partition(":")
    return bool(revision and colon)


@dataclass(frozen=True, slots=True)
class CheckedOut:
    """Hold where the files of a revision were written: PATH itself, and the top of the repository, here and there."""

    path: Path
    top: Path
    repository: Path


def check_out(name: str, start: Path, folder: Path) -> CheckedOut:
    """Write the files of ``REV:PATH`` into a folder, as they stand in the repository around ``start``.

    A PATH is relative to the top of the repository, or with ``./`` before it to ``start``, as git has it. The sidecars
    beside it come along. Raises ProjectError.
    """
    revision, _, path = name.partition(":")
    if revision.startswith("-"):
        raise ProjectError(f"{name}: a revision cannot begin with a hyphen; name a branch, a tag or a commit")
    git = Git(start)
    try:
        prefix, repository = (git("rev-parse", what).strip("\n") for what in ("--show-prefix", "--show-toplevel"))
        inside = _inside(name, path, prefix)
        commit = git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except GitError as error:
        raise ProjectError(f"{name}: {_reason(str(error), revision)}") from None
    files = dict(_files(git, commit, inside))
    if not any(file == inside or not inside or file.startswith(f"{inside}/") for file in files):
        raise ProjectError(f"{name}: the revision {revision} holds no file {inside or 'at all'}; see `git ls-tree -r`")
    if len(files) > MOST_FILES:
        raise ProjectError(f"{name}: that are more than {MOST_FILES:,} files; name a folder that holds sources alone")
    for file, (blob, size) in files.items():
        _write(folder / file, git, blob, size)
    return CheckedOut(folder / inside, folder, Path(repository).resolve())


def _inside(name: str, path: str, prefix: str) -> str:
    """Return a path as it is counted from the top of the repository."""
    parts: list[str] = []
    relative = path == "." or path.startswith(("./", "../"))
    for part in PurePosixPath((prefix if relative else "") + path).parts:
        if part == ".." and not parts:
            raise ProjectError(f"{name}: the path leads out of the repository")
        parts = parts[:-1] if part == ".." else [*parts, part]
    if path.startswith("/"):
        raise ProjectError(f"{name}: the path counts from the top of the repository; leave out the slash before it")
    return "/".join(parts)


def _files(git: Git, commit: str, inside: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """Yield the files at a path, and the sidecars beside it, with their blobs and sizes."""
    folder = inside.rpartition("/")[0]
    listed = git("ls-tree", "-r", "-l", "-z", "--full-tree", "--end-of-options", commit)
    for entry in filter(None, listed.split("\0")):
        facts, _, path = entry.partition("\t")
        mode, _, blob, size = facts.split()
        within = not inside or path == inside or path.startswith(f"{inside}/")
        beside = path.rpartition("/")[0] == folder and ".portbook." in path
        if mode in PLAIN and (within or beside) and _safe(path):
            yield path, (blob, int(size))


def _safe(path: str) -> bool:
    """Tell whether a path stays in its folder: nobody vouches for the trees of a repository."""
    return not path.startswith("/") and "\\" not in path and not {"..", ".", ""} & set(path.split("/"))


def _write(path: Path, git: Git, blob: str, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(git.bytes("cat-file", "blob", blob) if size <= MOST_BYTES else b"")
        file.truncate(size)


def _reason(said: str, revision: str) -> str:
    if "not a git repository" in said:
        return "there is no such file here, and no git repository that could hold a revision of it"
    if not said:
        return f"the repository has no revision {revision}; see `git log` or `git tag`"
    return said.splitlines()[0]
