"""Find and read the source files; every problem with a file becomes a finding, not an exception."""

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from portbook import collector
from portbook.adapters.project.find import Project
from portbook.adapters.project.sidecar_file import read_sidecar
from portbook.adapters.project.sidecars import check_sidecars, is_sidecar, sidecars_of
from portbook.adapters.project.today import today
from portbook.adapters.project.waiver_file import read_waivers
from portbook.compiler import Compilation, Input, Readings, compile_sources
from portbook.diagnostics import Place, Report, printable
from portbook.findings import settle
from portbook.options import OptionError, SourceOptions
from portbook.options.sidecar import join
from portbook.readers.limits import MOST_BYTES, refusal


@dataclass(frozen=True, slots=True)
class Gathered:
    """Hold the source files that could be read, and the findings on the others."""

    inputs: tuple[Input, ...]
    report: Report
    partial: bool = False
    """Whether files were named, so that sources of the project may be left out."""


def gather(project: Project, files: Sequence[Path] = ()) -> Gathered:
    """Read the given files, or those that the project's ``sources`` name, each with the options beside it."""
    report = Report()
    chosen = _chosen(project, files, report)
    if not files:
        check_sidecars(tuple(chosen), lambda path: _shown(path, project.root), report)
    loaded = (_load(project, path, options, report) for path, options in chosen.items())
    return Gathered(tuple(filter(None, loaded)), report, partial=bool(files))


def compile_project(
    project: Project, gathered: Gathered, kept: Readings | None = None, waivers: Path | None = None
) -> Compilation:
    """Compile what was gathered; what is wrong with files stands among the findings, and what is waived is silent.

    ``kept`` holds the readings of the build before: of those files, only what changed is read again. ``waivers`` names
    another file of waivers than the project's options do.
    """
    report = Report(project.options.levels)
    report.take(gathered.report)
    compilation = compile_sources(gathered.inputs, project.options, report, kept, partial=gathered.partial)
    path = waivers or waiver_path(project)
    held = read_waivers(path, _shown(path, project.root), report) if path else ()
    with collector.paused():
        settle(compilation.book, report, held, today(), partial=gathered.partial and project.configured)
    return compilation


def waiver_path(project: Project) -> Path | None:
    """Return the file of waivers that the project's options name, if any."""
    return project.root / project.options.waivers if project.options.waivers else None


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


def _chosen(project: Project, files: Sequence[Path], report: Report) -> dict[Path, SourceOptions]:
    """Give each file its options. A file that two sources match takes the options of the later one."""
    configured: dict[Path, SourceOptions] = {}
    for entry in project.options.sources:
        matches = [path for path in map(_absolute, _matches(project.root, entry.path)) if not is_sidecar(path)]
        configured.update(dict.fromkeys(matches, entry))
        if not matches and not files:
            report.add("source-missing", Place(printable(entry.path)), "this source matches no file")
    if not files:
        return configured
    for path in filter(is_sidecar, files):
        report.add("source-missing", Place(_shown(path, project.root)), "this is a sidecar: name the source beside it")
    return {_absolute(path): configured.get(_absolute(path), SourceOptions()) for path in files if not is_sidecar(path)}


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


def _joined(project: Project, path: Path, options: SourceOptions, report: Report) -> SourceOptions | None:
    """Join the options of a file and those of the sidecar beside it; None where that is wrong."""
    for sidecar in sidecars_of(path)[:1]:
        shown = _shown(sidecar, project.root)
        values = read_sidecar(sidecar, shown, report)
        if values is None:
            return None
        try:
            return join(options, values, project.options.names)
        except OptionError as error:
            report.add("sidecar-unread", Place(shown), str(error))
            return None
    return options


def _load(project: Project, path: Path, entry: SourceOptions, report: Report) -> Input | None:
    """Read a file and the sidecar beside it; a file whose sidecar is wrong is left out whole."""
    shown = _shown(path, project.root)
    options = _joined(project, path, entry, report)
    if options is None:
        return None
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            remedy = "Write what it gives into a file, and name that."
            report.add("source-missing", Place(shown), "this is a pipe or a device, not a file", remedy)
            return None
        if too_large := refusal(path.stat().st_size):
            report.add("source-large", Place(shown), too_large)
            return None
        with path.open("rb") as file:
            return Input(shown, file.read(MOST_BYTES + 1), options)
    except IsADirectoryError:
        remedy = f"Name the files in it, such as `{shown}/*.txt`."
        report.add("source-missing", Place(shown), "this is a folder, not a file", remedy)
    except OSError as error:
        message = f"the file cannot be opened: {error.strerror or error}"
        report.add("source-missing", Place(shown), message, _remedy(error))
    return None


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
