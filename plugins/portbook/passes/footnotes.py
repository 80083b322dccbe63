"""Resolve footnote marks: each is bound to the cell it stands on, or reported.

A mark is looked up below its own table first, then in its section, then on the whole page. A note that lost its mark
is bound by inference where it fits exactly one cell of its table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Footnote, Prose
from portbook.model import Binding, Note, SourceFootnote
from portbook.passes.bindings import ByHand, bind_by_hand
from portbook.passes.draft import Draft, RoleTable, Statement, place_of
from portbook.passes.inference import fitting_cells, reads_as_note
from portbook.passes.labels import Labels, labels
from portbook.vocabulary.marks import ANY_MARK, LETTERS, MARK, MARKS, SUPERSCRIPTS

_RAISED = rf"[{SUPERSCRIPTS}{LETTERS}]++|\[\^[^\[\]\s]{{1,40}}\]"
STANDING_MARKS = re.compile(
    rf"(?<=[^\s(/,*†‡§¶⁂‖※{SUPERSCRIPTS}])\s?({MARKS})(?=[\s,;)]|\Z)|(?<=[^\s(])(?:(?:{_RAISED})[,˒]?(?={_RAISED}|[^,˒]|\Z))+"
)
"""Marks that stand on a word; a cell that is nothing but marks, such as the wildcard ``*``, carries none."""


HINT = re.compile(rf"[*\[†‡§¶⁂‖※{SUPERSCRIPTS}{LETTERS}]")
"""Characters without which a row has no mark."""
SPOKEN_MARK = re.compile(
    rf"\b(?:marked|denoted|indicated|labell?ed) (?:with|by)(?: an?)? [\"'“‘(]?({MARK})", re.IGNORECASE
)
"""The words by which a paragraph defines a mark."""


@dataclass(frozen=True, slots=True)
class _Definition:
    """Hold a footnote definition and the table it stands below, None where it stands below none."""

    footnote: Footnote
    table: int | None
    section: int
    heading: str | None
    sheet: str

    @property
    def line(self) -> int:
        return self.footnote.line

    @property
    def key(self) -> int:
        """Return what tells this definition from all others, those on the same line included."""
        return id(self.footnote)


def run(draft: Draft, report: Report) -> Draft:
    """Bind the notes of all pages and take the marks out of the statements' cells."""
    labelled = [labels(table) for table in draft.tables]
    definitions = _definitions(draft, labelled)
    by_hand, bound = bind_by_hand(draft, report)
    marks = _Marks(draft, definitions, report)
    statements = [
        marks.resolve(statement) if HINT.search("\n".join(statement.cells)) else statement
        for statement in _with_raised_labels(draft, labelled)
    ]
    for position, notes in by_hand.items():
        statements[position] = statements[position]._replace(notes=(*statements[position].notes, *notes))
    used = {**bound, **marks.used}
    owned: dict[tuple[str, int | None], list[_Definition]] = defaultdict(list)
    for path, found in definitions.items():
        for d in found:
            owned[path, used.get(d.key) if d.table is None else d.table].append(d)
    by_table: dict[int, list[int]] = defaultdict(list)
    for position, statement in enumerate(statements):
        by_table[statement.table].append(position)
    tables = []
    for index, table in enumerate(draft.tables):
        path = table.page.path
        own = owned.get((path, index), [])
        footnotes = [_source_footnote(d, _binding(d, bound, marks)) for d in own]
        loose = [_loose(d, table, marks) for d in own if d.key not in used]
        footnotes += [
            SourceFootnote(None, paragraph.text, paragraph.line, Binding.CONFIGURED)
            for paragraph in table.below
            if isinstance(paragraph, Prose) and id(paragraph) in bound
        ]
        for paragraph in _unmarked(table, {*bound, *labelled[index].definitions}):
            note = _infer(table, paragraph, statements, by_table[index], report)
            footnotes.append(SourceFootnote(None, note.text, note.line, note.binding))
            loose += [note] if note.on == "table" else []
        footnotes.sort(key=lambda f: f.line)
        tables.append(replace(table, notes=tuple(loose), footnotes=tuple(footnotes)) if footnotes else table)
    _report_stray_definitions(draft, marks, bound)
    return replace(draft, tables=tuple(tables), statements=tuple(statements))


def find_marks(cell: str) -> list[str]:
    """Return the footnote marks on the words of a cell, in order."""
    return [mark.strip("()") for found in STANDING_MARKS.finditer(cell) for mark in ANY_MARK.findall(found[0])]


def without_marks(cell: str) -> str:
    """Return a cell without its footnote marks."""
    return STANDING_MARKS.sub("", cell).strip()


def _with_raised_labels(draft: Draft, labelled: list[Labels]) -> Iterator[Statement]:
    for statement in draft.statements:
        known = labelled[statement.table]
        if known.keys:
            roles = draft.tables[statement.table].roles
            yield statement._replace(cells=known.marked(statement.cells, roles))
        else:
            yield statement


