"""The command that shows how sources were read."""

from pathlib import Path

import click

from portbook.adapters.commands.console import compile_files, examples, finish, takes_files, takes_format
from portbook.writers.parsed import parsed


@click.command(
    epilog=examples(
        "portbook parse page.txt",
        "portbook parse page.txt | jq -r '.documents[].tables[].rows[].cells | join(\" | \")'",
    )
)
@takes_files
@takes_format("json")
def parse(files: tuple[Path, ...], style: str) -> None:  # noqa: ARG001 - one format so far
    """Show how sources were read.

    Writes each table with its columns, rows, cells and footnotes.
    """
    compilation, _ = compile_files(files)
    finish(compilation, parsed)
