"""The commands that write what is signed: a firewall ticket, and the port sheet of an endpoint."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from portbook.adapters.commands.console import examples, takes_files, terminal_width
from portbook.adapters.commands.deployment import joined_with
from portbook.adapters.commands.progress import Progress
from portbook.adapters.commands.questions.books import open_book
from portbook.adapters.commands.tickets.output import hand_over, moment
from portbook.adapters.commands.tickets.request import OSCAL, STDOUT, Request, takes_request
from portbook.adapters.site.compose import json_bytes
from portbook.diagnostics import printable
from portbook.inventory.join import Joined
from portbook.model import Book, Flow
from portbook.model.names import UnknownNameError, endpoint_named
from portbook.model.selection import NothingSelectedError, Selection, select
from portbook.options import Options
from portbook.tickets.columns import ColumnError, refuse_columns_of_sheets
from portbook.tickets.plan import EVERYTHING
from portbook.tickets.rows import TooManyRowsError
from portbook.tickets.ticket import Ticket
from portbook.views.wording import count
from portbook.writers.oscal import component_definition
from portbook.writers.tickets import (
    guarded_csv,
    ticket_csv,
    ticket_markdown,
    ticket_text,
    ticket_value,
    ticket_workbook,
)

Make = Callable[[Book, Options, Joined | None, str], Iterable[Ticket]]
"""Makes the tickets of a book for a format; all but a workbook take the first one alone."""

UNCOMPARED = "A saved book does not tell where its documents contradict each other; name its sources to see that."

MOST_SHEETS = 250
"""Endpoints up to which each gets a sheet: a workbook of thousands takes minutes to open."""


@click.command(
    epilog=examples(
        "portbook ticket -o ticket.xlsx",
        "portbook ticket --endpoint web --endpoint db -o ticket.csv --spreadsheet-safe",
        "portbook ticket --preset ppsm -o register.xlsx",
        "portbook ticket --columns 'No.=number,source,destination,Port=ports,Owner=' -o ticket.md",
    )
)
@takes_files
@click.option("--endpoint", "endpoints", multiple=True, metavar="NAME", help="Only flows from or to it; repeat it.")
@takes_request
def ticket(files: tuple[Path, ...], endpoints: tuple[str, ...], **asked: Any) -> None:
    """Write flows as a ticket to be signed.

    A row that is not exact is marked with the reasons, such as a range of ports or an end that is not named, and the
    number of such rows is told.
    """
    request = Request(**asked)

    def made(book: Book, options: Options, known: Joined | None, style: str) -> Iterator[Ticket]:
        plan = request.plan(request.chosen(options.ticket_preset), options.ticket_columns, known)
        refuse_columns_of_sheets(plan.columns)
        flows = select(book, Selection(only=endpoints)).flows
        yield plan.ticket(book, flows, f"Flows of {', '.join(endpoints)}" if endpoints else EVERYTHING)
        if style == "xlsx" and _few_ends(flows):
            yield from plan.sheets(book, flows)

    _answer(files, request, "text", made)


@click.command(
    epilog=examples("portbook sheet web", "portbook sheet web --format csv", "portbook sheet web -o web.xlsx")
)
@click.argument("endpoint")
@takes_files
@takes_request
def sheet(files: tuple[Path, ...], endpoint: str, **asked: Any) -> None:
    """Write the port sheet of an endpoint.

    What it listens on and from whom, then what it opens and to whom.
    """
    request = Request(**asked)

    def made(book: Book, options: Options, known: Joined | None, _: str) -> list[Ticket]:
        plan = request.plan(request.chosen("sheet"), options.sheet_columns, known)
        return [plan.sheet(book, endpoint_named(book, endpoint).name)]

    _answer(files, request, "text", made)


def _few_ends(flows: Sequence[Flow]) -> bool:
    """Tell whether each endpoint is to get a sheet, and say it where none does."""
    ends = {end.name for flow in flows for end in (flow.source, flow.destination)}
    if len(ends) > MOST_SHEETS:
        click.echo(
            f"The flows have {len(ends):,} endpoints; a sheet for each is written of up to {MOST_SHEETS}. All flows "
            "are on the first sheet, and --endpoint chooses some.",
            err=True,
        )
    return len(ends) <= MOST_SHEETS


def _answer(files: tuple[Path, ...], request: Request, default: str, make: Make) -> NoReturn:
    style = request.format(default)
    with Progress() as progress:
        opened = open_book(files, progress)
        known = joined_with(opened.book, opened.project, request.inventory, request.aliases, opened.report)
        if opened.report.errors:
            opened.end()
        progress.step("Writing")
        tickets = _made(lambda: make(opened.book, opened.project.options, known, style))
        data = _written(tickets, style, request)
    hand_over(data, request.output)
    if (style, request.output) != ("text", STDOUT):
        click.echo(f"{tickets[0].title}: {tickets[0].summary}.", err=True)
    if opened.compilation is None:
        click.echo(UNCOMPARED, err=True)
    opened.end()


def _made(make: Callable[[], Iterable[Ticket]]) -> list[Ticket]:
    try:
        return list(make())
    except (UnknownNameError, ColumnError, TooManyRowsError) as error:
        raise click.UsageError(printable(str(error))) from error
    except NothingSelectedError as error:
        click.echo(f"portbook: {printable(str(error))}", err=True)
        sys.exit(1)


def _written(tickets: list[Ticket], style: str, request: Request) -> bytes:
    if request.safe:
        text, guarded = guarded_csv(tickets[0])
        click.echo(f"Guarded {count(guarded, 'cell')} that a spreadsheet may take for a formula.", err=True)
        return text.encode()
    return WRITERS[request.preset if request.preset == OSCAL else style](tickets)


WRITERS: dict[str, Callable[[list[Ticket]], bytes]] = {
    "csv": lambda tickets: ticket_csv(tickets[0]).encode(),
    OSCAL: lambda tickets: json_bytes(component_definition(tickets[0], moment())),
    "json": lambda tickets: json_bytes(ticket_value(tickets[0])),
    "text": lambda tickets: ticket_text(tickets[0], terminal_width()).encode(),
    "markdown": lambda tickets: ticket_markdown(tickets[0]).encode(),
    "xlsx": lambda tickets: ticket_workbook(tickets, tickets[0].title),
}
