"""Bind notes by hand, where the configuration says which cells they govern."""

from collections.abc import Iterator, Sequence

from portbook.diagnostics import Report, shorten
from portbook.document import Footnote, Prose
from portbook.model import Binding, Note
from portbook.options import NoteBinding
from portbook.passes.draft import Draft, Page, Statement

ByHand = dict[int, int]
"""For each note that was bound by hand, by the identity of its node, the first table that it governs."""


def bind_by_hand(draft: Draft, report: Report) -> tuple[dict[int, tuple[Note, ...]], ByHand]:
    """Return the notes bound by hand for each statement, by its position, and the nodes that they are."""
    found: dict[int, tuple[Note, ...]] = {}
    bound: ByHand = {}
    pages = [page for page in draft.pages if page.options.notes]
    statements: dict[str, list[tuple[int, Statement]]] = {page.path: [] for page in pages}
    for at, statement in enumerate(draft.statements if pages else ()):
        statements.get(draft.tables[statement.table].page.path, []).append((at, statement))
    for page in pages:
        rows = statements[page.path]
        for binding in page.options.notes:
            nodes = [(node, sheet) for node, sheet in _notes(page) if _is_meant(node, binding.note)]
            governed = [(at, s) for at, s in rows if _governs(draft, s, binding)]
            if not nodes or not governed:
                continue
            report.use(page.path, "notes", binding.entry)
            node, sheet = nodes[0]
            bound.setdefault(id(node), governed[0][1].table)
            note = _note(node, sheet, page, binding.on)
            for at, _ in governed:
                found[at] = (*found.get(at, ()), note)
    return found, bound


def what_is_missing(pages: Sequence[Page], binding: NoteBinding) -> str:
    """Say why a binding governs nothing in any of some pages."""
    if not any(_is_meant(node, binding.note) for page in pages for node, _ in _notes(page)):
        return f"no note begins with {shorten(binding.note, 60)!r}"
    rows = [_folded(" ".join(row.texts)) for page in pages for table in page.document.tables for row in table.rows]
    if not any(_folded(binding.row) in row for row in rows):
        return f"no row holds {shorten(binding.row, 60)!r}"
    return f"no table with a row that holds {shorten(binding.row, 60)!r} has a column whose role is `{binding.on}`"


def _notes(page: Page) -> Iterator[tuple[Footnote | Prose, str]]:
    for section in page.document.sections:
        for block in section.blocks:
            if isinstance(block, Footnote | Prose):
                yield block, section.sheet


def _is_meant(node: Footnote | Prose, note: str) -> bool:
    marker = node.marker if isinstance(node, Footnote) else ""
    return marker == note or _folded(node.text).startswith(_folded(note))


def _governs(draft: Draft, statement: Statement, binding: NoteBinding) -> bool:
    """Tell whether a row holds the words of a binding, one after the other, and a column of its role."""
    has_column = binding.on in draft.tables[statement.table].roles
    return has_column and _folded(binding.row) in _folded(" ".join(statement.cells))


def _note(node: Footnote | Prose, sheet: str, page: Page, on: str) -> Note:
    marker = node.marker if isinstance(node, Footnote) else None
    return Note(node.text, on, Binding.CONFIGURED, page.path, node.line, marker, sheet=sheet)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
