"""Find the tables that state network paths; all others are left alone, and each is named."""

from dataclasses import replace

from portbook.diagnostics import Report
from portbook.model import LeftAlone
from portbook.passes.columns import read_columns
from portbook.passes.draft import Draft, Page, RoleTable
from portbook.passes.settings import Settings
from portbook.passes.tables.closed import allowed_rows, closed
from portbook.passes.tables.crossed import crossed
from portbook.passes.tables.findings import report_closed, report_columns, report_left_alone
from portbook.passes.tables.found import tables_of
from portbook.passes.tables.missing import report_missing
from portbook.passes.tables.paths import states_no_paths


def run(draft: Draft, report: Report) -> Draft:
    """Sort the tables of all pages into those of network paths and those left alone."""
    tables: list[RoleTable] = []
    alone: list[LeftAlone] = []
    without: list[Page] = []
    for page in draft.pages:
        settings = Settings(page, report)
        count, ignored = len(tables), False
        for found in tables_of(page):
            columns = read_columns(found.table, page.options)
            for option in ("headers", "roles") if columns.settings else ():
                settings.use(option, *columns.settings)
            unwanted = settings.ignores(found.table, found.section.titles)
            ignored = ignored or bool(unwanted)
            if why := unwanted or crossed(found, columns) or states_no_paths(found, columns):
                alone.append(report_left_alone(found, columns, why, report))
            elif words := closed(found, settings):
                alone.append(report_closed(found, words, report))
            else:
                tables.append(found.with_roles(columns))
                report_columns(tables[-1], columns, report)
        if len(tables) == count and not ignored:
            without.append(page)
        settings.use("allow", *allowed_rows(page))
    report_missing(without, others_have_some=bool(tables), report=report)
    return replace(draft, tables=tuple(tables), left_alone=tuple(alone))


__all__ = ["run"]
