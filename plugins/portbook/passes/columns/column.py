"""Hold what is known of a column: its header, its role, and how the role was found."""

from dataclasses import dataclass, field


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
    texts: tuple[str, ...] = field(init=False)
    roles: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple([column.text for column in self.columns]))
        object.__setattr__(self, "roles", tuple([column.role for column in self.columns]))


def column_number(index: int) -> str:
    """Return the name under which ``roles`` has a column without a header."""
    return f"column {index + 1}"
