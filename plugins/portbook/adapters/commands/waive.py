"""The command that writes a waiver."""

from pathlib import Path

import click

from portbook.adapters.commands.console import compile_files, examples, takes_sources
from portbook.adapters.project.find import ProjectError
from portbook.adapters.project.inputs import waiver_path
from portbook.adapters.project.today import today
from portbook.adapters.project.waiver_entry import add_entry
from portbook.diagnostics import RULES, Diagnostic
from portbook.diagnostics.rules.waivers import RULES as WAIVER_RULES
from portbook.options import OptionError, check_value
from portbook.options.waivers import WaiverOptions


@click.command(
    epilog=examples(
        "portbook waive p-0123456789ab --reason Lab --owner ops --expires 2027-06-30",
    )
)
@click.argument("finding", metavar="ID")
@click.option("--reason", required=True, help="Why the finding may stay.")
@click.option("--owner", required=True, help="Who answers for that.")
@click.option(
    "--expires", required=True, metavar="DAY", help="The last day on which the waiver holds, such as 2027-06-30."
)
@click.option(
    "--waivers",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to add to; default: the option `waivers`.",
)
@takes_sources
def waive(finding: str, waivers: Path | None, files: tuple[Path, ...], **said: str) -> None:
    """Live with a finding until a day.

    Adds an entry to the file of waivers, once a finding with this id is there.
    """
    values = _checked({"id": finding, **said})
    if values["expires"] < today():
        raise click.UsageError(f"expires: {values['expires']} has passed; name the last day on which the waiver holds.")
    compilation, project = compile_files(files)
    path = waivers or waiver_path(project)
    if path is None:
        raise click.UsageError("no file of waivers is known: set `waivers` in mkdocs.yml, or give --waivers FILE.")
    found = _finding(values["id"], compilation.report.diagnostics)
    add_entry(path, values)
    click.echo(f"Waived until {values['expires']} in {_shown(path)}: {found.place}: {found.message}", err=True)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _checked(values: dict[str, str]) -> dict[str, str]:
    try:
        return {name: check_value(WaiverOptions, name, value) for name, value in values.items()}
    except OptionError as error:
        raise click.UsageError(str(error)) from None


def _finding(own: str, found: tuple[Diagnostic, ...]) -> Diagnostic:
    item = next((diagnostic for diagnostic in found if diagnostic.id == own), None)
    if item is None:
        raise ProjectError(f"no finding has the id {own}; `portbook check` shows the id of each")
    if RULES[item.code].unreadable or item.code in WAIVER_RULES:
        raise ProjectError(f"{own} cannot be waived: {item.message}")
    return item
