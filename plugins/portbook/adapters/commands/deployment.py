"""What commands share that want addresses: the inventory, and its join with the book."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from portbook.adapters.project.deployed import deployed
from portbook.adapters.project.find import Project
from portbook.diagnostics import Report
from portbook.inventory.join import Joined
from portbook.model import Book

A_FILE = click.Path(path_type=Path)

Command = TypeVar("Command", bound=Callable[..., Any])

takes_aliases = click.option(
    "--aliases",
    type=A_FILE,
    metavar="FILE",
    help="Which endpoints stand on a machine of the inventory, as YAML; else the option machines of mkdocs.yml.",
)


def takes_inventory(*, required: bool = False) -> Callable[[Command], Command]:
    """Give a command its inventories."""
    return click.option(
        "--inventory",
        type=A_FILE,
        multiple=True,
        required=required,
        metavar="FILE",
        help="What is deployed, for addresses: `bosh vms --json`, or names with addresses as CSV, YAML or JSON. Repeat "
        "it for a file of load balancers.",
    )


def joined(
    project: Project, book: Book, inventory: tuple[Path, ...], aliases: Path | None, report: Report
) -> Joined | None:
    """Join a book with an inventory; None where there is none, or none that can be read, which a finding says."""
    found = deployed(project, book, [inventory], aliases, report) if inventory else []
    return found[0] if found else None
