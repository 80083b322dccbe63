"""Whether the notes of a row's flows are those whose marks it bears, in the words of their definitions."""

import re
from collections.abc import Sequence

from portbook.document import Document, Footnote, Prose, Table
from portbook.model import Binding, Evidence, Flow, Note, SourceFootnote, SourceTable
from portbook.vocabulary.marks import PLAIN, standing
from portbook.vocabulary.references import DITTOS


class Notes:
    """Hold what a document says in footnotes and paragraphs, and in rows."""

    def __init__(self, document: Document) -> None:
        self._path = document.source.path
        self._said: dict[tuple[str, int], list[str]] = {}
        self._cells: dict[tuple[str, int], list[str]] = {}
        """The words of each row: a note may be one of its own, or a part of a cell."""
        defined: dict[str, set[str]] = {}
        prose: list[str] = []
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Footnote | Prose):
                    self._said.setdefault((section.sheet, block.line), []).append(block.text)
                for row in block.rows if isinstance(block, Table) else ():
                    self._cells.setdefault((section.sheet, row.line), []).extend(row.texts)
                if isinstance(block, Footnote):
                    defined.setdefault(block.marker, set()).add(block.text)
                elif isinstance(block, Prose):
                    prose.append(block.text)
        spoken = "\n".join(prose)
        plain = {mark: next(iter(texts)) for mark, texts in defined.items() if len(texts) == 1 and mark not in spoken}
        self._certain = [(_at_the_end(mark), mark, text) for mark, text in plain.items()]
        """The marks that mean one thing on the whole page, each with a pattern that finds it at the end of a word.

        Of a mark that stands in a paragraph, that may say something else of it.
        """

    def unwritten(self, table: SourceTable) -> list[SourceFootnote]:
        """Return the footnotes of a table whose words do not stand where it says."""
        return [note for note in table.footnotes if not self._is_written(note.text, table.sheet, note.line)]

    def _is_written(self, text: str, sheet: str, line: int) -> bool:
        written = any(said.endswith(text) for said in self._said.get((sheet, line), ()))
        return written or any(text.casefold() in cell.casefold() for cell in self._cells.get((sheet, line), ()))

    def unsaid(self, flows: Sequence[Flow], row: Evidence, table: SourceTable) -> bool:
        """Tell whether flows have a note that nobody wrote or their row does not bear, or lack one that it bears."""
        if not flows:
            return False
        made = [note for flow in flows for note in flow.notes if note.path == self._path]
        if not all(self._is_written(note.text, note.sheet, note.line) for note in made):
            return True
        alone = all(len(flow.evidence) == 1 for flow in flows)  # else another row of the flow may bear the mark
        if alone and not all(_bears(row, table, note) for note in made):
            return True
        cells = row.cells[: len(table.columns)]
        return any(self._lacks(flow, cells) for flow in flows)

    def _lacks(self, flow: Flow, cells: Sequence[str]) -> bool:
        texts = {" ".join(note.text.casefold().split()) for note in flow.notes}
        return any(
            mark in cell and bears.search(standing(cell)) and " ".join(text.casefold().split()) not in texts
            for bears, mark, text in self._certain
            for cell in cells
        )


def _at_the_end(mark: str) -> re.Pattern[str]:
    return re.compile(rf"(?<=[A-Za-z0-9)]){re.escape(mark)}\s*\Z")


def _bears(row: Evidence, table: SourceTable, note: Note) -> bool:
    """Tell whether a cell of a row in a column that a note is on bears its mark; a note without one needs none.

    A cell beyond the last column has the role of none; one that is taken from above bears the marks of that.
    """
    if note.binding is not Binding.MARKED or not note.marker:
        return True
    plain = "".join(PLAIN.get(sign, sign) for sign in note.marker)
    key = re.escape(plain)
    label = re.compile(
        rf"(?:[(\[]|(?<=\s)){key}[)\]]|\bnotes?\b.*\b{key}\b|\A[^A-Za-z]*\b{key}\b[^A-Za-z]*\Z", re.IGNORECASE
    )
    cells = [cell for cell, column in zip(row.cells, table.columns, strict=False) if column.role == note.on]
    taken = any(not cell or cell in DITTOS for cell in cells)
    above = [item.origin for item in table.derived] if taken else []
    beyond = row.cells[len(table.columns) :]
    return any(note.marker in cell or label.search(cell) for cell in (*cells, *beyond, *above))
