"""Leave definitions that no mark refers to with their tables, and report them."""

from portbook.diagnostics import Place, shorten
from portbook.model import Binding, Note
from portbook.passes.draft import Draft, RoleTable
from portbook.passes.footnotes.bindings import ByHand
from portbook.passes.footnotes.definitions import Definition
from portbook.passes.footnotes.references import References


def loose(definition: Definition, table: RoleTable, marks: References) -> Note:
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


def report_strays(draft: Draft, marks: References, bound: ByHand) -> None:
    """Report the definitions that stand below no table and that nothing refers to."""
    for page in draft.pages:
        for definition in marks.definitions[page.path]:
            if definition.table is None and definition.key not in marks.used and definition.key not in bound:
                _report_unused(definition, page.path, marks, "")


def _report_unused(definition: Definition, path: str, marks: References, consequence: str) -> None:
    mark, text = definition.footnote.marker, shorten(definition.footnote.text, 60)
    place = Place(path, definition.line, definition.sheet)
    if definition.key in marks.contested:
        message = f"the mark {mark!r} is defined here as {text!r} and otherwise in other lines{consequence}"
        marks.report.add("footnote-conflict", place, message)
    else:
        marks.report.add("footnote-unused", place, f"no mark {mark!r} on a cell refers to {text!r}{consequence}")
