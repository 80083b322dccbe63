"""Read an inventory: what BOSH prints as JSON, or names with addresses as CSV, YAML or JSON.

Whatever is wrong becomes a finding with its place. Of a file that cannot be read as a whole, no machine is returned.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import PurePosixPath

from portbook.diagnostics import Place, Report, shorten
from portbook.inventory.machines import InventoryError, Machine
from portbook.inventory.networks import read_networks
from portbook.inventory.reading.delimited import delimited_entries
from portbook.inventory.reading.entry import Entry
from portbook.inventory.reading.json import read_json
from portbook.inventory.reading.shapes import entries
from portbook.inventory.reading.yaml import read_yaml
from portbook.model.addresses import Network

BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""What the shells of Windows begin files with."""

HALF = re.compile("[\ud800-\udfff]")
"""What JSON can name, and no text can hold."""

READERS: dict[str, Callable[[str], Iterable[Entry]]] = {
    ".json": lambda text: entries(read_json(text)),
    ".yml": lambda text: entries(read_yaml(text)),
    ".yaml": lambda text: entries(read_yaml(text)),
    ".csv": delimited_entries,
    ".tsv": delimited_entries,
}


def read_inventory(path: str, data: bytes, report: Report) -> tuple[Machine, ...] | None:
    """Read the machines of an inventory, in its order; None where it is none."""
    try:
        text = decoded(data)
        found = list(_reader(path, text)(text))
        if not found:
            raise InventoryError("no machine is in it")
    except InventoryError as error:
        report.add("inventory-unread", Place(path, error.line), str(error))
        return None
    machines = (_machine(path, entry, report) for entry in found)
    return tuple(once(filter(None, machines), report))


def decoded(data: bytes) -> str:
    """Return the text of a file. Raises InventoryError."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS.items() if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InventoryError(f"this is not {encoding.upper()}; save it as UTF-8", line) from None


def _reader(path: str, text: str) -> Callable[[str], Iterable[Entry]]:
    """Return what reads a file by its ending, or else by how it begins."""
    known = READERS.get(PurePosixPath(path).suffix.lower())
    if known:
        return known
    first = text.lstrip()[:1]
    if first in ("{", "["):
        return READERS[".json"]
    raise InventoryError("its format is not known; let its name end in .json, .csv, .yml or .yaml")


def _machine(path: str, entry: Entry, report: Report) -> Machine | None:
    place = Place(path, entry.line)
    where = f"{entry.where}: " if entry.where else ""
    if not entry.name:
        report.add("inventory-entry", place, f"{where}a machine has no name")
        return None
    if HALF.search(entry.name):
        report.add("inventory-entry", place, f"{where}{shorten(entry.name)} holds half a character, which no file can")
        return None
    group, _, instance = entry.name.partition("/")
    networks: list[Network] = []
    for text in entry.addresses:
        try:
            networks.extend(read_networks(text))
        except InventoryError as error:
            report.add("inventory-entry", place, f"{where}{shorten(entry.name)}: {error}")
    if not any(text.strip() for text in entry.addresses):
        report.add("inventory-addressless", place, f"{where}{shorten(entry.name)} has no address")
    table = f"{path} {entry.table}" if entry.table else ""
    return Machine(group.strip() or entry.name, instance.strip(), tuple(networks), place, table)


def once(machines: Iterable[Machine], report: Report, *, across: bool = False) -> Iterable[Machine]:
    """Yield each machine once, and tell of those that stand twice, or share an address with one of another name.

    Machines of several files were told of within each; ``across`` tells what they share with another one.
    """
    seen: dict[tuple[str, str, object], Place] = {}
    owners: dict[object, Machine] = {}
    for machine in machines:
        key = (machine.name, machine.instance, machine.networks)
        if key in seen:
            report.add("inventory-repeated", machine.place, f"{shorten(machine.whole_name)} stands in it twice")
            continue
        seen[key] = machine.place
        for network in machine.networks:
            other = owners.setdefault(network, machine)
            if other.name != machine.name and not (across and other.place.path == machine.place.path):
                names = f"{shorten(other.whole_name)} and {shorten(machine.whole_name)}"
                report.add("inventory-shared", machine.place, f"{names} have the same address {network}")
        yield machine
