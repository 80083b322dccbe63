"""What tables on pages say of flows, be they HTML or Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from portbook.model import Binding, Flow, Note
from portbook.views.addresses import Addresses
from portbook.views.cells import MOST_LINKED
from portbook.views.columns import FLOW_COLUMNS, PROTECTION, SOURCE
from portbook.views.disputes import FLAG
from portbook.views.wording import GRADE_WORDS
from portbook.writers.readback.published import Manner, Published, plain, published


class Seen(NamedTuple):
    """Hold a cell as read: its value, without what Portbook derived or added, and the texts of what is in it."""

    value: str
    links: tuple[str, ...]
    badges: tuple[str, ...]
    remarks: tuple[str, ...]


SeenRow = tuple[tuple[str, ...], tuple[Seen, ...]]
"""The titles of a table's columns, and the cells of one of its rows."""

TITLES = tuple(column.title for column in FLOW_COLUMNS)
"""The columns that a table must have to show its flows whole; the last names the source lines."""

NOTED = {str(column.role): column.title for column in FLOW_COLUMNS if column.role}


def pages_of(addresses: Addresses) -> Manner:
    """Return the manner of subsystems' pages.

    They show each note in the column that it governs, whether it is inferred and its line; the derived protection;
    the vendor's other columns; and the first rows of the evidence, with their document where the book has several.
    Whether a flow is optional, and what else states it, they do not show.
    """
    return Manner(addresses.line_text, _notes, _protection, details=_details, most=MOST_LINKED)


def from_tables(rows: Iterable[SeenRow]) -> Iterator[Published]:
    """Yield the flows of those tables of a page that show them whole."""
    for titles, cells in rows:
        if set(TITLES) <= set(titles):
            # Portbook's own columns stand first; a vendor's column may bear the same title.
            row = dict(reversed(list(zip(titles, cells, strict=True))))
            *values, evidence = (row[title] for title in TITLES)
            derived = "; ".join(row[PROTECTION.title].badges)
            notes = {plain(f"{title}: {text}") for title, cell in row.items() for text in cell.remarks}
            places, details = evidence.links, sorted(_other_columns(titles, cells))
            yield published((*(cell.value for cell in values), derived, ""), sorted(notes), places, details)


def _other_columns(titles: Sequence[str], cells: Sequence[Seen]) -> Iterator[str]:
    """Yield the vendor's columns of a row: those behind Portbook's own, but the last, which names the lines."""
    first = titles.index(PROTECTION.title) + 1
    first += titles[first] == FLAG
    for title, cell in zip(titles[first:-1], cells[first:-1], strict=True):
        if value := plain(cell.value):
            yield plain(f"{title}: {value}")


def _details(flow: Flow) -> list[str]:
    found: dict[str, list[str]] = {}
    for header, text in flow.details:
        found.setdefault(header, []).append(text)
    return sorted(plain(f"{header}: {'; '.join(texts)}") for header, texts in found.items())


def _notes(flow: Flow) -> list[str]:
    return sorted({plain(f"{NOTED.get(note.on, SOURCE.title)}: {_remark(note)}") for note in flow.notes})


def _remark(note: Note) -> str:
    inferred = "inferred: " if note.binding is Binding.INFERRED else ""
    borrowed = f" (defined under {note.borrowed_from})" if note.borrowed_from is not None else ""
    return f"{inferred}{note.text}{borrowed} line {note.line}"


def _protection(flow: Flow) -> str:
    words = GRADE_WORDS[flow.protection.grade]
    return f"{words}; credential in clear" if flow.protection.exposed else words
