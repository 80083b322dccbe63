"""Find the cell of a row that names both ends by itself: with an arrow between them, or as ``Outbound from the press``.

Such a cell counts before the columns and the words around the table.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from portbook.diagnostics import shorten
from portbook.passes.columns import LOOKED_AT
from portbook.passes.draft import RoleTable, Statement
from portbook.passes.sides.end import NOBODY, UNSPECIFIED, End, Sides, cell, named, spoken, with_process
from portbook.passes.sides.one_sided import TableOwner
from portbook.vocabulary.directions import (
    Direction,
    ends_in_words,
    leads_both_ways,
    names_both_ends,
    spoken_direction,
)
from portbook.vocabulary.headers import Role, plain_header


@dataclass(slots=True)
class Phrases:
    """Take the ends of the rows of one table out of phrases."""

    table: RoleTable
    owner: TableOwner
    are_usual: bool = field(init=False)
    """Whether most rows name both ends in one cell, so that one that does not leaves them open."""

    def __post_init__(self) -> None:
        self.are_usual = _are_usual(self.table)

    def of(self, statement: Statement, text: str) -> Sides:
        """Return the ends of a phrase; ``Inbound from the press`` leaves out whom the table speaks of."""
        source, destination = spoken(statement, ends_in_words(text))
        way, beside = spoken_direction(text), self.owner.is_named(statement)
        if not destination.text and (way is Direction.INBOUND or beside):
            return source, self.owner.owner(statement, Role.DESTINATION, stated=True), Direction.UNKNOWN
        if not source.text and (way is Direction.OUTBOUND or beside):
            return self.owner.owner(statement, Role.SOURCE, stated=True), destination, Direction.UNKNOWN
        return self._with_components(statement, source, destination, text)

    def completing(self, statement: Statement, text: str) -> Sides:
        """Return the ends of a row that names one in its column, and both in the phrase that states its direction."""
        layout = self.table.layout
        source, destination = spoken(statement, ends_in_words(text))
        at, role = (layout.destination, Role.DESTINATION) if layout.source is None else (layout.source, Role.SOURCE)
        own = named(statement, self.table.roles, at, None, role)
        both = leads_both_ways(text)
        if not own.text:
            return self._with_components(statement, source, destination, text)
        if agree(own.text, source.text) and (role is Role.SOURCE or both):
            return self._with_components(statement, own.at(Role.SOURCE), destination, text)
        if agree(own.text, destination.text) and (role is Role.DESTINATION or both):
            return self._with_components(statement, source, own.at(Role.DESTINATION), text)
        self._tell(statement, f"{shorten(text)!r} names other ends than the row, whose other end is left open")
        return (*((own, UNSPECIFIED) if role is Role.SOURCE else (UNSPECIFIED, own)), Direction.UNKNOWN)

    def left_out(self, statement: Statement) -> Sides:
        """Report a row that does not name its ends as the other rows of its table do, and name none."""
        columns = (self.table.layout.direction, self.table.layout.peer)
        stated = next(filter(None, (cell(statement.cells, at) for at in columns)), "")
        said = f"{shorten(stated)!r} does not name both ends of the path" if stated else "the row names no end"
        self._tell(statement, f"{said}; none is stated")
        return UNSPECIFIED, UNSPECIFIED, Direction.UNKNOWN

    def _with_components(self, statement: Statement, source: End, destination: End, text: str) -> Sides:
        """Return the ends with the process that listens there; a machine that is at neither end is reported."""
        cells, layout = statement.cells, self.table.layout
        host, process = cell(cells, layout.host), cell(cells, layout.process)
        both = leads_both_ways(text)
        if host.casefold() not in NOBODY and not (agree(host, source.text) or agree(host, destination.text)):
            self._tell(statement, f"{shorten(host)!r} is at neither end of {shorten(text)!r}, whose ends count")
        if not (agree(process, source.text) or agree(process, destination.text)):
            destination = replace(destination, text=with_process(destination.text, process))
            source = replace(source, text=with_process(source.text, process)) if both else source
        return source, destination, Direction.BOTH if both else Direction.UNKNOWN

    def _tell(self, statement: Statement, message: str) -> None:
        self.owner.findings.tell("direction-unknown", statement, message)


def drawn(table: RoleTable, cells: tuple[str, ...]) -> str:
    """Return the only end that a row names, for it may hold both with an arrow between them."""
    layout = table.layout
    source, destination = cell(cells, layout.source), cell(cells, layout.destination)
    return "" if source and destination else source or destination


def phrase(table: RoleTable, cells: tuple[str, ...]) -> str:
    """Return the cell that names ends together with the direction, as in ``Outbound from the press``."""
    layout = table.layout
    stated, peer = cell(cells, layout.direction), cell(cells, layout.peer)
    combined = layout.peer is not None and "direction" in plain_header(table.columns[layout.peer])
    ends = ends_in_words(stated)
    if any(ends) and (not peer or (all(ends) and peer.casefold() in map(str.casefold, ends))):
        return stated
    return peer if combined or spoken_direction(peer) or names_both_ends(peer) else ""


def agree(name: str, other: str) -> bool:
    """Tell whether two names may mean the same end: one has all words of the other, in whichever number."""
    words, others = _words(name), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def is_named(name: str, ends: Iterable[str]) -> bool:
    """Tell whether all words of a name stand in some ends."""
    return _words(name) <= _words("\n".join(ends))


def _are_usual(table: RoleTable) -> bool:
    """Tell whether a column names both ends in most rows of a table, whose other columns name nobody."""
    layout = table.layout
    if (layout.source, layout.destination, layout.host, layout.process) != (None, None, None, None):
        return False
    columns = [at for at in (layout.direction, layout.peer) if at is not None]
    cells = [[row.cells[at].text for row in table.table.rows[:LOOKED_AT] if at < len(row.cells)] for at in columns]
    return any(2 * sum(map(names_both_ends, column)) > sum(map(bool, column)) for column in cells)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"\w+", name.casefold()))
