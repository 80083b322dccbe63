"""Tell the header of a table from its rows and from the lines above it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest

from portbook.readers.records.record import Record
from portbook.vocabulary.headers import Role, header_role
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.ports import PORT_SHAPE, TRANSPORTS

LONGEST_PORTS = 200
"""Characters of a cell that is looked at for ports."""


@lru_cache(maxsize=4096)
def _role(text: str) -> str | None:
    return header_role(" ".join(text.split()))


@lru_cache(maxsize=16384)
def _has_ports(text: str) -> bool:
    return text[:1].isascii() and any("0" <= c <= "9" for c in text) and PORT_SHAPE.fullmatch(text) is not None


def port_columns(record: Record) -> set[int]:
    """Return the columns in which a record holds port numbers."""
    return {index for index in record.filled if _is_ports(record.cells[index].text)}


def _is_ports(text: str) -> bool:
    plain = unstruck(text)
    return len(plain) < LONGEST_PORTS and _has_ports(plain)


def names_columns(record: Record) -> bool:
    """Tell whether a record is a header by its words."""
    return are_headers([record.cells[index].text for index in record.filled])


def are_headers(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a line are headers: they name the ports or both ends, and none is a port."""
    if len(texts) < 2:
        return False
    roles = [role for text in texts if (role := _role(text[:LONGEST_PORTS]))]
    telling = Role.PORT in roles or {Role.SOURCE, Role.DESTINATION} <= set(roles)
    return telling and len(roles) >= 2 and 2 * len(roles) >= len(texts) and not any(map(_is_ports, texts))


def states_ports(texts: Sequence[str]) -> bool:
    """Tell whether the texts of a line are headers of which one names ports."""
    return are_headers(texts) and any(_role(text[:LONGEST_PORTS]) == Role.PORT for text in texts)


def states_facts(record: Record) -> bool:
    """Tell whether a record can only be a row: a cell is a port or, with no header's word about, a transport."""
    texts = [record.cells[index].text for index in record.filled]
    return bool(port_columns(record)) or (
        any(text.casefold() in TRANSPORTS for text in texts) and not any(_role(text[:LONGEST_PORTS]) for text in texts)
    )


def header_at(records: Sequence[Record]) -> int:
    """Return the index of the header among records: the first that names columns, else the first that is wide enough.

    A record is wide enough that fills half as many cells as the fullest one. -1 stands for no such record.
    """
    fullest = max((len(record.filled) for record in records), default=0)
    if fullest < 2:
        return -1
    wide_enough = (index for index, record in enumerate(records) if len(record.filled) >= max(2, (fullest + 1) // 2))
    return next((index for index, record in enumerate(records) if names_columns(record)), next(wide_enough))


def has_second_line(records: Sequence[Record], at: int) -> bool:
    """Tell whether the header goes on in the record below it.

    That is so where its own cells span some of the other line, as a copy or as a gap, and rows with ports follow.
    """
    if at + 2 >= len(records) or states_facts(records[at]):
        return False
    upper, lower, first = records[at : at + 3]
    if len(lower.filled) < 2 or states_facts(lower) or not states_facts(first):
        return False
    above, below = ([cell.text for cell in record.cells] for record in (upper, lower))
    return spans(above, below) or any(text and text == other for text, other in zip(above, below, strict=False))


def spans(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether a cell of a line stands above several of the line below it, as a copy or as a gap."""
    return any(
        below and upper[index] in ("", upper[index - 1]) and any(upper[:index])
        for index, (_, below) in enumerate(zip(upper, lower, strict=False))
        if index
    )


def joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Return the texts of a header of two lines; a gap in the upper one is spanned by the cell before it."""
    texts, spanning = [], ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        spanning = above or (spanning if below else "")
        texts.append(" ".join(dict.fromkeys(text for text in (spanning, below) if text)))
    return texts
