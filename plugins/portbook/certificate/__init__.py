"""The proof: what was read, what became of each row and cell, and whether the laws hold. One module a law.

Each law is checked here from values that the other side did not make: the document against its bytes, the rows of the
document against the book, the book against what the writers wrote.

    lossless  accounted  reversible  published  deterministic  sensitive    the laws, in order
    reversible/ asks of each flow, from words and digits alone, whether it follows from its rows
    outcome                                                                 what checking a law found
"""

from dataclasses import dataclass

from portbook.certificate import accounted, deterministic, lossless, published, reversible, sensitive
from portbook.certificate.outcome import Outcome
from portbook.certificate.reversible import check as verify
from portbook.compiler import Compilation
from portbook.views.law import Law

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Certificate:
    """Hold the outcome of each law, the counts they rest on and the digests of the sources."""

    laws: tuple[Law, ...]
    counts: dict[str, int]
    hashes: dict[str, str]

    @property
    def holds(self) -> bool:
        return all(law.holds for law in self.laws)


def certify(compilation: Compilation, *, thorough: bool = True) -> Certificate:
    """Check the six laws; each law tells what was compared, or what broke it.

    Reading everything back costs as much as writing it. Without ``thorough``, law 4 is checked on a sample of pages and
    law 5 is not checked, and both say so.
    """
    book, documents = compilation.book, compilation.documents
    laws = (
        ("Lossless", lossless.check(documents)),
        ("Accounted for", accounted.check(compilation)),
        ("Reversible", reversible.check(book, documents)),
        ("Published whole", published.check(book, thorough=thorough)),
        ("Deterministic", deterministic.check(compilation, thorough=thorough)),
        ("Sensitive", sensitive.check(book, documents)),
    )
    return Certificate(
        laws=tuple(_law(number, name, outcome) for number, (name, outcome) in enumerate(laws, 1)),
        counts=counts(compilation),
        hashes={document.source.path: document.source.sha256 for document in documents},
    )


def counts(compilation: Compilation) -> dict[str, int]:
    """Count what the certificate rests on."""
    book = compilation.book
    rows = [row for table in book.tables for row, _ in book.rows_of(table)]
    return {
        "documents": len(compilation.documents),
        "lines": sum(document.lines for document in book.documents),
        "tables": len(book.tables),
        "rows": len(rows),
        "cells": sum(len(row.cells) for row in rows),
        "flows": len(book.flows),
        "repeated rows": sum(len(flow.evidence) - 1 for flow in book.flows),
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


__all__ = ["Certificate", "certify", "counts", "verify"]
