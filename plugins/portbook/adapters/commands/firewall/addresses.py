"""Read the addresses of endpoints from a plain file: YAML of names and addresses, or CSV with a row each."""

import csv
import io
from collections.abc import Iterator
from ipaddress import ip_network
from pathlib import Path

import click

from portbook.adapters.project.yaml_file import YamlError, construct, guarded, line_of, open_yaml, pairs_in, read_bytes
from portbook.diagnostics import printable, shorten
from portbook.firewall import Addresses
from portbook.firewall.permit import Network

EXAMPLE = "write `name: [10.0.4.9, 2001:db8::/64]` in YAML, or the columns name and address in CSV"
COLUMNS = ("name", "address")
MOST_BYTES = 16 * 1024 * 1024


def read_addresses(path: Path) -> Addresses:
    """Read the addresses of each name. Raises UsageError with the place and what is expected there."""
    try:
        data = read_bytes(path, MOST_BYTES)
        found: dict[str, list[Network]] = {}
        for name, address, line in _from_csv(data) if path.suffix.casefold() == ".csv" else _from_yaml(data):
            found.setdefault(name, []).append(_network(address, line))
        return {name: tuple(networks) for name, networks in found.items()}
    except (YamlError, ValueError, csv.Error) as error:
        where = f" in line {error.line}" if isinstance(error, YamlError) and error.line else ""
        said = printable(shorten(str(error), 120))
        raise click.UsageError(f"{path} cannot be read{where}: {said}; {EXAMPLE}") from error


def _network(address: str, line: int) -> Network:
    try:
        network = ip_network(address)
    except ValueError as error:
        raise YamlError(str(error), line) from error
    if "%" in address:  # the zone of a link is known to one machine alone
        raise YamlError(f"{address!r} names a zone, which no rule can", line)
    return network


def _from_yaml(data: bytes) -> Iterator[tuple[str, str, int]]:
    loader = open_yaml(data)
    root = guarded(loader.get_single_node)
    for key, node in pairs_in(root, "it is no mapping of names to addresses") if root else ():
        addresses = construct(loader, node)
        items = addresses if isinstance(addresses, list) else [addresses]
        if not key.value or not all(isinstance(item, str) for item in items):
            raise YamlError(f"{key.value!r} is not given a list of addresses", line_of(key))
        yield from ((key.value, item.strip(), line_of(key)) for item in items)


def _from_csv(data: bytes) -> Iterator[tuple[str, str, int]]:
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError("it has no columns name and address")
    for row in rows:
        name, address = ((row[column] or "").strip() for column in COLUMNS)
        if not name:
            raise YamlError("there is no name", rows.line_num)
        yield name, address, rows.line_num
