"""What the fidelity page needs to know of the certificate."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Law:
    """Hold the outcome of one law of the certificate.

    ``detail`` says what was counted or compared. A law that is not ``checked`` neither holds nor is broken.
    """

    number: int
    name: str
    holds: bool
    detail: str
    checked: bool = True
