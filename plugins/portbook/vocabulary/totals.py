"""Rows that count the others: "Total | 6 rules"."""

import re
from collections.abc import Sequence

_COUNTED = r"(?:rules?|ports?|rows?|lines?|entries|flows?|connections?|services?|hosts?|records?|items?)"
_TOTAL = re.compile(
    rf"(?:grand |sub-?)?totals?(?: (?:number )?(?:of )?(?:\w+ )?{_COUNTED})?|gesamt|summe|totale|total général",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"[0-9][0-9.,]*(?: (?:\w+ )?{_COUNTED})?", re.IGNORECASE)
_PARTS = 2
"""The word for a total and the count."""


def is_total(cells: Sequence[str]) -> bool:
    """Tell whether a row holds a total and its count and nothing else, in two cells or around a colon in one."""
    if len(cells) - cells.count("") > _PARTS:
        return False
    stated = list(filter(None, cells))
    parts = stated[0].split(":") if len(stated) == 1 else stated
    if len(parts) != _PARTS:
        return False
    total, count = (part.strip(" *_:=") for part in parts)
    return _TOTAL.fullmatch(total) is not None and _COUNT.fullmatch(count) is not None
