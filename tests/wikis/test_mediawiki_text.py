"""What MediaWiki's own parser makes of pages: text stays text, and tables read back."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
import requests
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

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
from portbook.writers import escape, mediawiki, readback
from portbook.writers.readback import Published
from wikis.mediawiki_server import Server
from writers.documents import HOSTILE, TEXTS
from writers.test_readback import BOOKS

MARKUP = (
    "{{Main Page}} {{:Main Page}} {{subst:PAGENAME}} {{{1}}} {{#if:1|yes}} {{PAGENAME}} {{DISPLAYTITLE:x}}",
    "[[Main Page]] [[Category:Fruit]] [[File:X.png]] [https://orchard.example x] [[a|b]]c",
    "~~~~ ~~~ ~~~~~",
    "__NOTOC__ __NOINDEX__ ＿＿NOTOC＿＿ _ __ ___",
    "-{zh-hans:a;zh-hant:b}-",
    "'''''bold''''' don't",
    "<nowiki>a</nowiki> <ref>b</ref> <references/> <pre>c</pre> <gallery>d</gallery> <!-- e --> <br> </div>",
    "#REDIRECT [[Main Page]]",
    "---- ruler", "= head =", "; a : b", ": c", "* d", "# e", " f", "| g || h", "! i !! j", "|- k", "|} l", "{| m",
    "+ caption", "- m", "} n",
    "RFC 2616 ISBN 0-306-40615-2 PMID 12345 RFC\u00a01",
    "https://orchard.example mailto:a@orchard.example //orchard.example ftp://x tel:1 news:x urn:a:b",
    "&lt;script&gt; &nbsp; &#60; &amp;amp;",
    "\x7f'\"`UNIQ-item-1--QINU`\"'\x7f",
    "é e\u0301 \u212b \u0301", "a\u2028b", "{{!}} {{=}}", "http&#58;//x", "%5B%5B", "a  b", "\ufeffx",
)  # fmt: skip
ALLOWED = {"div", "p", "b", "code", "small", "span", "table", "tbody", "tr", "td", "th", "ul", "li", "a", "caption",
           "bdi", "big", "h2", "h3", "h4", "link", "style"}  # fmt: skip
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each try asks the server
)
UNKNOWN = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
"""Characters that MediaWiki does not store."""


def parsed(server: Server, text: str) -> str:
    """Return what MediaWiki makes of a page's text when it is saved and shown."""
    values = {"action": "parse", "format": "json", "formatversion": "2", "contentmodel": "wikitext", "pst": "1"}
    values |= {"title": "Orchard", "disablelimitreport": "1", "disableeditsection": "1", "disabletoc": "1"}
    answer = requests.post(f"{server.url}api.php", data=values | {"text": text}, timeout=60).json()
    return str(answer["parse"]["text"])


def shown(html: str) -> list[str]:
    """Return the text of each element that the test marked."""
    return [node.text() for node in LexborHTMLParser(html).css(".mark")]


def meant(text: str) -> list[str]:
    return UNKNOWN.sub("\ufffd", text).split()


def assert_text(server: Server, texts: Iterable[str]) -> None:
    texts = list(texts)
    marked = [f'<span class="mark">{escape.wikitext(text)}</span>' for text in texts]
    bare = [f"| {escape.wikitext(text)}" for text in texts]
    page = "\n".join((*(f"* {mark}" for mark in marked), "{|", *bare, "|}"))
    html = parsed(server, page)
    cells = [node.text() for node in LexborHTMLParser(html).css("td")]
    for found in (shown(html), cells):
        assert len(found) == len(texts)
        for seen, text in zip(found, texts, strict=True):
            assert seen.split() == meant(text)
    assert {node.tag for node in LexborHTMLParser(html).css("body *")} <= ALLOWED - {"a", "b"}


def test_hostile_text_stays_text(mediawiki_server: Server) -> None:
    assert_text(mediawiki_server, (*HOSTILE, *MARKUP))


def test_each_hostile_text_stays_text_at_the_start_of_a_page(mediawiki_server: Server) -> None:
    for text in MARKUP:
        html = parsed(mediawiki_server, escape.wikitext(text))
        assert LexborHTMLParser(html).text().split() == meant(text)
        assert {node.tag for node in LexborHTMLParser(html).css("body *")} <= {"div", "p", "bdi"}


@SLOW
@given(st.lists(TEXTS, min_size=40, max_size=60))
def test_any_text_stays_text(mediawiki_server: Server, texts: list[str]) -> None:
    assert_text(mediawiki_server, texts)


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
        Diagram("some", text, (text,)),
        Listing((ListingLine("L1", 1, text, "row", inlines), ListingLine("", 1, "", "row", ()))),
    )
    return Page("page", text, ("page",), blocks)


def tags(html: str) -> list[str]:
    """Return the names of all elements but those that hold text apart, and a heading's second address."""
    body = LexborHTMLParser(re.sub(r'<span id="[^"]*"></span><span class="mw-headline"', "<span", html)).css("body *")
    return [str(node.tag) for node in body if node.tag != "bdi"]


def resolve(target: Target) -> str:
    return f"Orchard/Mill#{target.anchor}" if isinstance(target, PageRef) else "File:Orchard-a.csv"


PICTURES = {"some": Picture("File:Orchard-a.svg", 90)}


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_text_stays_text_wherever_a_page_holds_it(mediawiki_server: Server, text: str) -> None:
    page = everywhere(text)
    harmless = everywhere("WORD")
    html, plain = (parsed(mediawiki_server, mediawiki.render(p, resolve, PICTURES)) for p in (page, harmless))
    assert tags(html) == tags(plain)
    words = " ".join(" ".join(meant(text)).split())
    seen = " ".join(LexborHTMLParser(html).text().split())
    assert seen.count(words) >= 20


def test_rows_headings_and_lines_can_be_linked_to(mediawiki_server: Server) -> None:
    html = LexborHTMLParser(parsed(mediawiki_server, mediawiki.render(everywhere("mill"), resolve, {})))
    anchored = [node.tag for node in html.css("#anchor, #table, #row, #L1")]
    assert anchored == ["span", "table", "tr", "tr"]


def stored(flow: Published) -> Published:
    """Return a flow as it comes back: without what cannot be sent, and sorted as it reads then."""
    kept = Published(*map(_stored, flow))
    return kept._replace(notes=tuple(sorted(kept.notes)), details=tuple(sorted(kept.details)))


def _stored(value: Any) -> Any:
    return UNKNOWN.sub("\ufffd", value) if isinstance(value, str) else tuple(map(_stored, value))


def assert_whole(server: Server, book: Book) -> None:
    by_path = {page.path: page for page in pages(book)}
    manner = readback.pages_of(Addresses.of(book))
    for entry in book.subsystems:
        html = parsed(server, mediawiki.render(by_path[f"subsystems/{entry.slug}"], resolve, {}))
        flows = readback.expected(book.flows_of(entry.name), manner)
        assert readback.from_html(html) == [*map(stored, flows)]


def test_the_pages_of_a_book_read_back(mediawiki_server: Server, book: Book) -> None:
    assert_whole(mediawiki_server, orchard())
    assert_whole(mediawiki_server, book)


@SLOW
@given(BOOKS)
def test_the_pages_of_any_book_read_back(mediawiki_server: Server, book: Book) -> None:
    assert_whole(mediawiki_server, book)
