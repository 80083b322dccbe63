"""Words of sources as comments that no target can take for anything else."""

import re
from collections.abc import Sequence

from portbook.model import Evidence, Flow

LONGEST = 100
"""The comment of a chain of nftables ends at 127 bytes."""

_LONGEST_NAME = 20
_UNSAFE = re.compile(r"[^A-Za-z0-9 ._:;,/()\[\]=+@-]")
"""Quotes, ``#``, ``*``, ``$``, backslashes, control characters and what is not ASCII end a comment somewhere."""


def plain(text: str) -> str:
    """Replace what means something to a target, or is no plain character, and shorten."""
    safe = _UNSAFE.sub("_", " ".join(text.split()))
    return safe if len(safe) <= LONGEST else f"{safe[: LONGEST - 3]}..."


def flow_comment(flow: Flow) -> str:
    """Name the ends of a flow and the rows that state it, as many as there is room for."""
    ends = plain(f"{flow.source.name[:_LONGEST_NAME]} to {flow.destination.name[:_LONGEST_NAME]}: ") + " "
    return ends + _evidence(flow.evidence, LONGEST - len(ends))


def _evidence(rows: Sequence[Evidence], room: int) -> str:
    places = list(dict.fromkeys(row.place for row in rows))
    for shown in range(min(len(places), room // 4), 1, -1):
        text = "; ".join(places[:shown]) + _more(len(places) - shown)
        if len(text) <= room:
            return plain(text)
    more = _more(len(places) - 1)
    return plain(places[0][-(room - len(more)) :] + more) if places else ""


def _more(count: int) -> str:
    return f"; and {count} more" if count else ""
