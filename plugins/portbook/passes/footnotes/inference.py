"""Which cell a note without a mark speaks of."""

import re
from collections.abc import Sequence

from portbook.passes.ports import read_ports
from portbook.vocabulary.endpoints import IDENTIFIER
from portbook.vocabulary.headers import Role

NOTE_OPENING = re.compile(
    r"(?:applies|this (?:port|communication|path|connection|protocol|method|row|flow|entry|VM)|these ports|"
    r"(?:only )?(?:required|used|needed|applicable|available) (?:only|if|when|for)|only (?:if|when|for)|"
    r"you can (?:use|change|configure) (?:this|the) port)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\Z")
RANGE_NAMED = re.compile(r"\b(?:this|the) (?:port )?range\b", re.IGNORECASE)
RANGE = re.compile(r"\d\s*(?:[-–—]|\bto\b|\bthrough\b)\s*\d")

Place = tuple[int, str, str]
"""A cell as the position of its statement, its role and its text."""


def reads_as_note(text: str, beside_footnote: bool) -> bool:
    """Tell whether a paragraph below a table is a note: a sentence among footnotes, or one that opens like a note."""
    return bool(SENTENCE_END.search(text)) and (beside_footnote or NOTE_OPENING.match(text) is not None)


def fitting_cells(note: str, cells: Sequence[Place]) -> list[Place]:
    """Return every cell that a note names.

    A note names a cell in one of these ways:

    - it speaks of "this port range", and the cell is a port range;
    - it spells out an identifier of two words or more ("NFS server" for ``nfs_server``);
    - it begins with the cell's own words, two or more ("Token authentication uses ...").
    """
    folded = " ".join(note.casefold().split())
    return [cell for cell in cells if _fits(note, folded, cell)]


def _fits(note: str, folded: str, cell: Place) -> bool:
    _, role, text = cell
    if role == Role.PORT:
        return bool(RANGE_NAMED.search(note) and RANGE.search(text) and read_ports(text).numeric)
    if role in (Role.SOURCE, Role.DESTINATION):
        name = text.split(" (")[0]
        words = re.split(r"[_.-]", name.casefold())
        spelled = rf"\b{' '.join(map(re.escape, words))}s?\b"
        return len(words) > 1 and IDENTIFIER.fullmatch(name) is not None and re.search(spelled, folded) is not None
    if role in (Role.SECURITY, Role.APPLICATION):
        return " " in text and folded.startswith(f"{text.casefold()} ")
    return False
