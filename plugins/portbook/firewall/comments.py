"""Words of sources as comments that no target can take for anything else."""

import re
from collections.abc import Sequence

from portbook.model import Evidence

LONGEST = 100
"""The comment of a chain of nftables ends at 127 bytes."""

_UNSAFE = re.compile(r"[^A-Za-z0-9 ._:;,/()\[\]=+@-]")
"""Quotes, ``#``, ``*``, ``$``, backslashes, control characters and what is not ASCII end a comment somewhere."""


def plain(text: str) -> str:
    """Replace what means something to a target, or is no plain character, and shorten."""
    safe = _UNSAFE.sub("_", " ".join(text.split()))
    return safe if len(safe) <= LONGEST else f"{safe[: LONGEST - 3]}..."


def evidence_comment(rows: Sequence[Evidence]) -> str:
    """Name the rows that state a flow, as many as there is room for."""
    places = list(dict.fromkeys(row.place for row in rows))
    for shown in range(min(len(places), LONGEST // 4), 1, -1):
        text = "; ".join(places[:shown]) + _more(len(places) - shown)
        if len(text) <= LONGEST:
            return plain(text)
    more = _more(len(places) - 1)
    return plain(places[0][-(LONGEST - len(more)) :] + more) if places else ""


def _more(count: int) -> str:
    return f"; and {count} more" if count else ""
