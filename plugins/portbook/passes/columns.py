"""Give each column its role, by its header and, where that says too little, by its cells."""

from collections.abc import Iterator
from dataclasses import replace

from portbook.diagnostics import Place, Report
from portbook.document import Blank, Block, Footnote, Furniture, Heading, Metadata, Prose, Row, Sheet, Table
from portbook.passes.draft import Draft, Page, RoleTable, Statement
from portbook.vocabulary.headers import PROTOCOL, Role, configured_header, header_role
from portbook.vocabulary.ports import TRANSPORTS
from portbook.vocabulary.protocols import atoms

NEEDED = (Role.SOURCE, Role.DESTINATION, Role.PORT)


def run(draft: Draft, report: Report) -> Draft:
    """Find the tables of all pages, the roles of their columns and a statement for each row."""
    tables: list[RoleTable] = []
    statements: list[Statement] = []
    for page in draft.pages:
        found = list(_tables(page))
        if not found:
            report.add("table-missing", Place(page.path), "no table of network paths was found")
        for table in found:
            _check(table, report)
            statements += _statements(len(tables), table, report)
            tables.append(table)
    return replace(draft, tables=tuple(tables), statements=tuple(statements))


def _tables(page: Page) -> Iterator[RoleTable]:
    index = 0
    for number, section in enumerate(page.document.sections):
        for at, block in enumerate(section.blocks):
            if isinstance(block, Table):
                heading = section.heading.text if section.heading else None
                below = tuple(_below(section.blocks[at + 1 :]))
                yield RoleTable(
                    page, index, block, number, heading, roles(block, page), section.above, section.sheet, below
                )
                index += 1


def _below(blocks: tuple[Block, ...]) -> Iterator[Footnote | Prose]:
    for block in blocks:
        if isinstance(block, Table | Heading):
            return
        if isinstance(block, Footnote | Prose):
            yield block
        elif not isinstance(block, Blank | Furniture | Metadata | Sheet):
            raise TypeError(type(block))


def roles(table: Table, page: Page) -> tuple[str, ...]:
    """Return the role of each column."""
    for line in page.options.headers:
        columns = configured_header(line)
        if tuple(text for text, _ in columns) == table.columns:
            return tuple(role for _, role in columns)
    return tuple(
        _by_cells(table, index) if role == PROTOCOL else role or Role.OTHER
        for index, role in enumerate(map(header_role, table.columns))
    )


def _by_cells(table: Table, index: int) -> str:
    """Decide what a column named "Protocol" holds: transports where most of its cells are transports."""
    if Role.TRANSPORT in map(header_role, table.columns):
        return Role.APPLICATION
    cells = [row.cells[index].text for row in table.rows if index < len(row.cells)]
    stated = [terms for cell in cells if (terms := atoms(cell))]
    transports = sum(all(term in TRANSPORTS for term in terms) for terms in stated)
    return Role.TRANSPORT if 2 * transports >= len(stated) else Role.APPLICATION


def _check(table: RoleTable, report: Report) -> None:
    place = table.place(table.line)
    for text, role in zip(table.table.columns, table.roles, strict=True):
        if role == Role.OTHER and header_role(text) is None:
            report.add("column-unknown", place, f"the column {text!r} is not known; its cells are kept as details")
    missing = [role for role in NEEDED if role not in table.roles]
    if missing:
        report.add("column-missing", place, f"the table states no {' and no '.join(missing)}")


def _statements(index: int, table: RoleTable, report: Report) -> Iterator[Statement]:
    width = len(table.roles)
    for number, row in enumerate(table.table.rows):
        place = table.place(row.line)
        if len(row.cells) > width:
            report.add("row-long", place, f"the row has {len(row.cells)} cells under {width} columns")
        elif len(row.cells) < width:
            report.add(
                "row-short", place, f"the row has {len(row.cells)} of {width} cells; the last are taken as empty"
            )
        yield Statement(index, row, number, texts(row, width))


def texts(row: Row, width: int) -> tuple[str, ...]:
    """Return the cells of a row, as many as there are columns; surplus cells are kept at the end."""
    return row.texts + ("",) * (width - len(row.cells))
