"""The command that makes files of diagrams: all of a book, those named, or one of chosen flows."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from portbook.adapters.console import compile_files, examples, finish, takes_files, write
from portbook.adapters.folder import write_folder
from portbook.adapters.parameters import port_range, size
from portbook.adapters.progress import Progress
from portbook.diagnostics import printable
from portbook.diagrams import Graph, graphs
from portbook.diagrams.dot import Canvas
from portbook.diagrams.engine import Order
from portbook.diagrams.export import PRINTED, SUFFIXES, Exported, export
from portbook.diagrams.graphs import of_flows
from portbook.diagrams.graphs.icons import folder
from portbook.diagrams.mermaid import limits
from portbook.diagrams.theme import GRADE_STYLES
from portbook.model import Book, PortRange
from portbook.model.names import UnknownNameError
from portbook.model.security import GRADES
from portbook.model.selection import NothingSelectedError, Selection, select
from portbook.options import Options
from portbook.passes.slugs import slug

STDOUT = "-"
BACKGROUNDS = ("white", "transparent")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """Hold what is asked of the command, a field an option."""

    names: tuple[str, ...]
    only: tuple[str, ...]
    hops: int | None
    subsystems: tuple[str, ...]
    protections: tuple[str, ...]
    ports: tuple[PortRange, ...]
    title: str | None
    formats: tuple[str, ...]
    output: str
    dpi: int | None
    size: tuple[float, float] | None
    background: str | None
    listed: bool

    def __post_init__(self) -> None:
        """Refuse options that have nothing to act on: they were meant for something else."""
        printed = set(PRINTED) & set(self.formats)
        for wrong, why in (
            (self.names and self.selection, "--name picks whole diagrams; leave it out to draw chosen flows"),
            (self.hops is not None and not self.only, "--hops counts from the endpoints of --only; name some"),
            (
                self.title and not self.selection,
                "--title is that of chosen flows; choose some, as with --only",
            ),
            (self.dpi and "png" not in self.formats, "--dpi is that of PNG; add --format png"),
            (self.size and not printed, "--size is that of PNG and PDF; add --format png or pdf"),
            (self.background and not printed, "--background is that of PNG and PDF; add --format png or pdf"),
            (Path(self.output).suffix[1:] in SUFFIXES.values(), "-o names a folder; for one file: -o - > FILE"),
        ):
            if wrong:
                raise click.UsageError(f"{why}.")

    @property
    def selection(self) -> Selection:
        hops = 1 if self.hops is None else self.hops
        return Selection(self.only, hops, self.subsystems, self.protections, self.ports)

    @property
    def canvas(self) -> Canvas:
        return Canvas(background=self.background or BACKGROUNDS[0], dpi=self.dpi, size=self.size)


@click.command(
    epilog=examples(
        "portbook diagram -o pictures",
        "portbook diagram --name architecture --format png --dpi 200 -o slides",
        "portbook diagram --only web,db --format pdf",
        "portbook diagram --only web --hops 2 --protection clear",
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
    "--hops",
    type=click.IntRange(0),
    metavar="N",
    help="How far from --only: 0 flows between those named, 1 every flow that begins or ends at one, 2 those of their "
    "neighbours as well, and so on, in both directions.  [default: 1]",
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
        chosen = _chosen(compilation.book, request)
        formats = tuple(dict.fromkeys(request.formats))
        if request.output == STDOUT and len(chosen) * len(formats) != 1:
            raise click.UsageError("stdout takes one diagram in one format; name one, or a folder with -o.")
        progress.step("Drawing diagrams")
        exported = export(chosen, formats, request.canvas, _order(project.options))
    _tell(exported, chosen if "mermaid" in formats else ())
    _put(exported.files, request.output)
    finish(compilation)


def _chosen(book: Book, request: Request) -> tuple[Graph, ...]:
    try:
        return (_selected(book, request),) if request.selection else _named(book, request.names)
    except UnknownNameError as error:
        raise click.UsageError(printable(str(error))) from error
    except NothingSelectedError as error:
        click.echo(f"portbook: {printable(str(error))}", err=True)
        sys.exit(1)


def _named(book: Book, names: tuple[str, ...]) -> tuple[Graph, ...]:
    made = {graph.name: graph for graph in graphs(book)}
    for name in names:
        if name not in made:
            raise UnknownNameError("diagram", name, made)
    return tuple(made[name] for name in dict.fromkeys(names or made))


def _selected(book: Book, request: Request) -> Graph:
    selection = request.selection
    selected = select(book, selection)
    if selected.symbolic:
        click.echo(f"Left out {selected.symbolic} flows whose ports are no numbers, such as Varies.", err=True)
    return of_flows(book, _file_name(selection), request.title or _title(selection), selected.flows)


def _file_name(selection: Selection) -> str:
    """Name a selection so that the same choice always has the same file."""
    said = [*selection.only, *([f"hops-{selection.hops}"] if selection.hops != 1 else [])]
    said += [f"subsystem-{name}" for name in selection.subsystems]
    said += [f"protection-{grade}" for grade in selection.protections]
    said += [f"port-{ports}" for ports in selection.ports]
    return slug("-".join(["selection", *map(slug, said)]))


def _title(selection: Selection) -> str:
    said = [", ".join(selection.only), ", ".join(selection.subsystems)]
    said.append(", ".join(GRADE_STYLES[grade].label for grade in selection.protections))
    said.append(f"port {', '.join(map(str, selection.ports))}" if selection.ports else "")
    said.append(f"{selection.hops} hops" if selection.hops != 1 else "")
    return f"Flows: {' · '.join(filter(None, said))}"


def _order(options: Options) -> Order:
    return Order(timeout=options.diagram_timeout, images=folder())


def _list(book: Book) -> bytes:
    return "".join(f"{graph.name}\t{printable(graph.title)}\n" for graph in graphs(book)).encode()


def _tell(exported: Exported, mermaid: Iterable[Graph]) -> None:
    """Say what went otherwise than asked, and end where a diagram could not be drawn."""
    for remark in exported.remarks:
        click.echo(printable(remark), err=True)
    for name, reason in exported.failures.items():
        click.echo(f"portbook: {name} could not be drawn: {printable(reason)}", err=True)
    if exported.failures:
        click.echo("Nothing was written.", err=True)
        sys.exit(1)
    if unsaid := dict.fromkeys(limit for graph in mermaid for limit in limits(graph)):
        click.echo("\n  ".join(["Mermaid cannot express:", *unsaid]), err=True)


def _put(files: dict[str, bytes], output: str) -> None:
    if output == STDOUT:
        (picture,) = files.values()
        write(picture)
        return
    write_folder(Path(output), files, keep=True)
    first = next(iter(files))
    click.echo(f"Wrote {f'{len(files)} files to {output}' if len(files) > 1 else f'{output}/{first}'}", err=True)
