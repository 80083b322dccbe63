"""The first page: what the book holds, its picture, its numbers and the ways in."""

from collections import Counter
from collections.abc import Iterable, Iterator

from portbook.diagnostics import Level
from portbook.model import EndpointEntry, Kind, Subsystem
from portbook.views.addresses import (
    ALL_FLOWS_CSV,
    ALL_FLOWS_JSON,
    FIDELITY,
    OVERVIEW,
    PORTS,
    PROTECTION,
    topic_anchor,
)
from portbook.views.blocks import (
    Block,
    Bullets,
    Cell,
    Code,
    Diagram,
    Facts,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Row,
    Table,
    Text,
)
from portbook.views.cells import CONDITIONAL, number_cell
from portbook.views.edition import Edition
from portbook.views.wording import KIND_TITLES, count, pair_facts

WAYS_IN: tuple[tuple[Link, str], ...] = (
    (Link("Ports", PORTS), "look up a port, a protocol or a name: who listens, who calls"),
    (Link("Protection", PROTECTION), "which flows are in clear, unauthenticated or optional"),
    (Link("Fidelity", FIDELITY), "what became of each line of the sources, and the certificate"),
    (Link("All flows as CSV", ALL_FLOWS_CSV), "for spreadsheets"),
    (Link("All flows as JSON", ALL_FLOWS_JSON), "for programs"),
)


def pages(edition: Edition) -> tuple[Page]:
    """Return the overview."""
    book = edition.book
    prose = (Paragraph((Text(text),)) for document in book.documents for text in document.prose)
    blocks: tuple[Block, ...] = (
        *prose,
        Diagram("architecture", "All network paths", pair_facts(book.flows)),
        Heading(2, "Ways in", "ways-in"),
        Bullets(tuple((link, Text(f" – {what}")) for link, what in WAYS_IN)),
        Heading(2, "Subsystems", "subsystems"),
        _subsystems(edition, book.subsystems),
        Heading(2, "Endpoints", "endpoints"),
        *_endpoints(edition),
        *_topics(edition),
        Heading(2, "In numbers", "in-numbers"),
        _numbers(edition),
        Heading(2, "Documents", "documents"),
        _documents(edition),
    )
    return (Page(OVERVIEW.page, "Overview", ("Overview",), blocks, "What this book of network paths holds"),)


def _subsystems(edition: Edition, subsystems: Iterable[Subsystem]) -> Table:
    rows = []
    for subsystem in subsystems:
        flows = edition.book.flows_of(subsystem.name)
        clear = sum(flow.protection.grade == "clear" for flow in flows)
        ends = {name for flow in flows for name in (flow.source.name, flow.destination.name)}
        link = Link(subsystem.name, edition.addresses.subsystem(subsystem.name))
        name: tuple[Inline, ...] = (link, Text(" "), CONDITIONAL) if subsystem.optional else (link,)
        numbers = (number_cell(len(flows)), number_cell(len(ends)), number_cell(clear))
        rows.append(Row(f"subsystem-{subsystem.slug}", (Cell(name, subsystem.name), *numbers)))
    return Table("subsystem-table", "Subsystems", ("Subsystem", "Flows", "Endpoints", "In clear"), tuple(rows))


def _endpoints(edition: Edition) -> Iterator[Block]:
    for kind, title in KIND_TITLES.items():
        entries = [entry for entry in edition.book.endpoints if entry.kind is kind]
        if entries:
            yield Heading(3, title, f"endpoints-{kind.value}")
            rows = tuple(_endpoint_row(edition, entry) for entry in entries)
            columns = ("Endpoint", "Inbound flows", "Outbound flows", "Components")
            yield Table(f"endpoint-table-{kind.value}", title, columns, rows)


def _endpoint_row(edition: Edition, entry: EndpointEntry) -> Row:
    link = Link(entry.name, edition.addresses.endpoint(entry.name))
    cells = (
        Cell((link,), entry.name),
        number_cell(len(edition.book.inbound(entry.name))),
        number_cell(len(edition.book.outbound(entry.name))),
        Cell((Text(", ".join(entry.components)),)) if entry.components else Cell(()),
    )
    return Row(f"endpoint-{entry.slug}", cells)


def _topics(edition: Edition) -> Iterator[Block]:
    if edition.book.topics:
        yield Heading(2, "Sections without a table", "sections-without-a-table")
        yield Paragraph((Text("What the sources say here may concern every endpoint."),))
    for topic in edition.book.topics:
        document = edition.addresses.documents[topic.path]
        yield Heading(3, topic.title, topic_anchor(document, topic))
        yield from (Paragraph((Text(text),)) for text in topic.prose)
        source = Link(f"Line {topic.line}", edition.addresses.line(topic.path, topic.line))
        yield Paragraph((source, Text(f" of {document.title}")))


def _numbers(edition: Edition) -> Facts:
    book = edition.book
    kinds = Counter(entry.kind for entry in book.endpoints)
    rows = sum(len(flow.evidence) for flow in book.flows)
    repeated = sum(len(flow.evidence) > 1 for flow in book.flows)
    optional = sum(subsystem.optional for subsystem in book.subsystems)
    inferred = sum(flow.inferred for flow in book.flows)
    levels = Counter(diagnostic.level for diagnostic in edition.diagnostics)
    findings = [count(levels[level], level.value) for level in (Level.ERROR, Level.WARNING)]
    findings.append(f"{levels[Level.INFO]} info")
    numbers: dict[str, str] = {
        "Flows": str(len(book.flows)),
        "Source rows": f"{rows}, {count(repeated, 'flow')} stated more than once",
        "Subsystems": f"{len(book.subsystems)}, {optional} of them optional",
        "Endpoints": ", ".join(f"{KIND_TITLES[kind]}: {kinds[kind]}" for kind in Kind if kinds[kind]),
        "Flows with an inferred note": str(inferred),
        "Findings": ", ".join(findings),
    }
    return Facts(tuple((label, (Text(text),)) for label, text in numbers.items()))


def _documents(edition: Edition) -> Table:
    rows = []
    for document in edition.book.documents:
        link = Link(document.title, edition.addresses.line(document.path, 1))
        cells = (
            Cell((link,), document.title),
            Cell((Text(document.vendor),)),
            Cell((Code(document.path),)),
            Cell((Code(document.sha256),)),
        )
        rows.append(Row(f"document-{document.slug}", cells))
    return Table("document-table", "Documents", ("Title", "Vendor", "File", "SHA-256"), tuple(rows))
