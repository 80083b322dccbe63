"""Lower statements to flows: from here on there is meaning only, with the rows as evidence."""

import re
from dataclasses import replace

from portbook.model import Endpoint, Evidence, Flow
from portbook.model.flow import flow_id
from portbook.passes.draft import NETWORK_ROLES, Draft, Statement
from portbook.vocabulary.headers import Role
from portbook.vocabulary.protocols import MUTUAL

JOIN = re.compile(r"\s*[/,;+&]\s*|\s+(?:and|or)\s+")
JOINS = {"/": "or", "+": "and", "&": "and"}


class IncompleteError(RuntimeError):
    """Say that a pass was left out: a defect of the pipeline, not of a source."""


def run(draft: Draft, subsystems: tuple[tuple[str, bool], ...]) -> Draft:
    """Make a flow of each statement. ``subsystems`` gives each table's subsystem and whether it is optional."""
    flows = (_flow(draft, statement, *subsystems[statement.table]) for statement in draft.statements)
    return replace(draft, flows=tuple(flows))


def _flow(draft: Draft, statement: Statement, subsystem: str, optional: bool) -> Flow:
    source, destination, ports, protection = (
        statement.source,
        statement.destination,
        statement.ports,
        statement.protection,
    )
    if source is None or destination is None or ports is None or protection is None:
        raise IncompleteError("a statement reached lowering without its endpoints, ports or protection")
    table = draft.tables[statement.table]
    application = draft.cell(statement, Role.APPLICATION)
    security = draft.cell(statement, Role.SECURITY)
    evidence = Evidence(
        table.page.path,
        table.index,
        statement.number,
        statement.row.line,
        statement.row.texts + ("",) * (len(table.roles) - len(statement.row.cells)),
        statement.row.ambiguous,
        table.sheet,
    )
    key = (
        _end(source),
        _end(destination),
        ports.sort_key[1] or ports.sort_key[2].casefold(),
        statement.transports,
        _terms(application),
        _terms(security),
        tuple(sorted({(note.on, note.text.casefold()) for note in statement.notes})),
    )
    return Flow(
        source=source,
        destination=destination,
        ports=ports,
        port_text=draft.cell(statement, Role.PORT),
        transports=statement.transports,
        application=application or None,
        security=security or None,
        protection=protection,
        notes=statement.notes,
        details=_details(draft, statement),
        subsystems=(subsystem,),
        optional=optional,
        evidence=(evidence,),
        id=flow_id(key),
    )


def _end(endpoint: Endpoint) -> tuple[str, str, str]:
    return (
        endpoint.name.casefold(),
        (endpoint.component or "").casefold(),
        (endpoint.purpose or "").casefold(),
    )


def _terms(text: str) -> tuple[str, ...]:
    """Return what makes two cells of protocols or security terms equal: ``HTTP/HTTPS`` says the same as ``HTTPS/HTTP``.

    Where a cell joins its terms in more than one way, their order matters.
    """
    folded = " ".join(text.casefold().split())
    joins = {JOINS.get(join, join) for join in (match[0].strip() for match in JOIN.finditer(folded))}
    parts = [part.strip() for part in JOIN.split(folded)] if len(joins) == 1 else [folded]
    return (*joins, *sorted("mutual tls" if part in MUTUAL else part for part in parts))


def _details(draft: Draft, statement: Statement) -> tuple[tuple[str, str], ...]:
    """Return the cells that carry no network meaning with their headers, and surplus cells without one."""
    table = draft.tables[statement.table]
    headers = table.table.columns
    return tuple(
        (headers[index] if index < len(headers) else "", cell)
        for index, cell in enumerate(statement.cells)
        if cell and (index >= len(headers) or table.roles[index] not in NETWORK_ROLES or _repeated(table.roles, index))
    )


def _repeated(roles: tuple[str, ...], index: int) -> bool:
    return roles[index] in roles[:index]
