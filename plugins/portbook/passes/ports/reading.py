"""What a port cell states, and why one states nothing that can be read."""

from dataclasses import dataclass

from portbook.model import PortSet


class UnreadError(ValueError):
    """Say why a cell cannot be read, under which rule."""

    def __init__(self, message: str, rule: str = "port-symbolic") -> None:
        super().__init__(message)
        self.rule = rule

    @classmethod
    def of(cls, text: str) -> "UnreadError":
        """Return the error for a cell that is not plain."""
        plain = "is not plain" if any("0" <= letter <= "9" for letter in text) else "is no number"
        return cls(f"the port {text!r} {plain} and is kept as written")


@dataclass(frozen=True, slots=True)
class Item:
    """Hold ports that share their transports and their application protocol, as far as the cell names them."""

    ports: PortSet
    transports: tuple[str, ...] = ()
    application: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold the items of a cell. One that is not understood whole is one symbolic item, and ``rule`` says why."""

    items: tuple[Item, ...]
    rule: str = ""
    message: str = ""

    @property
    def numeric(self) -> bool:
        return bool(self.items[0].ports.ranges)
