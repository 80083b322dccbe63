"""Passes turn text into meaning, one after the other. Each takes a draft and returns a new one.

Only the paths in it are filled in place.

pages -> tables -> rows -> footnotes -> sides -> split -> endpoints -> ports -> protection -> lower -> merge -> assemble
-> contradictions -> book
"""

from portbook.diagnostics import Report
from portbook.model import Book
from portbook.options import Options
from portbook.passes import (
    contradictions,
    endpoints,
    footnotes,
    lower,
    merge,
    ports,
    protection,
    rows,
    sides,
    split,
    struck,
    tables,
)
from portbook.passes.assemble import assemble
from portbook.passes.draft import Draft, Page
from portbook.passes.settings import report_unused
from portbook.passes.subsystems import name_subsystems


def run(pages: tuple[Page, ...], options: Options, report: Report, *, partial: bool = False) -> Book:
    """Take the pages through all passes; ``partial`` where sources that the options are for are left out."""
    draft = Draft(pages)
    draft = tables.run(draft, report)
    draft = rows.run(draft, report)
    draft = struck.run(draft, report)
    draft = footnotes.run(draft, report)
    draft = sides.run(draft, report)
    draft = split.run(draft, report, options)
    draft = endpoints.run(draft, report, options)
    draft = ports.run(draft, report)
    draft = protection.run(draft, report)
    subsystems = name_subsystems(draft)
    draft = lower.run(draft, tuple((named.name, named.optional) for named in subsystems))
    draft = merge.run(draft, report)
    report_unused(pages, options, report, partial=partial)
    return contradictions.run(assemble(draft, subsystems, report), report)


__all__ = ["Draft", "Page", "run"]
