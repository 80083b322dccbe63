"""The proof, shown: what became of each source line, the laws of the certificate, the counts and hashes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from portbook.diagnostics import Diagnostic
from portbook.model import DocumentInfo
from portbook.views.addresses import FIDELITY
from portbook.views.blocks import (
    Badge,
    Block,
    Cell,
    Code,
    Facts,
    Heading,
    Inline,
    Link,
    Listing,
    ListingLine,
    Notice,
    Page,
    PageRef,
    Paragraph,
    Row,
    Table,
    Text,
)
from portbook.views.cells import number_cell
from portbook.views.edition import Edition
from portbook.views.findings import state, waived_words
from portbook.views.law import Law
from portbook.views.left_alone import left_alone
from portbook.views.outcome import FATES, Outcomes
from portbook.views.wording import count

__all__ = ["Law", "pages"]


def pages(edition: Edition) -> Iterator[Page]:
    """Yield the certificate, then a page for each document."""
    yield _certificate(edition)
    outcomes = Outcomes.of(edition)
    findings: defaultdict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in _listed(edition):
        findings[diagnostic.place.path].append(diagnostic)
    for document in edition.book.documents:
        yield _document(edition, document, outcomes, findings[document.path])


def _certificate(edition: Edition) -> Page:
    blocks: tuple[Block, ...] = (
        Paragraph((Text("Nothing of the sources was lost or made up on the way to these pages. Here is the proof."),)),
        *_laws(edition.laws),
        Heading(2, "Documents", "documents"),
        _documents(edition),
        Heading(2, "Findings", "findings"),
        _findings(edition),
    )
    return Page(FIDELITY.page, "Certificate", ("Fidelity", "Certificate"), blocks, "The certificate of this book")


def _laws(laws: tuple[Law, ...]) -> Iterator[Block]:
    if not laws:
        return
    broken = [law for law in laws if not law.holds]
    yield Heading(2, "Laws", "laws")
    if broken:
        yield Notice("warning", "The certificate does not hold", (Text(", ".join(law.name for law in broken)),))
    else:
        checked = sum(law.checked for law in laws)
        yield Notice(
            "success", "The certificate holds", (Text(f"{checked} of {count(len(laws), 'law')} were checked."),)
        )
    columns = ("Number", "Law", "Holds", "What was checked")
    yield Table("law-table", "Laws of the certificate", columns, tuple(map(_law_row, laws)))


def _law_row(law: Law) -> Row:
    outcome = ("holds" if law.holds else "broken") if law.checked else "unknown"
    badge = Badge(outcome if law.checked else "not checked", outcome)
    cells = (
        number_cell(law.number),
        Cell((Text(law.name),)),
        Cell((badge,), str(law.holds)),
        Cell((Text(law.detail),)),
    )
    return Row(f"law-{law.number}", cells)


def _documents(edition: Edition) -> Table:
    rows = []
    for document in edition.book.documents:
        made = Counter(entry.what for entry in edition.book.ledgers.get(document.path, ()))
        title = edition.addresses.document_title(document)
        link = Link(title, PageRef(f"fidelity/{document.slug}"))
        cells = (
            Cell((link,), title),
            Cell((Code(document.path),)),
            Cell((Text(document.format),)),
            *(number_cell(number) for number in (document.lines, made["row"], made["footnote"], made["unread"])),
            Cell((Code(document.sha256),)),
        )
        rows.append(Row(f"document-{document.slug}", cells))
    columns = ("Document", "File", "Format", "Lines", "Rows", "Footnotes", "Unread", "SHA-256")
    return Table("document-table", "Documents of the book", columns, tuple(rows))


def _findings(edition: Edition) -> Block:
    listed = _listed(edition)
    if not listed:
        return Paragraph((Text("None."),))
    rows = tuple(_finding_row(edition, number, found) for number, found in enumerate(listed, 1))
    columns = ("Level", "Rule", "Place", "Finding", "Remedy", "Id")
    return Table("finding-table", count(len(rows), "finding"), columns, rows, "Filter findings")


def _listed(edition: Edition) -> tuple[Diagnostic, ...]:
    """Return the findings without those that only repeat the page of protection."""
    return tuple(found for found in edition.diagnostics if not found.routine)


def _finding_row(edition: Edition, number: int, found: Diagnostic) -> Row:
    place: Inline = Text(str(found.place))
    if found.place.line and found.place.path in edition.addresses.documents:
        place = Link(str(found.place), edition.addresses.line(found.place.path, found.place.line, found.place.sheet))
    cells = (
        Cell(state(found)),
        Cell((Code(found.code),)),
        Cell((place,), f"{found.place.path} {found.place.line:07}"),
        Cell((Text(found.message), *waived_words(found))),
        Cell((Text(found.remedy),)),
        Cell((Code(found.id),) if found.id else ()),
    )
    return Row(f"finding-{number}", cells)


def _document(edition: Edition, document: DocumentInfo, outcomes: Outcomes, findings: Iterable[Diagnostic]) -> Page:
    ledger = edition.book.ledgers.get(document.path, ())
    made = Counter(entry.what for entry in ledger)
    title = edition.addresses.document_title(document)
    blocks: tuple[Block, ...] = (
        Facts(
            (
                ("File", (Code(document.path),)),
                ("Vendor", (Text(document.vendor),)),
                ("SHA-256", (Code(document.sha256),)),
                ("Lines", (Text(", ".join(f"{made[what]} {fate}" for what, fate in FATES.items() if made[what])),)),
            )
        ),
        *left_alone(edition, document.path),
        Heading(2, "Line by line", "line-by-line"),
        Listing(tuple(_lines(edition, document, outcomes, findings))),
    )
    trail = edition.trails.lines(document)
    return Page(f"fidelity/{document.slug}", title, trail, blocks, f"What became of each line of {document.title}")


def _lines(
    edition: Edition, document: DocumentInfo, outcomes: Outcomes, findings: Iterable[Diagnostic]
) -> Iterator[ListingLine]:
    """Yield the lines of a document; what concerns a line stands at its first part."""
    by_line: defaultdict[tuple[str, int], list[Diagnostic]] = defaultdict(list)
    for found in findings:
        by_line[found.place.sheet, found.place.line].append(found)
    seen: set[str] = set()
    for entry in edition.book.ledgers.get(document.path, ()):
        anchor = edition.addresses.line_anchor(document.path, entry.line, entry.sheet)
        content = list(outcomes.of_line(document.path, entry))
        for found in by_line.pop((entry.sheet, entry.line), []):
            content += [Text(" "), *state(found), Text(f" {found.message}"), *waived_words(found)]
        yield ListingLine("" if anchor in seen else anchor, entry.line, entry.text, entry.what, tuple(content))
        seen.add(anchor)
