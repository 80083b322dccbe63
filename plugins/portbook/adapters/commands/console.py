"""What the commands share: their files, their help, and how they end."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from portbook.adapters.commands.progress import Progress
from portbook.adapters.project.find import Project, find_project
from portbook.adapters.project.inputs import compile_project, gather
from portbook.adapters.site.compose import json_bytes
from portbook.compiler import Compilation
from portbook.diagnostics import Level, Report, render
from portbook.model import Book

WRONG_USE = 2

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str, title: str = "Examples") -> str:
    """Make the end of a help text, its line breaks kept."""
    return "\b\n" + "\n".join([f"{title}:", *(f"  {line}" for line in lines)])


def takes_files(command: Command) -> Command:
    """Give a command its files."""
    return click.argument("files", nargs=-1, type=click.Path(path_type=Path))(command)


def takes_format(*styles: str) -> Callable[[Command], Command]:
    """Give a command its output formats; the first is the default."""
    return click.option(
        "--format", "style", type=click.Choice(styles), default=styles[0], show_default=True, help="What to write."
    )


def takes_waivers(command: Command) -> Command:
    """Give a command another file of waivers than the project's."""
    return click.option(
        "--waivers", type=click.Path(path_type=Path), help="The file of waivers; default: the option `waivers`."
    )(command)


def compile_files(
    files: tuple[Path, ...], progress: Progress | None = None, waivers: Path | None = None
) -> tuple[Compilation, Project]:
    """Compile the files that are given, or else the sources of the project found here or above."""
    project = find_project(Path.cwd())
    if not files and not project.configured:
        raise click.UsageError(
            "no files are given, and no mkdocs.yml with the plugin portbook, nor a portbook.yml, is here or above. "
            "Name files, or run `portbook init`."
        )
    with progress or Progress() as steps:
        steps.step("Reading sources")
        gathered = gather(project, files)
        steps.step(f"Compiling {len(gathered.inputs)} sources")
        return compile_project(project, gathered, waivers=waivers), project


def finish(compilation: Compilation, value: Callable[[Book], object] | None = None) -> NoReturn:
    """Write what programs asked for, tell people of errors and warnings, and end with the exit code.

    Where a source could not be read nothing is written: half an answer reads like a whole one.
    """
    code = compilation.report.exit_code
    if value and code != WRONG_USE:
        write(json_bytes(value(compilation.book)))
    tell(compilation.report)
    sys.exit(code)


def tell(report: Report) -> None:
    """Tell people of errors and warnings."""
    found = [
        diagnostic for diagnostic in report.diagnostics if diagnostic.level is not Level.INFO and diagnostic.counts
    ]
    if found:
        click.echo(render(found, "text"), err=True)


def write(data: bytes) -> None:
    """Write to stdout in UTF-8, whatever the terminal's encoding is: programs read it."""
    if sys.stdout is None:
        raise click.UsageError("stdout is closed, and the answer goes there.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def terminal_width() -> int | None:
    """Return the width of the terminal; what goes elsewhere is not wrapped unless COLUMNS says how wide it is."""
    watched = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if watched or "COLUMNS" in os.environ else None
