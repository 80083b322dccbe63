"""The page of questions: one box that answers from data beside the page, without a server."""

from portbook.model import Book
from portbook.views.addresses import QUESTIONS, QUESTIONS_SCRIPT, Addresses
from portbook.views.blocks import Ask, Bullets, Code, Page, PageRef, Paragraph, Text
from portbook.views.edition import Edition

FORMS: tuple[tuple[str, str], ...] = (
    ("who NAME", "who may reach it, on every port; NAME:PORT asks for one, NAME:PORT/TRANSPORT for one transport"),
    ("from NAME", "what it may reach"),
    ("between A B", "the flows from one to the other, and back"),
    ("port N", "who uses a port, by itself or in a range; N/TRANSPORT asks for one transport"),
    ("path A B", "chains of flows, shortest first; a chain is not routing"),
)
"""Every question with what it answers."""


def pages(edition: Edition) -> tuple[Page]:
    """Return the page of questions."""
    introduction = (
        "Ask who may reach whom. A name is that of an endpoint, of a component, or both as in NAME (COMPONENT), in any "
        "case; one that holds blanks may stand in quotes. The same questions are commands: put portbook before them."
    )
    ask = Ask("ask", "Ask", QUESTIONS_SCRIPT, linked(edition.book, edition.addresses))
    forms = Bullets(tuple((Code(form), Text(f" – {what}")) for form, what in FORMS))
    blocks = (Paragraph((Text(introduction),)), ask, forms)
    return (Page(QUESTIONS.page, "Questions", ("Questions",), blocks, "Ask who may reach whom, and how"),)


def linked(book: Book, addresses: Addresses) -> tuple[PageRef, ...]:
    """Return every page that an answer may link to; the data beside the page names them by their places in it."""
    return (
        *(addresses.endpoint(entry.name) for entry in book.endpoints),
        *(addresses.subsystem(entry.name) for entry in book.subsystems),
        *(addresses.source_page(document.path) for document in book.documents),
    )
