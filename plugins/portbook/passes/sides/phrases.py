"""Find the cell of a row that names both ends by itself: with an arrow between them, or as ``Outbound from the press``.

Such a cell counts before the columns and the words around the table.
"""

from portbook.passes.draft import RoleTable
from portbook.passes.sides.end import cell
from portbook.vocabulary.directions import ends_by_arrow, ends_in_words, spoken_direction
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
    return peer if combined or spoken_direction(peer) or all(ends_by_arrow(peer)) else ""
