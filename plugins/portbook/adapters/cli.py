"""The command line: programs read JSON on stdout, people read everything else on stderr."""

from itertools import chain
from typing import Any

import click

from portbook import __version__
from portbook.adapters import INTERRUPTED
from portbook.adapters.commands.build import build
from portbook.adapters.commands.certify import certify
from portbook.adapters.commands.check import check
from portbook.adapters.commands.console import WRONG_USE, examples
from portbook.adapters.commands.diagram.command import diagram
from portbook.adapters.commands.diff import diff
from portbook.adapters.commands.doctor import doctor
from portbook.adapters.commands.firewall.command import export
from portbook.adapters.commands.flows import flows
from portbook.adapters.commands.init import init
from portbook.adapters.commands.inventory import inventory
from portbook.adapters.commands.parse import parse
from portbook.adapters.commands.publish import publish
from portbook.adapters.commands.questions import between, opened, path, port, who
from portbook.adapters.commands.schema import schema
from portbook.adapters.commands.tickets.command import sheet, ticket
from portbook.adapters.commands.waive import waive
from portbook.adapters.project.find import ProjectError
from portbook.adapters.project.starter import StarterError
from portbook.adapters.site.folder import FolderError
from portbook.diagnostics import printable
from portbook.publish import WikiError
from portbook.writers.workbook import WorkbookError

COMMANDS: dict[str, tuple[click.Command, ...]] = {
    "Read a vendor's page": (init, check, waive, certify, flows, parse),
    "Ask": (who, opened, between, port, path, diff),
    "Hand on": (ticket, sheet, inventory, export, diagram),
    "Publish": (build, publish),
    "Set up": (schema, doctor),
}
"""The commands by what a person wants to do."""


class Guide(click.Group):
    """List commands by their job, and turn what a person can put right into one line and an exit code."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write a paragraph for each job, all as wide as one."""
        width = max(len(name) for name in self.commands)
        for job, commands in COMMANDS.items():
            with formatter.section(job):
                formatter.write_dl([(f"{item.name:{width}}", item.get_short_help_str(60)) for item in commands])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ProjectError, FolderError, StarterError, WikiError, WorkbookError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo("portbook: " + "\n".join(map(printable, str(error).splitlines())), err=True)
            ctx.exit(WRONG_USE)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(
    cls=Guide,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "portbook check page.txt                what looks wrong or uncertain",
        "portbook flows page.txt > flows.json   every flow, for programs",
        "portbook who web:8443 --in page.txt    who may reach this machine on this port",
        "portbook init                          a project; then: mkdocs build",
        title="With a vendor's page saved as page.txt",
    ),
)
@click.version_option(__version__, prog_name="portbook")
def main() -> None:
    """Compile tables of network paths into a docs site, and prove that nothing was lost.

    Without files, a command takes the sources that the mkdocs.yml or portbook.yml found here or above names.
    What was asked for goes to stdout, all else to stderr.
    Exit codes: 0 done, 1 findings at level error, 2 wrong use or unreadable input.
    """


for command in chain.from_iterable(COMMANDS.values()):
    main.add_command(command)
