"""Law 4, published whole: what is read back out of the outputs is what the book holds."""

import json
from collections import Counter

from portbook.certificate.outcome import Outcome
from portbook.model import Book
from portbook.views import Edition, subsystem
from portbook.views.blocks import FileRef, Page, Target
from portbook.writers import html, markdown, readback
from portbook.writers.delimited import book_csv
from portbook.writers.json import flows as flows_json
from portbook.writers.readback.saved import read_book

SAMPLE = 100
"""Rows that are read back out of the pages where the certificate is not to be thorough."""


def check(book: Book, *, thorough: bool) -> Outcome:
    """Write the subsystems' pages and the whole book in each format, read the flows back out and compare them."""
    broken: list[str] = []
    rows = pages = 0
    edition = Edition.of(book)
    manner = readback.pages_of(edition.addresses)
    for kept, page in zip(book.subsystems, subsystem.pages(edition), strict=True):
        if rows > SAMPLE and not thorough:
            break
        flows = readback.expected(book.flows_of(kept.name), manner)
        rows += len(flows)
        pages += 1
        for name, read in (("HTML", _html(page)), ("Markdown", _markdown(page))):
            if Counter(read) != Counter(flows):
                broken.append(f"the {name} page of {kept.name!r} does not show its {len(flows)} flows as they are")
    if not thorough:
        sample = (
            f"a sample: {rows:,} rows of {pages} of {len(book.subsystems)} pages read back out of HTML and Markdown"
        )
        return Outcome(f"{sample}; `portbook certify` reads all", tuple(broken))
    saved = json.dumps(flows_json(book))
    if read_book(saved).flows != book.flows:
        broken.append("the saved book does not hold the flows as they are")
    for name, read, shown in (
        ("CSV", readback.from_csv(book_csv(book)), readback.CSV),
        ("JSON", readback.from_json(saved), readback.JSON),
    ):
        if read != readback.expected(book.flows, shown):
            broken.append(f"the {name} does not hold the {len(book.flows)} flows as they are")
    return Outcome(
        f"{rows:,} rows read back out of HTML and Markdown, {len(book.flows):,} out of CSV and JSON", tuple(broken)
    )


def _html(page: Page) -> list[readback.Published]:
    return readback.from_html(html.render(page, _address, {}))


def _markdown(page: Page) -> list[readback.Published]:
    return readback.from_markdown(markdown.render(page, _address, lambda _: None))


def _address(target: Target) -> str:
    return target.path if isinstance(target, FileRef) else f"{target.page}#{target.anchor}"
