"""Draw the flows of an answer into a file."""

import sys
from pathlib import Path

import click

from portbook.adapters.commands.console import WRONG_USE
from portbook.adapters.commands.questions.books import Opened
from portbook.adapters.site.drawing import look_of, order_of, report_rendering
from portbook.diagnostics import Report, printable, render
from portbook.diagrams.dot import Canvas
from portbook.diagrams.export import export
from portbook.diagrams.graphs import of_flows
from portbook.model import Flow

NAME = "answer"
SVG = b"<svg "


def takes_drawing(path: Path) -> None:
    """Refuse a file that no picture can be written into, before anything is answered."""
    if path.suffix.casefold() != ".svg":
        raise click.UsageError("--diagram names a file that ends with .svg; `portbook diagram` makes other formats.")
    if not path.parent.is_dir():
        raise click.UsageError(f"--diagram names a file in {printable(str(path.parent))}, and there is no such folder.")
    _spare(path)


def draw_flows(opened: Opened, flows: tuple[Flow, ...], title: str, path: Path) -> None:
    """Write a picture of flows; without a flow there is none. A file that is no picture is never replaced."""
    if not flows:
        click.echo("No diagram: the answer has no flow.", err=True)
        return
    report = opened.compilation.report if opened.compilation else Report(opened.project.options.levels)
    graph = of_flows(opened.book, NAME, title, flows)
    look_of(opened.project, opened.book, report)
    exported = export((graph,), ("svg",), Canvas(), order_of(opened.project))
    report_rendering(exported.rendering, report)
    for reason in exported.rendering.failures.values():
        click.echo(f"portbook: the diagram could not be drawn: {printable(reason)}", err=True)
        sys.exit(1)
    (picture,) = exported.files.values()
    _spare(path)
    path.write_bytes(picture)
    if opened.compilation is None and report.diagnostics:
        click.echo(render(report.diagnostics, "text"), err=True)
    click.echo(f"Wrote {path}", err=True)


def _spare(path: Path) -> None:
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(SVG)) != SVG:
                click.echo(f"portbook: {path} is no picture of Portbook; name another file.", err=True)
                sys.exit(WRONG_USE)
