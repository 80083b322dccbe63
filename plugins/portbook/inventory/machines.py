"""What is deployed: machines by name, with their addresses, and where the inventory says so."""

import re
from dataclasses import dataclass

from portbook.diagnostics import Place
from portbook.model.addresses import Network

_BOTH = re.compile(r"(\S+) \((\S+)\)\*?")
"""The id and the index of an instance, as BOSH writes them together, in either order."""


@dataclass(frozen=True, slots=True)
class Machine:
    """Hold a machine, or several of one name. ``name`` is that of its group, ``instance`` tells it from the others."""

    name: str
    instance: str
    networks: tuple[Network, ...]
    place: Place
    table: str = ""
    """The table of a deployment that it stands in, where the inventory has several."""

    @property
    def whole_name(self) -> str:
        """Write the machine as an inventory does: ``press/0``."""
        return f"{self.name}/{self.instance}" if self.instance else self.name

    @property
    def names(self) -> tuple[str, ...]:
        """Return what may be meant by a name: of ``press/4f1c (0)`` both ``press/4f1c`` and ``press/0`` too."""
        both = _BOTH.fullmatch(self.instance)
        return (self.whole_name, *(f"{self.name}/{part}" for part in both.groups())) if both else (self.whole_name,)


class InventoryError(ValueError):
    """Say what is wrong in an inventory, in which line (0: not known), and what to do."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
