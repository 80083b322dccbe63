"""Find out what separates the fields of delimited text."""

from collections import Counter
from collections.abc import Sequence

from portbook.readers.delimited.fields import records
from portbook.readers.records import Record
from portbook.readers.records.headers import names_columns

DELIMITERS = (",", ";", "\t", "|")
LOOKED_AT = 200
"""How many records tell how wide a table is."""
LONGEST_SAMPLE = 65_536
FAVOUR = 4
"""How many times more a delimiter counts that makes a header, or that the file's extension speaks of."""


def delimiter_of(text: str, extension: str) -> str:
    """Return the delimiter by which most records have the same number of fields, and the more of them the better."""
    favoured = "\t" if extension in {".tsv", ".tab"} else ""
    scores = {mark: _score(sample(text, mark)) * (FAVOUR if mark == favoured else 1) for mark in DELIMITERS}
    return max(scores, key=lambda mark: scores[mark])


def sample(text: str, delimiter: str) -> list[Record]:
    """Return the first records of a text that are not blank."""
    found: list[Record] = []
    for record in records(text[:LONGEST_SAMPLE], delimiter):
        if not record.blank:
            found.append(record)
        if len(found) == LOOKED_AT:
            break
    return found


def usual_width(found: Sequence[Record]) -> int:
    """Return how many fields most records have that have several, the greater number of two that are as frequent."""
    widths = Counter(len(record.cells) for record in found if len(record.cells) > 1)
    return max(widths, key=lambda width: (widths[width], width), default=1)


def _score(found: list[Record]) -> float:
    width = usual_width(found)
    split = [record for record in found if len(record.cells) > 1]
    if not split:
        return 0
    same = sum(len(record.cells) == width for record in split)
    explained = sum(min(len(record.cells), width) - 1 for record in split)
    return explained * same / len(split) * (FAVOUR if any(map(names_columns, found)) else 1)


def looks_delimited(head: bytes) -> bool:
    """Tell whether the first bytes of a file are delimited text beyond doubt: a header, and rows as wide as it."""
    text = head.decode("utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    for mark in (",", ";", "\t"):
        found = sample(text[: text.rfind("\n") + 1] or text, mark)
        width = usual_width(found)
        even = sum(len(record.cells) == width for record in found)
        if width > 2 and len(found) > 1 and names_columns(found[0]) and even >= 0.9 * len(found):
            return True
    return False
