"""Take the name of one end of a path out of the cells of its row."""

from dataclasses import dataclass, replace

from portbook.model import Derived
from portbook.passes.draft import Statement
from portbook.vocabulary.directions import Direction
from portbook.vocabulary.headers import Role
from portbook.vocabulary.ports import NOT_STATED

NOBODY = NOT_STATED | {"/", "none", ""}
"""Cells, lower case, that name nobody."""
SPOKEN = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER, Role.DIRECTION})
"""Columns of which one may name both ends."""


@dataclass(frozen=True, slots=True)
class End:
    """Hold the words for one end of a path, and what they were taken from where the row does not state them."""

    text: str = ""
    derived: tuple[Derived, ...] = ()

    def at(self, role: Role) -> "End":
        """Return the same words for the end of another role."""
        return End(self.text, tuple(replace(item, role=role) for item in self.derived)) if self.derived else self


UNSPECIFIED = End()
Sides = tuple[End, End, Direction]
"""The source, the destination, and the direction that a row states, where that may be both."""


def cell(cells: tuple[str, ...], column: int | None) -> str:
    """Return what a column says, nothing where there is no such column."""
    return cells[column] if column is not None else ""


def named(statement: Statement, roles: tuple[str, ...], column: int | None, process: int | None, role: Role) -> End:
    """Return the end that a column names, with its process where a column names that."""
    text = cell(statement.cells, column)
    if column is None or not text:
        return UNSPECIFIED
    taken = {roles[at] for at in (column, process) if at is not None}
    derived = tuple(replace(item, role=role) for item in statement.derived if item.role in taken)
    return End(with_process(text, cell(statement.cells, process)), derived)


def spoken(statement: Statement, ends: tuple[str, str]) -> tuple[End, End]:
    """Return the source and the destination that a phrase of a row names, which may stand in the row above."""
    taken = [item for item in statement.derived if item.role in SPOKEN]
    source, destination = (
        End(text, tuple([replace(item, role=role) for item in taken]) if text else ())
        for text, role in zip(ends, (Role.SOURCE, Role.DESTINATION), strict=True)
    )
    return source, destination


def with_process(name: str, process: str) -> str:
    """Return the name of a machine with the process on it, where one is named."""
    return f"{name} ({process})" if process.casefold() not in NOBODY else name
