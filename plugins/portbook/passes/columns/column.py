"""Hold what is known of a column: its header, its role, and how the role was found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """Hold a column: its header, its role, and whether that is a guess."""

    text: str
    role: str
    guessed: bool = False
    known: bool = True
    """Whether the header is in the vocabulary or configured."""
    configured: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Hold the columns of a table, and the entries of ``headers`` and ``roles`` that named them."""

    columns: tuple[Column, ...]
    settings: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple([column.text for column in self.columns])

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple([column.role for column in self.columns])


def column_number(index: int) -> str:
    """Return the name under which ``roles`` has a column without a header."""
    return f"column {index + 1}"
