"""Say whom a table speaks of, and to whom that talks, where the row names one end only or none.

A column of hosts counts first, then the title of the group of rows, then the words around the table.
"""

import json
from dataclasses import dataclass, field

from portbook.diagnostics import shorten
from portbook.model import Binding
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.settings import Settings
from portbook.passes.sides.end import NOBODY, UNSPECIFIED, End, cell, named, with_process
from portbook.passes.sides.findings import Findings
from portbook.passes.sides.owners import Ends, Owner, ends_of_group, find_ends, joined
from portbook.vocabulary.headers import Role

NAMING = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER})
"""Columns whose names are those of the other end, so that a title among them names no owner."""


@dataclass(slots=True)
class TableOwner:
    """Find the ends that the rows of one table leave to the words around it."""

    table: RoleTable
    settings: Settings
    findings: Findings
    known: frozenset[str]
    """What the tables call machines, lower case."""
    namesakes: frozenset[str]
    """The processes, lower case, that stand under other headings as well."""
    around: Ends = field(init=False)
    """What the words around the table say of its ends."""

    def __post_init__(self) -> None:
        layout = self.table.layout
        both = layout.source is not None and layout.destination is not None
        self.around = Ends() if both else find_ends(self.table, self.settings, self.known)
        if self.table.unknown_ends and not self._configured:
            self.around = Ends()

    def owner(self, statement: Statement, role: Role, stated: bool) -> End:
        """Return whom the table speaks of; ``stated`` where the row itself says on which side that is."""
        layout, roles = self.table.layout, self.table.roles
        if self.is_named(statement):
            return named(statement, roles, layout.host, layout.process, role)
        owner = self._ends_around(statement).at(role, stated)
        if cell(statement.cells, layout.process).casefold() not in NOBODY:
            return self._process(statement, named(statement, roles, layout.process, None, role), owner, role)
        if owner is None:
            self._tell_unknown(statement)
            return UNSPECIFIED
        self._tell_owner(owner, statement)
        return End(owner.name, (owner.derived(role),))

    def is_named(self, statement: Statement) -> bool:
        """Tell whether a row itself names the machine on which a port is open."""
        return cell(statement.cells, self.table.layout.host).casefold() not in NOBODY

    def peer(self, statement: Statement, column: int | None, role: Role, stated: bool) -> End:
        """Return whom the table's machine talks to: by its column, or by words such as ``Inbound from the press``."""
        fixed = None if stated or column is not None else self._ends_around(statement).fixed(role)
        if fixed is None:
            return named(statement, self.table.roles, column, None, role)
        message = f"{shorten(fixed.name, 60)!r} is taken as the {role.value}, by the {shorten(fixed.origin)}"
        self.findings.tell("owner-inferred", statement, message)
        return End(fixed.name, (fixed.derived(role),))

    def _process(self, statement: Statement, end: End, owner: Owner | None, role: Role) -> End:
        """Return the process that a row names, on the machine that is around it where one is."""
        namesake = end.text.casefold() in self.namesakes
        if owner is None or not (owner.strong or (namesake and owner.origin.startswith("heading"))):
            if namesake:
                self._tell_namesake(end.text, statement)
            return end
        if not owner.strong:
            self._tell_owner(owner, statement)
        return End(with_process(owner.name, end.text), (owner.derived(role), *end.derived))

    def _ends_around(self, statement: Statement) -> Ends:
        """Return the ends by the title of a group of rows, and by the words around the table."""
        others = self._configured or self.table.unknown_ends or self.table.roles[0] in NAMING
        if statement.group is None or others:
            return self.around
        return joined(ends_of_group(statement.group, self.known), self.around)

    @property
    def _configured(self) -> bool:
        owner = self.around.owner
        return owner is not None and owner.binding is Binding.CONFIGURED and owner.strong

    def _tell_unknown(self, statement: Statement) -> None:
        if not self.table.unknown_ends:
            message = "neither the row nor the words around the table say whose ports these are"
            self.findings.tell("owner-unknown", statement, message, self._owner_remedy())

    def _owner_remedy(self) -> str:
        """Return what to set, ready to be copied but for the name."""
        named = self.table.heading or self.table.table.caption
        entry = json.dumps({named: "NAME"} if named else "NAME", ensure_ascii=False)
        return f"Name whom the table speaks of under `owner` of the source: `owner: {entry}`."

    def _tell_namesake(self, name: str, statement: Statement) -> None:
        heading = self.table.heading or ""
        said = f"{shorten(name, 60)!r} stands below {shorten(heading, 60)!r} and below other headings"
        entry = json.dumps({heading: heading}, ensure_ascii=False)
        remedy = f"If each has its own, name the machine that a heading means under `owner`: `owner: {entry}`."
        self.findings.tell("owner-unknown", statement, f"{said}; they are taken as one", remedy)

    def _tell_owner(self, owner: Owner, statement: Statement) -> None:
        if owner.binding is Binding.INFERRED:
            message = f"the ports are taken as those of {shorten(owner.name, 60)!r}, by the {shorten(owner.origin)}"
            self.findings.tell("owner-inferred", statement, message)
