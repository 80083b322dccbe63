"""Turn text into meaning, one pass after the other. Each takes a draft and returns a new one.

Only the paths in it are filled in place. In order, each with what it adds:

    tables          the tables that state paths, and the roles of their columns
    rows            a statement for each row
    struck          cells without what is struck
    footnotes       the notes of cells, rows and tables
    sides           paths: who opens the connection, who listens
    split           a path for each endpoint that shares a cell
    endpoints       the ends as values
    ports           ports, transports and protocols as values
    protection      how each path is protected
    subsystems      the name of each table, for the flows and the book
    lower           flows
    merge           one flow for equal meaning
    settings        reports what decided nothing
    assemble        the book
    contradictions  what the book disagrees on

Beside them lies what several of them use: ``draft``, ``columns`` and ``layout``, ``names`` and ``closures``.
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
