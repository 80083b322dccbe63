"""Find the tables that state network paths; all others are left alone, and each is named."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Blank, Block, Footnote, Furniture, Heading, Metadata, Prose, Section, Sheet, Table
from portbook.model import LeftAlone
from portbook.passes.closures import allowing, closed_by, remedy
from portbook.passes.columns import Columns, column_number, is_port, is_transport, read_columns, states_transport
from portbook.passes.draft import Draft, Page, RoleTable
from portbook.passes.ends import message as ends_message
from portbook.passes.ends import remedy as ends_remedy
from portbook.passes.ends import unknown_ends
from portbook.passes.layout import Layout
from portbook.passes.ports.terms import is_protocol
from portbook.passes.settings import Settings
from portbook.vocabulary.closures import closing_words
from portbook.vocabulary.headers import NAMES, Role, header_transports, plain_header
from portbook.vocabulary.marks import unstruck
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.titles import about_ports

ROLE = "If {what}, set the role: `roles: {{{key}: other}}`, or another role than `other`."
ENOUGH = 0.5
"""The share of the cells under the header of a port that are ports, at least."""
FEW_PORTS = "few cells under the header of the port are ports"
NOTHING_BESIDE = "beside its ports nothing in it speaks of connections"
TELLING = frozenset(Role) - {Role.PORT, Role.OTHER}
"""The roles of columns that say something of connections beside the port."""
BOTH_ENDS = frozenset({Role.SOURCE, Role.DESTINATION})


def run(draft: Draft, report: Report) -> Draft:
    """Sort the tables of all pages into those of network paths and those left alone."""
    tables: list[RoleTable] = []
    alone: list[LeftAlone] = []
    for page in draft.pages:
        settings = Settings(page, report)
        count, ignored = len(tables), False
        for found in _tables(page):
            table = found.table
            columns = read_columns(table, page.options)
            settings.use("headers", *columns.settings)
            settings.use("roles", *columns.settings)
            unwanted = settings.ignores(table, found.section.titles)
            ignored = ignored or bool(unwanted)
            if why := unwanted or _not_paths(found, columns):
                alone.append(_left_alone(found, columns, why, report))
                continue
            if words := _closed(found, settings):
                alone.append(_closed_table(found, words, report))
                continue
            tables.append(_table(found, columns))
            _report_columns(tables[-1], columns, report)
        if len(tables) == count and not ignored:
            report.add("table-missing", Place(page.path), "no table of network paths was found")
        settings.use("allow", *_allowed_rows(page))
    return replace(draft, tables=tuple(tables), left_alone=tuple(alone))


@dataclass(frozen=True, slots=True)
class _Found:
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


def _tables(page: Page) -> Iterator[_Found]:
    index = 0
    for number, section in enumerate(page.document.sections):
        for at, block in enumerate(section.blocks):
            if isinstance(block, Table):
                yield _Found(page, index, number, section, at, block)
                index += 1


def _table(found: _Found, columns: Columns) -> RoleTable:
    texts = tuple(column.text for column in columns.columns)
    section = found.section
    return RoleTable(
        page=found.page,
        index=found.index,
        table=found.table,
        section=found.number,
        heading=section.heading.text if section.heading else None,
        columns=texts,
        layout=Layout.of(columns.roles, texts),
        above=section.above,
        sheet=section.sheet,
        lead=_lead(section.blocks, found.at),
        below=tuple(_below(section.blocks, found.at)),
        unknown_ends=unknown_ends(found.table, columns.columns),
    )


def _lead(blocks: Sequence[Block], at: int) -> Prose | None:
    """Return the paragraph right above the table that stands at a place."""
    blocks_above = (blocks[index] for index in range(at - 1, -1, -1))
    above = next((block for block in blocks_above if not isinstance(block, Blank | Furniture)), None)
    return above if isinstance(above, Prose) else None


def _below(blocks: Sequence[Block], at: int) -> Iterator[Footnote | Prose]:
    for block in (blocks[index] for index in range(at + 1, len(blocks))):
        if isinstance(block, Table | Heading):
            return
        if isinstance(block, Footnote | Prose):
            yield block
        elif not isinstance(block, Blank | Furniture | Metadata | Sheet):
            raise TypeError(type(block))


def _not_paths(found: _Found, columns: Columns) -> str:
    """Say why a table states no network paths, nothing where it does."""
    table, roles = found.table, columns.roles
    if Role.PORT in roles:
        cells = _cells(table, [index for index, role in enumerate(roles) if role == Role.PORT])
        ports = sum(map(is_port, cells))
        named = any(column.configured and column.role == Role.PORT for column in columns.columns)
        if cells and ports < ENOUGH * len(cells) and not named:
            return FEW_PORTS
        return "" if columns.settings or _speaks_of_connections(found, columns) else NOTHING_BESIDE
    if not set(roles) >= BOTH_ENDS:
        return "no column holds ports"
    spoken = [index for index, role in enumerate(roles) if role in (Role.TRANSPORT, Role.APPLICATION)]
    cells = _cells(table, spoken)
    known = sum(is_transport(cell) or is_protocol(cell) for cell in cells)
    return "" if cells and known >= ENOUGH * len(cells) else "no column holds ports or protocols"


def _speaks_of_connections(found: _Found, columns: Columns) -> bool:
    """Tell whether a table with ports says anything else of connections: many count or name sockets of devices."""
    ports = [index for index, column in enumerate(columns.columns) if column.role == Role.PORT]
    headed = any(header_transports(columns.columns[index].text) for index in ports)
    named = [column for column in columns.columns if plain_header(column.text) in NAMES]
    telling = any(column.role in TELLING for column in columns.columns if column not in named)
    stated = headed or telling or any(map(states_transport, _cells(found.table, ports)))
    return stated or (bool(named) and _is_about_ports(found))


def _is_about_ports(found: _Found) -> bool:
    lead = _lead(found.section.blocks, found.at)
    return about_ports(found.table.caption, lead.text if lead else "", *found.section.titles)


def _cells(table: Table, indices: Sequence[int]) -> list[str]:
    """Return the cells of some columns that state anything."""
    cells = (unstruck(row.cells[index].text) for row in table.rows for index in indices if index < len(row.cells))
    return [text for text in cells if text and text.casefold() not in NOT_STATED]


def _closed(found: _Found, settings: Settings) -> str:
    """Return the words that say of a table that its ports are closed, nothing where ``allow`` has it read."""
    table, titles = found.table, found.section.titles
    words = closed_by(found.section, table, _lead(found.section.blocks, found.at))
    names = (words, table.caption, " | ".join(table.columns), *titles)
    if words and (entry := allowing(found.page.options, names)):
        settings.use("allow", entry)
        return ""
    return words


def _allowed_rows(page: Page) -> Iterator[str]:
    """Yield the entries of ``allow`` that name the title of a group of rows."""
    if page.options.allow:
        firsts = {row.cells[0].text for found in _tables(page) for row in found.table.rows if row.cells}
        titles = {name.casefold() for text in firsts if (words := closing_words(text)) for name in (text, words)}
        yield from (entry for entry in page.options.allow if entry.casefold() in titles)


def _closed_table(found: _Found, words: str, report: Report) -> LeftAlone:
    shown, why = shorten(" | ".join(found.table.columns), 80), f"{shorten(words)!r} says that its ports are closed"
    report.add("table-denied", found.place, f"the table {shown!r} is left alone: {why}", remedy(words))
    return _alone(found, why)


def _left_alone(found: _Found, columns: Columns, why: str, report: Report) -> LeftAlone:
    shown = shorten(" | ".join(found.table.columns), 80)
    doubtful = why == NOTHING_BESIDE or (why == FEW_PORTS and _spells_paths(columns))
    rule = "table-doubtful" if doubtful else "table-other"
    ends = unknown_ends(found.table, columns.columns) if why == NOTHING_BESIDE else ()
    remedy = ends_remedy(columns.columns, ends) if ends else ""
    report.add(rule, found.place, f"the table {shown!r} is left alone: {why}", remedy)
    return _alone(found, why)


def _spells_paths(columns: Columns) -> bool:
    """Tell whether the headers of a table say themselves that it holds both ends and the port of paths."""
    return {column.role for column in columns.columns if column.known and not column.guessed} >= {*BOTH_ENDS, Role.PORT}


def _alone(found: _Found, why: str) -> LeftAlone:
    place = found.place
    return LeftAlone(
        path=place.path,
        sheet=place.sheet,
        line=place.line,
        index=found.index,
        section=found.section.titles,
        columns=found.table.columns,
        rows=len(found.table.rows),
        why=why,
    )


def _report_columns(table: RoleTable, columns: Columns, report: Report) -> None:
    place = table.place(table.line)
    repeated, ends = table.layout.repeated, table.unknown_ends
    if ends:
        said = f"{ends_message(columns.columns, ends)}; their cells are kept as details, and no end is stated"
        report.add("column-unknown", place, said, ends_remedy(columns.columns, ends))
    for index, column in enumerate(columns.columns):
        name = repr(column.text) if column.text else f"number {index + 1}"
        key = json.dumps(column.text or column_number(index), ensure_ascii=False)
        if index in repeated:
            message = f"the column {name} is a second {column.role}; its cells are kept as details"
            key = column_number(index) if columns.texts.count(column.text) > 1 else key
            report.add("column-repeated", place, message, ROLE.format(key=key, what="it means something else"))
        elif column.guessed:
            message = f"the column {name} is taken as {column.role}, by {'its header' if column.known else 'its cells'}"
            report.add("role-guessed", place, message, ROLE.format(key=key, what="that is wrong"))
        elif index not in ends and not column.known and (column.text or any(_cells(table.table, [index]))):
            message = f"the column {name} is not known; its cells are kept as details"
            report.add("column-unknown", place, message, ROLE.format(key=key, what="it means something, or nothing"))
    if Role.PORT not in columns.roles:
        report.add("column-missing", place, "the table states no port")
