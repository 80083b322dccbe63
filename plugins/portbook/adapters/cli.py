"""The command line: programs read JSON on stdout, people read everything else on stderr."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import click

from portbook import __version__
from portbook.adapters.folder import FolderError, write_folder
from portbook.adapters.inputs import compile_project, gather
from portbook.adapters.progress import Progress
from portbook.adapters.project import Project, ProjectError, find_project
from portbook.adapters.site import compose, json_bytes, prove
from portbook.adapters.standalone import export
from portbook.adapters.starter import StarterError, start_project
from portbook.certificate import Certificate
from portbook.compiler import Compilation
from portbook.diagnostics import Level, render
from portbook.model import Book
from portbook.writers.json import flows as flows_value
from portbook.writers.parsed import parsed as parsed_value

UNREADABLE = ("source-missing", "source-encoding", "source-binary")
"""The rules of which a finding at level error means that a file could not be read at all."""

WRONG_USE = 2
INTERRUPTED = 130
"""What shells expect of a program that Ctrl-C ended."""

Command = TypeVar("Command", bound=Callable[..., Any])


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


def examples(*lines: str, title: str = "Examples") -> str:
    """Make the end of a help text, its line breaks kept."""
    return "\b\n" + "\n".join([f"{title}:", *(f"  {line}" for line in lines)])


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


def takes_files(command: Command) -> Command:
    """Give a command its files."""
    return click.argument("files", nargs=-1, type=click.Path(path_type=Path))(command)


def takes_format(*styles: str) -> Callable[[Command], Command]:
    """Give a command its output formats; the first is the default."""
    return click.option(
        "--format", "style", type=click.Choice(styles), default=styles[0], show_default=True, help="What to write."
    )


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
    compilation, _ = _compile(files)
    _finish(compilation, parsed_value)


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
    compilation, _ = _compile(files)
    _finish(compilation, flows_value)


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
    compilation, _ = _compile(files)
    found = compilation.report.diagnostics
    if style == "json":
        _write(f"{render(found, style)}\n".encode())
    elif found:
        click.echo(render(found, style), err=True)
    click.echo(compilation.report.summary(), err=True)
    sys.exit(_exit_code(compilation))


@main.command(epilog=examples("portbook certify", "portbook certify page.txt --format json > certificate.json"))
@takes_files
@takes_format("text", "json")
def certify(files: tuple[Path, ...], style: str) -> None:
    """Prove that nothing was lost or made up.

    Shows each law and what was compared, the counts, and the digests of the sources.
    """
    compilation, _ = _compile(files)
    certificate = prove(compilation, thorough=True)
    if style == "text":
        click.echo(_certificate_text(certificate), err=True)
    _finish(compilation, None if style == "text" else lambda _: _certificate_value(certificate))


@main.command(epilog=examples("portbook build --into ports", "portbook build page.txt --into docs/network"))
@takes_files
@click.option("--into", "folder", required=True, type=click.Path(path_type=Path), help="The folder to write.")
def build(files: tuple[Path, ...], folder: Path) -> None:
    """Write all pages for any site generator.

    Pages come as Markdown and as HTML that stands alone, pictures as SVG, flows as CSV and JSON. The folder is
    written whole or not at all; run again, only files that Portbook made are replaced.
    """
    with Progress() as progress:
        compilation, project = _compile(files, progress)
        if compilation.report.errors:
            _finish(compilation)
        progress.step("Checking that nothing was lost")
        certificate = prove(compilation)
        progress.step("Drawing diagrams and composing pages")
        made = export(compose(compilation, certificate, project.options))
        made["certificate.json"] = json_bytes(_certificate_value(certificate))
        if not compilation.report.errors:
            write_folder(folder, made)
    if not compilation.report.errors:
        click.echo(f"Wrote {len(made)} files; open {(folder / 'index.html').as_posix()}", err=True)
    _finish(compilation)


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


def _compile(files: tuple[Path, ...], progress: Progress | None = None) -> tuple[Compilation, Project]:
    project = find_project(Path.cwd())
    if not files and not project.configured:
        raise click.UsageError(
            "no files are given, and no mkdocs.yml here or above names the plugin portbook. "
            "Name files, or run `portbook init`."
        )
    with progress or Progress() as steps:
        steps.step("Reading sources")
        gathered = gather(project, files)
        steps.step(f"Compiling {len(gathered.inputs)} sources")
        return compile_project(project, gathered), project


def _finish(compilation: Compilation, value: Callable[[Book], object] | None = None) -> NoReturn:
    """Write what programs asked for, tell people of errors and warnings, and end with the exit code.

    Where a source could not be read nothing is written: half an answer reads like a whole one.
    """
    code = _exit_code(compilation)
    if value and code != WRONG_USE:
        _write(json_bytes(value(compilation.book)))
    found = [d for d in compilation.report.diagnostics if d.level is not Level.INFO]
    if found:
        click.echo(render(found, "text"), err=True)
    sys.exit(code)


def _exit_code(compilation: Compilation) -> int:
    unreadable = any(d.code in UNREADABLE for d in compilation.report.errors)
    return WRONG_USE if unreadable else compilation.report.exit_code


def _write(data: bytes) -> None:
    """Write to stdout in UTF-8, whatever the terminal's encoding is: programs read it."""
    if sys.stdout is None:
        raise click.UsageError("stdout is closed, and the answer goes there.")
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


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
