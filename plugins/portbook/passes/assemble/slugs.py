"""File names for names: safe on every file system, unique, and the same in every build."""

import hashlib
import re
import unicodedata

from portbook.diagnostics import Place, Report

LONGEST = 80
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d|index")
"""Names that Windows keeps for devices, and the one that web servers keep for folders."""
PLAIN = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")
"""Most names of machines: they are file names already."""
OTHERS = re.compile(r"[^a-z0-9_-]+")
DASHES = re.compile(r"-{2,}")


def slug(text: str) -> str:
    """Return a file name of ``a-z 0-9 _ -`` for any text; one without such letters is named by its digest."""
    made = text if PLAIN.fullmatch(text) else _plain(text)
    if not made or len(made) > LONGEST:
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        made = f"{made[:LONGEST]}-{digest}" if made else f"name-{digest}"
    return f"{made}-page" if RESERVED.fullmatch(made) else made


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return DASHES.sub("-", OTHERS.sub("-", plain)).strip("-_")


class Slugs:
    """Hand out slugs, a number added to one that is taken."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._taken: dict[str, str] = {}
        self._next: dict[str, int] = {}

    def take(self, name: str, place: Place) -> str:
        """Return a slug that no other name has."""
        wanted = made = slug(name)
        number = self._next.get(wanted, 2)
        while made in self._taken:
            made = f"{wanted}-{number}"
            number += 1
        self._next[wanted] = number
        if made != wanted:
            self._report.add(
                "slug-shared", place, f"{name!r} and {self._taken[wanted]!r} share a file name; this one is {made!r}"
            )
        self._taken[made] = name
        return made
