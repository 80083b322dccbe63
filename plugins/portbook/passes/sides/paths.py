"""Make the paths of a row: its ends with the words of their ports, protocols and protection."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portbook.model import Binding, Derived
from portbook.passes.columns import is_number
from portbook.passes.draft import Path, RoleTable, Statement
from portbook.passes.layout.lanes import PortColumn
from portbook.passes.ports import sorted_terms
from portbook.passes.sides.end import NOBODY, cell
from portbook.passes.sides.openings import Opening, Openings
from portbook.passes.sides.phrases import agree, is_named
from portbook.vocabulary.answers import says_yes
from portbook.vocabulary.directions import ends_by_arrow
from portbook.vocabulary.headers import Role
from portbook.vocabulary.port_directions import speaks_of_direction
from portbook.vocabulary.port_headers import PortHeader

ABOVE = frozenset({Role.DIRECTION, Role.PORT, Role.TRANSPORT, Role.APPLICATION, Role.SECURITY})
"""Columns whose words may come from the row above, other than those of the ends."""


@dataclass(slots=True)
class Paths:
    """Make the paths of the rows of one table."""

    table: RoleTable
    openings: Openings

    def of(self, statement: Statement) -> Iterable[Path]:
        """Return the paths of a row: one as it stands in a plain table, else whatever ends and ports make."""
        plain = self.table.layout.plain
        if plain is None or statement.derived:
            return self._several(statement)
        words = plain((*statement.cells, ""))
        return self._several(statement) if _is_special(*words[:3]) else (self._one(statement, words),)

    def _one(self, statement: Statement, words: tuple[str, ...]) -> Path:
        source, destination, port, transport, application, security = words
        beside = self.table.layout.ports[0].header.transports
        if self.table.layout.undecided is not None:
            transport, application = self._protocols(statement.cells)
        beside = beside if port else ()
        return Path(
            statement, source, destination, port, transport, application, security, beside, notes=statement.notes
        )

    def _several(self, statement: Statement) -> Iterator[Path]:
        """Yield a path for each pair of ends and each column of ports that a row fills."""
        cells, layout = statement.cells, self.table.layout
        transport, application = self._protocols(cells)
        security = cell(cells, layout.security)
        other = tuple(item for item in statement.derived if item.role in ABOVE)
        openings = dict.fromkeys(self.openings.each(statement))
        unused = self._unused(cells, openings) if layout.lanes else ()
        for source, destination, column, ports in openings:
            header = column.header if column else PortHeader()
            said = self._said_by_header(column, application, security)
            yield Path(
                statement,
                source.text,
                destination.text,
                ports,
                transport,
                application or header.application,
                security or header.security,
                header.transports,
                (*source.derived, *destination.derived, *other, *said),
                statement.notes,
                kept=(*self._kept(cells, source.text, destination.text), *unused),
            )

    def _unused(self, cells: tuple[str, ...], openings: Iterable[Opening]) -> tuple[int, ...]:
        """Return the columns of numbers and peers that a row does not open, since it goes the other way."""
        layout = self.table.layout
        used = {opening.column for opening in openings}
        ends = [text for opening in openings for text in (opening.source.text, opening.destination.text, opening.ports)]
        numbers = [column for column in layout.ports if column not in used and is_number(column.words(cells))]
        peers = [lane.peer for lane in layout.lanes if lane.peer is not None and not is_named(cells[lane.peer], ends)]
        return (*(at for column in numbers for at in column.columns), *peers)

    def _kept(self, cells: tuple[str, ...], *ends: str) -> tuple[int, ...]:
        """Return the columns of names that neither end of a path has."""
        named = [at for at in self.table.layout.names if cells[at].casefold() not in NOBODY]
        return tuple(at for at in named if not any(cells[at] in end or agree(cells[at], end) for end in ends))

    def _said_by_header(self, column: PortColumn | None, application: str, security: str) -> tuple[Derived, ...]:
        """Return what the header of a port says of its protocol and protection, where the row itself says nothing."""
        if column is None or column.is_plain:
            return ()
        header, origin = column.header, f'header "{column.text}"'
        said = ((Role.APPLICATION, header.application, application), (Role.SECURITY, header.security, security))
        return tuple(
            Derived(role, Binding.INFERRED, origin, self.table.line) for role, stated, own in said if stated and not own
        )

    def _protocols(self, cells: tuple[str, ...]) -> tuple[str, str]:
        """Return the words for the transport and for the protocol; one column may hold both."""
        layout = self.table.layout
        transport, application = cell(cells, layout.transport), cell(cells, layout.application)
        if layout.undecided is not None and None in (layout.transport, layout.application):
            transport, application = sorted_terms(transport or application, layout.transport is not None)
        if layout.ticks:
            transport = ", ".join(filter(None, (transport, self._ticked(cells))))
        return transport, application

    def _ticked(self, cells: tuple[str, ...]) -> str:
        """Return the transports that a row ticks, in the words of their headers."""
        return ", ".join(name for at, names in self.table.layout.ticks if says_yes(cells[at]) for name in names)


def _is_special(source: str, destination: str, port: str) -> bool:
    """Tell whether a row of a plain table says in one cell what others say in several."""
    alone = "" if source and destination else source or destination
    return speaks_of_direction(port) or (alone != "" and all(ends_by_arrow(alone)))
