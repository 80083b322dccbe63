"""What DokuWiki's own parser makes of pages: text stays text, and tables read back."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
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
from portbook.writers import dokuwiki, escape, readback
from portbook.writers.dokuwiki_ids import sections
from portbook.writers.readback import Published
from wikis.dokuwiki_server import PERSON, Account, Server
from writers.documents import HOSTILE, TEXTS
from writers.test_readback import BOOKS

MARKUP = (
    "~~NOTOC~~ ~~NOCACHE~~ ~~ODT~~ ~~INFO:syntaxplugins~~",
    "[[start]] [[start|x]] [[http://orchard.example|x]] {{x.svg}} {{rss>http://orchard.example}} a]] b}} {{a|b}}",
    "<html><b>x</b></html> <HTML><b>x</b></HTML> <php>echo 1;</php> <PHP>echo 1;</PHP>",
    "<code>x</code> <file php a.php>y</file> <nowiki>z</nowiki> </nowiki> <nowiki>",
    "((a footnote)) ((", "**bold** //slant// __under__ ''mono'' <sub>a</sub> <sup>b</sup> <del>c</del>",
    ":-) 8-) FIXME DELETEME LOL ^_^ :?: :!: m( =)", "-> <- <-> => <= <=> >> << -- --- (c) (tm) (r) ... 640x480 2X3",
    "'single' \"double\" it's", "HTTP TCP FTP", "\\\\ forced \\\\", "\\\\server\\share", "a\\\\",
    "www.orchard.example ftp.orchard.example http://orchard.example file://x/y <ann@orchard.example> CamelCase",
    "100%", "%", "%%", "%%%", "%%a%%", "a%%b%c%%%", "%% %%", "<nowiki>%</nowiki>%%",
    "====== head ======", "== head ==", "= a", "a =", "==", "  * item", "  - item", "  preformatted", "\tx",
    "> quote", ">>> quote", "---- ", "| a | b |", "^ a ^ b ^", ":::", "::: ", "a  b", " a", "a ", "()", "//", "a//b",
    "&nbsp; &amp; &lt;", "\ufeffx", "a\u2028b", "e\u0301", "\u0301", "wp>x", "doku>x", "[[wp>x]]",
    "mailto:ann@orchard.example", "]", "a]", "a]]", "[[", "{{", "}}", "}", "a|b", "\x7f", "a\u0085b", "(", "((a", "))",
)  # fmt: skip
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each try asks the server
)
UNKNOWN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
"""Characters that cannot be sent."""


@pytest.fixture(scope="session")
def ann(doku: Server) -> Account:
    return doku.account(*PERSON)


def parsed(ann: Account, text: str) -> str:
    """Return what DokuWiki makes of a page's text when it is saved and shown."""
    ann.save("text:page", text)
    return str(ann("wiki.getPageHTML", "text:page"))


def meant(text: str) -> list[str]:
    return UNKNOWN.sub("\ufffd", text).split()


def assert_text(ann: Account, texts: Iterable[str]) -> None:
    texts = list(texts)
    cells = [f"| {escape.dokuwiki(text)} |" for text in texts]
    items = [f"  * {escape.dokuwiki(text)}" for text in texts]
    html = LexborHTMLParser(parsed(ann, "\n".join((*items, "", *cells))))
    for selector in ("li", "td"):
        found = [node.text() for node in html.css(selector)]
        assert len(found) == len(texts)
        for seen, text in zip(found, texts, strict=True):
            assert seen.split() == meant(text)
    assert {node.tag for node in html.css("body *")} <= {"div", "ul", "li", "table", "tbody", "tr", "td"}


def test_hostile_text_stays_text(ann: Account) -> None:
    assert_text(ann, (*HOSTILE, *MARKUP))


def test_text_stays_text_under_every_setting_that_changes_it(doku: Server, ann: Account) -> None:
    doku.configure("$conf['camelcase'] = 1; $conf['typography'] = 2; $conf['htmlok'] = 1; $conf['phpok'] = 1;")
    try:
        assert_text(ann, (*HOSTILE, *MARKUP))
    finally:
        doku.configure("")


