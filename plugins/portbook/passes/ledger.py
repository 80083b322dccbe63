"""Account for each source line: what became of it."""

from collections.abc import Iterator, Mapping

from portbook.document import Blank, Block, Footnote, Furniture, Heading, Prose, Row, Table
from portbook.model import LedgerEntry, Note
from portbook.passes.draft import Draft, Page
from portbook.passes.subsystems import Named
from portbook.source import Line


def ledgers(draft: Draft, subsystems: tuple[Named, ...]) -> dict[str, tuple[LedgerEntry, ...]]:
    """Return for each document one entry a line, in order."""
    flows = {(row.path, row.line): flow.id for flow in draft.flows for row in flow.evidence}
    governed = _governed(draft)
    return {page.path: tuple(_entries(page, draft, subsystems, flows, governed)) for page in draft.pages}


def _governed(draft: Draft) -> dict[tuple[str, int], list[tuple[int, Note]]]:
    """Return for each note's line the rows that it governs."""
    found: dict[tuple[str, int], list[tuple[int, Note]]] = {}
    for statement in draft.statements:
        path = draft.tables[statement.table].page.path
        for note in statement.notes:
            found.setdefault((path, note.line), []).append((statement.row.line.number, note))
    return found


def _entries(
    page: Page,
    draft: Draft,
    subsystems: tuple[Named, ...],
    flows: Mapping[tuple[str, int], str],
    governed: Mapping[tuple[str, int], list[tuple[int, Note]]],
) -> Iterator[LedgerEntry]:
    names = {
        table.section: named.name for table, named in zip(draft.tables, subsystems, strict=True) if table.page is page
    }
    for number, section in enumerate(page.document.sections):
        subsystem = names.get(number)
        if section.heading:
            yield _entry(section.heading.line, "heading", subsystem)
        for block in section.blocks:
            if isinstance(block, Table):
                yield _entry(block.header.line, "header", subsystem)
                for item in block.items:
                    line = item.line
                    if isinstance(item, Row):
                        yield _entry(line, "row", subsystem, flows.get((page.path, line.number)))
                    else:
                        yield _entry(line, "unread" if line.text.strip() else "blank", subsystem)
            else:
                lines = _lines(block)
                remark = _remark(governed.get((page.path, lines[0].number), []))
                for line in lines:
                    yield _entry(line, type(block).__name__.casefold(), subsystem, remark=remark)


def _lines(block: Block) -> tuple[Line, ...]:
    match block:
        case Blank(line) | Heading(line):
            return (line,)
        case Prose(lines) | Furniture(lines):
            return lines
        case Footnote():
            return block.lines
        case Table():
            raise TypeError("a table has items")


def _remark(rows: list[tuple[int, Note]]) -> str:
    """Say which cells a note governs."""
    return "; ".join(f"{note.binding.value}: {note.on} of line {line}" for line, note in rows)


def _entry(line: Line, what: str, subsystem: str | None, flow: str | None = None, remark: str = "") -> LedgerEntry:
    return LedgerEntry(line.number, line.text, what, flow, subsystem, remark)
