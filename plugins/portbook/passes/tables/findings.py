"""Report the tables that are left alone, and what is not plain about the columns of the others."""

import json

from portbook.diagnostics import Report, shorten
from portbook.model import LeftAlone
from portbook.passes.closures import remedy
from portbook.passes.columns import Column, Columns, column_number
from portbook.passes.draft import RoleTable
from portbook.passes.tables import ends
from portbook.passes.tables.crossed import CROSSED
from portbook.passes.tables.found import Found, stated_cells
from portbook.passes.tables.paths import NOTHING_BESIDE, is_doubtful
from portbook.vocabulary.headers import Role

ROLE = "If {what}, set the role: `roles: {{{key}: other}}`, or another role than `other`."


def report_left_alone(found: Found, columns: Columns, why: str, report: Report) -> LeftAlone:
    """Report a table that states no network paths, with the setting that has it read where that is in doubt."""
    rule = "table-crossed" if why == CROSSED else "table-doubtful" if is_doubtful(columns, why) else "table-other"
    unknown = ends.unknown_ends(found.table, columns.columns) if why == NOTHING_BESIDE else ()
    what_to_do = ends.remedy(columns.columns, unknown) if unknown else ""
    report.add(rule, found.place, f"the table {_shown(found)} is left alone: {why}", what_to_do)
    return _alone(found, why)


def report_closed(found: Found, words: str, report: Report) -> LeftAlone:
    """Report a table whose ports are closed."""
    why = f"{shorten(words)!r} says that its ports are closed"
    report.add("table-denied", found.place, f"the table {_shown(found)} is left alone: {why}", remedy(words))
    return _alone(found, why)


def report_columns(table: RoleTable, columns: Columns, report: Report) -> None:
    """Report the columns whose roles were guessed, whose headers are not known or whose roles others have."""
    place, unknown = table.place(table.line), table.unknown_ends
    if unknown:
        said = f"{ends.message(columns.columns, unknown)}; their cells are kept as details, and no end is stated"
        report.add("column-unknown", place, said, ends.remedy(columns.columns, unknown))
    for index, column in enumerate(columns.columns):
        name = repr(column.text) if column.text else f"number {index + 1}"
        if index in table.layout.repeated:
            message = f"the column {name} is a second {column.role}; its cells are kept as details"
            key = column_number(index) if columns.texts.count(column.text) > 1 else _key(column, index)
            report.add("column-repeated", place, message, ROLE.format(key=key, what="it means something else"))
        elif column.guessed:
            message = f"the column {name} is taken as {column.role}, by {'its header' if column.known else 'its cells'}"
            report.add("role-guessed", place, message, ROLE.format(key=_key(column, index), what="that is wrong"))
        elif index not in unknown and _is_unknown(table, column, index):
            message = f"the column {name} is not known; its cells are kept as details"
            what_to_do = ROLE.format(key=_key(column, index), what="it means something, or nothing")
            report.add("column-unknown", place, message, what_to_do)
    if Role.PORT not in columns.roles:
        report.add("column-missing", place, "the table states no port")


def _key(column: Column, index: int) -> str:
    return json.dumps(column.text or column_number(index), ensure_ascii=False)


def _is_unknown(table: RoleTable, column: Column, index: int) -> bool:
    return not column.known and bool(column.text or any(stated_cells(table.table, [index])))


def _shown(found: Found) -> str:
    return repr(shorten(" | ".join(found.table.columns), 80))


def _alone(found: Found, why: str) -> LeftAlone:
    place = found.place
    return LeftAlone(
        path=place.path,
        sheet=place.sheet,
        line=place.line,
        index=found.index,
        section=found.section.titles,
        columns=found.table.columns,
        rows=len(found.table.rows),
        why=why,
    )
