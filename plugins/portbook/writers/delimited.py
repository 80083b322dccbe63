r"""Write flows as CSV (RFC 4180: commas, ``\r\n``, quotes doubled), every text exactly as it is."""

import csv
import io
from collections.abc import Iterable, Sequence

from portbook.model import Book, Flow
from portbook.tickets.facts import FACTS, disputed_text
from portbook.views.disputes import FLAG

DIRECTION = "Direction"
"""The first column of a port sheet: ``in`` for what the endpoint listens on, ``out`` for what it opens."""


def book_csv(book: Book) -> str:
    """Write all flows of a book, in its order."""
    return write_csv((*FACTS, FLAG), (_cells(book, flow) for flow in book.flows))


def sheet_csv(book: Book, endpoint: str) -> str:
    """Write the port sheet of an endpoint, by name: what it listens on, then what it opens."""
    inbound = (["in", *_cells(book, flow)] for flow in book.inbound(endpoint))
    outbound = (["out", *_cells(book, flow)] for flow in book.outbound(endpoint))
    return write_csv((DIRECTION, *FACTS, FLAG), (*inbound, *outbound))


def rows_csv(book: Book, leading: Iterable[str], rows: Iterable[tuple[Iterable[str], Flow]]) -> str:
    """Write some flows of a book, each behind the cells of the leading columns."""
    return write_csv((*leading, *FACTS, FLAG), ([*cells, *_cells(book, flow)] for cells, flow in rows))


def _cells(book: Book, flow: Flow) -> list[str]:
    return [*(text(flow) for text in FACTS.values()), disputed_text(book, flow)]


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> str:
    """Write a table."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
