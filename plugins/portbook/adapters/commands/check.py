"""The command that reports findings."""

import sys
from pathlib import Path

import click

from portbook.adapters.commands.console import compile_files, examples, takes_files, takes_format, write
from portbook.diagnostics import render


@click.command(
    epilog=examples(
        "portbook check",
        "portbook check page.txt --format json | jq '.diagnostics | length'",
        "portbook check --format github         annotations in a GitHub workflow",
    )
)
@takes_files
@takes_format("text", "json", "github")
def check(files: tuple[Path, ...], style: str) -> None:
    """Report what looks wrong or uncertain.

    Each finding comes with its rule, its place and a remedy.
    """
    compilation, _ = compile_files(files)
    found = compilation.report.diagnostics
    if style == "json":
        write(f"{render(found, style)}\n".encode())
    elif found:
        click.echo(render(found, style), err=True)
    click.echo(compilation.report.summary(), err=True)
    sys.exit(compilation.report.exit_code)
