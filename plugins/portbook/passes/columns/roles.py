"""Hold the roles of the columns of a table while they are found, with the cells that tell."""

from collections.abc import Callable
from functools import cached_property

from portbook.document import Table
from portbook.passes.columns.column import Column
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.ports import NOT_STATED

LOOKED_AT = 200
"""Rows whose cells are looked at to find out what a column holds."""
HALF = 0.5


class UndecidedError(Exception):
    """Say that the headers of a table leave open what its columns hold, so that its cells have to be asked."""


class Roles:
    """Hold columns whose roles are still being found; each step replaces some of them."""

    def __init__(self, columns: list[Column], table: Table | None = None) -> None:
        self.columns = columns
        self.unknown = [index for index, column in enumerate(columns) if not column.known]
        """The columns whose headers are not known, which only their cells can tell."""
        self._table = table

    @cached_property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the texts of the first rows, without what is struck."""
        if self._table is None:
            raise UndecidedError
        return [tuple(map(unstruck, row.texts)) for row in self._table.rows[:LOOKED_AT]]

    def cells(self, index: int) -> list[str]:
        """Return the cells of a column that are not empty."""
        return [row[index] for row in self.rows if index < len(row) and row[index]]

    def share(self, index: int, fits: Callable[[str], bool], silent: frozenset[str] = frozenset()) -> float:
        """Return how many of the cells that state anything fit; those of ``silent`` words count neither way."""
        cells = [cell for cell in self.cells(index) if cell.casefold() not in NOT_STATED | silent]
        return sum(map(fits, cells)) / len(cells) if cells else 0.0

    def taken(self, *roles: str) -> bool:
        """Tell whether there is a column of each of these roles."""
        return all(self.first(role) is not None for role in roles)

    def first(self, role: str) -> int | None:
        """Return the first column of a role."""
        return next((index for index, column in enumerate(self.columns) if column.role == role), None)

    def is_free(self, index: int) -> bool:
        """Tell whether a column has no role yet."""
        return self.columns[index].role == Role.OTHER

    def set(self, index: int, role: str, *, guessed: bool = False) -> None:
        """Give a column the role that its header leaves open."""
        self.columns[index] = Column(self.columns[index].text, role, guessed=guessed)

    def take(self, role: str, *indices: int) -> None:
        """Give columns the role that their cells alone tell."""
        for index in indices:
            self.columns[index] = Column(self.columns[index].text, role, guessed=True, known=False)
