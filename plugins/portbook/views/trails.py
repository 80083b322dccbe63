"""Where pages stand in the navigation, which every page of a site repeats: so it stays short in a large book."""

from dataclasses import dataclass

from portbook.model import Book, DocumentInfo, EndpointEntry, Subsystem
from portbook.views.addresses import Addresses
from portbook.views.wording import KIND_TITLES

MOST_LISTED = 100
"""Pages of one sort that the navigation lists; more are reached from one that lists them all."""

Trail = tuple[str, ...]
"""Titles from the outermost in; none for a page that the navigation leaves out."""

UNLISTED: Trail = ()


def group_of(document: DocumentInfo) -> str:
    """Return under what a document stands: its product, else its vendor, else nothing."""
    return document.product or document.vendor


@dataclass(frozen=True, slots=True)
class Trails:
    """Give each page its trail: subsystems by themselves, or under their products and documents if there are many."""

    addresses: Addresses
    documents: bool
    """Whether documents are listed; if not, one page lists them."""
    subsystems: bool
    endpoints: bool

    @classmethod
    def of(cls, book: Book, addresses: Addresses) -> "Trails":
        documents = len(book.documents) if addresses.many else 0
        return cls(
            addresses,
            documents <= MOST_LISTED,
            documents + len(book.subsystems) <= MOST_LISTED,
            len(book.endpoints) <= MOST_LISTED,
        )

    def document(self, document: DocumentInfo) -> Trail:
        """Return the trail of a document's page: beside those of its subsystems, where these are listed."""
        if not self.documents:
            return UNLISTED
        return (*self._above(document), "About this document") if self.subsystems else self._above(document)

    def subsystem(self, subsystem: Subsystem) -> Trail:
        if not self.subsystems:
            return UNLISTED
        if not self.addresses.many:
            return ("Subsystems", subsystem.name)
        document = self.addresses.documents[subsystem.path]
        return (*self._above(document), subsystem.name.removesuffix(f" ({document.title})"))

    def endpoint(self, entry: EndpointEntry) -> Trail:
        return ("Endpoints", KIND_TITLES[entry.kind], entry.name) if self.endpoints else UNLISTED

    def lines(self, document: DocumentInfo) -> Trail:
        """Return the trail of the page that shows a document line by line."""
        return ("Fidelity", self.addresses.document_title(document)) if self.documents else UNLISTED

    def _above(self, document: DocumentInfo) -> Trail:
        group = group_of(document)
        return ("Documents", *((group,) if group else ()), self.addresses.document_title(document))
