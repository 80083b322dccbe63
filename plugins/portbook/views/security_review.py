"""What a security review asks: which flows are in clear, unauthenticated, optional or unknown, and who says so."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from portbook.model.exposure import CHECKS, Exposure
from portbook.model.security import GRADES
from portbook.views.addresses import PROTECTION as ADDRESS
from portbook.views.blocks import Block, Cell, Heading, Link, Page, PageRef, Paragraph, Row, Table, Text
from portbook.views.cells import grade_badge, number_cell
from portbook.views.columns import (
    APPLICATION,
    CONDITIONS,
    DESTINATION,
    EVIDENCE,
    PORT,
    PROTECTION,
    SOURCE,
    SUBSYSTEM,
    TRANSPORT,
    Column,
)
from portbook.views.edition import Edition
from portbook.views.findings import finding_column
from portbook.views.tables import Anchors, Form
from portbook.views.wording import count

COLUMNS = (SOURCE, DESTINATION, PORT, TRANSPORT, APPLICATION, PROTECTION, CONDITIONS, SUBSYSTEM, EVIDENCE)


@dataclass(frozen=True, slots=True)
class Question:
    """Hold a question of the review: the flows that answer it, and the grade that it covers in full, if one."""

    anchor: str
    title: str
    meaning: str
    exposure: Exposure
    grade: str = ""


QUESTIONS: tuple[Question, ...] = (
    Question("in-clear", "In clear", "Not encrypted, and no authentication is stated.", Exposure.IN_CLEAR, "clear"),
    Question(
        "credentials-exposed",
        "Credentials exposed",
        "A credential crosses the wire where others on the path can read it.",
        Exposure.CREDENTIAL,
    ),
    Question(
        "without-authentication",
        "Without authentication",
        "The caller need not prove who it is.",
        Exposure.UNAUTHENTICATED,
    ),
    Question(
        "authentication-not-stated",
        "Authentication not stated",
        "Encrypted, but no source says that the caller proves who it is.",
        Exposure.AUTHENTICATION_UNSTATED,
    ),
    Question(
        "not-encrypted",
        "Authenticated, not encrypted",
        "The caller proves who it is, but what it says can be read on the way.",
        Exposure.NOT_ENCRYPTED,
        "authenticated",
    ),
    Question(
        "optional-tls",
        "Optional TLS",
        "Whether these are encrypted depends on the deployment.",
        Exposure.OPTIONAL,
        "optional",
    ),
    Question(
        "not-stated",
        "Not stated",
        "The sources do not say whether these are encrypted, or in words from which nothing can be derived.",
        Exposure.UNSTATED,
        "unknown",
    ),
)
"""Every section of the page, the gravest first."""


def pages(edition: Edition) -> tuple[Page]:
    """Return the page of protection."""
    anchors = Anchors()
    columns = (*COLUMNS, finding_column(edition.diagnostics))
    blocks: list[Block] = [
        Paragraph((Text("How flows are protected, derived from application protocol and the vendor’s words."),)),
        _summary(edition),
    ]
    for question in QUESTIONS:
        blocks += _section(edition, question, columns, anchors)
    description = "Flows in clear, without authentication, with optional TLS"
    return (Page(ADDRESS.page, "Protection", ("Protection",), tuple(blocks), description),)


def _summary(edition: Edition) -> Table:
    flows = Counter(flow.protection.grade for flow in edition.book.flows)
    sections = {question.grade: question for question in QUESTIONS}
    rows = []
    for rank, (grade, meaning) in enumerate(GRADES.items()):
        section = sections.get(grade)
        listed = (Link(section.title, PageRef(ADDRESS.page, section.anchor)),) if section else ()
        badge = Cell((grade_badge(grade),), sort=str(rank))
        rows.append(Row(f"grade-{grade}", (badge, number_cell(flows[grade]), Cell((Text(meaning),)), Cell(listed))))
    columns = ("Protection", "Flows", "Meaning", "Listed under")
    return Table("summary", "Flows by protection", columns, tuple(rows))


def _section(edition: Edition, question: Question, columns: tuple[Column, ...], anchors: Anchors) -> Iterator[Block]:
    flows = [flow for flow in edition.book.flows if CHECKS[question.exposure](flow.protection)]
    yield Heading(2, question.title, question.anchor)
    yield Paragraph((Text(f"{question.meaning} {count(len(flows), 'flow')}."),))
    if flows:
        form = Form(f"{question.anchor}-table", question.title, columns, f"Filter: {question.title}")
        yield edition.tables.table(form, flows, anchors)
