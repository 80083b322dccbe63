"""Ids of findings, made of a rule and of what the finding means, never of where it stands."""

import hashlib
from dataclasses import dataclass

from portbook.diagnostics.place import Place

ID_PATTERN = r"^[a-z]-[0-9a-f]{12}(-[2-9]|-[1-9][0-9]+)?$"
"""What an id looks like; a number behind it tells equal findings apart."""


def digest(prefix: str, *meaning: object) -> str:
    """Make an id: the same meaning gives the same id in every build and on every machine."""
    return f"{prefix}-{hashlib.sha256(repr(meaning).encode(errors='backslashreplace')).hexdigest()[:12]}"


@dataclass(frozen=True, slots=True)
class Subject:
    """Hold what a finding is about where that is known: its id, made of what is meant, and further places."""

    id: str = ""
    related: tuple[Place, ...] = ()
