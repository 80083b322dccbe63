"""Find the cell of a row that names both ends by itself: with an arrow between them, or as ``Outbound from the press``.

Such a cell counts before the columns and the words around the table.
"""

import re

from portbook.passes.columns import LOOKED_AT
from portbook.passes.draft import RoleTable
from portbook.passes.sides.end import cell
from portbook.vocabulary.directions import ends_in_words, names_both_ends, spoken_direction
from portbook.vocabulary.headers import plain_header


def drawn(table: RoleTable, cells: tuple[str, ...]) -> str:
    """Return the only end that a row names, for it may hold both with an arrow between them."""
    layout = table.layout
    ends = [text for at in (layout.source, layout.destination) if (text := cell(cells, at))]
    return ends[0] if len(ends) == 1 else ""


def phrase(table: RoleTable, cells: tuple[str, ...]) -> str:
    """Return the cell that names ends together with the direction, as in ``Outbound from the press``."""
    layout = table.layout
    stated, peer = cell(cells, layout.direction), cell(cells, layout.peer)
    combined = layout.peer is not None and "direction" in plain_header(table.columns[layout.peer])
    ends = ends_in_words(stated)
    if any(ends) and (not peer or (all(ends) and peer.casefold() in map(str.casefold, ends))):
        return stated
    return peer if combined or spoken_direction(peer) or names_both_ends(peer) else ""


def is_table_of_phrases(table: RoleTable) -> bool:
    """Tell whether a column names both ends in most rows, so that a row where it does not leaves both open."""
    layout = table.layout
    if (layout.source, layout.destination, layout.host, layout.process) != (None, None, None, None):
        return False
    columns = [at for at in (layout.direction, layout.peer) if at is not None]
    cells = [[row.cells[at].text for row in table.table.rows[:LOOKED_AT] if at < len(row.cells)] for at in columns]
    return any(2 * sum(map(names_both_ends, column)) > sum(map(bool, column)) for column in cells)


def agree(name: str, other: str) -> bool:
    """Tell whether two names may mean the same end: one has all words of the other, in whichever number."""
    words, others = _words(name), _words(other)
    return bool(words and others) and (words <= others or others <= words)


def _words(name: str) -> frozenset[str]:
    return frozenset(word.rstrip("s") for word in re.findall(r"\w+", name.casefold()))
