r"""Write flows as CSV (RFC 4180: commas, ``\r\n``, quotes doubled), every text exactly as it is."""

import csv
import io
from collections.abc import Callable, Iterable

from portbook.model import Binding, Book, Evidence, Flow, Note
from portbook.views.disputes import ABOUT_WORDS, FLAG
from portbook.views.wording import protection_text, transports_text

DIRECTION = "Direction"
"""The first column of a port sheet: ``in`` for what the endpoint listens on, ``out`` for what it opens."""


def evidence_text(rows: Iterable[Evidence]) -> str:
    """Name source rows as ``path:line``."""
    return "; ".join(row.place for row in rows)


def _conditions(notes: Iterable[Note]) -> str:
    texts = (f"(inferred) {n.text}" if n.binding is Binding.INFERRED else n.text for n in notes)
    return "; ".join(dict.fromkeys(texts))  # a note that governs two cells is said once


COLUMNS: dict[str, Callable[[Flow], str]] = {
    "Source": lambda f: f.source.name,
    "Source component": lambda f: f.source.component or "",
    "Source purpose": lambda f: f.source.purpose or "",
    "Source kind": lambda f: f.source.kind.value,
    "Destination": lambda f: f.destination.name,
    "Destination component": lambda f: f.destination.component or "",
    "Destination purpose": lambda f: f.destination.purpose or "",
    "Destination kind": lambda f: f.destination.kind.value,
    "Ports": lambda f: str(f.ports),
    "Ports as written": lambda f: f.port_text,
    "Transport": transports_text,
    "Protocol": lambda f: f.application or "",
    "Security": lambda f: f.security or "",
    "Protection": lambda f: protection_text(f.protection),
    "Conditions": lambda f: _conditions(f.notes),
    "Details": lambda f: "; ".join(f"{header}: {text}" for header, text in f.details),
    "Subsystems": lambda f: "; ".join(f.subsystems),
    "Optional": lambda f: "yes" if f.optional else "no",
    "Evidence": lambda f: evidence_text(f.evidence),
    "Flow": lambda f: f.id,
}
"""Every column that a flow fills by itself, in order; ``FLAG`` comes last. Programs read them by name: never rename."""


def book_csv(book: Book) -> str:
    """Write all flows of a book, in its order."""
    return _write((*COLUMNS, FLAG), (_cells(book, flow) for flow in book.flows))


def sheet_csv(book: Book, endpoint: str) -> str:
    """Write the port sheet of an endpoint, by name: what it listens on, then what it opens."""
    inbound = (["in", *_cells(book, flow)] for flow in book.inbound(endpoint))
    outbound = (["out", *_cells(book, flow)] for flow in book.outbound(endpoint))
    return _write((DIRECTION, *COLUMNS, FLAG), (*inbound, *outbound))


def _cells(book: Book, flow: Flow) -> list[str]:
    told = dict.fromkeys(
        f"{ABOUT_WORDS[item.about]} ({item.grade.value})" for item in book.contradicted.get(flow.id, ())
    )
    return [*(text(flow) for text in COLUMNS.values()), "; ".join(told)]


def _write(header: tuple[str, ...], rows: Iterable[list[str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
