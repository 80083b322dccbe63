"""Law 3, reversible: from the book alone, every source table can be rebuilt."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from portbook.certificate.outcome import Outcome
from portbook.diagnostics import shorten
from portbook.document import Document, Row, Table
from portbook.model import Book, Evidence, Flow, SourceTable
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import MARK
from portbook.vocabulary.protocols import MUTUAL

TRANSPORT_NAMES = re.compile("tcp|udp|sctp|icmp")


def check(book: Book, documents: Sequence[Document]) -> Outcome:
    """Rebuild every source table from a book alone and compare it with documents as read, cell by cell.

    The documents need not be those that the book was made from: this is how a book is checked against a source that
    may have changed since.
    """
    broken: list[str] = []
    cells = 0
    found = {(d.source.path, index): table for d in documents for index, table in enumerate(d.tables)}
    for kept in book.tables:
        table = found.pop((kept.path, kept.index), None)
        if table is None or table.columns != tuple(column.text for column in kept.columns):
            broken.append(f"{kept.path}:{kept.line} is no longer a table of the same columns")
            continue
        cells += sum(len(padded(row, len(kept.columns))) for row in table.rows)
        broken += _differences(book, kept, table)
    broken += [f"{path} has a table that the book does not know" for path, _ in found]
    return Outcome(f"{len(book.tables)} tables of {cells:,} cells rebuilt from the book alone", tuple(broken))


def _differences(book: Book, kept: SourceTable, table: Table) -> Iterator[str]:
    rebuilt = book.rows_of(kept)
    rows = table.rows
    if len(rebuilt) != len(rows):
        yield f"{kept.path}:{kept.line} has {len(rows)} rows, the book {len(rebuilt)}"
    for (evidence, flows), row in zip(rebuilt, rows, strict=False):
        cells = padded(row, len(kept.columns))
        if not agree(flows, evidence, kept, cells):
            yield f"{kept.path}:{row.line}{_difference(flows, evidence, kept, cells)}"


def agree(flows: Sequence[Flow], evidence: Evidence, table: SourceTable, cells: tuple[str, ...]) -> bool:
    """Tell whether a row of the source is what the book holds of it."""
    return cells == evidence.cells and not any(_unsaid(flow, evidence, table) for flow in flows)


def _difference(flows: Sequence[Flow], evidence: Evidence, table: SourceTable, cells: tuple[str, ...]) -> str:
    if cells != evidence.cells:
        return f" reads {_shown(cells)}, the book {_shown(evidence.cells)}"
    unsaid = next(part for flow in flows if (part := _unsaid(flow, evidence, table)))
    return f": the flow's {unsaid} does not follow from {_shown(cells)}"


def padded(row: Row, width: int) -> tuple[str, ...]:
    """Return the cells of a row, empty ones added up to the number of columns."""
    return row.texts + ("",) * (width - len(row.cells))


def _shown(cells: tuple[str, ...]) -> str:
    return repr(shorten(" | ".join(cells), 120))


def _unsaid(flow: Flow, evidence: Evidence, table: SourceTable) -> str:
    """Return the part of a flow that the words of its row do not state, or nothing.

    This repeats no pass: it compares words and digits only, in any order.
    """
    words = {column.role: cell for column, cell in reversed(list(zip(table.columns, evidence.cells, strict=False)))}
    for role, value in ((Role.SOURCE, flow.source), (Role.DESTINATION, flow.destination)):
        cell = words.get(role, "")
        if cell and _words(str(value)) != _words(cell):
            return role.value
    port = words.get(Role.PORT, "")
    digits = {int(n) for n in re.findall(r"[0-9]+", re.sub(r"\(.*\)", "", port)) if len(n) < 7}
    ends = {n for item in flow.ports.ranges for n in (item.first, item.last)}
    if flow.ports.ranges and not (ends <= digits and all(number in flow.ports for number in digits)):
        return "port"
    if not _same_transports(flow, words, table):
        return Role.TRANSPORT.value
    for role, text in ((Role.APPLICATION, flow.application), (Role.SECURITY, flow.security)):
        if _words(text or "") != _words(words.get(role, "")):
            return role.value
    return ""


def _same_transports(flow: Flow, words: Mapping[str, str], table: SourceTable) -> bool:
    """Tell whether the usual transports of a flow are those in its row's own cell, or stand beside the port."""
    beside = " ".join(column.text for column in table.columns if column.role == Role.PORT)
    cell = re.sub(r"\([^()]*\)", "", words.get(Role.TRANSPORT, ""))  # remarks name no transport
    own, near = (set(TRANSPORT_NAMES.findall(text.casefold())) for text in (cell, beside))
    near |= set(TRANSPORT_NAMES.findall(words.get(Role.PORT, "").casefold()))
    made = set(TRANSPORT_NAMES.findall(" ".join(flow.transports).casefold()))
    return own == made or (not own and made <= near)


@lru_cache(maxsize=4096)
def _words(text: str) -> tuple[str, ...]:
    """Return the words that make the meaning of a text, sorted; spellings of mutual TLS count as one."""
    folded = " ".join(re.sub(MARK, "", text).casefold().split())
    return tuple(sorted(re.findall(r"\w+", "mutual tls" if folded in MUTUAL else folded)))
