"""The command line: programs read JSON on stdout, people read everything else on stderr."""

import sys
from pathlib import Path
from typing import Any

import click

from portbook import __version__
from portbook.adapters.console import (
    WRONG_USE,
    compile_files,
    examples,
    exit_code,
    finish,
    takes_files,
    takes_format,
    write,
)
from portbook.adapters.diagram_command import diagram
from portbook.adapters.doctor import doctor
from portbook.adapters.folder import FolderError, write_folder
from portbook.adapters.progress import Progress
from portbook.adapters.project import ProjectError
from portbook.adapters.site import compose, json_bytes, prove
from portbook.adapters.standalone import export
from portbook.adapters.starter import StarterError, start_project
from portbook.certificate import Certificate
from portbook.diagnostics import render
from portbook.options.schema import schemas
from portbook.writers.json import flows as flows_value
from portbook.writers.parsed import parsed as parsed_value

INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended."""


class Guide(click.Group):
    """Turn what a person can put right into one line and an exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (ProjectError, FolderError, StarterError, OSError) as error:
            if isinstance(error, BrokenPipeError):
                raise
            click.echo(f"portbook: {error}", err=True)
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
        "portbook init                          a project; then: mkdocs build",
        title="With a vendor's page saved as page.txt",
    ),
)
@click.version_option(__version__, prog_name="portbook")
def main() -> None:
    """Compile tables of network paths into a docs site, and prove that nothing was lost.

    Without files, a command takes the sources that the mkdocs.yml found here or above names.
    JSON goes to stdout, all else to stderr.
    Exit codes: 0 done, 1 findings at level error, 2 wrong use or unreadable input.
    """


@main.command(
    epilog=examples(
        "portbook parse page.txt",
        "portbook parse page.txt | jq -r '.documents[].tables[].rows[].cells | join(\" | \")'",
    )
)
@takes_files
@takes_format("json")
def parse(files: tuple[Path, ...], style: str) -> None:  # noqa: ARG001 - one format so far
    """Show how sources were read.

    Writes each table with its columns, rows, cells and footnotes.
    """
    compilation, _ = compile_files(files)
    finish(compilation, parsed_value)


@main.command(
    epilog=examples(
        "portbook flows page.txt",
        "portbook flows | jq -r '.flows[] | select(.destination.name == \"db\") | .port_text'",
    )
)
@takes_files
@takes_format("json")
def flows(files: tuple[Path, ...], style: str) -> None:  # noqa: ARG001 - one format so far
    """Show what sources mean: every flow.

    Writes who talks to whom, on which ports, how protected, and which lines say so.
    """
    compilation, _ = compile_files(files)
    finish(compilation, flows_value)


@main.command(
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
    sys.exit(exit_code(compilation))


@main.command(epilog=examples("portbook certify", "portbook certify page.txt --format json > certificate.json"))
@takes_files
@takes_format("text", "json")
def certify(files: tuple[Path, ...], style: str) -> None:
    """Prove that nothing was lost or made up.

    Shows each law and what was compared, the counts, and the digests of the sources.
    """
    compilation, _ = compile_files(files)
    certificate = prove(compilation, thorough=True)
    if style == "text":
        click.echo(_certificate_text(certificate), err=True)
    finish(compilation, None if style == "text" else lambda _: _certificate_value(certificate))


@main.command(epilog=examples("portbook build --into ports", "portbook build page.txt --into docs/network"))
@takes_files
@click.option("--into", "folder", required=True, type=click.Path(path_type=Path), help="The folder to write.")
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
        made["certificate.json"] = json_bytes(_certificate_value(certificate))
        if not compilation.report.errors:
            write_folder(folder, made)
    if not compilation.report.errors:
        click.echo(f"Wrote {len(made)} files; open {(folder / 'index.html').as_posix()}", err=True)
    finish(compilation)


@main.command(
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


@main.command(
    epilog=examples(
        "portbook schema > portbook-sidecar.schema.json",
        "then begin page.portbook.yml with:  # yaml-language-server: $schema=portbook-sidecar.schema.json",
    )
)
@click.argument("what", type=click.Choice(tuple(schemas())), default="sidecar")
def schema(what: str) -> None:
    """Write the JSON Schema of the options, for editors.

    Of a sidecar beside a source, of the options under `plugins: - portbook:`, or of a mkdocs.yml that holds them.
    """
    write(json_bytes(schemas()[what]))


main.add_command(diagram)
main.add_command(doctor)


def _certificate_value(certificate: Certificate) -> dict[str, object]:
    laws = [
        {"number": law.number, "name": law.name, "holds": law.holds if law.checked else None, "detail": law.detail}
        for law in certificate.laws
    ]
    return {"holds": certificate.holds, "laws": laws, "counts": certificate.counts, "sources": certificate.hashes}


def _certificate_text(certificate: Certificate) -> str:
    laws = [f"{'holds ' if law.holds else 'BROKEN'}  {law.number} {law.name}: {law.detail}" for law in certificate.laws]
    counts = [f"{number:>8,}  {name}" for name, number in certificate.counts.items()]
    hashes = [f"{digest}  {path}" for path, digest in certificate.hashes.items()]
    return "\n".join([*laws, "", *counts, "", *hashes])
