"""Frozen nodes of a document. Each owns the white space around it, so nothing has to be remembered elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from portbook.source import Line, Source


@dataclass(frozen=True, slots=True)
class Blank:
    """Hold an empty line, or one of white space only."""

    line: Line


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold the title of a section."""

    line: Line

    @property
    def text(self) -> str:
        return self.line.text.strip()


@dataclass(frozen=True, slots=True)
class Prose:
    """Hold a paragraph: consecutive lines of running text."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return " ".join(line.text.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Footnote:
    """Hold a footnote definition: its mark, as written before the text, and the text."""

    marker: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Hold what the published page had around its content: icon names, "Scroll to top"."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold one cell: its text, the characters before it, and the column where it begins."""

    text: str
    before: str
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of a table as cells.

    ``alternative`` is the second-best way to read a flattened row that could be split in two ways.
    """

    line: Line
    cells: tuple[Cell, ...]
    after: str
    alternative: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if "".join(c.before + c.text for c in self.cells) + self.after != self.line.text:
            raise ValueError(f"line {self.line.number}: the cells do not add up to the line")

    @property
    def ambiguous(self) -> bool:
        return bool(self.alternative)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Stray:
    """Hold a line inside a table that is no row: blank, or not to be split into cells."""

    line: Line


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table: its header row, then rows and stray lines in source order."""

    header: Row
    items: tuple[Row | Stray, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(item for item in self.items if isinstance(item, Row))

    @property
    def columns(self) -> tuple[str, ...]:
        return self.header.texts


Block = Blank | Heading | Prose | Footnote | Furniture | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Hold the blocks under one heading; the text before the first heading has none."""

    heading: Heading | None
    blocks: tuple[Block, ...]


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


def _sections(source: tuple[Block, ...]) -> Iterator[Section]:
    heading: Heading | None = None
    blocks: list[Block] = []
    for block in source:
        if isinstance(block, Heading):
            if heading or blocks:
                yield Section(heading, tuple(blocks))
            heading, blocks = block, []
        else:
            blocks.append(block)
    if heading or blocks:
        yield Section(heading, tuple(blocks))
