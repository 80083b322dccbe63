"""What commands share that want addresses: the inventory, and its join with the book."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from portbook.adapters.project.deployed import deployed
from portbook.adapters.project.find import Project
from portbook.compiler import Compilation
from portbook.diagnostics import Report
from portbook.inventory.join import Joined
from portbook.model import Book
from portbook.model.addresses import Addresses

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


def joined_with(
    book: Book, project: Project, inventory: tuple[Path, ...], aliases: Path | None, report: Report
) -> Joined | None:
    """Join a book with inventories; None where none is named or can be read, which a finding says."""
    if not inventory:
        return None
    found = deployed(project, book, [inventory], aliases, report)
    return found[0] if found else None


def addresses_of(
    compilation: Compilation, project: Project, inventory: tuple[Path, ...], aliases: Path | None
) -> Addresses | None:
    """Return the addresses of endpoints; None where no inventory can be read, which a finding says."""
    found = joined_with(compilation.book, project, inventory, aliases, compilation.report)
    return found.addresses if found else None
