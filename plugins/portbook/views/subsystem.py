"""One page for each subsystem: its diagram, its normalised table, notes at the rows they govern, its prose."""

from collections.abc import Iterator

from portbook.model import Flow, Subsystem
from portbook.views.addresses import release
from portbook.views.blocks import Block, Diagram, Heading, Inline, Link, Notice, Page, Paragraph, Table, Text
from portbook.views.cells import CONDITIONAL, remark
from portbook.views.columns import APPLICATION, DESTINATION, EVIDENCE, PORT, PROTECTION, SOURCE, TRANSPORT, detail
from portbook.views.edition import Edition
from portbook.views.tables import Anchors, Form
from portbook.views.wording import count, pair_facts


def pages(edition: Edition) -> Iterator[Page]:
    """Yield a page for each subsystem of the book."""
    return (subsystem_page(edition, subsystem) for subsystem in edition.book.subsystems)


def subsystem_page(edition: Edition, subsystem: Subsystem) -> Page:
    """Make the page of a subsystem."""
    flows = edition.book.flows_of(subsystem.name)
    blocks: tuple[Block, ...] = (
        _standing(edition, subsystem, flows),
        *(Paragraph((Text(text),)) for text in subsystem.prose),
        Diagram(f"subsystems/{subsystem.slug}", f"Who talks to whom: {subsystem.name}", pair_facts(flows)),
        Heading(2, "Flows", "flows"),
        *_table_notes(edition, subsystem),
        flow_table(edition, subsystem, flows),
    )
    description = f"{count(len(flows), 'network flow')} of {subsystem.name}: ports, protocols, protection"
    return Page(
        f"subsystems/{subsystem.slug}", subsystem.name, edition.trails.subsystem(subsystem), blocks, description
    )


def flow_table(edition: Edition, subsystem: Subsystem, flows: list[Flow]) -> Table:
    """Make the normalised table of a subsystem, the vendor's other columns included."""
    details = dict.fromkeys(header for flow in flows for header, _ in flow.details)
    columns = (
        SOURCE,
        DESTINATION,
        PORT,
        TRANSPORT,
        APPLICATION,
        PROTECTION,
        edition.flag,
        *map(detail, details),
        EVIDENCE,
    )
    form = Form("flow-table", subsystem.name, columns, f"Filter {subsystem.name}", noted=True)
    return edition.tables.table(form, flows, Anchors())


def _standing(edition: Edition, subsystem: Subsystem, flows: list[Flow]) -> Paragraph:
    tables = {(table.path, table.index) for table in edition.book.tables if table.subsystem == subsystem.name}
    rows = sum((row.path, row.table) in tables for flow in flows for row in flow.evidence)
    where = Link(f"line {subsystem.line}", edition.addresses.line(subsystem.path, subsystem.line))
    text = Text(f"{count(len(flows), 'flow')}, stated by {count(rows, 'source row')} of ")
    content = (text, *_document(edition, subsystem.path), Text(", from "), where)
    return Paragraph((CONDITIONAL, Text(" "), *content) if subsystem.optional else content)


def _document(edition: Edition, path: str) -> Iterator[Inline]:
    """Name the document of a subsystem: with a link where it has a page, and its release where the title is silent."""
    document = edition.addresses.documents[path]
    title = edition.addresses.document_title(document)
    yield Link(title, edition.addresses.document(path)) if edition.addresses.many else Text(title)
    known = release(document)
    if known and known not in title:
        yield Text(f" ({known})")


def _table_notes(edition: Edition, subsystem: Subsystem) -> Iterator[Notice]:
    for note in subsystem.notes:
        yield Notice("note", "Concerns the whole table", remark(note, edition.addresses).content)
