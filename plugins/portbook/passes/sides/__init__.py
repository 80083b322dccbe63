"""Say of each row who opens the connection and who listens: by its columns, its direction, and the table's owner.

What a row does not state comes from the words around the table, and each path remembers which.
"""

from dataclasses import replace

from portbook.diagnostics import Report
from portbook.passes.draft import Draft, RoleTable
from portbook.passes.settings import Settings
from portbook.passes.sides.findings import Findings
from portbook.passes.sides.namesakes import find_namesakes
from portbook.passes.sides.one_sided import TableOwner
from portbook.passes.sides.openings import Openings
from portbook.passes.sides.owners import known_names
from portbook.passes.sides.paths import Paths
from portbook.passes.sides.phrases import Phrases
from portbook.passes.sides.row import RowEnds
from portbook.passes.sides.ways import Ways
from portbook.vocabulary.headers import Role

BOTH_ENDS = frozenset({Role.SOURCE, Role.DESTINATION})


def run(draft: Draft, report: Report) -> Draft:
    """Find the paths that the statements make."""
    settings = {page.path: Settings(page, report) for page in draft.pages}
    open_sides = any(not BOTH_ENDS.issubset(table.roles) for table in draft.tables)
    known = known_names(draft) if open_sides else frozenset()
    shared = find_namesakes(draft)
    tables = [
        _paths(table, settings[table.page.path], report, known, shared.get(at, frozenset()))
        for at, table in enumerate(draft.tables)
    ]
    paths = tuple([path for statement in draft.statements for path in tables[statement.table].of(statement)])
    return replace(draft, paths=paths)


def _paths(
    table: RoleTable, settings: Settings, report: Report, known: frozenset[str], namesakes: frozenset[str]
) -> Paths:
    findings = Findings(report)
    owner = TableOwner(table, settings, findings, known, namesakes)
    ways = Ways(table, owner.around.owner, findings)
    return Paths(table, Openings(table, ways, RowEnds(table, owner, ways, Phrases(table, owner))))
