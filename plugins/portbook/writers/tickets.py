"""Write a ticket: as CSV, for programs as JSON, as Markdown, and as a workbook."""

import re
from collections.abc import Sequence
from typing import Any

from portbook.model import Book, DocumentInfo
from portbook.model.addresses import network_text
from portbook.tickets.plan import Plan
from portbook.tickets.presets import WITHOUT_INVENTORY
from portbook.tickets.rows import Row
from portbook.tickets.ticket import Ticket
from portbook.writers.delimited import write_csv
from portbook.writers.escape import markdown as inert
from portbook.writers.json import flow_values
from portbook.writers.markdown import pipes
from portbook.writers.terminal import clean, table
from portbook.writers.workbook import Sheet, WorkbookError, workbook

SCHEMA = "portbook-ticket.schema.json"
"""The published schema of a ticket, in docs/schema."""
VERSION = 1
"""Of the form of a ticket: it is raised where programs would have to change."""
GUARD = "'"
UNSEEN = r"[\s\x00-\x1f\u200b-\u200f\u2060\ufeff]*"
SIGNS = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
RISKY = re.compile(rf"\A(?={UNSEEN}{SIGNS}|[\t\r\n])|(?<=[;|\t\r\n])(?={UNSEEN}{SIGNS})")
"""Where a spreadsheet may take what follows for a formula, in full width too: at the beginning of a cell, and behind
what it may take for the end of one, since a spreadsheet of another language separates by semicolons."""


def ticket_csv(ticket: Ticket) -> str:
    """Write a ticket as CSV, every text exactly as it is."""
    return write_csv(ticket.header, ticket.cells())


def guarded_csv(ticket: Ticket) -> tuple[str, int]:
    """Write a ticket as CSV that a spreadsheet may open, and return how many cells were changed for it.

    An apostrophe stands then before what might be taken for a formula, and every cell stands in quotes.
    """
    guarded = 0

    def guard(text: str) -> str:
        nonlocal guarded
        safe = RISKY.sub(GUARD, text)
        guarded += safe != text
        return safe

    text = write_csv([guard(title) for title in ticket.header], [[guard(c) for c in row] for row in ticket.cells()],
                     quote_all=True)  # fmt: skip
    return text, guarded


def ticket_value(ticket: Ticket) -> dict[str, Any]:
    """Make the value that programs read. Each of ``flows`` is as ``portbook flows`` writes it."""
    flows = {row.flow.id: row.flow for row in ticket.rows}
    return {
        "$schema": SCHEMA,
        "version": VERSION,
        "title": ticket.title,
        "preset": ticket.preset or None,
        "columns": [{"name": column.name or None, "title": column.title} for column in ticket.columns],
        "summary": {"rows": len(ticket.rows), "not_exact": ticket.inexact, "reasons": ticket.reasons},
        "documents": [_document(document) for document in ticket.documents],
        "rows": [_row(row, cells) for row, cells in zip(ticket.rows, ticket.cells(), strict=True)],
        "flows": flow_values(flows.values()),
    }


def _document(document: DocumentInfo) -> dict[str, str]:
    names = ("path", "title", "vendor", "product", "version", "sha256")
    return {name: str(getattr(document, name)) for name in names}


def _row(row: Row, cells: list[str]) -> dict[str, Any]:
    return {
        "flow": row.flow.id,
        "direction": row.direction or None,
        "exact": not row.reasons,
        "reasons": list(row.reasons),
        "ports": [[span.first, span.last] for span in row.spans],
        "transports": list(row.transports),
        "source_addresses": [network_text(network) for network in row.sources],
        "destination_addresses": [network_text(network) for network in row.destinations],
        "cells": cells,
    }


def ticket_markdown(ticket: Ticket) -> str:
    """Write a ticket as a page of Markdown: a heading, a table, and how many rows are not exact."""
    rows = ([inert(text) for text in row] for row in ticket.cells())
    listed = pipes([inert(title) for title in ticket.header], rows)
    return f"# {inert(ticket.title)}\n\n{listed}\n\n{inert(ticket.summary)}\n"


def ticket_text(ticket: Ticket, width: int | None = None) -> str:
    """Write a ticket for a terminal, so many columns wide: a table, and how many rows are not exact."""
    return f"{clean(ticket.title)}\n\n{table(ticket.header, list(ticket.cells()), width)}\n{clean(ticket.summary)}\n"


def ticket_workbook(tickets: Sequence[Ticket], title: str) -> bytes:
    """Write tickets as the sheets of a workbook, rows that are not exact shaded. Raises WorkbookError.

    The last sheet says how many these are, and of which documents they come.
    """
    told = [(ticket.title, ticket.summary) for ticket in tickets[:1]]
    told += [(document.path, _about(document)) for ticket in tickets[:1] for document in ticket.documents]
    return workbook([*map(_sheet, tickets), Sheet("About", ("What", "Says"), told, widths=(28, 100))], title)


def _about(document: DocumentInfo) -> str:
    edition = " ".join(filter(None, (document.vendor, document.product, document.version)))
    return "; ".join(filter(None, (document.title, edition, f"SHA-256 {document.sha256}")))


def book_workbook(book: Book) -> bytes:
    """Write all flows of a book as a workbook; one that Excel could not hold says so instead."""
    ticket = Plan.of("full", WITHOUT_INVENTORY).ticket(book, book.flows)
    try:
        return ticket_workbook([ticket], ticket.title)
    except WorkbookError as error:
        says = f"The flows are in the CSV and the JSON beside this file: {error}."
        return workbook([Sheet("About", ("What", "Says"), [("No workbook", says)], widths=(28, 100))], ticket.title)


def _sheet(ticket: Ticket) -> Sheet:
    marked = frozenset(at for at, row in enumerate(ticket.rows) if row.reasons)
    widths = tuple(column.width for column in ticket.columns)
    return Sheet(ticket.title, ticket.header, list(ticket.cells()), marked, widths)