def test_each_hostile_text_stays_text_at_the_start_of_a_page(ann: Account) -> None:
    for text in (*HOSTILE, *MARKUP):
        html = LexborHTMLParser(parsed(ann, f"{escape.dokuwiki(text.strip())}\n\n{escape.dokuwiki(text.strip())}x"))
        assert html.text().split() == [*meant(text), *meant(f"{text.strip()}x")]
        assert {node.tag for node in html.css("body *")} <= {"p"}


@SLOW
@given(st.lists(TEXTS, min_size=40, max_size=60))
def test_any_text_stays_text(ann: Account, texts: list[str]) -> None:
    assert_text(ann, texts)


def everywhere(text: str) -> Page:
    """Make a page that has the text in every place that holds one."""
    inlines = (
        *(Text(text), Code(text), Words(text), Link(text, PageRef("mill", "a")), Text(text)),
        *(Badge(text, "mutual", text), Link(text, FileRef("a.csv")), Text("x")),
        Remark((Text(text), Link("7", PageRef("mill")))),
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
    """Return the names of all elements; a link whose text no link can have stands behind its text."""
    return [str(node.tag) for node in LexborHTMLParser(html).css("body *") if (node.tag, node.text()) != ("em", "(→)")]


def resolve(target: Target) -> str:
    return f"text:mill#{target.anchor}" if isinstance(target, PageRef) else f"{dokuwiki.MEDIA}text:a.csv"


@pytest.mark.parametrize("text", [*HOSTILE, *MARKUP])
def test_text_stays_text_wherever_a_page_holds_it(ann: Account, text: str) -> None:
    pictures = {"some": Picture(f"{dokuwiki.MEDIA}text:a.svg", 90)}
    html, plain = (parsed(ann, dokuwiki.render(page, resolve, pictures)) for page in map(everywhere, (text, "WORD")))
    assert tags(html) == tags(plain)
    words = " ".join(meant(text))
    seen = " ".join(LexborHTMLParser(html).text().split())
    assert seen.count(words) >= 40


def test_links_lead_to_the_heading_above_what_they_mean(ann: Account) -> None:
    lines = tuple(ListingLine(f"L{number}", number, "x", "row", ()) for number in range(1, 60))
    rows = tuple(Row(f"row-{number}", (Cell((Text("a"),)),)) for number in range(3))
    table = Table("table", "Rows", ("A",), rows)
    headings = ("Mill", "Mill", "The mill: 2.5 (old) & new", "443", "Rückseite_-_x", "2 mills", "x" * 200, "& <")
    blocks = [block for number, text in enumerate(headings) for block in (Heading(2, text, f"h{number}"), table)]
    page = Page("page", "Mill", ("page",), (*blocks, Listing(lines)))
    html = LexborHTMLParser(parsed(ann, dokuwiki.render(page, resolve, {})))
    ids = {node.attributes["id"] for node in html.css("h1, h2, h3, h4")}
    found = sections(page)
    assert {found[f"h{number}"] for number in range(8)} <= ids
    assert found["row-2"] == found["table"] == found["h7"]
    assert (found["L1"], found["L25"], found["L26"]) == ("lines_1_to_25", "lines_1_to_25", "lines_26_to_50")
    assert found["L59"] in ids


def stored(flow: Published) -> Published:
    """Return a flow as it comes back: without what cannot be sent, and sorted as it reads then."""
    kept = Published(*(_stored(value) for value in flow))
    return kept._replace(notes=tuple(sorted(kept.notes)), details=tuple(sorted(kept.details)))


def _stored(value: Any) -> Any:
    return UNKNOWN.sub("\ufffd", value) if isinstance(value, str) else tuple(map(_stored, value))


def assert_whole(ann: Account, book: Book) -> None:
    by_path = {page.path: page for page in pages(book)}
    manner = readback.pages_of(Addresses.of(book))
    for entry in book.subsystems:
        html = parsed(ann, dokuwiki.render(by_path[f"subsystems/{entry.slug}"], resolve, {}))
        flows = readback.expected(book.flows_of(entry.name), manner)
        for seen, flow in zip(readback.from_dokuwiki(html), flows, strict=True):
            assert seen._asdict() == stored(flow)._asdict()


def test_the_pages_of_a_book_read_back(ann: Account, book: Book) -> None:
    assert_whole(ann, orchard())
    assert_whole(ann, book)


@SLOW
@given(BOOKS)
def test_the_pages_of_any_book_read_back(ann: Account, book: Book) -> None:
    assert_whole(ann, book)
