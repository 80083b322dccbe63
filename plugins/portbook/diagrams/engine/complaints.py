"""What engines say when something is wrong, and how their messages are put together."""

import re
from collections.abc import Iterable


def errors_in(text: str) -> str:
    """Return what an engine reports as errors; its warnings, of fonts for example, do not matter."""
    return joined([line for line in text.splitlines() if re.match(r"\w*Error\b", line)][:3])


def joined(parts: Iterable[str]) -> str:
    """Put messages in a row; empty ones are left out."""
    return "; ".join(part for part in parts if part)


def late(who: str, seconds: float) -> str:
    """Say that an answer did not come in time."""
    return f"{who} gave no answer within {max(seconds, 0):.1f} seconds"


NO_TIME = "the time for all diagrams was used up"
