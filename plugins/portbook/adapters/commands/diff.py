"""The command that compares two books."""

import sys
from collections.abc import Callable
from pathlib import Path

import click

from portbook.adapters.commands.console import WRONG_USE, examples, takes_format, write
from portbook.adapters.commands.progress import Progress
from portbook.adapters.project.find import find_project
from portbook.adapters.project.releases import release
from portbook.adapters.site.compose import json_bytes, prove
from portbook.changes import Diff
from portbook.changes.comparison import Comparison
from portbook.compiler import Compilation
from portbook.diagnostics import render
from portbook.writers import changes

STYLES: dict[str, Callable[[Comparison], bytes]] = {
    "text": lambda found: changes.text(found).encode(),
    "markdown": lambda found: changes.markdown(found).encode(),
    "json": lambda found: json_bytes(changes.changes(found)),
    "csv": lambda found: changes.changes_csv(found).encode(),
    "xlsx": changes.changes_xlsx,
}
"""Every format with its writer; the first is the default."""

FAILS: dict[str, Callable[[Diff], bool]] = {
    "never": lambda _: False,
    "open": lambda found: found.opens,
    "change": lambda found: found.changes,
}
"""When the command ends with 1, by the value of ``--fail-on``."""


@click.command(
    epilog=examples(
        "portbook diff page-9.txt page-10.txt    what must I open, what may I close?",
        "portbook diff v9:tables v10:tables      of two revisions in git",
        "portbook diff approved.json page.txt    since a book saved by `portbook flows`",
        "portbook diff v9:tables tables --format markdown > ticket.md",
        "portbook diff approved.json tables --fail-on open",
    )
)
@click.argument("old")
@click.argument("new")
@takes_format(*STYLES)
@click.option(
    "--fail-on",
    "fails",
    type=click.Choice(tuple(FAILS)),
    default="never",
    show_default=True,
    help="End with 1 when a port has to be opened, or when anything but the wording changed.",
)
@click.option(
    "-o",
    "--output",
    "into",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write.  [default: stdout]",
)
def diff(old: str, new: str, style: str, fails: str, into: Path | None) -> None:
    """Show what changed between two books.

    OLD and NEW are files, folders, books saved by `portbook flows`, or revisions of a git repository as REV:PATH.
    Meaning is compared, not text: the order of rows, the spelling of ports and the numbers of footnotes are no change.
    """
    if style == "xlsx" and not into and sys.stdout is not None and sys.stdout.isatty():
        raise click.UsageError("a workbook is nothing for a terminal; name a file by -o.")
    project, here = find_project(Path.cwd()), Path.cwd()
    with Progress() as steps:
        releases, codes = [], []
        for name in (old, new):
            steps.step(f"Reading {name}")
            made, report = release(project, name, here, _holds)
            if report.errors:  # what else is found of a page is for `portbook check`; what limits the answer is in it
                click.echo(render(report.errors, "text"), err=True)
            releases.append(made)
            codes.append(report.exit_code)
        steps.step("Comparing")
        found = None if WRONG_USE in codes else Comparison.of(*releases)
    if found is None:
        sys.exit(WRONG_USE)
    written = STYLES[style](found)
    if into:
        into.write_bytes(written)
    else:
        write(written)
    sys.exit(max(*codes, int(FAILS[fails](found.diff))))


def _holds(compilation: Compilation) -> bool:
    return compilation.report.exit_code != WRONG_USE and prove(compilation).holds
