"""Read the addresses of endpoints from a plain file: YAML of names and addresses, or CSV with a row each."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from ipaddress import ip_network
from pathlib import Path

import click
import yaml

from portbook.diagnostics import printable, shorten
from portbook.firewall import Addresses

EXAMPLE = "write `name: [10.0.4.9, 2001:db8::/64]` in YAML, or the columns name and address in CSV"
COLUMNS = ("name", "address")


def read_addresses(path: Path) -> Addresses:
    """Read the addresses of each name. Raises UsageError with the place and what is expected there."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        pairs = list(_from_csv(text) if path.suffix.casefold() == ".csv" else _from_yaml(text))
        found: dict[str, list[str]] = {}
        for name, address in pairs:
            found.setdefault(name, []).append(address)
        return {name: tuple(map(ip_network, addresses)) for name, addresses in found.items()}
    except (ValueError, RecursionError, yaml.YAMLError, csv.Error) as error:
        first = printable(shorten(str(error).splitlines()[0] if str(error) else type(error).__name__, 120))
        raise click.UsageError(f"{path} cannot be read: {first}; {EXAMPLE}") from error


def _from_yaml(text: str) -> Iterator[tuple[str, str]]:
    node, value = yaml.compose(text, yaml.SafeLoader), yaml.safe_load(text)
    if not isinstance(value, dict) or not isinstance(node, yaml.MappingNode):
        raise ValueError("it is no mapping of names to addresses")
    twice = [name for name, count in Counter(key.value for key, _ in node.value).items() if count > 1]
    if twice:  # the second would take the place of the first without a word
        raise ValueError(f"{twice[0]!r} stands twice")
    for name, addresses in value.items():
        items = addresses if isinstance(addresses, list) else [addresses]
        if not isinstance(name, str) or not all(isinstance(item, str) for item in items):
            raise ValueError(f"{name!r} is not given a list of addresses")
        yield from ((name, item.strip()) for item in items)


def _from_csv(text: str) -> Iterable[tuple[str, str]]:
    rows = csv.DictReader(io.StringIO(text, newline=""))
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ValueError("it has no columns name and address")
    for row in rows:
        name, address = (row[column] or "" for column in COLUMNS)
        if not name:
            raise ValueError(f"line {rows.line_num} has no name")
        yield name.strip(), address.strip()
