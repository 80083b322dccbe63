"""The pages of a book as plain data: which content stands where, and nothing of how it is written."""

from collections.abc import Callable, Iterable, Sequence

from portbook.changes.comparison import Comparison
from portbook.diagnostics import Diagnostic
from portbook.model import Book
from portbook.views import (
    changes,
    contradictions,
    documents,
    fidelity,
    overview,
    port_index,
    port_sheet,
    questions,
    security_review,
    subsystem,
)
from portbook.views.blocks import Page
from portbook.views.edition import Edition
from portbook.views.law import Law

View = Callable[[Edition], Iterable[Page]]

VIEWS: dict[str, View] = {
    "overview": overview.pages,
    "documents": documents.pages,
    "subsystems": subsystem.pages,
    "endpoints": port_sheet.pages,
    "ports": port_index.pages,
    "questions": questions.pages,
    "protection": security_review.pages,
    "contradictions": contradictions.pages,
    "changes": changes.pages,
    "fidelity": fidelity.pages,
}
"""Every view, in the order of the navigation."""


def pages(
    book: Book,
    laws: Sequence[Law] = (),
    diagnostics: Sequence[Diagnostic] = (),
    comparisons: Sequence[Comparison] = (),
) -> tuple[Page, ...]:
    """Make all pages of a book, in the order of the navigation."""
    edition = Edition.of(book, laws, diagnostics, comparisons)
    return tuple(page for view in VIEWS.values() for page in view(edition))


__all__ = ["VIEWS", "Edition", "Law", "Page", "View", "pages"]
