"""Confluence's storage format: well-formed whatever the text is, text stays text, and tables read back."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from books import orchard
from portbook.model import Book
from portbook.views import pages
from portbook.views.addresses import Addresses
from portbook.views.blocks import (
    Badge,
    Bullets,
    Cell,
    Code,
    Diagram,
    Facts,
    FileRef,
    Heading,
    Link,
    Listing,
    ListingLine,
    Notice,
    Page,
    PageRef,
    Paragraph,
    Picture,
    Remark,
    Row,
    Table,
    Target,
    Text,
    Words,
)
from portbook.writers import escape, readback, storage
from portbook.writers.readback import Published
from portbook.writers.readback.storage import tree
from writers.documents import HOSTILE, TEXTS, steadily
from writers.test_readback import BOOKS

UNKNOWN = re.compile("[\x00-\x08\x0e-\x1b\ud800-\udfff\ufffe\uffff]")
MARKUP = (
    "</td></tr></tbody></table><h1>x</h1>",
    '<ac:structured-macro ac:name="html"><ac:plain-text-body><![CDATA[<script>x</script>]]></ac:plain-text-body>',
    '"/><ri:user ri:userkey="1"/>', "&nbsp; &lt; &amp;amp; &#60; &bogus;", "]]> <![CDATA[",
    "<?php x ?>", "<!DOCTYPE x>",
    "{html}x{html} [a|b] !c.png! h1. x", "a\x00b\x08c\ufffed\x1f", "(x)", "✗ not a badge", "≈", "* (x) *",
    "\u2069\u2069\u202eevil", "\u2068\u2067open", "a#b", "^x.svg",
)  # fmt: skip


def resolve(target: Target) -> str:
    return f"Orchard / Mill#{target.anchor}" if isinstance(target, PageRef) else f"^{target.path}"


def rendered(page: Page) -> str:
    return storage.render(page, resolve, {"shown": Picture("^shown.png", 90)}, "Orchard")


def everywhere(text: str) -> Page:
    """Make a page that has the text in every place that holds one."""
    inlines = (
        *(Text(text), Code(text), Words(text)),
        *(Link(text, PageRef("mill", "a")), Text(text), Badge(text, "mutual", text)),
        *(Link(text, FileRef("a.csv")), Text("x"), Remark((Text(text),))),
    )
    blocks = (
        Notice("warning", text, inlines),
        Heading(2, text, "anchor"),
        Paragraph(inlines),
        Bullets((inlines,)),
        Facts(((text, inlines),)),
        Table("table", text, (text, "Other"), (Row("row", (Cell(inlines, text), Cell(())), "f", "1"),)),
        Diagram("none", text, (text,)),
        Diagram("shown", text, (text,)),
        Listing((ListingLine("L1", 1, text, "row", inlines), ListingLine("", 1, "", "row", ()))),
    )
    return Page("page", text, ("page",), blocks)


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Return the elements of a page, each with the names of its attributes."""
    return [(element.tag, sorted(element.attrib)) for element in tree(text).iter()]


def stored(value: Any) -> Any:
    """Return what a page shows of a value."""
    if isinstance(value, str):
        return " ".join(escape.ISOLATES.sub("", UNKNOWN.sub("\ufffd", value)).split())
    return tuple(map(stored, value))


def stored_flow(flow: Published) -> Published:
    """Return what a page shows of a flow, sorted as it reads then."""
    shown = Published(*map(stored, flow))
    return shown._replace(notes=tuple(sorted(shown.notes)), details=tuple(sorted(shown.details)))


@steadily
@given(TEXTS)
def test_text_is_text_and_reads_back(text: str) -> None:
    element = tree(f'<p title="{escape.storage(text)}">{escape.storage_content(text)}</p>')[0]
    assert len(element) == 0
    assert stored(element.text) == stored(element.get("title")) == stored(text)


def test_what_xml_forbids_is_replaced_by_something_that_shows() -> None:
    assert escape.storage("a\x00b\ud800c\uffff\x7f") == "a\ufffdb\ufffdc\ufffd\x7f"


