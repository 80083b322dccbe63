"""The book: every flow, endpoint and subsystem of every document, sorted and indexed. Queries only."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeVar

from portbook.model.contradiction import Contradiction
from portbook.model.endpoint import Kind
from portbook.model.flow import Derived, Evidence, Flow, Note


@dataclass(frozen=True, slots=True)
class SourceColumn:
    """Hold a column of a source table: its header as written and the role it was given."""

    text: str
    role: str
    configured: bool = False
    """Whether an option gave it the role, whatever its header says."""


@dataclass(frozen=True, slots=True)
class SourceFootnote:
    """Hold a footnote of a source table and how it found its cells; ``marker`` is None where the source lost it."""

    marker: str | None
    text: str
    line: int
    binding: str


@dataclass(frozen=True, slots=True)
class SourceTable:
    """Hold what identifies a source table; its rows are the evidence of the flows."""

    path: str
    index: int
    line: int
    section: tuple[str, ...]
    columns: tuple[SourceColumn, ...]
    footnotes: tuple[SourceFootnote, ...]
    subsystem: str
    unstated: tuple[Evidence, ...] = ()
    """The rows that state no flow, such as the title of a group of rows; a finding names each."""
    sheet: str = ""
    derived: tuple[Derived, ...] = ()
    """What its rows leave open and the words around it, or the configuration, say."""


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """Hold a table that states no network paths: where it stands, its headers, how many rows, and ``why``."""

    path: str
    sheet: str
    line: int
    index: int
    section: tuple[str, ...]
    columns: tuple[str, ...]
    rows: int
    why: str


@dataclass(frozen=True, slots=True)
class DocumentInfo:
    """Hold the facts of one source document. ``lines`` is their number, ``sha256`` the digest of its bytes."""

    path: str
    slug: str
    title: str
    vendor: str
    format: str
    sha256: str
    lines: int
    sheets: tuple[str, ...]
    """The sheets of a workbook; none of any other file."""
    prose: tuple[str, ...]
    """The paragraphs before the first heading."""
    product: str = ""
    version: str = ""
    """Of the product; both are empty where the configuration does not say."""


@dataclass(frozen=True, slots=True)
class Subsystem:
    """Hold what one table, or several under one heading, describes. ``name`` is unique in the book."""

    name: str
    slug: str
    path: str
    line: int
    optional: bool
    prose: tuple[str, ...]
    notes: tuple[Note, ...]
    """Notes that govern the whole table."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Hold a section of prose without a table: it concerns every endpoint of its document."""

    path: str
    line: int
    title: str
    prose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EndpointEntry:
    """Hold one endpoint of the book with its components; ``slug`` is its file name, unique and safe."""

    name: str
    kind: Kind
    slug: str
    components: tuple[str, ...]


class LedgerEntry(NamedTuple):
    """Say what became of one source line. ``flows`` are the ids of the flows that a row states."""

    line: int
    text: str
    what: str
    """One of the keys of ``views.outcome.FATES``."""
    flows: tuple[str, ...] = ()
    subsystem: str | None = None
    remark: str = ""
    sheet: str = ""


@dataclass(frozen=True)
class Book:
    """Hold the whole compilation. All sequences are in a total order that depends on the input alone.

    Indexes are made when first asked for: a book that is only written out as data needs none.
    """

    documents: tuple[DocumentInfo, ...]
    tables: tuple[SourceTable, ...]
    subsystems: tuple[Subsystem, ...]
    topics: tuple[Topic, ...]
    endpoints: tuple[EndpointEntry, ...]
    flows: tuple[Flow, ...]
    ledgers: Mapping[str, tuple[LedgerEntry, ...]]
    """For each document path, one entry a line."""
    left_alone: tuple[LeftAlone, ...] = ()
    """The tables that state no network paths, in source order."""
    contradictions: tuple[Contradiction, ...] = ()
    """What documents say differently of the same path, the gravest first."""

    def inbound(self, endpoint: str) -> list[Flow]:
        """Return the flows that end at an endpoint, by name."""
        return self._inbound.get(endpoint, [])

    def outbound(self, endpoint: str) -> list[Flow]:
        """Return the flows that an endpoint opens, by name."""
        return self._outbound.get(endpoint, [])

    def flows_of(self, subsystem: str) -> list[Flow]:
        """Return the flows that a subsystem states, in source order."""
        return self._by_subsystem.get(subsystem, [])

    def endpoint(self, name: str) -> EndpointEntry | None:
        """Return the endpoint of that name, or None."""
        return self._by_name.get(name)

    def subsystem(self, name: str) -> Subsystem | None:
        """Return the subsystem of that name, or None."""
        return next((entry for entry in self.subsystems if entry.name == name), None)

    def rows_of(self, table: SourceTable) -> list[tuple[Evidence, list[Flow]]]:
        """Rebuild a source table from the book alone: each row's own words with the flows that it states, in order."""
        return sorted(self._rows.get((table.path, table.index), {}).items(), key=lambda pair: pair[0].row)

    def section(self, row: Evidence) -> tuple[str, ...]:
        """Return the headings under which a row stands; none where its table is not known."""
        return self._sections.get((row.path, row.table), ())

    @cached_property
    def _sections(self) -> dict[tuple[str, int], tuple[str, ...]]:
        return {(table.path, table.index): table.section for table in self.tables}

    @cached_property
    def _inbound(self) -> dict[str, list[Flow]]:
        return _grouped((flow.destination.name, flow) for flow in self.flows)

    @cached_property
    def _outbound(self) -> dict[str, list[Flow]]:
        return _grouped((flow.source.name, flow) for flow in self.flows)

    @cached_property
    def _by_subsystem(self) -> dict[str, list[Flow]]:
        return _grouped((name, flow) for flow in self.flows for name in flow.subsystems)

    @cached_property
    def contradicted(self) -> dict[str, tuple[Contradiction, ...]]:
        """Return the contradictions that concern each flow, by its id, the gravest first."""
        found = _grouped((flow, item) for item in self.contradictions for flow in item.flows)
        return {flow: tuple(items) for flow, items in found.items()}

    @cached_property
    def _by_name(self) -> dict[str, EndpointEntry]:
        return {entry.name: entry for entry in self.endpoints}

    @cached_property
    def _rows(self) -> dict[tuple[str, int], dict[Evidence, list[Flow]]]:
        rows: defaultdict[tuple[str, int], dict[Evidence, list[Flow]]] = defaultdict(dict)
        for flow in self.flows:
            for item in flow.evidence:
                rows[item.path, item.table].setdefault(item, []).append(flow)
        for table in self.tables:
            for item in table.unstated:
                rows[table.path, table.index].setdefault(item, [])
        return dict(rows)


Item = TypeVar("Item")


def _grouped(pairs: Iterable[tuple[str, Item]]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return found
