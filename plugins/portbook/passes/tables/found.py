"""Find the tables of a page, each with the words above and below it that may speak of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portbook.diagnostics import Place
from portbook.document import Blank, Block, Footnote, Furniture, Heading, Metadata, Prose, Section, Sheet, Table
from portbook.passes.columns import Columns
from portbook.passes.draft import Page, RoleTable
from portbook.passes.layout import Layout
from portbook.passes.tables.ends import unknown_ends
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.ports import NOT_STATED


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a table with its number among all of its document, its section and its place there."""

    page: Page
    index: int
    number: int
    section: Section
    at: int
    table: Table

    @property
    def place(self) -> Place:
        return Place(self.page.path, self.table.line, self.section.sheet)

    @property
    def lead(self) -> Prose | None:
        """Return the paragraph right above the table."""
        blocks_above = (self.section.blocks[index] for index in range(self.at - 1, -1, -1))
        above = next((block for block in blocks_above if not isinstance(block, Blank | Furniture)), None)
        return above if isinstance(above, Prose) else None

    def with_roles(self, columns: Columns) -> RoleTable:
        """Return the table with the role of each column, and with the words around it."""
        section = self.section
        return RoleTable(
            page=self.page,
            index=self.index,
            table=self.table,
            section=self.number,
            heading=section.heading.text if section.heading else None,
            columns=columns.texts,
            layout=Layout.of(columns.roles, columns.texts),
            above=section.above,
            sheet=section.sheet,
            lead=self.lead,
            below=tuple(_below(section.blocks, self.at)),
            configured=tuple([at for at, column in enumerate(columns.columns) if column.configured]),
            unknown_ends=unknown_ends(self.table, columns.columns),
        )


def tables_of(page: Page) -> Iterator[Found]:
    """Yield the tables of a page in order."""
    index = 0
    for number, section in enumerate(page.document.sections):
        for at, block in enumerate(section.blocks):
            if isinstance(block, Table):
                yield Found(page, index, number, section, at, block)
                index += 1


def stated_cells(table: Table, indices: Sequence[int]) -> list[str]:
    """Return the cells of some columns that state anything."""
    cells = [row.texts[index] for row in table.rows for index in indices if index < len(row.texts)]
    return [text for text in map(unstruck, cells) if text and text.casefold() not in NOT_STATED]


def _below(blocks: Sequence[Block], at: int) -> Iterator[Footnote | Prose]:
    for block in (blocks[index] for index in range(at + 1, len(blocks))):
        if isinstance(block, Table | Heading):
            return
        if isinstance(block, Footnote | Prose):
            yield block
        elif not isinstance(block, Blank | Furniture | Metadata | Sheet):
            raise TypeError(type(block))
