"""Read what points to a labelled footnote in a cell: ``443 (1)``, ``TCP 2)``, ``See note 3``, or keys alone."""

import re
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from portbook.document import Table
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import MARK_HEADER, PLAIN, RAISED
from portbook.vocabulary.ports import PROTOCOL_NUMBERS

ENDS = (Role.SOURCE, Role.DESTINATION, Role.PEER)
_KEY = "(?:[0-9]{1,2}|[a-z])"
_JOIN = r"(?:\s*[,;/&]\s*|\s+and\s+|\s+|(?<=[)\]]))"
_NOTES = rf"(?i:(?:foot)?notes?)\s+[0-9]{{1,2}}(?:{_JOIN}[0-9]{{1,2}})*\b"
_SEE = r"(?i:see)\s+"
BEHIND = re.compile(
    rf"(?P<bracketed>(?<=[^\s(\[])(?:\s?(?:\({_KEY}\)|\[{_KEY}\]))+(?=[\s,;]|\Z))"
    rf"|(?P<closed>(?:(?<=[^\s(\d])\s?|(?<=\d)\s){_KEY}\)(?=\s*(?:[,;\n]|\Z)))"
    rf"|(?<=[^\s(\[])(?:\s?[(\[](?:{_SEE})?{_NOTES}[)\]]|,?\s{_SEE}{_NOTES}\Z)"
)
"""Keys behind a word of a cell, and nothing glued to them."""
SPOKEN = re.compile(rf"[(\[]?(?:{_SEE})?{_NOTES}[)\]]?\.?")
BARE = re.compile(rf"[(\[]?{_KEY}(?!\w)[)\]]?(?:{_JOIN}[(\[]?{_KEY}(?!\w)[)\]]?)*")
"""A cell that is nothing but keys; without the word "note" it is so under the header of marks alone."""
KEY = re.compile(r"(?<![^\W_])(?:[0-9]{1,2}|[a-z])(?![^\W_])")
RAISED_IN_CELL = re.compile(f"[{''.join(PLAIN)}]+")
PORT_END = re.compile(r"(?:[0-9]|\b(?:tcp|udp|sctp))\Z", re.IGNORECASE)
NOTE = re.compile(r"note\s", re.IGNORECASE)


def mark_columns(headers: Sequence[str], table: Table) -> frozenset[int]:
    """Return the columns whose cells may be nothing but marks; one that numbers the rows is none."""
    found = [at for at, header in enumerate(headers) if MARK_HEADER.fullmatch(header.strip())]
    return frozenset(at for at in found if not _numbers_rows(at, [row.texts for row in table.rows]))


def _numbers_rows(column: int, rows: Sequence[Sequence[str]]) -> bool:
    numbers = [str(number) for number in range(1, len(rows) + 1)]
    return len(rows) > 1 and [row[column] for row in rows if column < len(row)] == numbers


def may_point(text: str) -> bool:
    """Tell whether a text may point to a footnote by a key: it has a closing bracket or speaks of a note."""
    return ")" in text or "]" in text or ("note" in text.casefold() and NOTE.search(text) is not None)


def keys_in(cell: str, role: str, alone: bool) -> set[str]:
    """Return the keys to which a cell may point; ``alone`` where it may be nothing but marks."""
    raised_keys = {"".join(map(PLAIN.__getitem__, mark)) for mark in RAISED_IN_CELL.findall(cell)}
    if role not in ENDS and _is_alone(cell, alone):
        return raised_keys.union(KEY.findall(cell))
    return raised_keys.union(key for match in BEHIND.finditer(cell) for key in KEY.findall(match[0]))


class Marked(NamedTuple):
    """Hold a cell with raised marks in the place of keys, and what points to nothing, as written."""

    cell: str
    undefined: tuple[str, ...] = ()


def with_marks(cell: str, role: str, keys: frozenset[str], alone: bool) -> Marked:
    """Return a cell with raised marks for the keys that are defined, and without those that are marks all the same."""
    return _with_marks(cell, role, keys, alone) if alone or may_point(cell) else Marked(cell)


@lru_cache(maxsize=4096)
def _with_marks(cell: str, role: str, keys: frozenset[str], alone: bool) -> Marked:
    if role not in ENDS and _is_alone(cell, alone):
        named = KEY.findall(cell)
        if keys.issuperset(named):
            return Marked(",".join(map(raised, named)))
        return Marked(cell, (cell,) if SPOKEN.fullmatch(cell) or keys else ())
    undefined: list[str] = []

    def mark(match: re.Match[str]) -> str:
        named = KEY.findall(match[0])
        if keys.issuperset(named):
            return ",".join(map(raised, named))
        if not _is_plain(match, role):
            return match[0]
        undefined.append(match[0].strip())
        return ""

    return Marked(BEHIND.sub(mark, cell), tuple(undefined))


def _is_alone(cell: str, alone: bool) -> bool:
    return SPOKEN.fullmatch(cell) is not None or (alone and BARE.fullmatch(cell) is not None)


def _is_plain(match: re.Match[str], role: str) -> bool:
    """Tell whether what nothing defines is a mark all the same: beside a port or a transport, and no number of it."""
    if role not in (Role.PORT, Role.TRANSPORT):
        return False
    if not match["bracketed"]:
        return "(" not in match.string or match["closed"] is None
    digits = match[0].strip(" ()[]")
    if role == Role.PORT:
        return len(digits) == 1 and PORT_END.search(match.string, 0, match.start()) is not None
    number = PROTOCOL_NUMBERS.get(int(digits), "") if digits.isdigit() else ""
    return digits.isdigit() and number.casefold() not in match.string.casefold()


def raised(key: str) -> str:
    """Return the raised mark of a key."""
    return "".join(RAISED.get(sign, sign) for sign in key)


def plain_keys(marks: Sequence[str]) -> Set[str]:
    """Return the keys that some marks are when they are raised."""
    return {"".join(map(PLAIN.__getitem__, mark)) for mark in marks if RAISED_IN_CELL.fullmatch(mark)}
