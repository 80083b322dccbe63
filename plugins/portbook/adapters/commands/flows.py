"""The command that shows what sources mean."""

from pathlib import Path

import click

from portbook.adapters.commands.console import WRONG_USE, compile_files, examples, finish, takes_files, takes_format
from portbook.adapters.site.compose import prove
from portbook.changes.comparison import Accounts
from portbook.writers import json


@click.command(
    epilog=examples(
        "portbook flows page.txt",
        "portbook flows | jq -r '.flows[] | select(.destination.name == \"db\") | .port_text'",
    )
)
@takes_files
@takes_format("json")
def flows(files: tuple[Path, ...], style: str) -> None:  # noqa: ARG001 - one format so far
    """Show what sources mean: every flow.

    Writes who talks to whom, on which ports, how protected, and which lines say so. What is written is a saved book:
    `portbook diff` reads it again.
    """
    compilation, _ = compile_files(files)
    readable = compilation.report.exit_code != WRONG_USE
    holds = readable and prove(compilation).holds
    accounts = Accounts.of(compilation.book, len(compilation.report.errors), holds)
    finish(compilation, lambda book: json.flows(book, accounts))
