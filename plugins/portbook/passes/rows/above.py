"""Fill the cells that take what stands above them: those that a table leaves out, and those with a ditto mark."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

from portbook.diagnostics import Report, shorten
from portbook.model import Binding, Derived, Evidence
from portbook.passes.draft import RoleTable, place_of
from portbook.vocabulary.headers import Role
from portbook.vocabulary.references import DITTOS, SELVES

FEWEST_EMPTY = 2
"""Empty cells below filled ones that show that a table leaves out what it would repeat."""
LEFT_OUT = (Role.SOURCE, Role.DESTINATION, Role.PEER, Role.COMPONENT, Role.TRANSPORT, Role.APPLICATION)
ENDS = (Role.SOURCE, Role.DESTINATION, Role.PEER)
"""Columns in which "same" may as well mean the other end of the row."""
DETAILS = (Role.OTHER, Role.PURPOSE)
"""Columns that may be left out beside those before and behind them, and are not filled."""

Filled = tuple[tuple[str, ...], tuple[Derived, ...]]
"""The cells of a row, and what of them was taken from above."""


@dataclass(slots=True)
class Above:
    """Remember what stands above the rows of one table, and fill each from it."""

    table: RoleTable
    rows: Sequence[Evidence]
    report: Report
    _left_out: tuple[int, ...] = field(init=False)
    _dittos: tuple[int, ...] = field(init=False)
    """The columns in which ditto marks count; none where the table has no such mark."""
    _kept: dict[int, tuple[str, int]] = field(default_factory=dict)
    """For each column that is left out, the last text that stood in it, and its line."""
    _last: dict[int, tuple[str, int]] = field(default_factory=dict)
    """For each column of ditto marks, the same."""

    def __post_init__(self) -> None:
        layout = self.table.layout
        marked = not DITTOS.isdisjoint(chain.from_iterable(row.cells for row in self.rows))
        others = [at for at in (layout.direction, *layout.actions) if at is not None]
        self._dittos = tuple(sorted({*layout.consumed, *others})) if marked else ()
        self._left_out = self._columns_left_out()

    @property
    def used(self) -> bool:
        """Tell whether any row may take anything from above."""
        return bool(self._left_out or self._dittos)

    def forget(self) -> None:
        """Begin anew below the title of a group of rows."""
        self._kept.clear()
        self._last.clear()

    def filled(self, row: Evidence) -> Filled:
        """Return a row's cells with those that point above or are left out taken from there, and what was taken."""
        cells = list(row.cells)
        derived: list[Derived] = []
        for column in self._dittos:
            if cells[column] in DITTOS:
                if column in self._last:
                    derived.append(self._take(row, cells, column, self._last))
                elif cells[column] not in SELVES or self.table.roles[column] not in ENDS:
                    message = f"nothing stands above the {self.table.roles[column]} {cells[column]!r} to be repeated"
                    self.report.add("cell-empty", place_of(row), message)
            elif cells[column]:
                self._last[column] = cells[column], row.line
        derived += self._continued(row, cells)
        return tuple(cells), tuple(derived)

    def _continued(self, row: Evidence, cells: list[str]) -> list[Derived]:
        """Fill the cells that a row leaves out, and return what was taken."""
        derived = []
        for column in range(self._left_out[-1] + 1 if self._left_out else 0):
            if cells[column]:
                if row.cells[column] not in DITTOS:
                    # What stands further right belongs to the name that changes here.
                    self._kept = {at: kept for at, kept in self._kept.items() if at < column}
                if column in self._left_out:
                    self._kept[column] = cells[column], row.line
            elif column in self._kept and all(not row.cells[at] or at in self._left_out for at in range(column)):
                derived.append(self._take(row, cells, column, self._kept))
        return derived

    def _take(self, row: Evidence, cells: list[str], column: int, above: dict[int, tuple[str, int]]) -> Derived:
        role, written = self.table.roles[column], cells[column]
        cells[column], line = above[column]
        said = f"says {written!r} and is" if written else "is empty and"
        message = f"the {role} {said} taken from line {line}: {shorten(cells[column], 60)!r}"
        self.report.add("cell-above", place_of(row), message)
        return Derived(role, Binding.INFERRED, f"the cell above {' '.join(cells[column].split())!r}", line)

    def _columns_left_out(self) -> tuple[int, ...]:
        """Return the first columns of a table that leaves out there what it would repeat."""
        found = []
        ticked = {at for at, _ in self.table.layout.ticks}
        for column, role in enumerate(self.table.roles):
            if not self.rows or not self.rows[0].cells[column]:
                break
            if role in DETAILS:
                continue
            if role not in LEFT_OUT or column in ticked:
                break
            empty = [row.cells for row in self.rows if not row.cells[column]]
            if sum(_continues(cells, column) for cells in empty) >= FEWEST_EMPTY:
                found.append(column)
        return tuple(found)


def _continues(cells: Sequence[str], column: int) -> bool:
    """Tell whether a row leaves out a column and all before it, and says something behind it."""
    return not any(cells[: column + 1]) and sum(map(bool, cells)) > 1
