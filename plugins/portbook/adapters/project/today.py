"""Know the day: only an adapter does."""

import os
from datetime import UTC, date, datetime

from portbook.adapters.project.find import ProjectError

EPOCH = "SOURCE_DATE_EPOCH"
"""Seconds since 1970, by which builds that are to be repeatable are told the time."""


def today() -> str:
    """Return the day in UTC as ``YYYY-MM-DD``: that of SOURCE_DATE_EPOCH where it is set. Raises ProjectError."""
    stated = os.environ.get(EPOCH, "")
    if not stated:
        return datetime.now(UTC).date().isoformat()
    try:
        return _day(int(stated)).isoformat()
    except (ValueError, OverflowError, OSError):
        raise ProjectError(f"{EPOCH}: expected seconds since 1970, got {stated[:40]!r}") from None


def _day(seconds: int) -> date:
    return datetime.fromtimestamp(seconds, UTC).date()
