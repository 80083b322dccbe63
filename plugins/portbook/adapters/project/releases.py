"""Read a book by any name that people give it: a file, a folder, a saved book, or a revision of a git repository."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from portbook.adapters.project.find import Project, ProjectError
from portbook.adapters.project.inputs import compile_project, gather
from portbook.adapters.project.revision import CheckedOut, check_out, is_revision
from portbook.adapters.project.sidecars import is_sidecar
from portbook.changes.comparison import Accounts, Release
from portbook.compiler import Compilation
from portbook.diagnostics import Report, printable
from portbook.readers import formats
from portbook.readers.limits import MOST_BYTES
from portbook.writers.readback.saved import SavedBookError, read_saved

SAVED = ".json"

Certify = Callable[[Compilation], bool]
"""Tells whether the laws hold for a compilation; one that does not joins the findings."""


def release(project: Project, name: str, here: Path, certify: Certify) -> tuple[Release, Report]:
    """Read the book of a name, with the findings on it. Raises ProjectError where nothing bears it.

    The folder of a project stands for the sources that the project names.
    """
    if not name.strip():
        raise ProjectError("a release has no name; name a file, a folder, a saved book or a git revision REV:PATH")
    path = here / name
    if path.exists():
        return _at(project, path, name, certify)
    if not is_revision(name):
        raise ProjectError(f"{printable(name)}: there is no such file or folder; a git revision is written REV:PATH")
    with TemporaryDirectory(prefix="portbook-") as folder:
        found = check_out(name, here, Path(folder).resolve())
        return _at(_moved(project, found), found.path, name, certify)


def _moved(project: Project, found: CheckedOut) -> Project:
    """Return the project as it stood in the revision: its options are for the same files there."""
    root = project.root.resolve()
    inside = root.relative_to(found.repository) if root.is_relative_to(found.repository) else Path()
    return replace(project, root=found.top / inside)


def _at(project: Project, path: Path, name: str, certify: Certify) -> tuple[Release, Report]:
    if path.suffix.casefold() == SAVED and path.is_file():
        return _saved(path, name), Report()
    whole = project.configured and path == project.root
    files = [] if whole else _sources(path) if path.is_dir() else [path]
    if not files and not whole:
        raise ProjectError(f"{printable(name)}: the folder holds no file of a format that is read")
    compilation = compile_project(project, gather(project, files))
    holds = certify(compilation)
    report = compilation.report
    return Release(name, compilation.book, Accounts.of(compilation.book, len(report.errors), holds)), report


def _saved(path: Path, name: str) -> Release:
    if path.stat().st_size > 20 * MOST_BYTES:
        raise ProjectError(f"{printable(name)}: the saved book is larger than any that Portbook writes")
    try:
        return Release(name, *read_saved(path.read_bytes()))
    except SavedBookError as error:
        raise ProjectError(f"{printable(name)}: {error}") from None


def _sources(folder: Path) -> list[Path]:
    """Return the files in a folder, and below it, whose extension is that of a reader; hidden ones are left out."""
    known = {extension for kind in formats() for extension in kind.extensions}
    found = (path for path in folder.rglob("*") if path.suffix.casefold() in known and path.is_file())
    return sorted(path for path in found if not is_sidecar(path) and not _hidden(path.relative_to(folder)))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
