"""Make a statement of each row; titles of groups, repeated headers and empty rows state nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Report, shorten
from portbook.model import Evidence
from portbook.passes.closures import allowing, remedy
from portbook.passes.draft import Draft, Group, RoleTable, Statement, place_of
from portbook.passes.ports import read_ports
from portbook.passes.rows.above import Above
from portbook.passes.rows.notes_between import NotesBetween, notes_between
from portbook.passes.rows.titles import lone_rows, rules_of_lone
from portbook.passes.rows.unstated import message, shown
from portbook.vocabulary.answers import denies
from portbook.vocabulary.closures import closing_words
from portbook.vocabulary.totals import is_total

SAYING_MORE = frozenset({"row-unopened", "row-alone"})
"""The rules of rows that state no flow, and yet may say what the rows below leave out."""


def run(draft: Draft, report: Report) -> Draft:
    """Find the statements of all tables, in order."""
    statements: list[Statement] = []
    tables: list[RoleTable] = []
    for index, table in enumerate(draft.tables):
        rows = _Rows(index, table, report)
        statements += rows.statements()
        tables.append(rows.left(table) if rows.unstated else table)
    return replace(draft, tables=tuple(tables), statements=tuple(statements))


@dataclass(slots=True)
class _Rows:
    """Go through the rows of one table."""

    index: int
    table: RoleTable
    report: Report
    rows: list[Evidence] = field(init=False)
    unstated: list[Evidence] = field(default_factory=list)
    _headers: tuple[str, ...] = field(init=False)
    """In lower case."""
    _lone: frozenset[int] = field(init=False)
    _alone: dict[int, str] = field(init=False)
    """The rules of the rows that have but their first cell, by their numbers."""
    _notes: NotesBetween = field(default_factory=NotesBetween, init=False)

    def __post_init__(self) -> None:
        self._headers = tuple([text.casefold() for text in self.table.columns])
        self.rows = self.table.evidence()
        self._lone = lone_rows(self.table, self.rows)
        self._alone = rules_of_lone(self.table, self._lone)

    def statements(self) -> Iterator[Statement]:
        """Yield what the rows state."""
        rows, widths = self.rows, [len(row.cells) for row in self.table.table.rows]
        self._notes = notes_between(rows, self._lone)
        above = Above(self.table, rows, self.report)
        used = above.used
        ends, actions = self._ends(), self.table.layout.actions
        width = len(self.table.columns)
        group: Group | None = None
        closed = ""
        for row, own in zip(rows, widths, strict=True):
            if rule := self._silent(row):
                if rule in SAYING_MORE and used:
                    above.filled(row)  # the rows below may leave out what it says
                if rule == "row-section":
                    group = Group(row.cells[0], row.line)
                    closed = self._closed(group)
                    above.forget()
                self._leave(rule, row)
                continue
            filled, derived = above.filled(row) if used else (row.cells, ())
            if closed or (actions and self._denied(filled)):
                self._leave_denied(row, closed)
                continue
            if own < width and self._displaced(row):
                self._leave("row-displaced", row)
                continue
            if own != width or row.row in self._lone:
                self._report_width(row, own, width)
            for role, column in ends if "" in filled else ():
                if not filled[column]:
                    self.report.add("cell-empty", place_of(row), f"the row names no {role}")
            yield Statement(self.index, row, filled, group, derived)

    def left(self, table: RoleTable) -> RoleTable:
        """Return a table with its rows that state nothing and with the notes among them."""
        return replace(
            table,
            unstated=tuple(self.unstated),
            notes=(*table.notes, *self._notes.notes.values()),
            below=(*table.below, *self._notes.footnotes.values()),
        )

    def _silent(self, row: Evidence) -> str:
        """Return the rule of a row that states nothing, or nothing."""
        cells = row.cells
        if not any(cells):
            return "row-empty"
        headers = self._headers
        if cells[0].casefold() == headers[0] and any(headers) and tuple([c.casefold() for c in cells]) == headers:
            return "row-header"
        if is_total(cells):
            return "row-total"
        if self.table.layout.opens_nothing(cells):
            return "row-unopened"
        if row.row in self._lone:
            return "row-note" if row.row in self._notes else self._alone.get(row.row, "")
        return ""

    def _denied(self, cells: tuple[str, ...]) -> bool:
        return any(denies(cells[column]) for column in self.table.layout.actions)

    def _closed(self, group: Group) -> str:
        """Return the words of a title that say that the ports below it are closed; nothing where they are allowed."""
        words, options = closing_words(group.text), self.table.page.options
        names = (words, group.text, self.table.table.caption, " | ".join(self.table.columns), *self.table.titles)
        return "" if words and allowing(options, names) else words

    def _leave_denied(self, row: Evidence, words: str) -> None:
        """Leave a row that denies its traffic, or stands below a title whose words do."""
        if not words:
            self._leave("row-denied", row)
            return
        self.unstated.append(row)
        said = f"the row {shown(row)} stands below {shorten(words, 60)!r}, which says that its ports are closed"
        self.report.add("row-denied", place_of(row), f"{said}; it states no flow", remedy(words))

    def _displaced(self, row: Evidence) -> bool:
        """Tell whether a row lacks a cell in its midst: the port stands where an endpoint belongs."""
        columns = [at for column in self.table.layout.ports for at in column.columns]
        ports, ends = ([row.cells[at] for at in found] for found in (columns, [at for _, at in self._ends()]))
        return bool(ports) and not any(map(_is_numbered, ports)) and any(map(_is_numbered, ends))

    def _leave(self, rule: str, row: Evidence) -> None:
        self.unstated.append(row)
        self.report.add(rule, place_of(row), message(rule, row))

    def _report_width(self, row: Evidence, count: int, width: int) -> None:
        if count > width:
            self.report.add("row-long", place_of(row), f"the row has {count} cells under {width} columns")
        else:
            said = f"the row has {count} of {width} cells; the last are taken as empty"
            if count == width:
                said = f"the row has one of {width} cells; which may be the title of the rows below"
            self.report.add("row-short", place_of(row), said)

    def _ends(self) -> list[tuple[str, int]]:
        """Return the columns of the ends, with the role of each."""
        columns = (("source", self.table.layout.source), ("destination", self.table.layout.destination))
        return [(role, column) for role, column in columns if column is not None]


def _is_numbered(cell: str) -> bool:
    return read_ports(cell).numeric
