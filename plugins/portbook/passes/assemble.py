"""Assemble the book from the flows and the pages they were read from."""

from collections.abc import Iterator

from portbook.diagnostics import Place, Report
from portbook.document import Prose, Section, Sheet, Table
from portbook.model import (
    Binding,
    Book,
    DocumentInfo,
    Endpoint,
    EndpointEntry,
    Flow,
    Kind,
    SourceColumn,
    SourceTable,
    Subsystem,
    Topic,
)
from portbook.passes.draft import Draft, Page, RoleTable
from portbook.passes.ledger import ledgers
from portbook.passes.slugs import Slugs
from portbook.passes.subsystems import Named

KIND_ORDER = list(Kind)


def assemble(draft: Draft, subsystems: tuple[Named, ...], report: Report) -> Book:
    """Build the book. Documents, subsystems and flows stand in source order, endpoints by kind and name."""
    return Book(
        documents=tuple(_documents(draft, report)),
        tables=tuple(_table(table, named) for table, named in zip(draft.tables, subsystems, strict=True)),
        subsystems=tuple(_subsystems(draft, subsystems, report)),
        topics=tuple(_topics(draft)),
        endpoints=tuple(_endpoints(draft, report)),
        flows=draft.flows,
        ledgers=ledgers(draft, subsystems),
    )


def _documents(draft: Draft, report: Report) -> Iterator[DocumentInfo]:
    slugs = Slugs(report)
    for page in draft.pages:
        source = page.document.source
        name = page.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        yield DocumentInfo(
            path=page.path,
            slug=slugs.take(name, Place(page.path)),
            title=page.title,
            vendor=page.vendor,
            format=page.document.format,
            sha256=source.sha256,
            lines=len(source.lines()),
            sheets=tuple(block.text for block in page.document.blocks if isinstance(block, Sheet)),
            prose=tuple(_lead(page)),
        )


def _lead(page: Page) -> Iterator[str]:
    """Yield the paragraphs before the first section with a table, where those have no heading of their own."""
    sections = page.document.sections
    if sections and (sections[0].heading is None or _opens_page(sections)):
        yield from _prose(sections[0])


def _opens_page(sections: tuple[Section, ...]) -> bool:
    """Tell whether the first heading is the page's title: text without a table follows, then more headings."""
    return len(sections) > 1 and not _has_table(sections[0])


def _has_table(section: Section) -> bool:
    return any(isinstance(block, Table) for block in section.blocks)


def _prose(section: Section, without: frozenset[int] = frozenset()) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Prose) and block.line not in without:
            yield block.text


def _table(table: RoleTable, named: Named) -> SourceTable:
    return SourceTable(
        path=table.page.path,
        index=table.index,
        line=table.line,
        section=table.titles,
        columns=tuple(SourceColumn(t, r) for t, r in zip(table.table.columns, table.roles, strict=True)),
        footnotes=table.footnotes,
        subsystem=named.name,
        sheet=table.sheet,
    )


def _subsystems(draft: Draft, subsystems: tuple[Named, ...], report: Report) -> Iterator[Subsystem]:
    slugs = Slugs(report)
    grouped: dict[str, list[RoleTable]] = {}
    for table, named in zip(draft.tables, subsystems, strict=True):
        grouped.setdefault(named.name, []).append(table)
    optional = {named.name: named.optional for named in subsystems}
    for name, tables in grouped.items():
        first = tables[0]
        section = first.page.document.sections[first.section]
        line = section.heading.line if section.heading else first.line
        notes = tuple(note for table in tables for note in table.notes)
        bound = frozenset(
            f.line for table in tables for f in table.footnotes if f.binding != Binding.UNBOUND or f.marker is None
        )
        yield Subsystem(
            name=name,
            slug=slugs.take(name, Place(first.page.path, line)),
            path=first.page.path,
            line=line,
            optional=optional[name],
            prose=tuple(_prose(section, bound)),
            notes=notes,
        )


def _topics(draft: Draft) -> Iterator[Topic]:
    for page in draft.pages:
        sections = page.document.sections
        for number, section in enumerate(sections):
            if section.heading is None or _has_table(section) or (number == 0 and _opens_page(sections)):
                continue
            if prose := tuple(_prose(section)):
                yield Topic(page.path, section.heading.line, section.heading.text, prose)


def _endpoints(draft: Draft, report: Report) -> Iterator[EndpointEntry]:
    found: dict[str, tuple[Endpoint, Place, dict[str, None]]] = {}
    for flow in draft.flows:
        for end in (flow.source, flow.destination):
            known = found.setdefault(end.name, (end, _first(flow), {}))
            if end.component:
                known[2][end.component] = None
    slugs = Slugs(report)
    ordered = sorted(found.values(), key=lambda item: (KIND_ORDER.index(item[0].kind), item[0].name.casefold()))
    for end, place, components in ordered:
        yield EndpointEntry(end.name, end.kind, slugs.take(end.name, place), tuple(sorted(components)))


def _first(flow: Flow) -> Place:
    return Place(flow.evidence[0].path, flow.evidence[0].line)
