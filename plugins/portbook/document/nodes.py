"""Frozen nodes of a document. Each owns the characters that it was read from, white space and markup included.

``raw`` is those characters and ``line`` the line, counted from 1, on which they begin; in a workbook, the row of its
sheet. ``text`` is what a person reads there: markup resolved, template variables replaced. Written one after the other,
the ``raw`` of all nodes is the source.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from sys import intern

from portbook.source import Source


@dataclass(frozen=True, slots=True)
class Blank:
    """Hold empty lines, or markup that shows nothing."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold the title of a section. ``level`` counts from 1, the outermost."""

    line: int
    raw: str
    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """Hold the name of a sheet of a workbook, which begins here; the lines of what follows are its rows."""

    line: int
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold a paragraph of running text, or an item of a list."""

    line: int
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold a footnote definition: its mark, as written before the text, and the text."""

    line: int
    raw: str
    marker: str
    text: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Hold what the published page had around its content: icon names, "Scroll to top", navigation, scripts."""

    line: int
    raw: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """Hold what a page says of itself before its text, such as front matter, as pairs of name and value."""

    line: int
    raw: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    r"""Hold one cell: its text, and where it stands in the ``raw`` of its row.

    ``start`` and ``end`` are -1 where the cell stands there in pieces, or is the copy of one that spans several rows or
    columns. Lines within a cell are separated by ``\n``.
    """

    text: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a table as cells.

    ``alternative`` is the second-best way to read a flattened row that could be split in two ways.
    """

    line: int
    raw: str
    cells: tuple[Cell, ...]
    alternative: tuple[str, ...] = ()
    texts: tuple[str, ...] = field(init=False, repr=False, compare=False)
    """The texts of its cells; what many cells say is one text, which the passes compare and look up the quicker."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", tuple([intern(cell.text) for cell in self.cells]))
        at = 0
        for cell in self.cells:
            if cell.start >= 0:
                if not at <= cell.start <= cell.end <= len(self.raw):
                    raise ValueError(f"line {self.line}: the cells do not stand one after the other in their row")
                at = cell.end

    @property
    def ambiguous(self) -> bool:
        return bool(self.alternative)


class StrayKind(StrEnum):
    """Say what a line of a table is that is no row."""

    BLANK = "blank"
    RULE = "rule"
    """A line that only draws the table, such as ``|---|---|``."""
    TEMPLATE = "template"
    """A line of a template engine."""
    UNREAD = "unread"
    """A line that cannot be split into cells; a finding names it."""


@dataclass(frozen=True, slots=True)
class Stray:
    """Hold what stands inside a table and is no row."""

    line: int
    raw: str
    kind: StrayKind


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its header, then rows and strays in source order.

    The header of a table without one has no cells. ``caption`` is the title that the table itself bears.
    """

    header: Row
    items: tuple[Row | Stray, ...]
    caption: str = ""
    rows: tuple[Row, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", tuple([item for item in self.items if isinstance(item, Row)]))

    @property
    def line(self) -> int:
        return self.header.line

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the texts of the header, or as many empty ones as the longest row has cells."""
        return self.header.texts or ("",) * max((len(row.cells) for row in self.rows), default=0)


Block = Blank | Heading | Sheet | Prose | Footnote | Furniture | Metadata | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the blocks under one heading; the text before the first heading has none.

    ``above`` are the headings of the sections that this one is part of, outermost first; ``sheet`` is the sheet of a
    workbook.
    """

    heading: Heading | None
    blocks: tuple[Block, ...]
    above: tuple[Heading, ...] = ()
    sheet: str = ""

    @property
    def titles(self) -> tuple[str, ...]:
        """Return what leads here, outermost first: the sheet, the headings above, the section's own."""
        headings = (*self.above, self.heading) if self.heading else self.above
        return ((self.sheet,) if self.sheet else ()) + tuple([heading.text for heading in headings])


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one source file as read. ``format`` is the name of the reader that made it."""

    source: Source
    format: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = field(init=False)
    sections: tuple[Section, ...] = field(init=False)
    """The sections in source order; a first one without heading holds what comes before."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tables", tuple(b for b in self.blocks if isinstance(b, Table)))
        object.__setattr__(self, "sections", tuple(_sections(self.blocks)))

    @property
    def metadata(self) -> dict[str, str]:
        """Return what the page says of itself, by lower-case name."""
        pairs = (pair for block in self.blocks if isinstance(block, Metadata) for pair in block.values)
        return {name.casefold(): value for name, value in pairs}


def _sections(source: tuple[Block, ...]) -> Iterator[Section]:
    heading: Heading | None = None
    above: tuple[Heading, ...] = ()
    sheet = ""
    blocks: list[Block] = []
    for block in source:
        if isinstance(block, Heading | Sheet):
            if heading or blocks:
                yield Section(heading, tuple(blocks), above, sheet)
            blocks = []
        if isinstance(block, Heading):
            trail = (*above, heading) if heading else above
            above = tuple([other for other in trail if other.level < block.level])
            heading = block
        elif isinstance(block, Sheet):
            heading, above, sheet = None, (), block.text
            blocks = [block]
        else:
            blocks.append(block)
    if heading or blocks:
        yield Section(heading, tuple(blocks), above, sheet)
