"""Two books side by side: what each was made of, what changed, and how far that is proven."""

from collections.abc import Iterator
from dataclasses import dataclass

from portbook.changes.beside import beside
from portbook.changes.compare import compare
from portbook.changes.diff import Diff
from portbook.model import Book, DocumentInfo

SHOWN = 3
"""Lines that are named before the others are only counted."""


@dataclass(frozen=True, slots=True)
class Accounts:
    """Hold what became of the rows of a book's sources, and what of it is in doubt."""

    rows: int = 0
    """The rows that state flows."""
    ambiguous: int = 0
    """Those among them that can be split into cells in two ways."""
    unstated: int = 0
    """Rows of the same tables that state no flow; a finding names each."""
    left_alone: int = 0
    """Tables that state no network paths."""
    errors: int = 0
    certified: bool | None = None
    """Whether the laws of the certificate hold; None where they were not checked."""

    @classmethod
    def of(cls, book: Book, errors: int = 0, certified: bool | None = None) -> "Accounts":
        rows = {row for flow in book.flows for row in flow.evidence}
        return cls(
            len(rows),
            sum(row.ambiguous for row in rows),
            sum(len(table.unstated) for table in book.tables),
            len(book.left_alone),
            errors,
            certified,
        )


@dataclass(frozen=True, slots=True)
class Release:
    """Hold one of the two books that are compared. ``name`` is what people call it: a file, a folder, a revision."""

    name: str
    book: Book
    accounts: Accounts

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        return self.book.documents

    @property
    def title(self) -> str:
        """Name the products and versions of the documents, as far as they are known."""
        known = (f"{document.product} {document.version}".strip() for document in self.documents)
        return ", ".join(dict.fromkeys(filter(None, known)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold the two books, and what changed between them."""

    old: Release
    new: Release
    diff: Diff
    beside: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Where the old and the new book have lines that are not compared and that the other one has not."""

    @classmethod
    def of(cls, old: Release, new: Release) -> "Comparison":
        return cls(old, new, compare(old.book, new.book), beside(old.book, new.book))

    @property
    def limits(self) -> tuple[str, ...]:
        """Say what keeps the comparison from being a proof; nothing does where it is one."""
        sides = (("old", self.old, self.beside[0]), ("new", self.new, self.beside[1]))
        return tuple(
            text for side, release, lines in sides for text in (*_limits(side, release), *_unlike(side, lines))
        )


def _limits(side: str, release: Release) -> Iterator[str]:
    accounts = release.accounts
    if accounts.errors:
        yield f"the {side} book has {_count(accounts.errors, 'error')}: see `portbook check`"
    if accounts.certified is False:
        yield f"a law of the certificate is broken for the {side} book: see `portbook certify`"
    if accounts.certified is None:
        yield f"the {side} book was saved without its certificate"
    if accounts.ambiguous:
        yield f"{_count(accounts.ambiguous, 'row')} of the {side} book can be read in two ways"
    if not accounts.rows:
        yield f"the {side} book states no flow at all"


def _unlike(side: str, lines: tuple[str, ...]) -> Iterator[str]:
    if lines:
        more = f" and {len(lines) - SHOWN:,} more" if len(lines) > SHOWN else ""
        yield (
            f"{_count(len(lines), 'line')} beside the flows of the {side} book {'is' if len(lines) == 1 else 'are'} "
            f"in it alone, and only flows are compared; read {', '.join(lines[:SHOWN])}{more}"
        )


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"
