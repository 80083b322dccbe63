"""The records of one table, and the table that they make."""

from dataclasses import dataclass

from portbook.document import Cell, Row, Stray, StrayKind, Table
from portbook.readers.records.headers import joined, names_columns, port_columns
from portbook.readers.records.record import Record

LOOKED_AT = 100
"""How many rows of a table tell in which columns it has ports."""


@dataclass(slots=True)
class Grid:
    """Collect the records of one table: the one or two that name its columns, or none, and those below."""

    header: list[Record]
    body: list[Record]
    wide: bool = False
    """Whether it has more columns than a table may have, so that it is left unread."""
    ports: set[int] | None = None
    """The columns that hold ports, once they were asked for."""

    @property
    def line(self) -> int:
        return (*self.header, *self.body)[0].line

    def takes(self, records: list[Record]) -> bool:
        """Tell whether records below blank lines are more rows of this table: ports stand where its ports do."""
        rows = [record for record in records if len(record.filled) > 1]
        if self.wide or not rows or any(record.wide or names_columns(record) for record in records):
            return False
        if self.ports is None:
            self.ports = {column for record in self.body[:LOOKED_AT] for column in port_columns(record)}
        return any(self.ports & port_columns(record) for record in rows[:LOOKED_AT])

    def table(self) -> Table:
        """Make the table, without the columns at its sides that are empty in every line."""
        if self.wide:
            return Table(Row(self.line, "", ()), tuple(Stray(r.line, r.raw, StrayKind.UNREAD) for r in self.body))
        first = min(record.filled[0] for record in (*self.header, *self.body) if record.filled)
        end = max(record.filled[-1] + 1 for record in (*self.header, *self.body) if record.filled)
        header = self._header(first, end)
        width = first + len(header.cells) if self.header else end
        return Table(header, tuple([_item(record, first, width) for record in self.body]))

    def _header(self, first: int, end: int) -> Row:
        raw = "".join([record.raw for record in self.header])
        cells = self.header[0].cells if self.header else []
        if len(self.header) > 1:
            cells = [Cell(text) for text in joined(*([cell.text for cell in record.cells] for record in self.header))]
        return Row(self.line, raw, tuple(cells[first:end]))


def _item(record: Record, first: int, width: int) -> Row | Stray:
    if record.blank:
        return Stray(record.line, record.raw, StrayKind.BLANK)
    return Row(record.line, record.raw, tuple(record.cells[first : max(width, record.filled[-1] + 1)]))
