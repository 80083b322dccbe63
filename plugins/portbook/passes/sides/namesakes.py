"""Find the processes that stand under several headings of a document, each of which may mean another machine."""

from portbook.passes.draft import Draft, RoleTable
from portbook.vocabulary.titles import said_in_title


def find_namesakes(draft: Draft) -> dict[int, frozenset[str]]:
    """Return for each table, by its number, the processes, lower case, that other headings have as well."""
    under: dict[tuple[str, str], set[str]] = {}
    named: dict[int, set[str]] = {}
    headings = [_heading(table) for table in draft.tables]
    for statement in draft.statements:
        table, heading = draft.tables[statement.table], headings[statement.table]
        process = table.layout.process
        if heading and process is not None and table.layout.host is None and statement.cells[process]:
            name = statement.cells[process].casefold()
            under.setdefault((table.page.path, name), set()).add(heading)
            named.setdefault(statement.table, set()).add(name)
    return {
        at: frozenset(name for name in names if len(under[draft.tables[at].page.path, name]) > 1)
        for at, names in named.items()
    }


def _heading(table: RoleTable) -> str:
    """Return the heading of a table, lower case, where it means somebody."""
    heading = table.own_heading.text if table.own_heading else ""
    return heading.casefold() if heading and said_in_title(heading) is not None else ""
