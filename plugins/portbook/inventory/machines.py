"""What is deployed: machines by name, with their addresses, and where the inventory says so."""

from dataclasses import dataclass

from portbook.diagnostics import Place
from portbook.model.addresses import Network


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


class InventoryError(ValueError):
    """Say what is wrong in an inventory, in which line (0: not known), and what to do."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line
