"""What the passes hand on: tables with roles, and one statement for each source row."""

from dataclasses import dataclass

from portbook.diagnostics import Place
from portbook.document import Document, Footnote, Heading, Prose, Row, Table
from portbook.model import Endpoint, Flow, Note, PortSet, Protection, SourceFootnote
from portbook.options import SourceOptions
from portbook.vocabulary.headers import Role


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
    table: Table
    section: int
    heading: str | None
    roles: tuple[str, ...]
    above: tuple[Heading, ...]
    """The headings of the sections around it, outermost first, its own left out."""
    sheet: str
    below: tuple[Footnote | Prose, ...]
    """Footnotes and paragraphs after the table, before the next table or heading."""
    notes: tuple[Note, ...] = ()
    """Notes that govern the table as a whole."""
    footnotes: tuple[SourceFootnote, ...] = ()

    @property
    def line(self) -> int:
        return self.table.line

    def place(self, line: int) -> Place:
        """Return the place of a line near the table."""
        return Place(self.page.path, line, self.sheet)

    @property
    def titles(self) -> tuple[str, ...]:
        """Return what leads to the table, outermost first: sheet and headings."""
        return self.page.document.sections[self.section].titles

    def column(self, role: str) -> int | None:
        """Return the index of the first column of a role."""
        return self.roles.index(role) if role in self.roles else None


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold what one source row says, as far as the passes have come."""

    table: int
    """Index into ``Draft.tables``."""
    row: Row
    number: int
    """Index of the row in its table."""
    cells: tuple[str, ...]
    """Text of each column; the footnotes pass takes the marks out."""
    notes: tuple[Note, ...] = ()
    source: Endpoint | None = None
    destination: Endpoint | None = None
    ports: PortSet | None = None
    transports: tuple[str, ...] = ()
    protection: Protection | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold the state of a compilation between two passes."""

    pages: tuple[Page, ...]
    tables: tuple[RoleTable, ...] = ()
    statements: tuple[Statement, ...] = ()
    flows: tuple[Flow, ...] = ()

    def cell(self, statement: Statement, role: str) -> str:
        """Return the text of a statement under a role, empty where the table has no such column."""
        column = self.tables[statement.table].column(role)
        return statement.cells[column] if column is not None else ""

    def place(self, statement: Statement) -> Place:
        """Return the place of a statement's row."""
        return self.tables[statement.table].place(statement.row.line)


NETWORK_ROLES = (Role.SOURCE, Role.DESTINATION, Role.PORT, Role.TRANSPORT, Role.APPLICATION, Role.SECURITY)
"""The roles that make up a flow; cells of other columns are kept as its details."""
