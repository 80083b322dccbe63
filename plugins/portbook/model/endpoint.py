"""One end of a flow."""

from dataclasses import dataclass, field
from enum import StrEnum

NOT_GIVEN = "Not stated"
"""The name of an end of which the sources say nothing."""


class Kind(StrEnum):
    """Say what stands at an end of a flow."""

    VM = "vm"
    EXTERNAL = "external"
    GROUP = "group"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Hold one end of a flow: the machine or group, the process on it, and what the traffic is for."""

    name: str
    kind: Kind
    component: str | None = None
    purpose: str | None = None
    key: tuple[str, str, str] = field(init=False, repr=False, compare=False)
    """Name, component and purpose in lower case: endpoints that differ in the letters alone are one."""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("an endpoint has a name")
        key = (self.name.casefold(), (self.component or "").casefold(), (self.purpose or "").casefold())
        object.__setattr__(self, "key", key)

    @property
    def given(self) -> bool:
        """Tell whether the sources say anything of this end."""
        return self.kind is not Kind.UNSPECIFIED or self.name != NOT_GIVEN

    def __str__(self) -> str:
        qualifier = "; ".join(part for part in (self.component, self.purpose) if part)
        return f"{self.name} ({qualifier})" if qualifier else self.name
