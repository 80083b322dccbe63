"""The command that writes all pages into a folder."""

from pathlib import Path

import click

from portbook.adapters.commands.certify import certificate_value
from portbook.adapters.commands.console import compile_files, examples, finish, takes_files
from portbook.adapters.commands.progress import Progress
from portbook.adapters.site.compose import compose, json_bytes, prove
from portbook.adapters.site.folder import write_folder
from portbook.adapters.site.standalone import export


@click.command(epilog=examples("portbook build -o ports", "portbook build page.txt -o docs/network"))
@takes_files
@click.option(
    "-o",
    "--output",
    "--into",
    "folder",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="The folder to write.",
)
def build(files: tuple[Path, ...], folder: Path) -> None:
    """Write all pages for any site generator.

    Pages come as Markdown and as HTML that stands alone, pictures as SVG, flows as CSV and JSON. The folder is
    written whole or not at all; run again, only files that Portbook made are replaced.
    """
    with Progress() as progress:
        compilation, project = compile_files(files, progress)
        if compilation.report.errors:
            finish(compilation)
        progress.step("Checking that nothing was lost")
        certificate = prove(compilation)
        progress.step("Drawing diagrams and composing pages")
        made = export(compose(compilation, certificate, project))
        made["certificate.json"] = json_bytes(certificate_value(certificate))
        if not compilation.report.errors:
            write_folder(folder, made)
    if not compilation.report.errors:
        click.echo(f"Wrote {len(made)} files; open {(folder / 'index.html').as_posix()}", err=True)
    finish(compilation)
