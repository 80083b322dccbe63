"""Find the columns that may name the ends of paths under headers that are not known, as ``Källa | Mål | Port``.

Which of them opens the connection only a setting can tell; until it does, the words around the table name neither end.
"""

import json
from collections.abc import Sequence

from portbook.diagnostics import shorten
from portbook.document import Table
from portbook.passes.columns import HALF, LOOKED_AT, Column, column_number, is_number, is_transport
from portbook.passes.names import is_address
from portbook.passes.ports.names import is_protocol
from portbook.vocabulary.answers import is_answer
from portbook.vocabulary.headers import QUALITIES, Role, plain_header
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.ports import ANYTHING

LONGEST = 4
"""Words of a name; what is longer describes something."""
ENOUGH = 0.8
"""The share of the cells of a column that are names, at least."""
NAMING = frozenset({Role.SOURCE, Role.DESTINATION, Role.PEER, Role.COMPONENT})
"""The roles of columns that say whose ports these are."""
SENTENCE_ENDS = (".", "!", "?", ":")


def unknown_ends(table: Table, columns: Sequence[Column]) -> tuple[int, ...]:
    """Return the first two columns that may name the ends of the paths, nothing where the table says which do."""
    roles = {column.role for column in columns}
    if Role.PORT not in roles or not NAMING.isdisjoint(roles):
        return ()
    free = (at for at, column in enumerate(columns) if not column.known and column.role == Role.OTHER)
    named = {
        at: names for at in free if plain_header(columns[at].text) not in QUALITIES and (names := _names(table, at))
    }
    varied = len(table.rows) == 1 or any(len(set(names)) > 1 for names in named.values())
    return tuple(named)[:2] if len(named) > 1 and varied else ()


def message(columns: Sequence[Column], ends: Sequence[int]) -> str:
    """Say which columns may name the ends."""
    first, second = (repr(shorten(columns[at].text)) if columns[at].text else f"number {at + 1}" for at in ends)
    return f"the columns {first} and {second} may name the ends of the paths, but neither header is known"


def remedy(columns: Sequence[Column], ends: Sequence[int]) -> str:
    """Return what to set, ready to be copied."""
    keys = (json.dumps(columns[at].text or column_number(at), ensure_ascii=False) for at in ends)
    pairs = ", ".join(f"{key}: {role}" for key, role in zip(keys, (Role.SOURCE, Role.DESTINATION), strict=True))
    return f"If they do, say which opens the connection: `roles: {{{pairs}}}`; otherwise give them the role `other`."


def _names(table: Table, at: int) -> list[str]:
    """Return the names in a column, none where it is often empty or mostly holds something else."""
    rows = table.rows[:LOOKED_AT]
    cells = [text for row in rows if at < len(row.cells) and (text := unstruck(row.cells[at].text))]
    names = [cell for cell in cells if _is_end(cell)]
    return names if len(cells) >= HALF * len(rows) and len(names) >= ENOUGH * len(cells) else []


def _is_end(text: str) -> bool:
    if is_address(text) or text.casefold() in ANYTHING:
        return True
    said = is_answer(text) or is_number(text) or is_transport(text) or is_protocol(text)
    return not said and any(map(str.isalpha, text)) and len(text.split()) <= LONGEST and text[-1] not in SENTENCE_ENDS
