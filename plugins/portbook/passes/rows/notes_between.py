"""Take rows that are notes, such as ``Note: closed by default`` across a table, for what they are: no titles."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from portbook.document import Footnote
from portbook.model import Binding, Evidence, Note
from portbook.vocabulary.closures import closing_words
from portbook.vocabulary.marks import ANY_MARK, DEFINING_MARK, NOTE_OPENING

SENTENCE = re.compile(r"(?!.*\b(?:following|below)\b)[^\s:]+(?: [^\s:]+){4,}\.", re.IGNORECASE)
"""A text of five words or more that ends in a period, on one line, and does not speak of the rows below it."""


@dataclass(slots=True)
class NotesBetween:
    """Hold the rows of a table that are notes: those that define a mark of its cells, and those that say so."""

    footnotes: dict[int, Footnote] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)

    def __contains__(self, row: int) -> bool:
        return row in self.footnotes or row in self.notes


def notes_between(rows: Sequence[Evidence], lone: Set[int]) -> NotesBetween:
    """Find the notes among the rows of a table that have one cell."""
    found = NotesBetween()
    if not lone:
        return found
    others = "\n".join(cell for row in rows if row.row not in lone for cell in row.cells)
    marks = set(ANY_MARK.findall(others))
    for row in rows:
        text = row.cells[0]
        if row.row not in lone:
            continue
        if (match := DEFINING_MARK.match(text)) and match[1] in marks:
            found.footnotes[row.row] = Footnote(row.line, "", match[1].strip("()"), text[match.end() :])
        elif NOTE_OPENING.match(text) or (SENTENCE.fullmatch(text) and not closing_words(text)):
            found.notes[row.row] = Note(text, "table", Binding.STATED, row.path, row.line, sheet=row.sheet)
    return found
