"""The command that makes files of diagrams: all of a book, those named, or one of chosen flows."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from portbook.adapters.commands.console import compile_files, examples, finish, takes_files, tell, write
from portbook.adapters.commands.diagram.parameters import port_range, size
from portbook.adapters.commands.diagram.request import BACKGROUNDS, Request, file_name, title_of
from portbook.adapters.commands.progress import Progress
from portbook.adapters.site.drawing import by_reason, look_of, order_of, report_rendering
from portbook.adapters.site.folder import write_folder
from portbook.diagnostics import Report, printable
from portbook.diagrams import Graph, Look, graphs
from portbook.diagrams.export import SUFFIXES, export
from portbook.diagrams.graphs import of_flows
from portbook.diagrams.graphs.tiers import tiers
from portbook.diagrams.mermaid import limits_of
from portbook.model import Book
from portbook.model.names import UnknownNameError
from portbook.model.security import GRADES
from portbook.model.selection import NothingSelectedError, select
from portbook.options import TIER_NAMES
from portbook.views.wording import count

STDOUT = "-"


@click.command(
    epilog=examples(
        "portbook diagram -o pictures",
        "portbook diagram --name architecture --format png --dpi 200 -o slides",
        "portbook diagram --only web,db --format pdf",
        "portbook diagram --only web --hops 2 --protection clear",
        "portbook diagram --tier outside --tier routing --hops 0",
        "portbook diagram --port 8000-8999 --format mermaid -o - > ports.mmd",
    )
)
@takes_files
@click.option("--name", "names", multiple=True, metavar="NAME", help="Only the diagram of that name, see --list.")
@click.option("--list", "listed", is_flag=True, help="Print the names and titles of all diagrams and draw none.")
@click.option(
    "--only",
    multiple=True,
    metavar="NAMES",
    help="Flows of these endpoints or components: web, 'web (Proxy)', Proxy; several by commas. Repeat the option for "
    "a name that holds a comma itself.",
)
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    type=click.Choice(TIER_NAMES),
    help="Flows of the endpoints in this tier of the architecture, beside those of --only.",
)
@click.option(
    "--hops",
    type=click.IntRange(0),
    metavar="N",
    help="How far from --only and --tier: 0 flows between those named, 1 every flow that begins or ends at one, 2 "
    "those of their neighbours as well, and so on, in both directions.  [default: 1]",
)
@click.option("--subsystem", "subsystems", multiple=True, metavar="NAME", help="Flows of this subsystem.")
@click.option(
    "--port",
    "ports",
    multiple=True,
    type=port_range,
    metavar="PORT",
    help="Flows with this port, or one of a range: 8443, 8000-8999.",
)
@click.option(
    "--protection", "protections", multiple=True, type=click.Choice(list(GRADES)), help="Flows protected like this."
)
@click.option("--title", metavar="TEXT", help="The title of the picture of chosen flows.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(list(SUFFIXES)),
    default=["svg"],
    show_default=True,
    help="What to write; repeat it for several.",
)
@click.option(
    "-o",
    "--output",
    default="diagrams",
    show_default=True,
    metavar="DIR",
    help="The folder to write into, or - to write one picture to stdout.",
)
@click.option(
    "--dpi", type=click.IntRange(36, 600), metavar="N", help="Pixels an inch of a PNG, 36 to 600.  [default: 96]"
)
@click.option(
    "--size",
    type=size,
    metavar="WxH",
    help="Fit PNG and PDF into so many millimetres, proportions kept: 297x210, a slide 339x191.",
)
@click.option("--background", type=click.Choice(BACKGROUNDS), help="That of PNG and PDF.  [default: white]")
def diagram(files: tuple[Path, ...], **asked: Any) -> None:
    """Draw diagrams into files.

    Without names or a choice of flows: every diagram of the book, as DIR/architecture.svg, DIR/subsystems/NAME.svg,
    DIR/endpoints/NAME.svg. A choice of flows makes one diagram; filters combine, each narrows what the others leave.

    Other files in DIR are left alone, and a file is replaced only if Portbook wrote it and nobody changed it since. If
    one diagram cannot be drawn, nothing is written; then name those that can.
    """
    request = Request(**asked)
    with Progress() as progress:
        compilation, project = compile_files(files, progress)
        if compilation.report.errors:
            finish(compilation)
        if request.listed:
            write(_list(compilation.book))
            finish(compilation)
        chosen = _chosen(compilation.book, look_of(project, compilation.book, compilation.report), request)
        formats = tuple(dict.fromkeys(request.formats))
        if request.output == STDOUT and len(chosen) * len(formats) != 1:
            raise click.UsageError("stdout takes one diagram in one format; name one, or a folder with -o.")
        progress.step("Drawing diagrams")
        exported = export(chosen, formats, request.canvas, order_of(project))
    report_rendering(exported.rendering, compilation.report)
    _stop_at(exported.rendering.failures, compilation.report)
    if compilation.report.errors:
        finish(compilation)
    _put(exported.files, request.output)
    _tell_limits(data for path, data in exported.files.items() if path.endswith(f".{SUFFIXES['mermaid']}"))
    finish(compilation)


def _chosen(book: Book, look: Look, request: Request) -> tuple[Graph, ...]:
    try:
        return (_selected(book, look, request),) if request.selects else _named(book, look, request.names)
    except UnknownNameError as error:
        raise click.UsageError(printable(str(error))) from error
    except NothingSelectedError as error:
        click.echo(f"portbook: {printable(str(error))}", err=True)
        sys.exit(1)


def _named(book: Book, look: Look, names: tuple[str, ...]) -> tuple[Graph, ...]:
    made = {graph.name: graph for graph in graphs(book, look)}
    for name in names:
        if name not in made:
            raise UnknownNameError("diagram", name, made)
    return tuple(made[name] for name in dict.fromkeys(names or made))


def _selected(book: Book, look: Look, request: Request) -> Graph:
    placed = tiers(book, look.tiers)
    for tier in request.tiers:
        if tier not in placed.values():
            raise NothingSelectedError(
                f"no endpoint stands in the tier {tier}; the option tiers of mkdocs.yml puts some there"
            )
    selected = select(book, request.selection(placed))
    if selected.symbolic:
        click.echo(f"Left out {count(selected.symbolic, 'flow')} whose ports are no numbers, such as Varies.", err=True)
    return of_flows(book, file_name(request), request.title or title_of(request), selected.flows)


def _list(book: Book) -> bytes:
    return "".join(f"{graph.name}\t{printable(graph.title)}\n" for graph in graphs(book)).encode()


def _stop_at(failures: Mapping[str, str], report: Report) -> None:
    """Say which diagrams could not be drawn, and end: half an export looks like a whole one."""
    for reason, names in by_reason(failures).items():
        click.echo(f"portbook: {names} could not be drawn: {printable(reason)}", err=True)
    if failures:
        click.echo("Nothing was written.", err=True)
        tell(report)
        sys.exit(1)


def _tell_limits(texts: Iterable[bytes]) -> None:
    if unsaid := dict.fromkeys(limit for text in texts for limit in limits_of(text.decode())):
        click.echo("\n  ".join(["Mermaid cannot express:", *unsaid]), err=True)


def _put(files: dict[str, bytes], output: str) -> None:
    if output == STDOUT:
        (picture,) = files.values()
        write(picture)
        return
    write_folder(Path(output), files, keep=True)
    first = next(iter(files))
    click.echo(f"Wrote {f'{len(files)} files to {output}' if len(files) > 1 else f'{output}/{first}'}", err=True)
