"""A page as plain Markdown: what a reader of the bare text sees, and what a parser makes of it."""

from markdown_it import MarkdownIt

from books import GATE, book, flow, orchard
from portbook.model import Endpoint, Kind
from portbook.views import pages
from portbook.views.blocks import Page
from portbook.writers import markdown
from writers.documents import HOSTILE, address

PAGES = {page.path: page for page in pages(orchard())}


def write(page: Page) -> str:
    return markdown.render(page, address, lambda name: f"../{name}.svg")


def test_a_table_is_a_pipe_table_with_notes_in_the_row() -> None:
    written = write(PAGES["subsystems/pressing"])
    assert "| Source | Destination | Port | Transport | Protocol | Protection | Source line |" in written
    row = next(line for line in written.splitlines() if "`3307`" in line)
    assert "*(Mutual TLS)* Mutual TLS *(Only where the cellar is cooled. [line 20](" in row


def test_a_row_and_a_line_can_be_linked_to() -> None:
    assert '| <a id="f-' in write(PAGES["subsystems/pressing"])
    assert '| <a id="L7"></a>7 |' in write(PAGES["fidelity/document-1"])


def test_a_diagram_is_a_picture_or_its_facts() -> None:
    page = PAGES["subsystems/sorting"]
    assert "![Who talks to whom: Sorting](../subsystems/sorting.svg)" in write(page)
    assert "- Edge balancer → apple\\_gate" in markdown.render(page, address, lambda _: None)


def test_no_page_has_html_but_the_anchors() -> None:
    for page in PAGES.values():
        for token in MarkdownIt("commonmark").enable("table").parse(write(page)):
            assert token.type != "html_block"
            for child in token.children or []:
                assert child.type != "html_inline" or child.content.startswith(('<a id="', "</a>"))


def test_hostile_names_stay_text_on_every_page() -> None:
    named = [flow(Endpoint(text, Kind.VM, text), GATE, 80, port_text=text, security=text) for text in HOSTILE]
    for page in pages(book(named)):
        written = write(page)
        assert not set("{}") & set(written)
        for token in MarkdownIt("commonmark").enable("table").parse(written):
            assert token.type not in ("html_block", "fence", "code_block", "hr", "ordered_list_open")
            for child in token.children or []:
                assert child.type != "html_inline" or child.content.startswith(('<a id="', "</a>"))
                assert "javascript" not in str(child.attrGet("href") or child.attrGet("src") or "")
