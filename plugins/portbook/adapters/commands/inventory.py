"""The commands that join a book with what is deployed, and tell what a changed inventory means for its flows."""

import sys
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.console import examples, takes_files, takes_format, tell, write
from portbook.adapters.commands.deployment import A_FILE, takes_aliases
from portbook.adapters.commands.progress import Progress
from portbook.adapters.commands.questions.books import Opened, open_book
from portbook.adapters.project.deployed import deployed
from portbook.adapters.site.compose import json_bytes
from portbook.inventory.changes import flows_moved, moved
from portbook.inventory.join import Joined
from portbook.writers.inventory import joined_text, joined_value, moved_csv, moved_text, moved_value

takes_others = click.option(
    "--also",
    type=A_FILE,
    multiple=True,
    metavar="FILE",
    help="An inventory beside it, such as the addresses of load balancers; repeat it for more.",
)


@click.group()
def inventory() -> None:
    """Join the book with what is deployed.

    An inventory is what `bosh vms --json` or `bosh instances --json` prints, or names with addresses as CSV, YAML or
    JSON. `portbook ticket --inventory FILE` writes the addresses into tickets.
    """


@inventory.command(
    name="show", epilog=examples("bosh vms --json > vms.json", "portbook inventory show vms.json --aliases aliases.yml")
)
@click.argument("file", type=A_FILE)
@takes_files
@takes_aliases
@takes_others
@takes_format("text", "json")
def show(file: Path, files: tuple[Path, ...], aliases: Path | None, also: tuple[Path, ...], style: str) -> None:
    """Show the addresses of each endpoint, and which names have no partner on either side."""
    opened, (found,) = _joined(((file, *also),), files, aliases)
    write(json_bytes(joined_value(found)) if style == "json" else joined_text(found).encode())
    opened.end()


@inventory.command(
    epilog=examples(
        "portbook inventory diff before.json after.json",
        "portbook inventory diff before.json after.json --format csv > ticket.csv",
    )
)
@click.argument("old", type=A_FILE)
@click.argument("new", type=A_FILE)
@takes_files
@takes_aliases
@takes_others
@takes_format("text", "json", "csv")
@click.option("--exit-code", "strict", is_flag=True, help="End with 1 where an address changed.")
def diff(files: tuple[Path, ...], old: Path, new: Path, aliases: Path | None, **asked: Any) -> None:
    """Show the addresses that changed between two inventories, and the flows that this concerns."""
    style = asked["style"]
    opened, (before, after) = _joined(((old, *asked["also"]), (new, *asked["also"])), files, aliases)
    ends = moved(before.addresses, after.addresses)
    flows = flows_moved(opened.book, ends)
    if style == "json":
        write(json_bytes(moved_value(ends, flows)))
    else:
        write((moved_csv(flows) if style == "csv" else moved_text(ends, flows)).encode())
    if asked["strict"] and ends:
        tell(opened.report)
        sys.exit(max(1, opened.report.exit_code))
    opened.end()


def _joined(
    inventories: tuple[tuple[Path, ...], ...], files: tuple[Path, ...], aliases: Path | None
) -> tuple[Opened, list[Joined]]:
    with Progress() as progress:
        opened = open_book(files, progress)
        progress.step("Joining inventories")
        found = deployed(opened.project, opened.book, inventories, aliases, opened.report)
    if opened.report.errors:
        opened.end()
    return opened, found
