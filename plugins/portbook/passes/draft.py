"""What the passes hand on: tables with roles, one statement for each source row, and the paths that they state."""

from dataclasses import dataclass, replace
from typing import NamedTuple

from portbook.diagnostics import Place
from portbook.document import Document, Footnote, Heading, Prose, Table
from portbook.model import (
    Derived,
    Endpoint,
    Evidence,
    Flow,
    LeftAlone,
    Note,
    PortSet,
    Protection,
    SourceFootnote,
)
from portbook.options import SourceOptions
from portbook.passes.layout import Layout


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a document with the options that apply to it and the title and vendor it goes by."""

    document: Document
    options: SourceOptions
    title: str
    vendor: str

    @property
    def path(self) -> str:
        return self.document.source.path


@dataclass(frozen=True, slots=True)
class RoleTable:
    """Hold a table with the role of each column, the section it stands in and the notes around it."""

    page: Page
    index: int
    """Its number among all tables of the document, those that are left alone included."""
    table: Table
    section: int
    heading: str | None
    columns: tuple[str, ...]
    """The headers, and an empty text for each column without one."""
    layout: Layout
    above: tuple[Heading, ...]
    """The headings of the sections around it, outermost first, its own left out."""
    sheet: str
    lead: Prose | None
    """The paragraph right above the table."""
    below: tuple[Footnote | Prose, ...]
    """Footnotes among its rows, and those and paragraphs after it, before the next table or heading."""
    configured: tuple[int, ...] = ()
    """The columns whose roles an option gives."""
    unknown_ends: tuple[int, ...] = ()
    """The columns that may name the ends of the paths under headers that are not known."""
    notes: tuple[Note, ...] = ()
    """Notes that govern the table as a whole."""
    footnotes: tuple[SourceFootnote, ...] = ()
    unstated: tuple[Evidence, ...] = ()
    """The rows that state no path."""

    @property
    def line(self) -> int:
        return self.table.line

    @property
    def roles(self) -> tuple[str, ...]:
        return self.layout.roles

    def place(self, line: int) -> Place:
        """Return the place of a line near the table."""
        return Place(self.page.path, line, self.sheet)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return what leads to the table, outermost first: sheet and headings."""
        return self.page.document.sections[self.section].titles

    @property
    def own_heading(self) -> Heading | None:
        return self.page.document.sections[self.section].heading

    def evidence(self) -> list[Evidence]:
        """Return the rows as evidence, empty cells added up to the number of columns."""
        path, index, sheet, width = self.page.path, self.index, self.sheet, len(self.columns)
        return [
            Evidence(
                path,
                index,
                number,
                row.line,
                row.texts + ("",) * (width - len(row.texts)),
                bool(row.alternative),
                sheet,
            )
            for number, row in enumerate(self.table.rows)
        ]


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the title of a group of rows, which stands in a row of its own."""

    text: str
    line: int


class Statement(NamedTuple):
    """Hold what one source row says, cell by cell; a tuple, as evidence is."""

    table: int
    """Index into ``Draft.tables``."""
    row: Evidence
    """The row as read."""
    cells: tuple[str, ...]
    """Text of each column; the footnotes pass takes the marks out."""
    group: Group | None = None
    derived: tuple[Derived, ...] = ()
    """Cells that were taken from the row above."""
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class Path:
    """Hold one network path that a row states: its words, then, as far as the passes have come, its values.

    This alone is filled in place: there are as many as rows, and to make each anew in every pass costs the most.
    """

    statement: Statement
    source: str
    destination: str
    port: str
    transport: str
    application: str
    security: str
    beside: tuple[str, ...] = ()
    """The transports that the header of the port names."""
    derived: tuple[Derived, ...] = ()
    notes: tuple[Note, ...] = ()
    kept: tuple[int, ...] = ()
    """The columns of names that it has at neither end, which are kept as details."""
    source_end: Endpoint | None = None
    destination_end: Endpoint | None = None
    ports: PortSet | None = None
    transports: tuple[str, ...] = ()
    protection: Protection | None = None

    def worded(self, **words: str) -> "Path":
        """Return a copy of the path with other words for some of its parts."""
        made = replace(self)
        for name, text in words.items():
            setattr(made, name, text)
        return made


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the state of a compilation between two passes."""

    pages: tuple[Page, ...]
    tables: tuple[RoleTable, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    statements: tuple[Statement, ...] = ()
    paths: tuple[Path, ...] = ()
    flows: tuple[Flow, ...] = ()


def place_of(row: Evidence) -> Place:
    """Return the place of a row."""
    return Place(row.path, row.line, row.sheet)
