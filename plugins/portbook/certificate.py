"""The proof: what was read, what became of each row and cell, and whether the laws hold.

Each law is checked here from values that the other side did not make: the document against its bytes, the rows of the
document against the book, the book against what the writers wrote.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portbook.compiler import Compilation
from portbook.diagnostics import Place, shorten
from portbook.document import Document, Footnote, Row, Table, unparse
from portbook.model import Binding, Book, Evidence, Flow, SourceTable
from portbook.source import digest
from portbook.views import Edition, subsystem
from portbook.views.blocks import FileRef, Page, Target
from portbook.views.law import Law
from portbook.vocabulary import MARK, MUTUAL, Role
from portbook.writers import html, markdown, readback
from portbook.writers.delimited import book_csv
from portbook.writers.json import flows as flows_json

MOST_SHOWN = 3
MUTUAL_SPELLINGS = frozenset("".join(spelling.split()) for spelling in MUTUAL)
TRANSPORT_NAMES = re.compile("tcp|udp|sctp|icmp")
SAMPLE = 500
"""Rows that are read back out of the pages where the certificate is not to be thorough."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Hold the outcome of each law, the counts they rest on and the digests of the sources."""

    laws: tuple[Law, ...]
    counts: dict[str, int]
    hashes: dict[str, str]

    @property
    def holds(self) -> bool:
        return all(law.holds for law in self.laws)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what checking a law found: how much was compared, and what is broken."""

    compared: str
    broken: tuple[str, ...] = ()
    checked: bool = True


def certify(compilation: Compilation, *, thorough: bool = True) -> Certificate:
    """Check the six laws; each law tells what was compared, or what broke it.

    Reading everything back costs as much as writing it. Without ``thorough``, law 4 is checked on a sample of pages and
    law 5 is not checked, and both say so.
    """
    book, documents = compilation.book, compilation.documents
    laws = (
        ("Lossless", _lossless(documents)),
        ("Accounted for", _accounted(compilation)),
        ("Reversible", verify(book, documents)),
        ("Published whole", _published(book, thorough=thorough)),
        ("Deterministic", _deterministic(compilation, thorough=thorough)),
        ("Sensitive", _sensitive(book, documents)),
    )
    return Certificate(
        laws=tuple(_law(number, name, outcome) for number, (name, outcome) in enumerate(laws, 1)),
        counts=counts(compilation),
        hashes={document.source.path: document.source.sha256 for document in documents},
    )


def counts(compilation: Compilation) -> dict[str, int]:
    """Count what the certificate rests on."""
    book = compilation.book
    rows = sum(len(table.rows) for document in compilation.documents for table in document.tables)
    return {
        "documents": len(compilation.documents),
        "lines": sum(document.lines for document in book.documents),
        "tables": len(book.tables),
        "rows": rows,
        "cells": sum(len(row.cells) for d in compilation.documents for table in d.tables for row in table.rows),
        "flows": len(book.flows),
        "repeated rows": rows - len(book.flows),
        "endpoints": len(book.endpoints),
        "subsystems": len(book.subsystems),
        "findings": len(compilation.report.diagnostics),
    }


def _law(number: int, name: str, outcome: Outcome) -> Law:
    if not outcome.broken:
        return Law(number, name, True, outcome.compared, outcome.checked)
    shown = "; ".join(outcome.broken[:MOST_SHOWN])
    more = len(outcome.broken) - MOST_SHOWN
    return Law(number, name, False, shown + (f"; and {more} more" if more > 0 else ""))


# --- 1: lossless -----------------------------------------------------------------------------------------------------


def _lossless(documents: Sequence[Document]) -> Outcome:
    """Compare the digest of each document, written back from its nodes, with that of the bytes that were read."""
    broken = [d.source.path for d in documents if digest(unparse(d)) != d.source.sha256]
    size = sum(len(d.source.text) for d in documents)
    return Outcome(
        f"{len(documents)} documents of {size:,} characters written back byte for byte",
        tuple(f"{path} is not written back as it was read" for path in broken),
    )


# --- 2: accounted for ------------------------------------------------------------------------------------------------


def _accounted(compilation: Compilation) -> Outcome:
    """Check that each row states exactly one flow or is named by a finding, and each footnote is bound or reported."""
    book = compilation.book
    stated = Counter((row.path, row.line) for flow in book.flows for row in flow.evidence)
    bound = {(t.path, n.line) for t in book.tables for n in t.footnotes if n.binding != Binding.UNBOUND}
    named = compilation.report.places
    broken: list[str] = []
    rows = footnotes = 0
    for document in compilation.documents:
        path = document.source.path
        for line in _row_lines(document):
            rows += 1
            times = stated.pop((path, line), 0)
            if times > 1 or (times == 0 and Place(path, line) not in named):
                broken.append(f"{path}:{line} is evidence of {times} flows")
        for line in (b.lines[0].number for b in document.blocks if isinstance(b, Footnote)):
            footnotes += 1
            if (path, line) not in bound and Place(path, line) not in named:
                broken.append(f"the footnote {path}:{line} is neither bound nor reported")
    broken += [f"{path}:{line} is evidence, but no row of the source" for path, line in stated]
    return Outcome(f"{rows:,} rows and {footnotes:,} footnotes accounted for", tuple(broken))


def _row_lines(document: Document) -> Iterator[int]:
    for table in document.tables:
        for item in table.items:
            if isinstance(item, Row) or item.line.text.strip():
                yield item.line.number


# --- 3: reversible ---------------------------------------------------------------------------------------------------


def verify(book: Book, documents: Sequence[Document]) -> Outcome:
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
        cells += sum(len(_padded(row, len(kept.columns))) for row in table.rows)
        broken += _differences(book, kept, table)
    broken += [f"{path} has a table that the book does not know" for path, _ in found]
    return Outcome(f"{len(book.tables)} tables of {cells:,} cells rebuilt from the book alone", tuple(broken))


def _differences(book: Book, kept: SourceTable, table: Table) -> Iterator[str]:
    rebuilt = book.rows_of(kept)
    rows = table.rows
    if len(rebuilt) != len(rows):
        yield f"{kept.path}:{kept.line} has {len(rows)} rows, the book {len(rebuilt)}"
    for (evidence, flow), row in zip(rebuilt, rows, strict=False):
        cells = _padded(row, len(kept.columns))
        if not _agree(flow, evidence, kept, cells):
            yield f"{kept.path}:{row.line.number}{_difference(flow, evidence, kept, cells)}"


def _agree(flow: Flow, evidence: Evidence, table: SourceTable, cells: tuple[str, ...]) -> bool:
    """Tell whether a row of the source is what the book holds of it."""
    return cells == evidence.cells and not _unsaid(flow, evidence, table)


def _difference(flow: Flow, evidence: Evidence, table: SourceTable, cells: tuple[str, ...]) -> str:
    if cells != evidence.cells:
        return f" reads {_shown(cells)}, the book {_shown(evidence.cells)}"
    return f": the flow's {_unsaid(flow, evidence, table)} does not follow from {_shown(cells)}"


def _padded(row: Row, width: int) -> tuple[str, ...]:
    return row.texts + ("",) * (width - len(row.cells))


def _shown(cells: tuple[str, ...]) -> str:
    return repr(shorten(" | ".join(cells), 120))


def _unsaid(flow: Flow, evidence: Evidence, table: SourceTable) -> str:
    """Return the part of a flow that the words of its row do not state, or nothing.

    This repeats no pass: it compares letters and digits only.
    """
    words = {column.role: cell for column, cell in reversed(list(zip(table.columns, evidence.cells, strict=False)))}
    for role, value in ((Role.SOURCE, flow.source), (Role.DESTINATION, flow.destination)):
        cell = words.get(role, "")
        if cell and _letters(str(value)) != _letters(cell):
            return role.value
    port = words.get(Role.PORT, "")
    digits = {int(n) for n in re.findall(r"[0-9]+", re.sub(r"\(.*\)", "", port)) if len(n) < 7}
    ends = {n for item in flow.ports.ranges for n in (item.first, item.last)}
    if flow.ports.ranges and not (ends <= digits and all(number in flow.ports for number in digits)):
        return "port"
    if not _same_transports(flow, words, table):
        return Role.TRANSPORT.value
    for role, text in ((Role.APPLICATION, flow.application), (Role.SECURITY, flow.security)):
        if _letters(text or "") != _letters(words.get(role, "")):
            return role.value
    return ""


def _same_transports(flow: Flow, words: Mapping[str, str], table: SourceTable) -> bool:
    """Tell whether the usual transports of a flow are those in its row's own cell, or stand beside the port."""
    beside = " ".join(column.text for column in table.columns if column.role == Role.PORT)
    own, near = (set(TRANSPORT_NAMES.findall(text.casefold())) for text in (words.get(Role.TRANSPORT, ""), beside))
    near |= set(TRANSPORT_NAMES.findall(words.get(Role.PORT, "").casefold()))
    made = set(TRANSPORT_NAMES.findall(" ".join(flow.transports).casefold()))
    return own == made or (not own and made <= near)


