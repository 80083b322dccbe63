"""The edition: a book with everything that its pages need to be made."""

from collections.abc import Sequence
from dataclasses import dataclass

from portbook.diagnostics import Diagnostic
from portbook.model import Book, Note
from portbook.views.addresses import Addresses
from portbook.views.law import Law
from portbook.views.tables import FlowTables


@dataclass(frozen=True, slots=True)
class Edition:
    """Hold the book, its certificate and findings, and the addresses and tables that all views share."""

    book: Book
    laws: tuple[Law, ...]
    diagnostics: tuple[Diagnostic, ...]
    addresses: Addresses
    tables: FlowTables
    table_notes: dict[str, tuple[Note, ...]]
    """The notes that govern a whole table, by the name of its subsystem."""

    @classmethod
    def of(cls, book: Book, laws: Sequence[Law] = (), diagnostics: Sequence[Diagnostic] = ()) -> "Edition":
        addresses = Addresses.of(book)
        table_notes = {subsystem.name: subsystem.notes for subsystem in book.subsystems if subsystem.notes}
        return cls(book, tuple(laws), tuple(diagnostics), addresses, FlowTables(addresses), table_notes)
