"""Lower paths to flows: from here on there is meaning only, with the rows as evidence."""

import re
from dataclasses import replace
from functools import lru_cache

from portbook.model import Endpoint, Flow
from portbook.model.flow import flow_id
from portbook.passes.draft import Draft, Path, RoleTable, Statement
from portbook.vocabulary.protocols import MUTUAL

JOIN = re.compile(r"\s*[/,;+&]\s*|\s+(?:and|or)\s+")
GROUP = "Group"
"""The header under which the title of a group of rows is kept as a detail."""
JOINS = {"/": "or", "+": "and", "&": "and"}


class IncompleteError(RuntimeError):
    """Say that a pass was left out: a defect of the pipeline, not of a source."""


def run(draft: Draft, subsystems: tuple[tuple[str, bool], ...]) -> Draft:
    """Make a flow of each path. ``subsystems`` gives each table's subsystem and whether it is optional."""
    consumed = [table.layout.consumed for table in draft.tables]

    def flow(path: Path) -> Flow:
        index = path.statement.table
        return _flow(draft.tables[index], path, consumed[index], *subsystems[index])

    return replace(draft, flows=tuple([flow(path) for path in draft.paths]))


def _flow(table: RoleTable, path: Path, consumed: frozenset[int], subsystem: str, optional: bool) -> Flow:
    source, destination, ports, protection = path.source_end, path.destination_end, path.ports, path.protection
    if source is None or destination is None or ports is None or protection is None:
        raise IncompleteError("a path reached lowering without its endpoints, ports or protection")
    statement = path.statement
    key = (
        _end(source),
        _end(destination),
        ports.sort_key[1] or ports.sort_key[2].casefold(),
        path.transports,
        _terms(path.application),
        _terms(path.security),
        tuple(sorted({(note.on, note.text.casefold()) for note in path.notes})) if path.notes else (),
    )
    return Flow(
        source=source,
        destination=destination,
        ports=ports,
        port_text=path.port,
        transports=path.transports,
        application=" ".join(path.application.split()) or None,
        security=path.security or None,
        protection=protection,
        notes=path.notes,
        details=_details(table, statement, consumed),
        subsystems=(subsystem,),
        optional=optional,
        evidence=(table.evidence(statement.row, statement.number),),
        id=flow_id(key),
        derived=path.derived,
    )


def _end(endpoint: Endpoint) -> tuple[str, str, str]:
    return (
        endpoint.name.casefold(),
        (endpoint.component or "").casefold(),
        (endpoint.purpose or "").casefold(),
    )


@lru_cache(maxsize=4096)
def _terms(text: str) -> tuple[str, ...]:
    """Return what makes two cells of protocols or security terms equal: ``HTTP/HTTPS`` says the same as ``HTTPS/HTTP``.

    Where a cell joins its terms in more than one way, their order matters.
    """
    folded = " ".join(text.casefold().split())
    joins = {JOINS.get(join, join) for join in (match[0].strip() for match in JOIN.finditer(folded))}
    parts = [part.strip() for part in JOIN.split(folded)] if len(joins) == 1 else [folded]
    return (*joins, *sorted("mutual tls" if part in MUTUAL else part for part in parts))


def _details(table: RoleTable, statement: Statement, consumed: frozenset[int]) -> tuple[tuple[str, str], ...]:
    """Return what carries no network meaning with its header: cells, surplus cells, and the title of the rows."""
    headers = table.columns
    group = ((GROUP, " ".join(statement.group.text.split())),) if statement.group else ()
    return group + tuple(
        (headers[index] if index < len(headers) else "", " ".join(cell.split()))
        for index, cell in enumerate(statement.cells)
        if cell and index not in consumed
    )
