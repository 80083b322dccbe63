"""What is asked of the export for firewalls."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.deployment import takes_aliases, takes_inventory
from portbook.firewall import ALLOWABLE, TARGETS

OPTIONS = (
    takes_inventory(required=True),
    takes_aliases,
    click.option(
        "-o", "--output", metavar="DIR", required=True, type=click.Path(path_type=Path), help="The folder to write."
    ),
    click.option(
        "--target", "targets", multiple=True, type=click.Choice(tuple(TARGETS)), help="Only for it; repeat it."
    ),
    click.option(
        "--allow",
        multiple=True,
        type=click.Choice(tuple(ALLOWABLE)),
        help="Export flows as well that are left out for this reason; repeat it.",
    ),
    click.option(
        "--verify/--no-verify", "prove", default=True, show_default=True, help="Prove what Aerleon generates."
    ),
    click.option("--rendered", is_flag=True, help="Write what Aerleon generated, too, into rendered/."),
    click.option("--force", is_flag=True, help="Overwrite files in the way that Portbook did not make; others stay."),
)


def takes_request(command: Any) -> Any:
    """Give a command the options of the export."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold what is asked for, a field an option."""

    inventory: tuple[Path, ...]
    aliases: Path | None
    output: Path
    targets: tuple[str, ...]
    allow: tuple[str, ...]
    prove: bool
    rendered: bool
    force: bool

    def __post_init__(self) -> None:
        """Refuse what nobody would have proved."""
        if self.rendered and not self.prove:
            raise click.UsageError("--rendered writes what was verified; leave --no-verify out.")