@lru_cache(maxsize=4096)
def _letters(text: str) -> str:
    """Return the letters and digits that make the meaning of words; spellings of mutual TLS count as one."""
    letters = "".join(re.sub(MARK, "", text).casefold().split())
    return "mutualtls" if letters in MUTUAL_SPELLINGS else letters


# --- 4: published whole ----------------------------------------------------------------------------------------------


def _published(book: Book, *, thorough: bool) -> Outcome:
    """Write the subsystems' pages and the whole book in each format, read the flows back out and compare them."""
    broken: list[str] = []
    rows = pages = 0
    for kept, page in zip(book.subsystems, subsystem.pages(Edition.of(book)), strict=True):
        if rows > SAMPLE and not thorough:
            break
        flows = readback.expected(book.flows_of(kept.name))
        rows += len(flows)
        pages += 1
        for name, read in (("HTML", _html(page)), ("Markdown", _markdown(page))):
            if Counter(read) != Counter(flows):
                broken.append(f"the {name} page of {kept.name!r} does not show its {len(flows)} flows as they are")
    if not thorough:
        sample = (
            f"a sample: {rows:,} rows of {pages} of {len(book.subsystems)} pages read back out of HTML and Markdown"
        )
        return Outcome(f"{sample}; `portbook certify` reads all", tuple(broken))
    flows = readback.expected(book.flows)
    for name, read in (
        ("CSV", readback.from_csv(book_csv(book))),
        ("JSON", readback.from_json(json.dumps(flows_json(book)))),
    ):
        if read != flows:
            broken.append(f"the {name} does not hold the {len(flows)} flows as they are")
    return Outcome(
        f"{rows:,} rows read back out of HTML and Markdown, {len(flows):,} out of CSV and JSON", tuple(broken)
    )


