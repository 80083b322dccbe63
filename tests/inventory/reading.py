"""Read and join inventories in tests."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from portbook.diagnostics import Place, Report
from portbook.inventory.join import Joined, join, report_aliases
from portbook.inventory.machines import Machine
from portbook.inventory.mapping import Aliases
from portbook.inventory.reading import read_inventory
from portbook.model import Book


def read(name: str, text: str | bytes) -> tuple[tuple[Machine, ...] | None, Report]:
    report = Report()
    return read_inventory(name, text.encode() if isinstance(text, str) else text, report), report


def shown(machines: Sequence[Machine] | None) -> list[tuple[str, list[str]]]:
    return [(machine.whole_name, list(map(str, machine.networks))) for machine in machines or ()]


def found(report: Report) -> list[tuple[str, str]]:
    return [(d.code, f"{d.place}: {d.message}") for d in report.diagnostics]


def bosh(*rows: dict[str, Any], content: str = "vms") -> str:
    """Write what BOSH prints."""
    return json.dumps({"Tables": [{"Content": content, "Header": {}, "Rows": rows, "Notes": None}], "Lines": ["ok"]})


def joined(
    book: Book, machines: dict[str, str], aliases: Mapping[str, Sequence[str]] | None = None
) -> tuple[Joined, Report]:
    report = Report()
    text = "".join(f"{json.dumps(name)}: {json.dumps(addresses)}\n" for name, addresses in machines.items())
    read_machines = read_inventory("deployed.yml", text.encode(), report)
    assert read_machines is not None
    known = Aliases.of(aliases or {}, "machines")
    made = join(book, read_machines, known, report, Place("deployed.yml"))
    report_aliases(book, known, made.used, report)
    return made, report
