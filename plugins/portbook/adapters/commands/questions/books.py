"""Open the book that is asked: compiled from sources, or saved by ``portbook flows``."""

import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import click

from portbook.adapters.commands.console import WRONG_USE, compile_files, tell
from portbook.adapters.commands.progress import Progress
from portbook.adapters.project.find import Project, ProjectError, find_project
from portbook.adapters.project.inputs import compile_project, gather
from portbook.compiler import Compilation
from portbook.diagnostics import Report, printable
from portbook.model import Book
from portbook.views.wording import count
from portbook.writers.readback.saved import SavedBookError, read_book, read_saved

BEGINS = 64 * 1024
"""How much of a file tells whether it is a saved book."""


@dataclass(frozen=True)
class Opened:
    """Hold a book with the project that it belongs to; a saved book has no compilation."""

    book: Book
    project: Project
    compilation: Compilation | None = None

    @cached_property
    def report(self) -> Report:
        """Return what is found on the book, to which a command may add."""
        return Report() if self.compilation is None else self.compilation.report

    def end(self) -> NoReturn:
        """Tell people what was found, and end with its exit code."""
        tell(self.report)
        sys.exit(self.report.exit_code)


def open_book(files: tuple[Path, ...], progress: Progress | None = None) -> Opened:
    """Open a saved book, or compile files or the project. Ends where a file cannot be read."""
    saved = [path for path in files if _is_saved(path)]
    if saved:
        if len(files) > 1:
            raise click.UsageError("a saved book stands alone; name it only, or the sources that it was made of.")
        return Opened(_read(saved[0]), find_project(Path.cwd()))
    compilation, project = compile_files(files, progress)
    if compilation.report.exit_code == WRONG_USE:
        tell(compilation.report)
        sys.exit(WRONG_USE)
    return Opened(compilation.book, project, compilation)


def read_quietly(files: tuple[Path, ...]) -> Book | None:
    """Return the book without a word, or None: the shell asks for names while somebody types."""
    try:
        if len(files) == 1 and _is_saved(files[0]):
            return read_book(files[0].read_bytes())
        project = find_project(Path.cwd())
        return compile_project(project, gather(project, files)).book if files or project.configured else None
    except (SavedBookError, ProjectError, OSError):
        return None


def _is_saved(path: Path) -> bool:
    """Tell whether a file is JSON of flows; what cannot be read is left to those who report it."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            begin = file.read(BEGINS).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return False
    return (begin.startswith(b"{") and b'"flows"' in begin) or path.suffix.casefold() == ".json"


def _read(path: Path) -> Book:
    name = printable(path.as_posix())
    try:
        book, accounts = read_saved(path.read_bytes())
    except SavedBookError as error:
        raise click.UsageError(f"{name}: {printable(str(error))}.") from error
    if accounts.errors:
        click.echo(
            f"{name} was saved with {count(accounts.errors, 'error')}; run `portbook check` on its sources.", err=True
        )
    return book
