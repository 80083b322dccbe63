"""The command that starts a project."""

from pathlib import Path

import click

from portbook.adapters.commands.console import examples
from portbook.adapters.project.starter import start_project


@click.command(
    epilog=examples(
        "mkdir -p ports/source_tables && cd ports",
        "(save the vendor's page, tables and all, as source_tables/page.txt)",
        "portbook init",
        "mkdocs serve",
        title="From a pasted page to a site",
    )
)
@click.argument("folder", default=".", type=click.Path(path_type=Path, file_okay=False, exists=True))
def init(folder: Path) -> None:
    """Start a project around a source of yours.

    The folder holds a vendor's page as text. A working mkdocs.yml and a first page are written; nothing that is
    there already is changed.
    """
    started = start_project(folder)
    for name in started.written:
        click.echo(f"Wrote {name}", err=True)
    for name in started.kept:
        click.echo(f"Kept {name} as it is", err=True)
    click.echo(
        f"Sources: {', '.join(started.sources)}\n\nNext:\n"
        "  portbook check   what looks wrong or uncertain in the sources\n"
        "  mkdocs serve     the site, rebuilt as you edit\n"
        "  mkdocs build     the site, to publish or to open from site/index.html",
        err=True,
    )
