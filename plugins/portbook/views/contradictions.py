"""What documents say differently of the same path: all sides under each other, with their lines and words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from portbook.model import Contradiction, Evidence, Flow, Side
from portbook.views.addresses import CONTRADICTIONS, MOST_COMPARED
from portbook.views.blocks import Block, Bullets, Cell, Heading, Inline, Link, Notice, Page, Paragraph, Row, Table, Text
from portbook.views.cells import plain_cell
from portbook.views.columns import APPLICATION, DESTINATION, PORT, PROTECTION, SOURCE, TRANSPORT
from portbook.views.disputes import ABOUT_WORDS, GRADE_TITLES, badge
from portbook.views.edition import Edition
from portbook.views.findings import state, waived_words
from portbook.views.wording import count

MOST_NAMED = 3
"""Documents that the list names of a contradiction."""

COMPARED = (SOURCE, DESTINATION, PORT, TRANSPORT, APPLICATION, PROTECTION)
INTRODUCTION = (
    "Where documents, or two tables of one, say different things of the same path. No side was chosen: the book holds "
    "each, and the port sheets and tables flag them."
)


DESCRIPTION = "Where the sources say different things of the same path"


def pages(edition: Edition) -> Iterator[Page]:
    """Yield the page of contradictions; where they are many, it lists them, and pages with the sides follow."""
    found = edition.book.contradictions
    parts = [found[at : at + MOST_COMPARED] for at in range(0, len(found), MOST_COMPARED)]
    if len(parts) > 1:
        shown: Iterable[Block] = _overview(edition)
    else:
        shown = _sections(edition, found) if found else (_none(edition),)
    blocks = (Paragraph((Text(INTRODUCTION),)), *shown)
    yield Page(CONTRADICTIONS.page, "Contradictions", ("Contradictions",), blocks, DESCRIPTION)
    for number, part in enumerate(parts if len(parts) > 1 else (), 1):
        title = f"Contradictions {number} of {len(parts)}"
        back = Paragraph((Link("All contradictions", CONTRADICTIONS),))
        page = edition.addresses.contradiction(part[0]).page
        yield Page(page, title, (), (back, *_sections(edition, part)), DESCRIPTION)


def _none(edition: Edition) -> Notice:
    documents = len(edition.book.documents)
    text = (
        f"{count(documents, 'document')} were compared, and none contradicts another."
        if documents > 1
        else "The book has one document, and no table of it contradicts another. "
        "Add the vendor’s other pages to compare them."
    )
    return Notice("success", "No contradictions", (Text(text),))


def _overview(edition: Edition) -> Iterator[Block]:
    """Yield how many there are of each grade, and all in one table."""
    found = edition.book.contradictions
    numbers = Counter(item.grade for item in found)
    yield Bullets(
        tuple(
            (Text(f"{title}: {count(numbers[grade], 'contradiction')}. {meaning}"),)
            for grade, (title, meaning) in GRADE_TITLES.items()
        )
    )
    rows = tuple(Row(f"row-{item.id}", tuple(_summary(edition, item))) for item in found)
    columns = ("Path", "What differs", "Grade", "Documents")
    yield Table("contradiction-table", count(len(found), "contradiction"), columns, rows, "Filter contradictions")


def _summary(edition: Edition, found: Contradiction) -> Iterator[Cell]:
    paths = dict.fromkeys(side.path for side in found.sides)
    titles = [edition.addresses.document_title(edition.addresses.documents[path]) for path in paths]
    more = f"; and {len(titles) - MOST_NAMED} more" if len(titles) > MOST_NAMED else ""
    yield Cell((Link(found.topic, edition.addresses.contradiction(found)),), found.topic)
    yield Cell((badge(found),))
    yield plain_cell(GRADE_TITLES[found.grade][0])
    yield plain_cell("; ".join(titles[:MOST_NAMED]) + more)


def _sections(edition: Edition, shown: Sequence[Contradiction]) -> Iterator[Block]:
    flows = {flow.id: flow for flow in edition.book.flows}
    waived = {item.id: item for item in edition.diagnostics if item.waiver}
    numbers = Counter(found.grade for found in shown)
    for grade, (title, meaning) in GRADE_TITLES.items():
        if not numbers[grade] and len(shown) < len(edition.book.contradictions):
            continue  # the list says how many there are of each
        yield Heading(2, title, str(grade))
        yield Paragraph((Text(f"{meaning} {count(numbers[grade], 'contradiction')}."),))
        for found in shown:
            if found.grade is grade:
                yield Heading(3, f"{found.topic}: {ABOUT_WORDS[found.about]}", found.id)
                if found.id in waived:
                    yield Paragraph((*state(waived[found.id]), *waived_words(waived[found.id])))
                yield _sides(edition, found, flows)


def _sides(edition: Edition, found: Contradiction, flows: dict[str, Flow]) -> Table:
    rows = [row for side in found.sides for row in _rows(edition, found, side, flows)]
    columns = ("Document", "Line", *(column.title for column in COMPARED))
    made = tuple(Row(f"{found.id}-{number}", cells) for number, cells in enumerate(rows, 1))
    return Table(f"{found.id}-table", f"{count(len(found.sides), 'side')}: {ABOUT_WORDS[found.about]}", columns, made)


def _rows(edition: Edition, found: Contradiction, side: Side, flows: dict[str, Flow]) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each row of a side; one that leaves the path out says so instead."""
    title = edition.addresses.document_title(edition.addresses.documents[side.path])
    document = Cell((Link(title, edition.addresses.document(side.path)),), title)
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
