"""Find and read the source files; every problem with a file becomes a finding, not an exception."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from portbook.adapters.project import Project
from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagnostics import Place, Report, printable
from portbook.options import SourceOptions


@dataclass(frozen=True, slots=True)
class Problem:
    """Hold a source that could not be read: its path as shown, and why."""

    path: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the source files that could be read, and the problems with the others."""

    inputs: tuple[Input, ...]
    problems: tuple[Problem, ...]


def gather(project: Project, files: Sequence[Path] = ()) -> Gathered:
    """Read the given files, or those that the project's ``sources`` name."""
    found: list[Input] = []
    problems: list[Problem] = []
    for item in _chosen(project, files):
        outcome = item if isinstance(item, Problem) else _load(project.root, *item)
        if isinstance(outcome, Input):
            found.append(outcome)
        else:
            problems.append(outcome)
    return Gathered(tuple(found), tuple(problems))


def compile_project(project: Project, gathered: Gathered) -> Compilation:
    """Compile what was gathered; problems with files stand among the findings."""
    report = Report(project.options.levels)
    for problem in gathered.problems:
        report.add("source-missing", Place(problem.path), problem.message, problem.remedy)
    return compile_sources(gathered.inputs, project.options, report)


def watched_folders(project: Project) -> tuple[tuple[Path, bool], ...]:
    """Return each folder that holds sources, or will, and whether the folders in it count too."""
    folders: dict[Path, bool] = {}
    for entry in project.options.sources:
        plain, deep, _ = entry.path.partition("**")
        folder = project.root / (plain if deep else os.path.dirname(plain))
        while not os.path.isdir(folder):
            folder, deep = folder.parent, deep or ("**" if glob.has_magic(folder.name) else "")
        folders[folder] = folders.get(folder, False) or bool(deep)
    return tuple(sorted(folders.items()))


def _chosen(project: Project, files: Sequence[Path]) -> "Iterable[tuple[Path, SourceOptions] | Problem]":
    """Pair each file with its options. A file that two sources match takes the options of the later one."""
    configured: dict[Path, SourceOptions] = {}
    problems: list[Problem] = []
    for entry in project.options.sources:
        matches = list(_matches(project.root, entry.path))
        configured.update((_absolute(path), entry) for path in matches)
        if not matches:
            problems.append(Problem(entry.path, "this source matches no file"))
    if files:
        given = dict.fromkeys(map(_absolute, files))
        return [(path, configured.get(path, SourceOptions())) for path in given]
    return [*configured.items(), *problems]


def _matches(root: Path, pattern: str) -> Iterator[Path]:
    """Yield the files of a path or pattern; a file whose own name looks like a pattern is taken as it is."""
    literal = root / pattern
    if os.path.isfile(literal) or os.path.isdir(literal):
        yield literal
    if os.path.exists(literal) or not glob.has_magic(pattern) or "\0" in pattern:
        return
    found = sorted(glob.glob(pattern, root_dir=root, recursive=True))
    yield from (root / path for path in found if (root / path).is_file())


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def _load(root: Path, path: Path, options: SourceOptions) -> Input | Problem:
    shown = _shown(path, root)
    try:
        return Input(shown, path.read_bytes(), replace(options, path=shown))
    except IsADirectoryError:
        return Problem(shown, "this is a folder, not a file", f"Name the files in it, such as `{shown}/*.txt`.")
    except OSError as error:
        return Problem(shown, f"the file cannot be opened: {error.strerror or error}", _remedy(error))


def _remedy(error: OSError) -> str:
    return "Give yourself permission to read it." if isinstance(error, PermissionError) else "Check the path."


def _shown(path: Path, root: Path) -> str:
    """Return the path relative to the project with forward slashes; on another drive only its name is left.

    What no output could hold of a name is shown escaped: control characters and bytes that are not UTF-8.
    """
    try:
        shown = Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        shown = path.name
    return printable(os.fsencode(shown).decode(errors="backslashreplace"))
