"""What documents say differently of the same path: all sides under each other, with their lines and words."""

from collections import Counter
from collections.abc import Iterator

from portbook.model import Contradiction, Evidence, Flow, Side
from portbook.views.addresses import CONTRADICTIONS
from portbook.views.blocks import Block, Cell, Heading, Inline, Link, Notice, Page, Paragraph, Row, Table, Text
from portbook.views.cells import plain_cell
from portbook.views.columns import APPLICATION, DESTINATION, PORT, PROTECTION, SOURCE, TRANSPORT
from portbook.views.disputes import ABOUT_WORDS, GRADE_TITLES, badge
from portbook.views.edition import Edition
from portbook.views.wording import count

COMPARED = (SOURCE, DESTINATION, PORT, TRANSPORT, APPLICATION, PROTECTION)
INTRODUCTION = (
    "Where documents, or two tables of one, say different things of the same path. No side was chosen: the book holds "
    "each, and the port sheets and tables flag them."
)


def pages(edition: Edition) -> tuple[Page]:
    """Return the page of contradictions."""
    found = edition.book.contradictions
    blocks: tuple[Block, ...] = (
        Paragraph((Text(INTRODUCTION),)),
        *(_sections(edition) if found else (_none(edition),)),
    )
    description = "Where the sources say different things of the same path"
    return (Page(CONTRADICTIONS.page, "Contradictions", ("Contradictions",), blocks, description),)


def _none(edition: Edition) -> Notice:
    documents = len(edition.book.documents)
    text = (
        f"{count(documents, 'document')} were compared, and none contradicts another."
        if documents > 1
        else "The book has one document, and no table of it contradicts another. "
        "Add the vendor’s other pages to compare them."
    )
    return Notice("success", "No contradictions", (Text(text),))


def _sections(edition: Edition) -> Iterator[Block]:
    flows = {flow.id: flow for flow in edition.book.flows}
    numbers = Counter(found.grade for found in edition.book.contradictions)
    for grade, (title, meaning) in GRADE_TITLES.items():
        yield Heading(2, title, str(grade))
        yield Paragraph((Text(f"{meaning} {count(numbers[grade], 'contradiction')}."),))
        for found in edition.book.contradictions:
            if found.grade is grade:
                yield Heading(3, f"{found.topic}: {ABOUT_WORDS[found.about]}", found.id)
                yield _sides(edition, found, flows)


def _sides(edition: Edition, found: Contradiction, flows: dict[str, Flow]) -> Table:
    rows = [row for side in found.sides for row in _rows(edition, found, side, flows)]
    columns = ("Document", "Line", *(column.title for column in COMPARED))
    made = tuple(Row(f"{found.id}-{number}", cells) for number, cells in enumerate(rows, 1))
    return Table(f"{found.id}-table", f"{count(len(found.sides), 'side')}: {ABOUT_WORDS[found.about]}", columns, made)


def _rows(edition: Edition, found: Contradiction, side: Side, flows: dict[str, Flow]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row of a side; one that leaves the path out says so instead."""
    document = plain_cell(edition.addresses.document_title(edition.addresses.documents[side.path]))
    if not side.rows:
        words = Cell((badge(found), Text(f" {side.says}")))
        line = Link(str(side.line), edition.addresses.line(side.path, side.line, side.sheet), "The table")
        yield (document, Cell((line,)), words, *(Cell(()) for _ in COMPARED[1:]))
    for flow, row in side.rows:
        cells = (edition.tables.cell(column, flows[flow]) for column in COMPARED)
        yield (document, Cell((_line(edition, row),)), *cells)


def _line(edition: Edition, row: Evidence) -> Inline:
    target = edition.addresses.line(row.path, row.line, row.sheet)
    title = edition.addresses.documents[row.path].title
    return Link(f"{row.sheet}:{row.line}" if row.sheet else str(row.line), target, f"{title}, line {row.line}")
