"""Look up the marks on cells: below their own table first, then in its section, then on the whole page."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from portbook.diagnostics import Report
from portbook.model import Binding, Note
from portbook.passes.draft import Draft, RoleTable, Statement, place_of
from portbook.passes.footnotes.definitions import Definition
from portbook.passes.footnotes.marks import find_marks, is_mark_alone, may_bear_marks, without_marks
from portbook.passes.footnotes.same_mark import SameMark
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
    _by_place: defaultdict[Hashable, SameMark] = field(default_factory=lambda: defaultdict(SameMark))
    """The definitions of a mark below a table, in a section and on a page."""

    def __post_init__(self) -> None:
        for path, definitions in self.definitions.items():
            for definition in definitions:
                mark = definition.footnote.marker
                for place in _places(path, definition.table, definition.section):
                    self._by_place[place, mark].definitions.append(definition)

    def resolve(self, statement: Statement) -> Statement:
        """Return a statement with the notes that its marks call for, and without the marks."""
        if not may_bear_marks([statement.cells]):
            return statement
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
        found = [
            self._by_place.get((where, mark)) for where in _places(table.page.path, statement.table, table.section)
        ]
        near = next(filter(None, found), None)
        if near is None:
            self.report.add("footnote-undefined", place, f"the mark {mark!r} has no definition on the page")
            return None
        keys = near.keys_once()
        if near.differ:
            message = f"the mark {mark!r} is defined differently in lines {near.lines}"
            self.report.add("footnote-conflict", place, message)
            self.contested.update(keys)
            return None
        for key in keys:
            self.used.setdefault(key, statement.table)
        first = near.definitions[0]
        if not found[0]:
            message = f"the mark {mark!r} is defined in line {first.line}, not below its own table"
            self.report.add("footnote-elsewhere", place, message)
        return first


def _places(path: str, table: int | None, section: int) -> tuple[Hashable, ...]:
    """Return where a mark is looked up, the nearest place first."""
    return ("table", path, table), ("section", path, section), path


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
