"""An entry of an inventory as written: a name and addresses, not yet understood."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold an entry. ``line`` is 0 where the format tells none; ``where`` names it then, such as ``Rows[3]``."""

    name: str
    addresses: tuple[str, ...]
    line: int = 0
    where: str = ""
    table: str = ""
    """Names the table of a deployment, where it stands in one."""


class Text(str):
    """Hold a text with the line where it stands."""

    __slots__ = ("line",)
    line: int


def line_of(value: object) -> int:
    """Return the line of a text, or 0 where it is not known."""
    return getattr(value, "line", 0)
