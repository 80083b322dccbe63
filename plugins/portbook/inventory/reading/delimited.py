"""Read CSV: a header, then a machine a line."""

import csv
import io
from collections.abc import Iterator

from portbook.diagnostics import shorten
from portbook.inventory.machines import InventoryError
from portbook.inventory.reading.columns import EXPECTED, roles
from portbook.inventory.reading.entry import Entry

SEPARATORS = (",", ";", "\t", "|")


def delimited_entries(text: str) -> Iterator[Entry]:
    """Yield the entries, each with its line. Raises InventoryError."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # a cell may be longer than the module expects
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    try:
        header = next(rows, [])
        name, addresses = roles(header)
        if name is None or not addresses:
            raise InventoryError(f"its columns are {shorten(', '.join(header))!r}; {EXPECTED}", 1)
        begin = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                if len(row) != len(header):
                    raise InventoryError(f"this line has {len(row)} cells, the header has {len(header)}", begin)
                yield Entry(row[name].strip(), tuple(row[place] for place in addresses), begin)
            begin = rows.line_num + 1
    except csv.Error as error:
        raise InventoryError(f"this is no CSV: {error}", rows.line_num) from None


def _separator(text: str) -> str:
    """Return the separator by which the header names most of what is needed, the comma where none does."""
    header = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""

    def fit(separator: str) -> int:
        name, addresses = roles(cell.strip(' "') for cell in header.split(separator))
        return (name is not None) + bool(addresses)

    return max(SEPARATORS, key=fit)
