"""The first page: what the book holds, its picture, its numbers and the ways in."""

from collections import Counter
from collections.abc import Iterable, Iterator

from portbook.diagnostics import Level
from portbook.model import Kind, Subsystem
from portbook.views.addresses import (
    ALL_FLOWS_CSV,
    ALL_FLOWS_JSON,
    ALL_FLOWS_XLSX,
    CHANGES,
    CONTRADICTIONS,
    ENDPOINTS,
    FIDELITY,
    OVERVIEW,
    PORTS,
    PROTECTION,
    QUESTIONS,
)
from portbook.views.blocks import (
    Block,
    Bullets,
    Cell,
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
from portbook.views.disputes import GRADE_TITLES
from portbook.views.documents import document_table, topic_blocks
from portbook.views.edition import Edition
from portbook.views.endpoint_tables import endpoint_tables
from portbook.views.wording import KIND_TITLES, count, pair_facts

WAYS_IN: tuple[tuple[Link, str], ...] = (
    (Link("Ports", PORTS), "look up a port, a protocol or a name: who listens, who calls"),
    (Link("Questions", QUESTIONS), "ask who may reach whom, what uses a port, and which chains lead from A to B"),
    (Link("Protection", PROTECTION), "which flows are in clear, unauthenticated or optional"),
    (Link("Contradictions", CONTRADICTIONS), "where documents say different things of the same path"),
    (Link("Fidelity", FIDELITY), "what became of each line of the sources, and the certificate"),
    (Link("All flows as a workbook", ALL_FLOWS_XLSX), "for people: every cell is text, with a filter"),
    (Link("All flows as CSV", ALL_FLOWS_CSV), "for spreadsheets and programs, every text exactly as it is"),
    (Link("All flows as JSON", ALL_FLOWS_JSON), "for programs"),
)
WAY_TO_CHANGES = (Link("Changes", CHANGES), "what a new release opens, closes and changes")


def _changes(edition: Edition) -> tuple[tuple[Link, str], ...]:
    return (WAY_TO_CHANGES,) if edition.comparisons else ()


def pages(edition: Edition) -> tuple[Page]:
    """Return the overview."""
    book = edition.book
    documents = () if edition.addresses.many else book.documents
    prose = (Paragraph((Text(text),)) for document in documents for text in document.prose)
    blocks: tuple[Block, ...] = (
        *prose,
        Diagram("architecture", "All network paths", pair_facts(book.flows)),
        Heading(2, "Ways in", "ways-in"),
        Bullets(tuple((link, Text(f" – {what}")) for link, what in (*_changes(edition), *WAYS_IN))),
        *(_documents(edition) if edition.addresses.many else ()),
        Heading(2, "Subsystems", "subsystems"),
        _subsystems(edition, book.subsystems),
        Heading(2, "Endpoints", "endpoints"),
        *_endpoints(edition),
        *_topics(edition),
        Heading(2, "In numbers", "in-numbers"),
        _numbers(edition),
        *(() if edition.addresses.many else _documents(edition)),
    )
    return (Page(OVERVIEW.page, "Overview", ("Overview",), blocks, "What this book of network paths holds"),)


def _documents(edition: Edition) -> Iterator[Block]:
    """Yield the table of documents: early where they are what a reader looks for, last where there is only one."""
    yield Heading(2, "Documents", "documents")
    yield document_table(edition)


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
    columns = ("Subsystem", "Flows", "Endpoints", "In clear")
    label = "Filter subsystems" if edition.addresses.many else ""
    return Table("subsystem-table", "Subsystems", columns, tuple(rows), label)


def _topics(edition: Edition) -> Iterator[Block]:
    """Yield the prose of a book's only document; in a book of several each has a page for it."""
    if edition.book.topics and not edition.addresses.many:
        yield Heading(2, "Sections without a table", "sections-without-a-table")
        yield Paragraph((Text("What the sources say here may concern every endpoint."),))
        for topic in edition.book.topics:
            yield from topic_blocks(edition, topic)


def _endpoints(edition: Edition) -> Iterator[Block]:
    if edition.trails.endpoints:
        yield from endpoint_tables(edition)
    else:
        number = count(len(edition.book.endpoints), "endpoint")
        yield Paragraph((Link(f"All {number}", ENDPOINTS),))


def _contradictions(edition: Edition) -> str:
    grades = Counter(found.grade for found in edition.book.contradictions)
    return ", ".join(f"{grades[grade]} {title.lower()}" for grade, (title, _) in GRADE_TITLES.items())


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
        "Contradictions": _contradictions(edition),
        "Findings": ", ".join(findings),
    }
    return Facts(tuple((label, (Text(text),)) for label, text in numbers.items()))
