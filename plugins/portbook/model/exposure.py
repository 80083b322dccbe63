"""What a security review asks of each flow. Nobody else decides which flows are in clear."""

from collections.abc import Callable
from enum import StrEnum
from functools import lru_cache

from portbook.model.flow import Flow
from portbook.model.security import Authentication, Protection


class Exposure(StrEnum):
    """Name what a flow's protection leaves open."""

    IN_CLEAR = "in clear"
    CREDENTIAL = "credential in clear"
    UNAUTHENTICATED = "without authentication"
    AUTHENTICATION_UNSTATED = "encrypted, authentication not stated"
    NOT_ENCRYPTED = "authenticated, not encrypted"
    OPTIONAL = "optional encryption"
    UNSTATED = "protection not stated"


def _graded(grade: str) -> Callable[[Protection], bool]:
    return lambda protection: protection.grade == grade


CHECKS: dict[Exposure, Callable[[Protection], bool]] = {
    Exposure.IN_CLEAR: _graded("clear"),
    Exposure.CREDENTIAL: lambda protection: bool(protection.exposed),
    Exposure.UNAUTHENTICATED: lambda protection: protection.authentication is Authentication.NONE,
    Exposure.AUTHENTICATION_UNSTATED: lambda protection: (
        protection.grade == "encrypted" and protection.authentication is Authentication.UNKNOWN
    ),
    Exposure.NOT_ENCRYPTED: _graded("authenticated"),
    Exposure.OPTIONAL: _graded("optional"),
    Exposure.UNSTATED: _graded("unknown"),
}
"""What tells each of them, the gravest first."""

IMPLIED: dict[Exposure, Exposure] = {
    Exposure.UNAUTHENTICATED: Exposure.IN_CLEAR,
    Exposure.NOT_ENCRYPTED: Exposure.CREDENTIAL,
}
"""What need not be said where the graver is."""


def exposures(flow: Flow) -> tuple[Exposure, ...]:
    """Return what the protection of a flow leaves open, without what the graver implies; a sound one leaves nothing."""
    return _exposures(flow.protection)


@lru_cache(maxsize=1024)
def _exposures(protection: Protection) -> tuple[Exposure, ...]:
    """Do so for all flows that are protected alike."""
    holding = [exposure for exposure, holds in CHECKS.items() if holds(protection)]
    return tuple(item for item in holding if IMPLIED.get(item) not in holding)
