"""Footnotes that are labelled as lists are: ``443 (1)`` in a cell, and ``(1) Only at night.`` below its table."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from portbook.document import Footnote, Prose
from portbook.passes.draft import RoleTable
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import LABEL, PLAIN, RAISED

IN_CELL = re.compile(r"(?<=[^\s(\[])(?:\s?(?:\((?:[0-9]{1,2}|[a-z])\)|\[(?:[0-9]{1,2}|[a-z])\]))+(?=[\s,;]|\Z)")
"""Labels behind a word of a cell, and nothing glued to them."""
KEY = re.compile(r"[0-9a-z]+")
RAISED_IN_CELL = re.compile(f"[{''.join(PLAIN)}]+")
ENDS = (Role.SOURCE, Role.DESTINATION, Role.PEER)


@dataclass(slots=True)
class Labels:
    """Hold the labelled footnotes of one table."""

    definitions: dict[int, Footnote] = field(default_factory=dict)
    """The paragraphs that define one, by their identity, each as the footnote that it is."""
    keys: frozenset[str] = frozenset()
    in_brackets: frozenset[str] = frozenset()
    """The labels that stand in brackets where they are defined as well: these alone a name may bear."""

    def marked(self, cells: Sequence[str], roles: Sequence[str]) -> tuple[str, ...]:
        """Return cells with raised marks in the place of labels that a paragraph below the table defines."""
        if not self.keys:
            return tuple(cells)
        return tuple(
            _marked(cell, self.in_brackets if role in ENDS else self.keys)
            for cell, role in zip(cells, (*roles, *[""] * len(cells)), strict=False)
        )


def labels(table: RoleTable) -> Labels:
    """Find the labelled paragraphs below a table that its cells refer to and that no footnote of the page defines."""
    found = [(block, label) for block in table.below if isinstance(block, Prose) and (label := LABEL.match(block.text))]
    if not found:
        return Labels()
    sections = table.page.document.sections
    taken = {block.marker for section in sections for block in section.blocks if isinstance(block, Footnote)}
    known = {id(block): (block, label) for block, label in found if _raised(_key(label)) not in taken}
    keys = frozenset(_key(label) for _, label in known.values())
    in_brackets = frozenset(label[2] for _, label in known.values() if label[2])
    used: set[str] = set()
    for row in table.table.rows:
        for cell, role in zip(row.texts, table.roles, strict=False):
            used |= _used(cell, in_brackets if role in ENDS else keys)
    made = {
        at: Footnote(block.line, block.raw, _raised(_key(label)), block.text[label.end() :])
        for at, (block, label) in known.items()
        if _key(label) in used
    }
    return Labels(made, keys & used, in_brackets & used)


def _key(label: re.Match[str]) -> str:
    return label[2] or label[3]


def _used(cell: str, keys: Set[str]) -> set[str]:
    raised = {"".join(map(PLAIN.__getitem__, mark)) for mark in RAISED_IN_CELL.findall(cell)}
    return (raised | {key for found in IN_CELL.findall(cell) for key in KEY.findall(found)}) & keys


def _marked(cell: str, keys: Set[str]) -> str:
    def mark(match: re.Match[str]) -> str:
        named = KEY.findall(match[0])
        return ",".join(map(_raised, named)) if keys >= set(named) else match[0]

    return IN_CELL.sub(mark, cell) if "(" in cell or "[" in cell else cell


def _raised(key: str) -> str:
    return "".join(RAISED.get(sign, sign) for sign in key)
