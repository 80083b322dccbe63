"""Compose what is published: pages, drawings and files, once, for every host."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from portbook.adapters.project.find import Project
from portbook.adapters.site.comparisons import comparisons
from portbook.adapters.site.drawing import drawn
from portbook.certificate import Certificate, certify
from portbook.changes.comparison import Accounts
from portbook.compiler import Compilation
from portbook.diagnostics import Place
from portbook.diagrams import place
from portbook.model import Book
from portbook.views import pages
from portbook.views.addresses import ALL_FLOWS_CSV, ALL_FLOWS_JSON, ALL_FLOWS_XLSX, QUESTIONS_SCRIPT
from portbook.views.blocks import Block, Diagram, Page, Target
from portbook.writers import html
from portbook.writers.delimited import book_csv, sheet_csv
from portbook.writers.json import flows
from portbook.writers.questions_script import questions_script
from portbook.writers.tickets import book_workbook

THOROUGH = 500
"""Rows up to which every build certifies everything; above it the costly laws are left to ``portbook certify``."""

Resolve = Callable[[Target], str]
"""Gives the relative URL of a page or file, as seen from the page being written."""


@dataclass(frozen=True, slots=True)
class Site:
    """Hold what is published of a compilation. Findings made on the way are in its report."""

    pages: tuple[Page, ...]
    drawings: dict[str, str]
    """The SVG of each diagram by its name, links not yet resolved."""
    files: dict[str, bytes]
    """What can be downloaded, by its path in the book."""
    scripts: dict[str, bytes] = field(default_factory=dict)
    """What pages load, by its path in the book: a wiki runs none of it."""

    def html(self, page: Page, resolve: Resolve) -> str:
        """Write a page, title and all."""
        return html.render(page, resolve, self._placed(page.blocks, resolve, 1))

    def pieces(self, page: Page, resolve: Resolve) -> list[tuple[Block | None, str]]:
        """Write a page as pieces, each with its block; the title has none."""
        return html.pieces(page, resolve, self._placed(page.blocks, resolve, 1))

    def html_of(self, blocks: tuple[Block, ...], resolve: Resolve, instance: int) -> str:
        """Write blocks for a page that holds other things too; ``instance`` sets apart what it shows twice."""
        return html.render_blocks(blocks, resolve, self._placed(blocks, resolve, instance), instance)

    def _placed(self, blocks: Iterable[Block], resolve: Resolve, instance: int) -> dict[str, str]:
        names = [block.name for block in blocks if isinstance(block, Diagram) and block.name in self.drawings]
        return {name: place(self.drawings[name], resolve, instance) for name in names}


def prove(compilation: Compilation, *, thorough: bool = False) -> Certificate:
    """Certify a compilation; a law that does not hold joins the findings."""
    rows = sum(len(flow.evidence) for flow in compilation.book.flows)
    certificate = certify(compilation, thorough=thorough or rows <= THOROUGH)
    for law in certificate.laws:
        if not law.holds:
            compilation.report.add("law-broken", Place("certificate"), f"law {law.number}, {law.name}: {law.detail}")
    return certificate


def compose(compilation: Compilation, certificate: Certificate, project: Project) -> Site:
    """Make everything that is published; the same compilation and options give the same bytes."""
    book, report = compilation.book, compilation.report
    compared = comparisons(compilation, project, holds=certificate.holds)
    # before drawing, which finds what is amiss on this machine alone
    made = pages(book, certificate.laws, report.diagnostics, compared)
    drawings = drawn(book, project, report) if project.options.diagrams else {}
    accounts = Accounts.of(book, len(report.errors), certificate.holds)
    scripts = {QUESTIONS_SCRIPT.path: questions_script(book)}
    return Site(made, drawings, dict(_files(book, accounts)), scripts)


def _files(book: Book, accounts: Accounts) -> Iterator[tuple[str, bytes]]:
    yield ALL_FLOWS_CSV.path, book_csv(book).encode()
    yield ALL_FLOWS_JSON.path, json_bytes(flows(book, accounts))
    yield ALL_FLOWS_XLSX.path, book_workbook(book)
    for entry in book.endpoints:
        yield f"endpoints/{entry.slug}.csv", sheet_csv(book, entry.name).encode()


def json_bytes(value: object) -> bytes:
    """Write a value as the commands and files of Portbook hold JSON."""
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