def _definitions(draft: Draft, labelled: list[Labels]) -> dict[str, list[_Definition]]:
    found: dict[str, list[_Definition]] = {page.path: [] for page in draft.pages}
    by_label = {at: note for known in labelled for at, note in known.definitions.items()}
    placed = {id(block): index for index, table in enumerate(draft.tables) for block in table.below}
    for page in draft.pages:
        for number, section in enumerate(page.document.sections):
            heading = section.heading.text if section.heading else None
            for block in section.blocks:
                note = by_label.get(id(block)) or _defined(block) if isinstance(block, Prose) else block
                if isinstance(note, Footnote):
                    found[page.path].append(_Definition(note, placed.get(id(block)), number, heading, section.sheet))
    return found


def _defined(prose: Prose) -> Footnote | None:
    """Return a paragraph such as ``Ports marked with * can be changed`` as the definition that it is."""
    match = SPOKEN_MARK.search(prose.text)
    return Footnote(prose.line, prose.raw, match[1].strip("()"), prose.text) if match else None


@dataclass(slots=True)
class _Marks:
    """Resolve the marks of one draft and remember which definitions they used, by their keys."""

    draft: Draft
    definitions: dict[str, list[_Definition]]
    report: Report
    used: dict[int, int] = field(default_factory=dict)
    """For each definition that a mark refers to, the first table with such a mark."""
    contested: set[int] = field(default_factory=set)
    """Definitions that a mark may refer to, or not, since others of its page define the mark otherwise."""
    _by_mark: defaultdict[tuple[str, str], list[_Definition]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for path, definitions in self.definitions.items():
            for definition in definitions:
                self._by_mark[path, definition.footnote.marker].append(definition)

    def resolve(self, statement: Statement) -> Statement:
        """Return a statement with the notes that its marks call for, and without the marks."""
        if not any(find_marks(cell) for cell in statement.cells):
            return statement
        table = self.draft.tables[statement.table]
        notes = tuple(
            _note(definition, mark, role, statement.table, table)
            for cell, role in zip(statement.cells, table.roles, strict=False)
            for mark in find_marks(cell)
            if (definition := self._look_up(mark, statement))
        )
        return statement._replace(notes=notes, cells=tuple(map(without_marks, statement.cells)))

    def _look_up(self, mark: str, statement: Statement) -> _Definition | None:
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


def _note(definition: _Definition, mark: str, role: str, index: int, table: RoleTable) -> Note:
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


def _binding(definition: _Definition, bound: ByHand, marks: _Marks) -> Binding:
    """Return how a definition found its cells: by its mark where one refers to it, else by hand, if at all."""
    unmarked = Binding.CONFIGURED if definition.key in bound else Binding.UNBOUND
    return Binding.MARKED if definition.key in marks.used else unmarked


def _source_footnote(definition: _Definition, binding: Binding) -> SourceFootnote:
    return SourceFootnote(definition.footnote.marker, definition.footnote.text, definition.line, binding)


def _loose(definition: _Definition, table: RoleTable, marks: _Marks) -> Note:
    """Leave a definition that no mark refers to with its table."""
    footnote = definition.footnote
    _report_unused(definition, table.page.path, marks, "; the note stays with the table")
    return Note(
        footnote.text,
        "table",
        Binding.UNBOUND,
        table.page.path,
        definition.line,
        footnote.marker,
        sheet=definition.sheet,
    )


def _report_stray_definitions(draft: Draft, marks: _Marks, bound: ByHand) -> None:
    for page in draft.pages:
        for definition in marks.definitions[page.path]:
            if definition.table is None and definition.key not in marks.used and definition.key not in bound:
                _report_unused(definition, page.path, marks, "")


def _report_unused(definition: _Definition, path: str, marks: _Marks, consequence: str) -> None:
    mark, text = definition.footnote.marker, shorten(definition.footnote.text, 60)
    place = Place(path, definition.line, definition.sheet)
    if definition.key in marks.contested:
        message = f"the mark {mark!r} is defined here as {text!r} and otherwise in other lines{consequence}"
        marks.report.add("footnote-conflict", place, message)
    else:
        marks.report.add("footnote-unused", place, f"no mark {mark!r} on a cell refers to {text!r}{consequence}")


def _unmarked(table: RoleTable, bound: Set[int]) -> Iterator[Prose]:
    """Yield the paragraphs below a table that are notes without a mark: they stand beside footnotes or read so."""
    for index, block in enumerate(table.below):
        if isinstance(block, Prose) and id(block) not in bound and not SPOKEN_MARK.search(block.text):
            beside = table.below[max(index - 1, 0) : index] + table.below[index + 1 : index + 2]
            if reads_as_note(block.text, any(isinstance(other, Footnote) for other in beside)):
                yield block


def _infer(
    table: RoleTable, paragraph: Prose, statements: list[Statement], positions: list[int], report: Report
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
