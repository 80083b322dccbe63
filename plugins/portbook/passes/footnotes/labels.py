"""Footnotes that are labelled as lists are: ``443 (1)`` in a cell, and ``(1) Only at night.`` below its table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from portbook.document import Footnote, Prose
from portbook.passes.draft import RoleTable
from portbook.passes.footnotes.pointers import (
    ENDS,
    Marked,
    keys_in,
    mark_columns,
    may_point,
    plain_keys,
    raised,
    with_marks,
)
from portbook.vocabulary.marks import LABEL


@dataclass(slots=True)
class Labels:
    """Hold the labelled footnotes of one table."""

    definitions: dict[int, Footnote] = field(default_factory=dict)
    """The paragraphs that define one, by their identity, each as the footnote that it is."""
    keys: frozenset[str] = frozenset()
    in_brackets: frozenset[str] = frozenset()
    """The labels that stand in brackets where they are defined as well: these alone a name may bear."""
    columns: frozenset[int] = frozenset()
    """The columns whose cells may be nothing but marks."""

    def may_mark(self, rows: Sequence[Sequence[str]], roles: Sequence[str]) -> bool:
        """Tell whether any cell of some rows may point to a footnote by a key; a name does so by a label alone."""
        if self.columns:
            return True
        names = set() if self.in_brackets else {at for at, role in enumerate(roles) if role in ENDS}
        words = {cell for cells in rows for at, cell in enumerate(cells) if at not in names}
        return may_point("\n".join(words))

    def marked(self, cells: Sequence[str], roles: Sequence[str]) -> list[Marked]:
        """Return cells with raised marks in the place of the labels that a paragraph below the table defines."""
        return [
            with_marks(cell, role, self.in_brackets if role in ENDS else self.keys, at in self.columns)
            for at, (cell, role) in enumerate(zip(cells, (*roles, *[""] * len(cells)), strict=False))
        ]


def labels_of(table: RoleTable) -> Labels:
    """Find the labelled paragraphs below a table that its cells refer to and that no footnote of the page defines."""
    columns = mark_columns(table.columns, table.table)
    labelled = list(_labelled(table))
    sections = table.page.document.sections if labelled else ()
    taken = _keys_of(block for section in sections for block in section.blocks)
    found = [one for one in labelled if one.key not in taken]
    keys = _keys_of(table.below).union(one.key for one in found)
    if not keys:
        return Labels(columns=columns)
    in_brackets = frozenset(one.key for one in found if one.bracketed)
    used: set[str] = set()
    for row in table.table.rows:
        for at, (cell, role) in enumerate(zip(row.texts, table.roles, strict=False)):
            used |= keys_in(cell, role, at in columns) & (in_brackets if role in ENDS else keys)
    made = {
        id(one.block): Footnote(one.block.line, one.block.raw, raised(one.key), one.text)
        for one in found
        if one.key in used
    }
    return Labels(made, keys & used, in_brackets & used, columns)


class _Labelled(NamedTuple):
    """Hold a paragraph that begins with a label."""

    block: Prose
    key: str
    text: str
    bracketed: bool


def _labelled(table: RoleTable) -> Iterator[_Labelled]:
    """Yield the labelled paragraphs below a table. A reader leaves the number of an item of a list out of its text."""
    for block in table.below:
        if isinstance(block, Prose) and (label := LABEL.match(block.text) or LABEL.match(block.raw)):
            key = label["inside"] or label["bare"] or label["note"]
            text = block.text[label.end() :] if label.string == block.text else block.text
            yield _Labelled(block, key, text, label["bracket"] is not None)


def _keys_of(blocks: Iterable[object]) -> frozenset[str]:
    """Return the keys that footnotes define by their raised marks."""
    return frozenset(plain_keys([block.marker for block in blocks if isinstance(block, Footnote)]))
