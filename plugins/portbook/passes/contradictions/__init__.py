"""Find what the documents of a book, and the tables of one, say differently of the same path.

claims (which tables list all paths of an end) -> voices (who says what of a path) -> ports, transports, protection,
within (one document), missing.
Nothing is decided: the flows of all sides stay in the book, and the contradictions name them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from portbook.diagnostics import Report
from portbook.model import Book
from portbook.model.contradiction import Contradiction, Grade
from portbook.passes.contradictions.claims import claims
from portbook.passes.contradictions.found import tell
from portbook.passes.contradictions.missing import missing
from portbook.passes.contradictions.ports import port_disagreements
from portbook.passes.contradictions.protection import protection_disagreements
from portbook.passes.contradictions.transports import transport_disagreements
from portbook.passes.contradictions.voices import Editions, by_ends, of_different_services, voiced
from portbook.passes.contradictions.within import disagreements_within

GRADES = list(Grade)


def run(book: Book, report: Report) -> Book:
    """Add the contradictions of a book to it, the gravest first, and report each."""
    found = {(item.id, _rows(item)): item for item in _find(book)}  # what TCP and UDP share is found twice
    ordered = _numbered(
        sorted(found.values(), key=lambda c: (GRADES.index(c.grade), c.sides[0].path, c.sides[0].line, c.id))
    )
    for item in ordered:
        tell(item, report)
    return replace(book, contradictions=tuple(ordered)) if ordered else book


def _rows(found: Contradiction) -> tuple[object, ...]:
    return tuple((side.path, side.sheet, side.line, tuple(flow for flow, _ in side.rows)) for side in found.sides)


def _numbered(found: Iterable[Contradiction]) -> list[Contradiction]:
    """Tell contradictions of equal meaning apart by a number behind their id."""
    seen: Counter[str] = Counter()
    numbered = []
    for item in found:
        seen[item.id] += 1
        numbered.append(item if seen[item.id] == 1 else replace(item, id=f"{item.id}-{seen[item.id]}"))
    return numbered


def _find(book: Book) -> Iterator[Contradiction]:
    owned = claims(book.tables, book.flows)
    editions = Editions.of(book.documents)
    for same in by_ends(book.flows):
        if of_different_services(same):
            continue
        if said := voiced(same, owned):
            yield from port_disagreements(said, editions)
            yield from transport_disagreements(said, editions)
            yield from protection_disagreements(said, editions)
        yield from disagreements_within(same, owned, editions)
    yield from missing(book.flows, owned, editions)
