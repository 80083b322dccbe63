"""Each preset and format as a file one can read: `tests/cases/tickets`, of the harbour with an inventory.

A change that is meant: `PORTBOOK_UPDATE=1 pytest tests/tickets/test_goldens.py`, then read the difference.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portbook.adapters.site.compose import json_bytes
from portbook.compiler import Input, compile_sources
from portbook.diagnostics import Place, Report
from portbook.inventory.changes import FlowMoved, Moved, flows_moved, moved
from portbook.inventory.join import Joined, join
from portbook.inventory.mapping import Aliases, read_aliases
from portbook.inventory.reading import read_inventory
from portbook.model import Book
from portbook.options import Options
from portbook.tickets.plan import Plan
from portbook.tickets.presets import PRESETS
from portbook.tickets.ticket import Ticket
from portbook.writers.inventory import joined_text, joined_value, moved_csv, moved_text, moved_value
from portbook.writers.oscal import component_definition
from portbook.writers.tickets import guarded_csv, ticket_csv, ticket_markdown, ticket_value
from sites.hosting import PAGE

CASES = Path(__file__).parents[1] / "cases" / "tickets"


def harbour() -> Book:
    options = Options()
    return compile_sources([Input("harbour-paths.txt", PAGE.encode(), options.sources[0])], options).book


def joined(name: str) -> Joined:
    report = Report()
    machines = read_inventory(name, (CASES / name).read_bytes(), report)
    assert machines is not None
    aliases = Aliases.of(read_aliases((CASES / "aliases.yml").read_text(encoding="utf-8")), "aliases.yml")
    return join(harbour(), machines, aliases, report, Place(name))


def ticket(preset: str) -> Ticket:
    book = harbour()
    plan = Plan.of(preset, at=joined("vms.json").addresses)
    return plan.sheet(book, "gate_keeper") if preset == "sheet" else plan.ticket(book, book.flows)


def changes(write: Callable[..., str | bytes]) -> str | bytes:
    ends = moved(joined("vms.json").addresses, joined("vms-later.json").addresses)
    return write(ends, flows_moved(harbour(), ends))


def for_programs(preset: str) -> bytes:
    """Write the JSON of a ticket, without the flows: what these hold is another contract."""
    value = ticket_value(ticket(preset))
    return json_bytes({**value, "flows": [flow["id"] for flow in value["flows"]]})


def moved_for_programs(ends: dict[str, Moved], flows: Iterator[FlowMoved]) -> bytes:
    value = moved_value(ends, flows)
    return json_bytes({**value, "flows": [flow["id"] for flow in value["flows"]]})


MADE: dict[str, Callable[[], str | bytes]] = {
    **{f"{name}.csv": lambda name=name: ticket_csv(ticket(name)) for name in PRESETS},  # type: ignore[misc]
    "request-guarded.csv": lambda: guarded_csv(ticket("request"))[0],
    "request.md": lambda: ticket_markdown(ticket("request")),
    "sheet.json": lambda: for_programs("sheet"),
    "ppsm.json": lambda: for_programs("ppsm"),
    "oscal.json": lambda: json_bytes(component_definition(ticket("full"), "2030-01-02T12:00:00+00:00")),
    "inventory.txt": lambda: joined_text(joined("vms.json")),
    "inventory.json": lambda: json_bytes(joined_value(joined("vms.json"))),
    "moved.txt": lambda: changes(moved_text),
    "moved.json": lambda: changes(moved_for_programs),
    "moved.csv": lambda: changes(lambda _, flows: moved_csv(flows)),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_written_is_what_was_agreed_on(name: str) -> None:
    made = MADE[name]()
    data = made.encode() if isinstance(made, str) else made
    if os.environ.get("PORTBOOK_UPDATE"):
        (CASES / name).write_bytes(data)
    assert (CASES / name).read_bytes() == data
