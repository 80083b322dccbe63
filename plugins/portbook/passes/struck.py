"""Take out what is struck: a row states the rest, and nothing where its port or one of its ends is struck."""

from collections.abc import Iterator
from dataclasses import replace

from portbook.diagnostics import Report, shorten
from portbook.model import Evidence
from portbook.passes.draft import Draft, Statement, place_of
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import STRIKE, standing

NEEDED = (Role.PORT, Role.SOURCE, Role.DESTINATION, Role.PEER)


def run(draft: Draft, report: Report) -> Draft:
    """Return a draft whose statements hold no struck text; the rows that state nothing are kept as such."""
    kept: list[Statement] = []
    unstated: dict[int, list[Evidence]] = {}
    for statement in draft.statements:
        struck = STRIKE in "\n".join(statement.cells)
        made = _without_struck(draft, statement, report) if struck else statement
        if made is None:
            unstated.setdefault(statement.table, []).append(statement.row)
        else:
            kept.append(made)
    if not unstated:
        return replace(draft, statements=tuple(kept))
    tables = list(draft.tables)
    for index, rows in unstated.items():
        both = sorted((*tables[index].unstated, *rows), key=lambda row: row.row)
        tables[index] = replace(tables[index], unstated=tuple(both))
    return replace(draft, statements=tuple(kept), tables=tuple(tables))


def _without_struck(draft: Draft, statement: Statement, report: Report) -> Statement | None:
    """Return a statement without its struck parts; None where that leaves it without what it was about."""
    cells = tuple(map(standing, statement.cells))
    pairs = zip(statement.cells, cells, strict=True)
    said = shorten(" | ".join(filter(None, statement.row.cells)), 60)
    lost = next(_lost(draft.tables[statement.table].roles, statement.cells, cells), "")
    if lost or not any(cells):
        what = lost if any(cells) else "all"
        message = f"{what} of the row {said!r} is struck out; it states no flow"
        report.add("row-struck", place_of(statement.row), message)
        return None
    for before, after in ((shorten(cell), shorten(left)) for cell, left in pairs if STRIKE in cell):
        message = f"a part of {before!r} is struck out; {f'{after!r} is left' if after else 'nothing is left'}"
        report.add("cell-struck", place_of(statement.row), message)
    return statement._replace(cells=cells)


def _lost(roles: tuple[str, ...], before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[str]:
    """Yield each role that the row needs and whose cells are struck whole."""
    for role in NEEDED:
        columns = [at for at, own in enumerate(roles) if own == role and at < len(before) and before[at]]
        if columns and not any(after[at] for at in columns):
            yield f"the {role}"
