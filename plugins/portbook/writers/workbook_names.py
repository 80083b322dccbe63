"""Names of sheets: what Excel takes, and no two alike."""

import re
from collections.abc import Iterable

LONGEST = 31
"""Characters of a sheet's name, of which one outside the basic plane counts twice."""
RESERVED = ("history",)
"""What Excel keeps for itself, in any case."""
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Make a name of each title, in order; where two would be alike, in any case, the later one gets a number."""
    taken = set(RESERVED)
    names = []
    for title in titles:
        name = unique(_safe(title), taken)
        taken.add(name.casefold())
        names.append(name)
    return names


def unique(name: str, taken: set[str]) -> str:
    """Return the name, or else the first that is free with a number behind it."""
    made, number = name, 2
    while made.casefold() in taken:
        ending = f" ({number})"
        made, number = _cut(name, LONGEST - len(ending)) + ending, number + 1
    return made


def _safe(title: str) -> str:
    plain = " ".join(_FORBIDDEN.sub(" ", title).split()).strip("' ")
    return _cut(plain, LONGEST).rstrip("' ") or "Sheet"


def _cut(text: str, most: int) -> str:
    """Cut a text to so many characters as Excel counts them, none of them in two."""
    while len(text.encode("utf-16-le")) // 2 > most:
        text = text[: min(most, len(text) - 1)]
    return text
