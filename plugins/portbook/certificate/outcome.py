"""What checking a law found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what checking a law found: how much was compared, and what is broken."""

    compared: str
    broken: tuple[str, ...] = ()
    checked: bool = True
