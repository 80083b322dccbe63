"""Make a statement of each row; titles of groups, repeated headers and empty rows state nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Report, shorten
from portbook.document import Row
from portbook.model import Binding, Derived, Evidence
from portbook.passes.draft import Draft, Group, RoleTable, Statement
from portbook.passes.ports.grammar import read_ports
from portbook.vocabulary.headers import Role

FEWEST_COLUMNS = 3
"""Columns of a table in which a row with one cell can be the title of the rows below it."""
FEWEST_EMPTY = 2
"""Empty cells below filled ones that show that a table leaves out what it would repeat."""
LEFT_OUT = (Role.SOURCE, Role.DESTINATION, Role.PEER, Role.COMPONENT, Role.TRANSPORT, Role.APPLICATION)


def run(draft: Draft, report: Report) -> Draft:
    """Find the statements of all tables, in order."""
    statements: list[Statement] = []
    tables: list[RoleTable] = []
    for index, table in enumerate(draft.tables):
        rows = _Rows(index, table, report)
        statements += rows.statements()
        tables.append(replace(table, unstated=tuple(rows.unstated)) if rows.unstated else table)
    return replace(draft, tables=tuple(tables), statements=tuple(statements))


@dataclass(slots=True)
class _Rows:
    """Go through the rows of one table."""

    index: int
    table: RoleTable
    report: Report
    unstated: list[Evidence] = field(default_factory=list)
    _above: dict[int, tuple[str, int]] = field(default_factory=dict)
    """For each column, the last text that stood in it, and its line."""

    def statements(self) -> Iterator[Statement]:
        """Yield what the rows state."""
        width = len(self.table.columns)
        left_out = self._left_out()
        headers = tuple(text.casefold() for text in self.table.table.columns)
        group: Group | None = None
        for number, row in enumerate(self.table.table.rows):
            cells = texts(row, width)
            if rule := self._silent(cells, headers):
                if rule == "row-section":
                    group = Group(cells[0], row.line)
                    self._above.clear()
                self._leave(rule, row, number)
                continue
            self._check(row, width)
            filled, derived = self._filled(row, cells, left_out)
            self._check_ends(row, filled)
            yield Statement(self.index, row, number, filled, group, derived)

    def _silent(self, cells: tuple[str, ...], headers: tuple[str, ...]) -> str:
        """Return the rule of a row that states nothing, or nothing."""
        if not any(cells):
            return "row-empty"
        if any(headers) and tuple(cell.casefold() for cell in cells) == headers:
            return "row-header"
        alone = bool(cells[0]) and not any(cells[1:]) and len(headers) >= FEWEST_COLUMNS
        port = self.table.roles[0] == Role.PORT and read_ports(cells[0]).numeric
        return "row-section" if alone and not port else ""

    def _leave(self, rule: str, row: Row, number: int) -> None:
        self.unstated.append(self.table.evidence(row, number))
        said = shorten(" | ".join(filter(None, row.texts)), 60)
        messages = {
            "row-empty": "the row is empty",
            "row-header": "the row repeats the header",
            "row-section": f"the row {said!r} has one cell and is taken as the title of the rows below it",
        }
        self.report.add(rule, self.table.place(row.line), messages[rule])

    def _check(self, row: Row, width: int) -> None:
        count, place = len(row.cells), self.table.place(row.line)
        if count > width:
            self.report.add("row-long", place, f"the row has {count} cells under {width} columns")
        elif count < width:
            self.report.add("row-short", place, f"the row has {count} of {width} cells; the last are taken as empty")

    def _check_ends(self, row: Row, cells: tuple[str, ...]) -> None:
        layout = self.table.layout
        for role, column in (("source", layout.source), ("destination", layout.destination)):
            if column is not None and not cells[column]:
                self.report.add("cell-empty", self.table.place(row.line), f"the row names no {role}")

    def _left_out(self) -> tuple[int, ...]:
        """Return the first columns of a table that leaves out there what it would repeat."""
        rows = [row.texts for row in self.table.table.rows]
        found = []
        for column, role in enumerate(self.table.roles):
            if role not in LEFT_OUT or not rows or not _cell(rows[0], column):
                break
            if sum(_continues(row, column) for row in rows) >= FEWEST_EMPTY:
                found.append(column)
        return tuple(found)

    def _filled(
        self, row: Row, cells: tuple[str, ...], left_out: tuple[int, ...]
    ) -> tuple[tuple[str, ...], tuple[Derived, ...]]:
        """Return a row's cells with those that it leaves out taken from above, and what was taken."""
        derived = []
        filled = list(cells)
        for column in left_out:
            if cells[column]:
                # What stands further right belongs to the name that changes here.
                self._above = {at: kept for at, kept in self._above.items() if at < column}
                self._above[column] = cells[column], row.line
            elif column in self._above and all(not cells[at] or at in left_out for at in range(column)):
                text, line = self._above[column]
                filled[column] = text
                derived.append(Derived(self.table.roles[column], Binding.INFERRED, f"the cell above {text!r}", line))
                message = f"the {self.table.roles[column]} is empty and taken from line {line}: {shorten(text, 60)!r}"
                self.report.add("cell-above", self.table.place(row.line), message)
        return tuple(filled), tuple(derived)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _continues(row: Sequence[str], column: int) -> bool:
    """Tell whether a row leaves out a column and all before it, and says something behind it."""
    return not any(row[: column + 1]) and sum(map(bool, row)) > 1


def texts(row: Row, width: int) -> tuple[str, ...]:
    """Return the cells of a row, as many as there are columns; surplus cells are kept at the end."""
    return row.texts + ("",) * (width - len(row.cells))
