"""Account for each source line: what became of it."""

from collections.abc import Iterator, Mapping, Set

from portbook.document import Stray, Table
from portbook.model import LedgerEntry, Note
from portbook.passes.draft import Draft, Page
from portbook.passes.subsystems import Named
from portbook.source import split_lines


def ledgers(draft: Draft, subsystems: tuple[Named, ...]) -> dict[str, tuple[LedgerEntry, ...]]:
    """Return for each document what became of its lines, in order.

    A line that holds parts of several nodes, as lines of HTML do, has an entry for each.
    """
    flows: dict[tuple[str, int, int], list[str]] = {}
    for flow in draft.flows:
        for row in flow.evidence:
            flows.setdefault((row.path, row.table, row.row), []).append(flow.id)
    governed = _governed(draft)
    named: dict[str, dict[int, str]] = {page.path: {} for page in draft.pages}
    for table, subsystem in zip(draft.tables, subsystems, strict=True):
        named[table.page.path][table.section] = subsystem.name
    others: dict[str, set[int]] = {page.path: set() for page in draft.pages}
    for alone in draft.left_alone:
        others[alone.path].add(alone.index)
    return {
        page.path: tuple(_entries(page, named[page.path], flows, governed, others[page.path])) for page in draft.pages
    }


def _governed(draft: Draft) -> dict[tuple[str, int], list[tuple[int, Note]]]:
    """Return for each note's line the rows that it governs."""
    found: dict[tuple[str, int], list[tuple[int, Note]]] = {}
    for statement in draft.statements:
        path = draft.tables[statement.table].page.path
        for note in statement.notes:
            found.setdefault((path, note.line), []).append((statement.row.line, note))
    return found


def _entries(
    page: Page,
    named: Mapping[int, str],
    flows: Mapping[tuple[str, int, int], list[str]],
    governed: Mapping[tuple[str, int], list[tuple[int, Note]]],
    others: Set[int],
) -> Iterator[LedgerEntry]:
    at = 0
    for number, section in enumerate(page.document.sections):
        subsystem = named.get(number)

        def entries(
            line: int, raw: str, what: str, remark: str = "", *, stated: tuple[str, ...] = ()
        ) -> Iterator[LedgerEntry]:
            for part in split_lines(raw, line):
                yield LedgerEntry(part.number, part.text, what, stated, subsystem, remark, section.sheet)  # noqa: B023

        if section.heading:
            yield from entries(section.heading.line, section.heading.raw, "heading")
        for block in section.blocks:
            if not isinstance(block, Table):
                remark = _remark(governed.get((page.path, block.line), []))
                yield from entries(block.line, block.raw, type(block).__name__.casefold(), remark)
                continue
            row = 0
            for part in (block.header, *block.items):
                what = "header" if part is block.header else part.kind.value if isinstance(part, Stray) else "row"
                if what != "row" or at in others:
                    yield from entries(part.line, part.raw, "other" if at in others else what)
                    continue
                stated = tuple(flows.get((page.path, at, row), ()))
                yield from entries(part.line, part.raw, what, "" if stated else "states no flow", stated=stated)
                row += 1
            at += 1


def _remark(rows: list[tuple[int, Note]]) -> str:
    """Say which cells a note governs."""
    return "; ".join(f"{note.binding.value}: {note.on} of line {line}" for line, note in rows)
