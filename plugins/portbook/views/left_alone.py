"""The tables of a document that state no network paths."""

from collections.abc import Iterator

from portbook.views.blocks import Block, Cell, Heading, Link, Paragraph, Row, Table, Text
from portbook.views.cells import number_cell
from portbook.views.edition import Edition


def left_alone(edition: Edition, path: str) -> Iterator[Block]:
    """Yield what a page says of the tables of a document that were left alone; nothing if there are none."""
    tables = [table for table in edition.book.left_alone if table.path == path]
    if not tables:
        return
    rows = []
    for number, table in enumerate(tables, 1):
        line = Link(str(table.line), edition.addresses.line(path, table.line, table.sheet), f"Line {table.line}")
        words = (" › ".join(table.section), " | ".join(table.columns), table.why)
        cells = (
            Cell((line,)),
            *(Cell((Text(text),)) for text in words[:2]),
            number_cell(table.rows),
            Cell((Text(words[2]),)),
        )
        rows.append(Row(f"other-table-{number}", cells))
    yield Heading(2, "Tables left alone", "tables-left-alone")
    yield Paragraph((Text("These tables state no network paths. If one does, name the roles of its columns."),))
    yield Table("other-tables", "Tables left alone", ("Line", "Section", "Columns", "Rows", "Why"), tuple(rows))
