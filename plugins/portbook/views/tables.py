"""Tables of flows. Equal cells are one object, so that a large book stays small and is quick to write."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from portbook.model import Flow
from portbook.views.addresses import Addresses, row_anchor
from portbook.views.blocks import Cell, Row, Table
from portbook.views.cells import ports_attribute, remarks
from portbook.views.columns import SOURCE, Column


class Anchors:
    """Give each row of a page an anchor of its own: a flow shown again gets a number behind its id."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def of(self, flow: Flow) -> str:
        anchor = row_anchor(flow)
        self._taken[anchor] = number = self._taken.get(anchor, 0) + 1
        return anchor if number == 1 else f"{anchor}-{number}"


@dataclass(frozen=True, slots=True)
class Form:
    """Say how a table looks; with ``noted``, notes stand in the cells that they govern."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    filter_label: str
    noted: bool = False


@dataclass(frozen=True, slots=True)
class FlowTables:
    """Make tables of flows from columns."""

    addresses: Addresses
    _made: defaultdict[Hashable, dict[Hashable, Cell]] = field(
        default_factory=lambda: defaultdict(dict), repr=False, compare=False
    )

    def cell(self, column: Column, flow: Flow) -> Cell:
        """Make a cell, or take the one made before of an equal value."""
        value = column.value(flow)
        made = self._made[column.title, column.cell]
        if (cell := made.get(value)) is None:
            cell = made[value] = column.cell(value, self.addresses)
        return cell

    def noted_cell(self, column: Column, flow: Flow, columns: Sequence[Column]) -> Cell:
        """Make a cell with the notes that govern it; those that govern no column shown stand at the source."""
        cell = self.cell(column, flow)
        roles = {str(c.role) for c in columns}
        notes = tuple(n for n in flow.notes if (n.on if n.on in roles else str(SOURCE.role)) == str(column.role))
        if not notes:
            return cell
        return Cell(cell.content + remarks(notes, self.addresses), cell.sort)

    def table(self, form: Form, flows: Sequence[Flow], anchors: Anchors) -> Table:
        """Make a table of flows, a row for each."""
        shown = tuple(c for c in form.columns if not c.optional or any(map(c.value, flows)))
        rows = tuple(self._row(shown, flow, anchors.of(flow), form.noted) for flow in flows)
        return Table(form.id, form.caption, tuple(c.title for c in shown), rows, form.filter_label)

    def _row(self, columns: tuple[Column, ...], flow: Flow, anchor: str, noted: bool) -> Row:
        if noted and flow.notes:
            made = [self.noted_cell(column, flow, columns) for column in columns]
        else:
            made = [self.cell(column, flow) for column in columns]
        return Row(anchor, tuple(made), flow.id, ports_attribute(flow.ports))
