"""A waiver: somebody's decision to live with one finding for a while."""

from dataclasses import dataclass

from portbook.diagnostics.place import Place


@dataclass(frozen=True, slots=True)
class Waiver:
    """Hold a waiver: the id of a finding, why it may stay, who answers for that, and its last day as ``YYYY-MM-DD``.

    ``place`` is where the waiver stands.
    """

    id: str
    reason: str
    owner: str
    expires: str
    place: Place

    def holds(self, today: str) -> bool:
        """Tell whether the waiver still holds on a day: it does on its last one."""
        return today <= self.expires

    def __str__(self) -> str:
        return f"waived until {self.expires} by {self.owner}: {self.reason}"
