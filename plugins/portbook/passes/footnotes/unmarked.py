"""Bind notes that lost their mark to the only cell that they fit, or leave them with their table."""

from collections.abc import Iterator, Sequence, Set

from portbook.diagnostics import Report, shorten
from portbook.document import Footnote, Prose
from portbook.model import Binding, Note
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.footnotes.definitions import SPOKEN_MARK
from portbook.passes.footnotes.inference import fitting_cells, reads_as_note


def unmarked(table: RoleTable, bound: Set[int]) -> Iterator[Prose]:
    """Yield the paragraphs below a table that are notes without a mark: they stand beside footnotes or read so."""
    for index, block in enumerate(table.below):
        if isinstance(block, Prose) and id(block) not in bound and not SPOKEN_MARK.search(block.text):
            beside = table.below[max(index - 1, 0) : index] + table.below[index + 1 : index + 2]
            if reads_as_note(block.text, any(isinstance(other, Footnote) for other in beside)):
                yield block


def infer(
    table: RoleTable, paragraph: Prose, statements: list[Statement], positions: Sequence[int], report: Report
) -> Note:
    """Bind a note without a mark to the only cell that it fits, or to the table; change the statement it governs."""
    line = paragraph.line
    place = table.place(line)
    cells = [
        (position, role, cell)
        for position in positions
        for role, cell in zip(table.roles, statements[position].cells, strict=False)
    ]
    fitting = fitting_cells(paragraph.text, cells)
    if len(fitting) != 1:
        count = "no cell" if not fitting else f"{len(fitting)} cells"
        report.add(
            "note-unbound",
            place,
            f"the note {shorten(paragraph.text, 60)!r} has no mark and fits {count}; it stays with the table",
        )
        return Note(paragraph.text, "table", Binding.UNBOUND, table.page.path, line, sheet=table.sheet)
    position, role, cell = fitting[0]
    statement = statements[position]
    note = Note(paragraph.text, role, Binding.INFERRED, table.page.path, line, sheet=table.sheet)
    statements[position] = statement._replace(notes=(*statement.notes, note))
    report.add(
        "note-inferred",
        place,
        f"the note {shorten(paragraph.text, 60)!r} has no mark; it fits {cell!r} in line "
        f"{statement.row.line} alone and was bound to it",
    )
    return note