def test_no_text_can_leave_its_isolation() -> None:
    for text in ("\u202eabc", "\u2069\u202eabc", "\u2066\u2067abc\u2069"):
        depth = 0
        written = escape.storage_content(text)
        for at, char in enumerate(written):
            depth += char in "\u2066\u2067\u2068"
            depth -= char == "\u2069"
            assert depth > 0 or at == len(written) - 1
        assert depth == 0


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_text_makes_no_element_wherever_a_page_holds_it(text: str) -> None:
    written = rendered(everywhere(text))
    assert shape(written) == shape(rendered(everywhere("WORD")))
    seen = stored(" ".join(tree(written).itertext()))
    assert seen.count(stored(text)) >= 20


def test_rows_headings_tables_and_lines_can_be_linked_to() -> None:
    page = tree(rendered(everywhere("mill")))
    macros = (macro for macro in page.iter("ac:structured-macro") if macro.get("ac:name") == "anchor")
    assert ["".join(macro.itertext()) for macro in macros] == ["anchor", "table", "row", "L1"]
    assert [link.get("ac:anchor") for link in page.iter("ac:link")][:2] == ["a", None]


def assert_whole(book: Book) -> None:
    by_path = {page.path: page for page in pages(book)}
    manner = readback.pages_of(Addresses.of(book))
    for entry in book.subsystems:
        text = rendered(by_path[f"subsystems/{entry.slug}"])
        flows = readback.expected(book.flows_of(entry.name), manner)
        assert [*map(stored_flow, readback.from_storage(text))] == [*map(stored_flow, flows)]


def test_the_pages_of_a_book_read_back(book: Book) -> None:
    assert_whole(orchard())
    assert_whole(book)


@settings(steadily, max_examples=25)
@given(BOOKS)
def test_the_pages_of_any_book_read_back(book: Book) -> None:
    assert_whole(book)


def test_a_changed_cell_badge_or_remark_is_noticed() -> None:
    book = orchard()
    page = next(page for page in pages(book) if page.path == f"subsystems/{book.subsystems[1].slug}")
    text = rendered(page)
    flows = readback.from_storage(text)
    for shown, changed in (
        ("Only where the cellar is cooled.", "Only where the cellar is warm."),
        ("≈ inferred", "≈ certain"),
        ("Mutual TLS", "In clear"),
        ("line 20<", "line 19<"),
    ):
        assert shown in text
        assert readback.from_storage(text.replace(shown, changed)) != flows


GOLDEN = Path(__file__).parent / "markdown_to_confluence.xml"
"""What markdown-to-confluence 0.6.5 makes of ``TABLE``: ``python -m md2conf --local -s OPS -d wiki.example FOLDER``."""


def test_a_table_is_built_as_another_publisher_builds_it() -> None:
    """Compare the rows of a table: that one puts each cell into a paragraph too, and links by address."""
    link = Link("mill", PageRef("mill", "row"))
    rows = (
        Row("", (Cell((Text("press & co"),)), Cell((link,)), Cell((Code("443"),)))),
        Row("", (Cell((Text("silo"),)), Cell((Remark((Text('inferred "x"'),)),)), Cell((Text("8443"),)))),
    )
    table = Table("", "", ("Source", "Destination", "Port"), rows)
    ours = tree(rendered(Page("a", "a", ("a",), (table,)))).find("table")
    theirs = tree(GOLDEN.read_text("utf-8")).find(".//table")
    assert ours is not None
    assert theirs is not None
    assert [row(found) for found in ours.iter("tr")] == [row(found) for found in theirs.iter("tr")]


def row(element: Any) -> list[tuple[str, list[str], str]]:
    """Return the cells of a row: what they are, what is in them, and their text."""
    return [
        (cell.tag, list(filter(None, map(kind, [*cell.iter()][1:]))), stored("".join(cell.itertext())))
        for cell in element
    ]


def kind(element: Any) -> str:
    """Return what both call an element; nothing for what one of them has around others."""
    around = {"p": "", "a": "link", "ac:link": "link", "ac:link-body": "", "ri:page": ""}
    return around.get(str(element.tag), str(element.tag))
