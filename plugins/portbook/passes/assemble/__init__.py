"""Assemble the book from the flows and the pages they were read from."""

from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache

from portbook.diagnostics import Place, Report
from portbook.document import Prose, Section, Sheet
from portbook.model import (
    Binding,
    Book,
    Derived,
    DocumentInfo,
    Endpoint,
    EndpointEntry,
    Evidence,
    Kind,
    SourceColumn,
    SourceTable,
    Subsystem,
    Topic,
)
from portbook.passes.assemble.ledger import Ledgers
from portbook.passes.assemble.slugs import Slugs
from portbook.passes.draft import Draft, Page, RoleTable
from portbook.passes.subsystems import Named

KIND_ORDER = {kind: place for place, kind in enumerate(Kind)}


def assemble(draft: Draft, subsystems: tuple[Named, ...], report: Report) -> Book:
    """Build the book. Documents, subsystems and flows stand in source order, endpoints by kind and name."""
    return Book(
        documents=tuple(_documents(draft, report)),
        tables=tuple(_tables(draft, subsystems)),
        subsystems=tuple(_subsystems(draft, subsystems, report)),
        topics=tuple(_topics(draft)),
        endpoints=tuple(_endpoints(draft, report)),
        flows=draft.flows,
        ledgers=Ledgers(draft, subsystems),
        left_alone=draft.left_alone,
    )


def _documents(draft: Draft, report: Report) -> Iterator[DocumentInfo]:
    slugs = Slugs(report)
    described = _described(draft)
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
            lines=source.line_count,
            sheets=tuple(block.text for block in page.document.blocks if isinstance(block, Sheet)),
            prose=tuple(_lead(page, described[page.path])),
            product=page.options.product,
            version=page.options.version,
        )


def _described(draft: Draft) -> dict[str, set[int]]:
    """Return for each document the sections that hold a table of network paths: those are subsystems."""
    found: dict[str, set[int]] = {page.path: set() for page in draft.pages}
    for table in draft.tables:
        found[table.page.path].add(table.section)
    return found


def _lead(page: Page, described: Set[int]) -> Iterator[str]:
    """Yield the paragraphs before the first section with a table, where those have no heading of their own."""
    sections = page.document.sections
    if sections and (sections[0].heading is None or _opens_page(sections, described)):
        yield from _prose(sections[0])


def _opens_page(sections: tuple[Section, ...], described: Set[int]) -> bool:
    """Tell whether the first heading is the page's title: text without a table follows, then more headings."""
    return len(sections) > 1 and 0 not in described


def _prose(section: Section, without: frozenset[int] = frozenset()) -> Iterator[str]:
    for block in section.blocks:
        if isinstance(block, Prose) and block.line not in without:
            yield block.text


def _tables(draft: Draft, subsystems: tuple[Named, ...]) -> Iterator[SourceTable]:
    derived: dict[int, dict[Derived, None]] = {}
    for path in draft.paths:
        if path.derived:
            derived.setdefault(path.statement.table, {}).update(dict.fromkeys(path.derived))
    for index, (table, named) in enumerate(zip(draft.tables, subsystems, strict=True)):
        yield _table(table, named, tuple(derived.get(index, ())))


def _table(table: RoleTable, named: Named, derived: tuple[Derived, ...]) -> SourceTable:
    return SourceTable(
        path=table.page.path,
        index=table.index,
        line=table.line,
        section=table.titles,
        columns=_columns(table.columns, table.roles, table.configured),
        footnotes=table.footnotes,
        subsystem=named.name,
        unstated=table.unstated,
        sheet=table.sheet,
        derived=derived,
    )


@lru_cache(maxsize=4096)
def _columns(texts: tuple[str, ...], roles: tuple[str, ...], configured: tuple[int, ...]) -> tuple[SourceColumn, ...]:
    pairs = enumerate(zip(texts, roles, strict=True))
    return tuple([SourceColumn(text, role, at in configured) for at, (text, role) in pairs])


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
    described = _described(draft)
    for page in draft.pages:
        sections, tables = page.document.sections, described[page.path]
        for number, section in enumerate(sections):
            if section.heading is None or number in tables or (number == 0 and _opens_page(sections, tables)):
                continue
            if prose := tuple(_prose(section)):
                yield Topic(page.path, section.heading.line, section.heading.text, prose)


def _endpoints(draft: Draft, report: Report) -> Iterator[EndpointEntry]:
    found: dict[str, tuple[Endpoint, Evidence]] = {}
    components: defaultdict[str, set[str]] = defaultdict(set)
    for flow in draft.flows:
        for end in (flow.source, flow.destination):
            if end.name not in found:
                found[end.name] = end, flow.evidence[0]
            if end.component:
                components[end.name].add(end.component)
    slugs = Slugs(report)
    for end, row in sorted(found.values(), key=lambda item: (KIND_ORDER[item[0].kind], item[0].key[0])):
        slug = slugs.take(end.name, Place(row.path, row.line))
        yield EndpointEntry(end.name, end.kind, slug, tuple(sorted(components[end.name])))
