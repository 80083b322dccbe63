"""What is asked of the commands that write tickets and sheets."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.deployment import takes_aliases, takes_inventory
from portbook.inventory.join import Joined
from portbook.tickets.columns import COLUMNS, SETTING
from portbook.tickets.plan import Plan
from portbook.tickets.presets import EXACTNESS, PRESETS
from portbook.tickets.rows import PER

STYLES = ("text", "xlsx", "csv", "json", "markdown")
ENDINGS = {".txt": "text", ".xlsx": "xlsx", ".csv": "csv", ".json": "json", ".md": "markdown", ".markdown": "markdown"}
OSCAL = "oscal"
"""A preset that has no columns: it is a document of its own kind."""
STDOUT = "-"
MARK = "reasons"
"""The column that tells of a row why it is not exact."""

ASKED = "; ".join(f"{name}, {preset.doc}" for name, preset in PRESETS.items())
OPTIONS = (
    click.option(
        "--preset",
        type=click.Choice((*PRESETS, OSCAL)),
        help=f"A choice of columns: {ASKED}; oscal, a component definition for programs of auditors.",
    ),
    click.option(
        "--columns",
        metavar="NAMES",
        help="The columns, in order, with commas between: source,ports. 'Port=ports' gives a title of your own, "
        f"'Owner=' an empty column to fill in. There are {', '.join(COLUMNS)}.",
    ),
    takes_inventory(),
    takes_aliases,
    click.option("--one-row-per", "per", type=click.Choice(PER), help="What a row stands for.  [default: flow]"),
    click.option("--format", "style", type=click.Choice(STYLES), help="What to write; else the ending of -o tells."),
    click.option("-o", "--output", default=STDOUT, metavar="FILE", help="The file to write.  [default: stdout]"),
    click.option(
        "--spreadsheet-safe",
        "safe",
        is_flag=True,
        help="Begin CSV cells that a spreadsheet may take for formulas with an apostrophe, and say how many.",
    ),
)


def takes_request(command: Any) -> Any:
    """Give a command the options that a ticket and a sheet share."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold what is asked for, a field an option."""

    preset: str | None
    columns: str | None
    per: str | None
    style: str | None
    output: str
    safe: bool
    inventory: tuple[Path, ...]
    aliases: Path | None

    def __post_init__(self) -> None:
        """Refuse options that have nothing to act on: they were meant for something else."""
        if self.safe and self.style not in (None, "csv"):
            raise click.UsageError("--spreadsheet-safe is for CSV; the other formats need no guard.")
        if self.aliases and not self.inventory:
            raise click.UsageError("--aliases speaks of the machines of an inventory; name it with --inventory.")
        if self.preset and self.columns:
            raise click.UsageError("--preset and --columns both choose columns; name one of them.")
        if self.preset == OSCAL and (self.style not in (None, "json") or self.per):
            raise click.UsageError("the preset oscal is JSON, and has no rows; leave --format and --one-row-per out.")
        if not self.output.strip() or (self.output != STDOUT and Path(self.output).is_dir()):
            raise click.UsageError("-o names a file, such as ticket.xlsx.")

    def own(self, configured: tuple[str, ...]) -> tuple[str, ...]:
        """Return the columns that are named here or else, where no preset is, in the configuration.

        Where none of them tells what is not exact, one is added that does: no row is to look as if it were.
        """
        named = tuple(self.columns.split(",")) if self.columns is not None else () if self.preset else configured
        told = {entry.rpartition(SETTING)[2].strip() for entry in named}
        return (*named, MARK) if named and not told.intersection(EXACTNESS) else named

    def plan(self, preset: str, configured: tuple[str, ...], known: Joined | None) -> Plan:
        """Make the plan, with the addresses of an inventory where one was joined. Raises ColumnError."""
        own = self.own(configured)
        if known is None:
            return Plan.of(preset, own, self.per)
        return Plan.of(preset, own, self.per, known.addresses, known.partial)

    def chosen(self, default: str) -> str:
        """Return the preset that gives the columns."""
        return "full" if self.preset == OSCAL else self.preset or default

    def format(self, default: str) -> str:
        """Return the format that is asked for, or that the ending of the file tells, or else the default."""
        told = ENDINGS.get(Path(self.output).suffix.lower())
        chosen = self.style or ("json" if self.preset == OSCAL else told) or ("csv" if self.safe else default)
        if chosen == "xlsx" and self.output == STDOUT:
            raise click.UsageError("a workbook is not for a terminal; name a file: -o ticket.xlsx")
        if self.safe and chosen != "csv":
            raise click.UsageError("--spreadsheet-safe is for CSV; the other formats need no guard.")
        return chosen
