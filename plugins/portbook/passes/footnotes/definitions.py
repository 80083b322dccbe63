"""Find what the footnotes of a draft are defined as, and where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portbook.document import Footnote, Prose
from portbook.passes.draft import Draft
from portbook.passes.footnotes.labels import Labels
from portbook.passes.footnotes.marks import HINT
from portbook.vocabulary.marks import MARK

SPOKEN_MARK = re.compile(
    rf"\b(?:marked|denoted|indicated|labell?ed) (?:with|by)(?: an?)? [\"'“‘(]?({MARK})", re.IGNORECASE
)
"""The words by which a paragraph defines a mark."""


@dataclass(frozen=True, slots=True)
class Definition:
    """Hold a footnote definition and the table it stands below, None where it stands below none."""

    footnote: Footnote
    table: int | None
    section: int
    heading: str | None
    sheet: str

    @property
    def line(self) -> int:
        return self.footnote.line

    @property
    def key(self) -> int:
        """Return what tells this definition from all others, those on the same line included."""
        return id(self.footnote)


def find_definitions(draft: Draft, labelled: Sequence[Labels]) -> dict[str, list[Definition]]:
    """Return the definitions of each page, by its path."""
    found: dict[str, list[Definition]] = {page.path: [] for page in draft.pages}
    by_label = {at: note for known in labelled for at, note in known.definitions.items()}
    placed = {id(block): index for index, table in enumerate(draft.tables) for block in table.below}
    read: set[int] = set()
    for page in draft.pages:
        for number, section in enumerate(page.document.sections):
            heading = section.heading.text if section.heading else None
            for block in section.blocks:
                note = by_label.get(id(block)) or _defined(block) if isinstance(block, Prose) else block
                read.add(id(block))
                if isinstance(note, Footnote):
                    found[page.path].append(Definition(note, placed.get(id(block)), number, heading, section.sheet))
    for index, table in enumerate(draft.tables):
        rows = (note for note in table.below if isinstance(note, Footnote) and id(note) not in read)
        found[table.page.path] += [Definition(row, index, table.section, table.heading, table.sheet) for row in rows]
    return found


def _defined(prose: Prose) -> Footnote | None:
    """Return a paragraph such as ``Ports marked with * can be changed`` as the definition that it is."""
    match = SPOKEN_MARK.search(prose.text) if HINT.search(prose.text) else None
    return Footnote(prose.line, prose.raw, match[1].strip("()"), prose.text) if match else None
