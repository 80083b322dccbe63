"""Look up the marks on cells: below their own table first, then in its section, then on the whole page."""

from collections import defaultdict
from dataclasses import dataclass, field

from portbook.diagnostics import Report
from portbook.model import Binding, Note
from portbook.passes.draft import Draft, RoleTable, Statement, place_of
from portbook.passes.footnotes.definitions import Definition
from portbook.passes.footnotes.marks import find_marks, is_mark_alone, without_marks
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import ANY_MARK


@dataclass(slots=True)
class References:
    """Resolve the marks of one draft and remember which definitions they used, by their keys."""

    draft: Draft
    definitions: dict[str, list[Definition]]
    columns: tuple[frozenset[int], ...]
    """The columns of each table whose cells may be nothing but marks."""
    report: Report
    used: dict[int, int] = field(default_factory=dict)
    """For each definition that a mark refers to, the first table with such a mark."""
    contested: set[int] = field(default_factory=set)
    """Definitions that a mark may refer to, or not, since others of its page define the mark otherwise."""
    _by_mark: defaultdict[tuple[str, str], list[Definition]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for path, definitions in self.definitions.items():
            for definition in definitions:
                self._by_mark[path, definition.footnote.marker].append(definition)

    def resolve(self, statement: Statement) -> Statement:
        """Return a statement with the notes that its marks call for, and without the marks."""
        columns = self.columns[statement.table]
        found = [_marks_of(cell, at in columns) for at, cell in enumerate(statement.cells)]
        if not any(found):
            return statement
        table = self.draft.tables[statement.table]
        notes: list[Note] = []
        cells: list[str] = []
        for at, (cell, marks) in enumerate(zip(statement.cells, found, strict=True)):
            defined = [(self._look_up(mark, statement), mark) for mark in marks]
            role = table.roles[at] if at < len(table.roles) else Role.OTHER
            notes += [_note(known, mark, role, statement.table, table) for known, mark in defined if known]
            cells.append(statement.row.cells[at] if is_mark_alone(cell, at in columns) else without_marks(cell))
        return statement._replace(notes=tuple(notes), cells=tuple(cells))

    def _look_up(self, mark: str, statement: Statement) -> Definition | None:
        table = self.draft.tables[statement.table]
        place = place_of(statement.row)
        same = self._by_mark.get((table.page.path, mark), [])
        below = [d for d in same if d.table == statement.table]
        in_section = [d for d in same if d.section == table.section]
        near = below or in_section or same
        if not near:
            self.report.add("footnote-undefined", place, f"the mark {mark!r} has no definition on the page")
            return None
        if len({d.footnote.text for d in near}) > 1:
            lines = ", ".join(str(d.line) for d in near)
            self.report.add("footnote-conflict", place, f"the mark {mark!r} is defined differently in lines {lines}")
            self.contested.update(d.key for d in near)
            return None
        for definition in near:
            self.used.setdefault(definition.key, statement.table)
        if not below:
            message = f"the mark {mark!r} is defined in line {near[0].line}, not below its own table"
            self.report.add("footnote-elsewhere", place, message)
        return near[0]


def _marks_of(cell: str, under_marks: bool) -> list[str]:
    return ANY_MARK.findall(cell) if is_mark_alone(cell, under_marks) else find_marks(cell)


def _note(definition: Definition, mark: str, role: str, index: int, table: RoleTable) -> Note:
    borrowed = None
    if definition.table != index and definition.section != table.section:
        borrowed = definition.heading or "the start of the page"
    return Note(
        definition.footnote.text,
        role,
        Binding.MARKED,
        table.page.path,
        definition.line,
        mark,
        borrowed,
        definition.sheet,
    )
