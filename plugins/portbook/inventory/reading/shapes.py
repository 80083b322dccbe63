"""Find entries in what JSON and YAML hold: tables of BOSH, a list of records, or a mapping from names to addresses."""

from collections.abc import Iterator, Mapping
from typing import Any

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError
from portbook.inventory.reading.columns import EXPECTED, roles
from portbook.inventory.reading.entry import Entry, line_of

SHAPES = "expected what `bosh vms --json` prints, a list of machines, or names with addresses, such as web: [10.0.4.9]"
NOT_SET = ("", "-", "~")
"""What BOSH prints where there is nothing."""


def entries(value: Any) -> Iterator[Entry]:
    """Yield the entries of a value. Raises InventoryError."""
    if isinstance(value, Mapping) and "Tables" in value:
        return _tables(value["Tables"])
    if isinstance(value, list):
        return _records(value, "")
    if isinstance(value, Mapping):
        return _named(value)
    raise InventoryError(SHAPES)


def _tables(tables: Any) -> Iterator[Entry]:
    """Yield the rows of tables of instances; rows of ``--ps`` that name a process on one are no machines."""
    for at, table in enumerate(_list(tables, "Tables")):
        where = f"Tables[{at}]"
        content = _mapping(table, where).get("Content")
        rows = table.get("Rows")
        for number, row in enumerate([] if rows is None else _list(rows, f"{where}.Rows")):
            place = f"{where}.Rows[{number}]"
            if "instance" not in _mapping(row, place) or "ips" not in row:
                raise InventoryError(
                    f"{place}: a table of {content or 'something else'} has no instances with IPs; use "
                    "`bosh vms --json` or `bosh instances --json`"
                )
            name = _text(row["instance"], f"{place}.instance")
            if _text(row.get("process"), place) in NOT_SET:
                ips = _set(_text(row["ips"], f"{place}.ips"))
                yield Entry(name.strip(), (ips,), line_of(row["instance"]), place, where)


def _set(text: str) -> str:
    return "" if text.strip() in NOT_SET else text


def _records(records: list[Any], within: str) -> Iterator[Entry]:
    for number, record in enumerate(records):
        where = f"{within}[{number}]"
        keys = list(_mapping(record, where))
        name, addresses = roles(keys)
        if name is None or not addresses:
            raise InventoryError(f"{where} has {shorten(', '.join(record)) or 'nothing'}; {EXPECTED}", _line(record))
        yield Entry(
            _text(record[keys[name]], f"{where}.{keys[name]}").strip(),
            tuple(_under([keys[at] for at in addresses], record, where)),
            _line(record),
            where,
        )


def _named(value: Mapping[Any, Any]) -> Iterator[Entry]:
    """Yield names with an address, with several, or with records of their own."""
    for name, item in value.items():
        where = shorten(str(name))
        if isinstance(item, Mapping):
            keys = list(item)
            _, addresses = roles(keys)
            if not addresses:
                raise InventoryError(f"{where} has {shorten(', '.join(item)) or 'nothing'}; {SHAPES}", line_of(name))
            item = _under([keys[at] for at in addresses], item, where)  # noqa: PLW2901
        yield Entry(str(name).strip(), tuple(_texts(item, where)), line_of(name), "" if line_of(name) else where)


def _under(keys: list[Any], record: Mapping[Any, Any], where: str) -> list[str]:
    return [text for key in keys for text in _texts(record[key], f"{where}.{key}")]


def _texts(value: Any, where: str) -> list[str]:
    items = value if isinstance(value, list) else [value]
    return [_text(item, f"{where}[{at}]" if isinstance(value, list) else where) for at, item in enumerate(items)]


def _text(value: Any, where: str) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InventoryError(f"{where}: expected text, got {shorten(repr(value), 60)}; {SHAPES}")
    return value


def _list(value: Any, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InventoryError(f"{where}: expected a list; {SHAPES}")
    return value


def _mapping(value: Any, where: str) -> Mapping[Any, Any]:
    if not isinstance(value, Mapping):
        raise InventoryError(f"{where}: expected a mapping, got {shorten(repr(value), 60)}; {SHAPES}", line_of(value))
    return value


def _line(record: Mapping[Any, Any]) -> int:
    return next((line_of(key) for key in record), 0)
