"""Resolve footnote marks: each is bound to the cell it stands on, or reported.

A mark is looked up below its own table first, then in its section, then on the whole page. A note that lost its mark
is bound by inference where it fits exactly one cell of its table.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter

from portbook.diagnostics import Report
from portbook.document import Prose
from portbook.model import Binding, SourceFootnote
from portbook.passes.draft import Draft, RoleTable, Statement, place_of
from portbook.passes.footnotes.bindings import ByHand, bind_by_hand
from portbook.passes.footnotes.definitions import Definition, find_definitions
from portbook.passes.footnotes.labels import Labels, labels_of
from portbook.passes.footnotes.marks import may_bear_marks
from portbook.passes.footnotes.references import References
from portbook.passes.footnotes.unmarked import infer, unmarked
from portbook.passes.footnotes.unused import loose, report_strays


def run(draft: Draft, report: Report) -> Draft:
    """Bind the notes of all pages and take the marks out of the statements' cells."""
    labelled = [labels_of(table) for table in draft.tables]
    defined = find_definitions(draft, labelled)
    by_hand, bound = bind_by_hand(draft, report)
    marks = References(draft, defined, tuple(known.columns for known in labelled), report)
    statements = list(_noted(draft, labelled, marks, report))
    for position, notes in by_hand.items():
        statements[position] = statements[position]._replace(notes=(*statements[position].notes, *notes))
    tables = _Tables(statements, defined, marks, bound, report)
    noted = tuple(tables.noted(index, table, labelled[index]) for index, table in enumerate(draft.tables))
    report_strays(draft, marks, bound)
    return replace(draft, tables=noted, statements=tuple(statements))


def _noted(draft: Draft, labelled: Sequence[Labels], marks: References, report: Report) -> Iterator[Statement]:
    """Yield the statements with the notes that their marks call for; of most tables one look tells that none does."""
    for index, statements in groupby(draft.statements, attrgetter("table")):
        rows = list(statements)
        labels, roles = labelled[index], draft.tables[index].roles
        cells = [row.cells for row in rows]
        if may_bear_marks(cells) or labels.may_mark(cells, roles):
            rows = [marks.resolve(_with_raised_labels(row, labels, roles, report)) for row in rows]
        yield from rows


def _with_raised_labels(statement: Statement, labels: Labels, roles: Sequence[str], report: Report) -> Statement:
    if not labels.may_mark([statement.cells], roles):
        return statement
    marked = labels.marked(statement.cells, roles)
    for pointer in (pointer for one in marked for pointer in one.undefined):
        message = f"the mark {pointer!r} has no definition below its table"
        report.add("footnote-undefined", place_of(statement.row), message)
    cells = tuple([one.cell for one in marked])
    return statement if cells == statement.cells else statement._replace(cells=cells)


@dataclass(slots=True)
class _Tables:
    """Give tables their footnotes; a note that fits one cell alone changes the statement that it governs."""

    statements: list[Statement]
    definitions: dict[str, list[Definition]]
    marks: References
    bound: ByHand
    report: Report
    _owned: defaultdict[tuple[str, int | None], list[Definition]] = field(default_factory=lambda: defaultdict(list))
    _used: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self._used = {**self.bound, **self.marks.used}
        for path, found in self.definitions.items():
            for definition in found:
                table = self._used.get(definition.key) if definition.table is None else definition.table
                self._owned[path, table].append(definition)

    def noted(self, index: int, table: RoleTable, known: Labels) -> RoleTable:
        """Return a table with its footnotes and with the notes that govern it as a whole."""
        own = self._owned.get((table.page.path, index), [])
        footnotes = [SourceFootnote(d.footnote.marker, d.footnote.text, d.line, self._binding(d)) for d in own]
        left = [loose(d, table, self.marks) for d in own if d.key not in self._used]
        footnotes += [
            SourceFootnote(None, paragraph.text, paragraph.line, Binding.CONFIGURED)
            for paragraph in table.below
            if isinstance(paragraph, Prose) and id(paragraph) in self.bound
        ]
        for paragraph in unmarked(table, {*self.bound, *known.definitions}):
            note = infer(table, paragraph, self.statements, self._positions(index), self.report)
            footnotes.append(SourceFootnote(None, note.text, note.line, note.binding))
            left += [note] if note.on == "table" else []
        footnotes.sort(key=lambda footnote: footnote.line)
        return replace(table, notes=(*table.notes, *left), footnotes=tuple(footnotes)) if footnotes else table

    def _positions(self, table: int) -> range:
        """Return where the statements of a table stand: they are in the order of the tables."""
        first, end = (bisect(self.statements, table, key=attrgetter("table")) for bisect in (bisect_left, bisect_right))
        return range(first, end)

    def _binding(self, definition: Definition) -> Binding:
        """Return how a definition found its cells: by its mark where one refers to it, else by hand, if at all."""
        otherwise = Binding.CONFIGURED if definition.key in self.bound else Binding.UNBOUND
        return Binding.MARKED if definition.key in self.marks.used else otherwise