def _html(page: Page) -> list[readback.Published]:
    return readback.from_html(html.render(page, _address, {}))


def _markdown(page: Page) -> list[readback.Published]:
    return readback.from_markdown(markdown.render(page, _address, lambda _: None))


def _address(target: Target) -> str:
    return target.path if isinstance(target, FileRef) else f"{target.page}#{target.anchor}"


# --- 5: deterministic ------------------------------------------------------------------------------------------------


def _deterministic(compilation: Compilation, *, thorough: bool) -> Outcome:
    """Compare the book with one compiled once more from the same sources in another order."""
    if not thorough:
        return Outcome("left to `portbook certify`, which compiles the sources a second time", checked=False)
    broken = () if compilation.book == compilation.again().book else ("a second compilation gave another book",)
    return Outcome("a second compilation, in another order, gave the same book", broken)


# --- 6: sensitive ----------------------------------------------------------------------------------------------------


def _sensitive(book: Book, documents: Sequence[Document]) -> Outcome:
    """Change each cell of the source tables in turn and hold the changed row against the book, as law 3 does."""
    found = {(d.source.path, index): table for d in documents for index, table in enumerate(d.tables)}
    broken: list[str] = []
    tried = 0
    for kept in book.tables:
        table = found.get((kept.path, kept.index))
        for (evidence, flow), row in zip(book.rows_of(kept), table.rows if table else (), strict=False):
            cells = _padded(row, len(kept.columns))
            for index, cell in enumerate(cells):
                tried += 1
                changed = ((*cells[:index], other, *cells[index + 1 :]) for other in _others(cell))
                if any(_agree(flow, evidence, kept, other) for other in changed):
                    broken.append(f"{kept.path}:{row.line.number} may change unnoticed in column {index + 1}")
    return Outcome(f"each of {tried:,} cells changed in turn, each change noticed", tuple(broken))


def _others(cell: str) -> Iterator[str]:
    """Yield what a cell might be instead: one character more, one less, and other letters."""
    yield f"{cell}x"
    yield from (other for other in (cell[:-1], cell.swapcase()) if other != cell)
