"""Whether the flows of a row hold its other cells: those that carry no network meaning."""

import re
from collections.abc import Sequence

from portbook.model import Binding, Evidence, Flow, SourceTable
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import MARKS, standing

OTHERS = frozenset({Role.PURPOSE, Role.OTHER})


def details_follow(flows: Sequence[Flow], row: Evidence, table: SourceTable) -> bool:
    """Tell whether each cell of a column without network meaning is a detail of the flows, under its header."""
    if not flows:
        return True
    noted = {note.on for flow in flows for note in flow.notes if note.binding is Binding.MARKED}
    for cell, column in zip(row.cells, table.columns, strict=False):
        if cell and column.role in OTHERS - noted:  # where notes are bound, a cell may hold no more than their marks
            words = _words(standing(cell))
            kept = [_words(text) for flow in flows for header, text in flow.details if header == column.text]
            if words and words not in kept:
                return False
    return True


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", re.sub(MARKS, " ", text)))
