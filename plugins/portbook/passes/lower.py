"""Lower paths to flows: from here on there is meaning only, with the rows as evidence."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from portbook.model import Endpoint, Flow, PortSet, Protection
from portbook.model.flow import flow_id
from portbook.model.terms import terms
from portbook.passes.draft import Draft, Path, RoleTable, Statement

GROUP = "Group"
"""The header under which the title of a group of rows is kept as a detail."""


class IncompleteError(RuntimeError):
    """Say that a pass was left out: a defect of the pipeline, not of a source."""


def run(draft: Draft, subsystems: tuple[tuple[str, bool], ...]) -> Draft:
    """Make a flow of each path. ``subsystems`` gives each table's subsystem and whether it is optional."""
    named = zip(draft.tables, subsystems, strict=True)
    tables = [_Table(table, (name,), optional) for table, (name, optional) in named]
    return replace(draft, flows=tuple([tables[path.statement.table].flow(path) for path in draft.paths]))


@dataclass(slots=True)
class _Table:
    """Lower the paths of one table."""

    table: RoleTable
    subsystems: tuple[str, ...]
    optional: bool
    _others: tuple[int, ...] = field(init=False)
    """The columns that carry no network meaning."""

    def __post_init__(self) -> None:
        consumed = self.table.layout.consumed
        self._others = tuple([index for index in range(len(self.table.columns)) if index not in consumed])

    def flow(self, path: Path) -> Flow:
        """Return the flow of a path."""
        source, destination, ports, protection = path.source_end, path.destination_end, path.ports, path.protection
        if source is None or destination is None or ports is None or protection is None:
            raise IncompleteError("a path reached lowering without its endpoints, ports or protection")
        statement = path.statement
        return Flow(
            source=source,
            destination=destination,
            ports=ports,
            port_text=path.port,
            transports=path.transports,
            application=_on_one_line(path.application) or None,
            security=path.security or None,
            protection=protection,
            notes=path.notes,
            details=self._details(statement, path.kept),
            subsystems=self.subsystems,
            optional=self.optional,
            evidence=(statement.row,),
            id=flow_id(_meaning(path, source, destination, ports, protection)),
            derived=path.derived,
        )

    def _details(self, statement: Statement, kept: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
        """Return what carries no network meaning with its header: cells, surplus cells, and the title of the rows."""
        headers, cells, group = self.table.columns, statement.cells, statement.group
        others = tuple(sorted((*self._others, *kept))) if kept else self._others
        if not others and not group and len(cells) == len(headers):
            return ()
        details = [(GROUP, _on_one_line(group.text))] if group else []
        details += [(headers[index], _on_one_line(cells[index])) for index in others if cells[index]]
        details += [("", _on_one_line(cell)) for cell in cells[len(headers) :] if cell]
        return tuple(details)


def _meaning(path: Path, source: Endpoint, destination: Endpoint, ports: PortSet, protection: Protection) -> str:
    """Return what two paths have in common that are the same flow, written as a tuple of its parts."""
    said = _said(ports.sort_key, path.transports, path.application, path.security, protection.key)
    notes = tuple(sorted({(note.on, note.text.casefold()) for note in path.notes})) if path.notes else ()
    return f"({_written(source.key)}, {_written(destination.key)}, {said}, {notes})"


_written = lru_cache(maxsize=16384)(repr)


@lru_cache(maxsize=16384)
def _said(
    ports: tuple[int, tuple[tuple[int, int], ...], str],
    transports: tuple[str, ...],
    application: str,
    security: str,
    protection: tuple[str, str],
) -> str:
    """Return what a path says beside its ends; few paths differ in that.

    Equal words below headers that ask for other things are other protections.
    """
    parts = (ports[1] or ports[2].casefold(), transports, terms(application), terms(security), protection)
    return ", ".join(map(repr, parts))


@lru_cache(maxsize=16384)
def _on_one_line(text: str) -> str:
    return " ".join(text.split())
