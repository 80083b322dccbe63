"""What configuration says of pictures."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Look:
    """Hold the tiers and icons that somebody chose for endpoints, by name; rules decide for the others."""

    tiers: Mapping[str, str] = field(default_factory=dict)
    icons: Mapping[str, str] = field(default_factory=dict)
