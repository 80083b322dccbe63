"""A flow that very many rows state."""

from books import GATE, STORE, book, flow
from portbook.views import pages
from portbook.views.blocks import Link, Text
from portbook.views.cells import MOST_LINKED, evidence_content
from portbook.views.edition import Edition
from portbook.writers import html, readback
from writers.documents import address


def test_only_the_first_of_very_many_rows_are_linked_and_the_rest_is_counted() -> None:
    made = book([flow(GATE, STORE, lines=range(1, 101))])
    content = evidence_content(made.flows[0].evidence, Edition.of(made).addresses)
    assert sum(isinstance(node, Link) for node in content) == MOST_LINKED
    assert Text(f" and {100 - MOST_LINKED} more") in content


def test_a_page_of_such_a_flow_reads_back_whole() -> None:
    made = book([flow(GATE, STORE, lines=range(1, 101))])
    page = next(page for page in pages(made) if page.path.startswith("subsystems/"))
    read = readback.from_html(html.render(page, address, {}))
    assert read == readback.expected(made.flows, readback.pages_of(Edition.of(made).addresses))
