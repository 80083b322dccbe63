"""A small book to publish, with invented names, and what a publisher does with it."""

from collections.abc import Callable, Iterable, Sequence

from portbook.compiler import Input, compile_sources
from portbook.model import Book
from portbook.options import Options
from portbook.publish import Action, Publication, Result, Settings, Wiki, publish
from portbook.publish.prepare import Address
from portbook.views import pages
from portbook.views.addresses import Addresses
from portbook.views.blocks import Diagram, PageRef
from portbook.writers.delimited import book_csv
from portbook.writers.readback import Published, expected, pages_of

ROWS = (("press", "mill", "443"), ("silo", "mill", "8443"), ("mill", "silo", "22"))
OTHER_PORT = (("press", "mill", "443"), ("silo", "mill", "9443"), ("mill", "silo", "22"))
RENAMED = tuple(tuple("grinder" if cell == "mill" else cell for cell in row) for row in ROWS)
WITHOUT_PRESS = ROWS[1:]
DOCKS = "subsystems/docks"
FEW = (DOCKS, "endpoints/mill", "endpoints/grinder", "fidelity/harbour")
"""With a file and a picture enough for every kind of request, and for the links of a table; runs are repeated often."""
SOME = (*FEW, "endpoints/press", "index", "ports", "contradictions")
"""Pages of every kind, and no more, since real wikis take their time."""

Rows = Iterable[Sequence[str]]


def book(rows: Rows = ROWS) -> Book:
    """Compile a page with one table of these rows."""
    table = "\n".join(f"| {' | '.join(row)} | TCP |" for row in rows)
    text = f"# Harbour\n\n## Docks\n\n| Source | Destination | Port | Protocol |\n|---|---|---|---|\n{table}\n"
    options = Options()
    return compile_sources([Input("harbour.md", text.encode(), options.sources[0])], options).book


def publication(rows: Rows = ROWS, only: Sequence[str] = SOME) -> Publication:
    """Make what is published of it: some pages, a file, and the drawing of one diagram."""
    made = book(rows)
    chosen = tuple(page for page in pages(made) if page.path in only)
    drawing = next(block.name for page in chosen for block in page.blocks if isinstance(block, Diagram))
    port = max(port for _, _, port in rows)
    return Publication(
        pages=chosen,
        files={"flows.csv": book_csv(made).encode()},
        pictures={f"{drawing}.svg": drawn(port, chosen[0].path)},
        origin="harbour.md",
        summary="Published by Portbook",
    )


def drawn(words: str, page: str) -> Callable[[Address], bytes]:
    """Draw something that leads to a page; DokuWiki takes no link in the first 256 bytes."""
    start = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30">' + f"<desc>{'A mill. ' * 40}</desc>"
    svg = '{}<a href="{}"><text y="20">{}</text></a></svg>'
    return lambda address: svg.format(start, address(PageRef(page)), words).encode()


def run(wiki: Wiki, given: Publication, *, force: bool = False, prune: bool = False) -> list[Result]:
    """Publish, and let go of the wiki."""
    try:
        return publish(given, wiki, Settings(force=force, prune=prune), lambda _, __: None)
    finally:
        wiki.close()


def actions(results: Iterable[Result]) -> dict[str, Action]:
    """Return what became of pages and files that were not left as they are, by path; nothing failed."""
    results = list(results)
    assert [result.failure for result in results if result.failure] == []
    return {result.step.entry.key: result.step.action for result in results if result.step.action != Action.UNCHANGED}


def named(results: Iterable[Result]) -> dict[str, str]:
    """Return the name under which each page or file stands, by its path."""
    return {result.step.entry.key: result.step.entry.name for result in results}


def flows_of(rows: Rows) -> list[Published]:
    """Return what the page of the table must show."""
    made = book(rows)
    return expected(made.flows_of("Docks"), pages_of(Addresses.of(made)))
