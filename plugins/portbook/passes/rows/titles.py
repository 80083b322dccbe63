"""Tell the titles of groups of rows from rows that say little: both have one cell."""

import re
from collections.abc import Sequence

from portbook.document import Row
from portbook.model import Evidence
from portbook.passes.columns import is_transport, states_port
from portbook.passes.draft import RoleTable
from portbook.passes.ports.names import is_protocol
from portbook.vocabulary.closures import closing_words
from portbook.vocabulary.headers import Role

FEWEST_COLUMNS = 3
"""Columns of a table in which a row with one cell can be the title of the rows below it."""
FEWEST_TITLES = 2
ENDS = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER})
"""The roles of columns in which a name that stands alone is no title yet."""
EMPHASISED = re.compile(r"[\s|]*(\*\*|__)[^|]+\1[\s|]*")


def lone_rows(table: RoleTable, rows: Sequence[Evidence]) -> frozenset[int]:
    """Return the numbers of the rows that have but their first cell, where that is no port or protocol by itself."""
    role, narrow = table.roles[0], len(table.columns) < FEWEST_COLUMNS
    lone = [row for row in rows if row.cells[0] and not any(row.cells[1:])]
    return frozenset(row.row for row in lone if _may_title(row.cells[0], role, narrow))


def rules_of_lone(table: RoleTable, lone: frozenset[int]) -> dict[int, str]:
    """Return the rule by which each lone row states no flow: as a title, or as a name alone among rows with ports."""
    titled = _titles(table, lone)
    alone = lone - titled if lone and _has_ports(table) else frozenset()
    return dict.fromkeys(titled, "row-section") | dict.fromkeys(alone, "row-alone")


def _titles(table: RoleTable, lone: frozenset[int]) -> frozenset[int]:
    """Return which of the lone rows are titles; under the header of an end only those that plainly are."""
    rows = table.table.rows
    if not lone or table.roles[0] not in ENDS or (len(lone) >= FEWEST_TITLES and _stand_between(table, lone)):
        return lone
    return frozenset(number for number in lone if _is_plain(rows[number]) or closing_words(rows[number].cells[0].text))


def _may_title(text: str, role: str, narrow: bool) -> bool:
    """Tell whether a cell that stands alone can be a title; in a narrow table only one that says ports are closed."""
    return not _states(role, text) and (not narrow or closing_words(text) != "")


def _states(role: str, text: str) -> bool:
    if role == Role.PORT:
        return states_port(text)
    return role in (Role.TRANSPORT, Role.APPLICATION) and (is_transport(text) or is_protocol(text))


def _is_plain(row: Row) -> bool:
    """Tell whether a cell spans the whole width of its table, or is the only one and in bold."""
    spans = len(row.cells) > 1 and all(cell.start < 0 for cell in row.cells[1:])
    return spans or EMPHASISED.fullmatch(row.raw) is not None


def _stand_between(table: RoleTable, lone: frozenset[int]) -> bool:
    """Tell whether lone rows stand between rows that leave out neither an end nor the port."""
    rows = table.table.rows
    ends = [at for at, role in enumerate(table.roles) if role in ENDS]
    ports = [at for at, role in enumerate(table.roles) if role == Role.PORT]
    apart = all(number + 1 < len(rows) and number + 1 not in lone for number in lone)
    others = (row.texts for number, row in enumerate(rows) if number not in lone)
    return apart and all(_is_filled(texts, ends, ports) for texts in others if any(texts))


def _has_ports(table: RoleTable) -> bool:
    columns = [at for column in table.layout.ports for at in column.columns]
    return any(at < len(row.cells) and row.cells[at].text for row in table.table.rows for at in columns)


def _is_filled(texts: Sequence[str], ends: Sequence[int], ports: Sequence[int]) -> bool:
    full = dict(enumerate(texts))
    return all(full.get(at) for at in ends) and (not ports or any(full.get(at) for at in ports))
