"""The edition: a book with everything that its pages need to be made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from portbook.changes.comparison import Comparison
from portbook.diagnostics import Diagnostic
from portbook.model import Book, Contradiction, Note, Subsystem
from portbook.views.addresses import Addresses
from portbook.views.columns import Column
from portbook.views.disputes import flag_column
from portbook.views.law import Law
from portbook.views.tables import FlowTables
from portbook.views.trails import Trails

Item = TypeVar("Item")


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
    trails: Trails
    contradicted: dict[str, tuple[Contradiction, ...]]
    """The contradictions that concern a flow, by its id."""
    flag: Column
    """The column that flags contradicted flows."""
    subsystems_of: dict[str, tuple[Subsystem, ...]]
    """The subsystems of a document, by its path."""
    contradictions_of: dict[str, tuple[Contradiction, ...]]
    """The contradictions that a document is a side of, by its path."""
    comparisons: tuple[Comparison, ...] = ()
    """The releases that are compared, in the order of the configuration."""

    @classmethod
    def of(
        cls,
        book: Book,
        laws: Sequence[Law] = (),
        diagnostics: Sequence[Diagnostic] = (),
        comparisons: Sequence[Comparison] = (),
    ) -> "Edition":
        addresses = Addresses.of(book)
        table_notes = {subsystem.name: subsystem.notes for subsystem in book.subsystems if subsystem.notes}
        return cls(
            book,
            tuple(laws),
            tuple(diagnostics),
            addresses,
            FlowTables(addresses),
            table_notes,
            Trails.of(book, addresses),
            book.contradicted,
            flag_column(book.contradicted),
            _grouped((subsystem.path, subsystem) for subsystem in book.subsystems),
            _grouped(
                (path, item) for item in book.contradictions for path in dict.fromkeys(s.path for s in item.sides)
            ),
            tuple(comparisons),
        )


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    groups: defaultdict[str, list[Item]] = defaultdict(list)
    for path, item in pairs:
        groups[path].append(item)
    return {path: tuple(items) for path, items in groups.items()}
