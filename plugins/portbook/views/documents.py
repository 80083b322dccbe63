"""One page for each document of a book that has several: what it is, what it says in prose, what was made of it."""

from collections.abc import Iterator

from portbook.model import Contradiction, DocumentInfo, Topic
from portbook.views.addresses import DOCUMENTS, topic_anchor
from portbook.views.blocks import (
    Block,
    Cell,
    Code,
    Facts,
    Heading,
    Inline,
    Link,
    Page,
    PageRef,
    Paragraph,
    Row,
    Table,
    Text,
)
from portbook.views.cells import CONDITIONAL, number_cell, plain_cell
from portbook.views.disputes import GRADE_TITLES, badge
from portbook.views.edition import Edition
from portbook.views.left_alone import left_alone
from portbook.views.trails import group_of
from portbook.views.wording import count


def pages(edition: Edition) -> Iterator[Page]:
    """Yield a page for each document; first one that lists them, where they are too many for the navigation."""
    if not edition.addresses.many:
        return
    if not edition.trails.documents:
        blocks = (document_table(edition),)
        yield Page(DOCUMENTS.page, "Documents", ("Documents",), blocks, "Every document of this book")
    for document in sorted(edition.book.documents, key=_place):
        yield _document(edition, document)


def _place(document: DocumentInfo) -> tuple[bool, str]:
    """Order documents for the navigation: by product, and those that have none last."""
    group = group_of(document)
    return not group, group.casefold()


def document_table(edition: Edition) -> Table:
    """Make the table of all documents."""
    products = any(document.product or document.version for document in edition.book.documents)
    many = edition.addresses.many
    documents = sorted(edition.book.documents, key=_place)
    rows = tuple(_document_row(edition, document, products) for document in documents)
    hashes = () if many else ("SHA-256",)  # the certificate has those of many
    columns = ("Title", "Vendor", *(("Product", "Version") if products else ()), "File", *hashes)
    label = "Filter documents" if many else ""
    return Table("document-table", "Documents", columns, rows, label)


def _document_row(edition: Edition, document: DocumentInfo, products: bool) -> Row:
    many = edition.addresses.many
    home = edition.addresses.document(document.path) if many else edition.addresses.line(document.path, 1)
    title = edition.addresses.document_title(document)
    words = (document.vendor, document.product, document.version) if products else (document.vendor,)
    cells = (
        Cell((Link(title, home),), title),
        *(Cell((Text(text),)) for text in words),
        Cell((Code(document.path),)),
        *(() if many else (Cell((Code(document.sha256),)),)),
    )
    return Row(f"document-{document.slug}", cells)


def topic_blocks(edition: Edition, topic: Topic) -> Iterator[Block]:
    """Yield a section of prose with the line that it begins at."""
    document = edition.addresses.documents[topic.path]
    yield Heading(3, topic.title, topic_anchor(document, topic))
    yield from (Paragraph((Text(text),)) for text in topic.prose)
    source = Link(f"Line {topic.line}", edition.addresses.line(topic.path, topic.line))
    yield Paragraph((source, Text(f" of {document.title}")))


def _document(edition: Edition, document: DocumentInfo) -> Page:
    title = edition.addresses.document_title(document)
    blocks: tuple[Block, ...] = (
        *(() if edition.trails.documents else (Paragraph((Link("All documents", DOCUMENTS),)),)),
        _facts(document),
        *(Paragraph((Text(text),)) for text in document.prose),
        *_subsystems(edition, document),
        *_contradictions(edition, document),
        *left_alone(edition, document.path),
        *_topics(edition, document),
    )
    path = edition.addresses.document(document.path).page
    return Page(path, title, edition.trails.document(document), blocks, f"What was made of {title}")


def _facts(document: DocumentInfo) -> Facts:
    words = {"Vendor": document.vendor, "Product": document.product, "Version": document.version}
    lines = Link("Line by line", PageRef(f"fidelity/{document.slug}"), f"{document.title} line by line")
    pairs: tuple[tuple[str, tuple[Inline, ...]], ...] = (
        *((label, (Text(text),)) for label, text in words.items() if text),
        ("File", (Code(document.path), Text(f", {document.format}, {count(document.lines, 'line')}"))),
        ("What became of it", (lines,)),
    )
    return Facts(pairs)


def _subsystems(edition: Edition, document: DocumentInfo) -> Iterator[Block]:
    rows = []
    for subsystem in edition.subsystems_of.get(document.path, ()):
        link = Link(subsystem.name, edition.addresses.subsystem(subsystem.name))
        name: tuple[Inline, ...] = (link, Text(" "), CONDITIONAL) if subsystem.optional else (link,)
        cells = (Cell(name, subsystem.name), number_cell(len(edition.book.flows_of(subsystem.name))))
        rows.append(Row(f"subsystem-{subsystem.slug}", cells))
    if rows:
        yield Heading(2, "Subsystems", "subsystems")
        yield Table("subsystem-table", "Subsystems", ("Subsystem", "Flows"), tuple(rows))


def _contradictions(edition: Edition, document: DocumentInfo) -> Iterator[Block]:
    found = edition.contradictions_of.get(document.path, ())
    rows = []
    for number, item in enumerate(found, 1):
        cells = (
            Cell((Link(item.topic, edition.addresses.contradiction(item)),), item.topic),
            Cell((badge(item),)),
            plain_cell(GRADE_TITLES[item.grade][0]),
        )
        rows.append(Row(f"contradiction-{number}", (*cells, Cell((Text(_other_side(edition, document, item)),)))))
    if rows:
        yield Heading(2, "Contradictions", "contradictions")
        columns = ("Path", "What differs", "Grade", "Other side")
        yield Table("contradiction-table", "Contradictions of this document", columns, tuple(rows))


def _other_side(edition: Edition, document: DocumentInfo, found: Contradiction) -> str:
    """Name the other documents, or the lines of this one where it contradicts itself."""
    others = dict.fromkeys(side.path for side in found.sides if side.path != document.path)
    if not others:
        return f"this document: lines {', '.join(str(side.line) for side in found.sides)}"
    return "; ".join(edition.addresses.document_title(edition.addresses.documents[path]) for path in others)


def _topics(edition: Edition, document: DocumentInfo) -> Iterator[Block]:
    topics = [topic for topic in edition.book.topics if topic.path == document.path]
    if topics:
        yield Heading(2, "Sections without a table", "sections-without-a-table")
        yield Paragraph((Text("What the document says here may concern every endpoint."),))
    for topic in topics:
        yield from topic_blocks(edition, topic)
