"""Account for each source line: what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from portbook.document import Stray, Table
from portbook.model import LedgerEntry, Note
from portbook.passes.draft import Draft, Page
from portbook.passes.subsystems import Named
from portbook.source import split_lines

RowKey = tuple[str, int, int]
"""A row by its document, its table and its number there."""


class Ledgers(Mapping[str, tuple[LedgerEntry, ...]]):
    """Tell of each document, by its path, what became of its lines, in order.

    Entries are made when first asked for: they are as many as lines, and only the pages that show them need any.
    """

    def __init__(self, draft: Draft, subsystems: tuple[Named, ...]) -> None:
        self._flows = draft.flows
        self._accounts = _accounts(draft, subsystems)
        self._made: dict[str, tuple[LedgerEntry, ...]] = {}

    def __getitem__(self, path: str) -> tuple[LedgerEntry, ...]:
        if path not in self._made:
            self._made[path] = tuple(self._accounts[path].entries(self._stated))
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._accounts)

    def __len__(self) -> int:
        return len(self._accounts)

    @cached_property
    def _stated(self) -> dict[RowKey, list[str]]:
        """Return the ids of the flows that each row states."""
        found: dict[RowKey, list[str]] = {}
        for flow in self._flows:
            for row in flow.evidence:
                found.setdefault((row.path, row.table, row.row), []).append(flow.id)
        return found


def _accounts(draft: Draft, subsystems: tuple[Named, ...]) -> dict[str, "_Account"]:
    found = {page.path: _Account(page, {}, {}, set()) for page in draft.pages}
    for table, subsystem in zip(draft.tables, subsystems, strict=True):
        found[table.page.path].subsystems[table.section] = subsystem.name
    for alone in draft.left_alone:
        found[alone.path].left_alone.add(alone.index)
    for statement in draft.statements:
        for note in statement.notes:
            found[statement.row.path].governed.setdefault((note.sheet, note.line), []).append(
                (statement.row.line, note)
            )
    return found


@dataclass(frozen=True, slots=True)
class _Account:
    """Account for the lines of one document."""

    page: Page
    subsystems: dict[int, str]
    """The subsystem that each section with a table describes."""
    governed: dict[tuple[str, int], list[tuple[int, Note]]]
    """For the sheet and line of each note, the lines of the rows that it governs."""
    left_alone: set[int]
    """The tables that state no network paths."""

    def entries(self, stated: Mapping[RowKey, list[str]]) -> Iterator[LedgerEntry]:
        """Yield what became of each line; one that holds parts of several nodes, as in HTML, has an entry for each."""
        table = 0
        for number, section in enumerate(self.page.document.sections):
            home = LedgerEntry(0, "", "", (), self.subsystems.get(number), "", section.sheet)
            if section.heading:
                yield from _lines(section.heading.raw, home._replace(line=section.heading.line, what="heading"))
            for block in section.blocks:
                if isinstance(block, Table):
                    yield from self._rows(block, table, home, stated)
                    table += 1
                else:
                    notes = self.governed.get((section.sheet, block.line), [])
                    what, remark = type(block).__name__.casefold(), _remark(notes)
                    yield from _lines(block.raw, home._replace(line=block.line, what=what, remark=remark))

    def _rows(
        self, table: Table, index: int, home: LedgerEntry, stated: Mapping[RowKey, list[str]]
    ) -> Iterator[LedgerEntry]:
        number = 0
        for part in (table.header, *table.items):
            what = "header" if part is table.header else part.kind.value if isinstance(part, Stray) else "row"
            entry = home._replace(line=part.line, what="other" if index in self.left_alone else what)
            if entry.what == "row":
                flows = tuple(stated.get((self.page.path, index, number), ()))
                entry = entry._replace(flows=flows, remark="" if flows else "states no flow")
                number += 1
            yield from _lines(part.raw, entry)


def _lines(raw: str, entry: LedgerEntry) -> Iterator[LedgerEntry]:
    """Yield an entry like the one given for each line of a node."""
    for line in split_lines(raw, entry.line):
        yield entry._replace(line=line.number, text=line.text)


def _remark(rows: list[tuple[int, Note]]) -> str:
    """Say which cells a note governs."""
    return "; ".join(f"{note.binding.value}: {note.on} of line {line}" for line, note in rows)
