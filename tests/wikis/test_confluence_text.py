"""The canonical text of a page is the same however Confluence writes it down, and in it no word is lost."""

import pytest
from hypothesis import given, settings

from books import orchard
from portbook.model import Book
from portbook.publish.articles import framed
from portbook.publish.sections import split
from portbook.publish.wikis.confluence.canonical import canonical, commented
from portbook.publish.wikis.confluence.titles import file_name, title
from portbook.views import pages
from portbook.writers.readback import from_storage
from portbook.writers.readback.storage import tree
from wikis.confluence_store import Store
from writers.documents import HOSTILE, steadily
from writers.test_readback import BOOKS
from writers.test_storage import MARKUP, everywhere, rendered, stored

STORES = [Store(is_cloud=False), Store(is_cloud=True)]


def words(text: str) -> str:
    return str(stored(" ".join(tree(text).itertext())))


@pytest.mark.parametrize("store", STORES, ids=["data center", "cloud"])
@pytest.mark.parametrize("text", ["mill", *HOSTILE, *MARKUP])
def test_a_page_that_was_written_down_anew_is_the_same(store: Store, text: str) -> None:
    page = canonical(rendered(everywhere(text)))
    again = store.stored(page)
    assert again != page
    assert canonical(again) == canonical(store.stored(again)) == canonical(page) == page


@settings(steadily, max_examples=15)
@given(BOOKS)
def test_the_pages_of_any_book_are(book: Book) -> None:
    for page in pages(book):
        text = canonical(rendered(framed(page, "orchard.md", "0123456789ab")))
        assert all(canonical(store.stored(text)) == text for store in STORES)
        assert from_storage(text) == from_storage(STORES[0].stored(text)) == from_storage(STORES[1].stored(text))
        found = split(text)
        assert found is not None
        assert found[1] == ""


def test_every_row_has_a_line() -> None:
    page = next(page for page in pages(orchard()) if page.path == "index")
    text = canonical(rendered(page))
    rows = [line for line in text.split("\n") if line.startswith("<tr>")]
    assert rows
    assert all(line.count("<tr>") == 1 and line.endswith("</tr>") for line in rows)


def test_what_people_write_keeps_its_words_blanks_in_code_and_entities() -> None:
    text = (
        '<p class="x">a&nbsp;b &ndash; <br/>c</p><p />'
        '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[ if x:\n\n   y ]]]]><![CDATA[> &amp;]]>'
        "</ac:plain-text-body></ac:structured-macro><pre>  a\n  b</pre> stray &amp; text"
    )
    assert canonical(text) == (
        "<p>a\xa0b – <br/>c</p>\n"
        '<ac:structured-macro ac:name="code"><ac:plain-text-body><![CDATA[ if x:\n\n   y ]]]]><![CDATA[> &amp;]]>'
        "</ac:plain-text-body></ac:structured-macro>\n<pre>  a\n  b</pre>\nstray &amp; text\n"
    )
    assert canonical(canonical(text)) == canonical(text)
    assert words(canonical(text)) == words(text)


def test_what_is_no_storage_format_stays_as_it_is() -> None:
    assert canonical("<p>") == "<p>"
    assert canonical('<!DOCTYPE x [<!ENTITY a "b">]><p>&a;</p>').startswith("<!DOCTYPE")


def test_a_page_that_is_nested_beyond_measure_breaks_nothing() -> None:
    text = "<div>" * 5000 + "</div>" * 5000
    assert canonical(text) == text
    assert commented(text) == {}


def test_lines_that_were_commented_on_are_found() -> None:
    text = '<p>a</p><p>the <ac:inline-comment-marker ac:ref="1">mill</ac:inline-comment-marker></p>'
    assert canonical(text) == "<p>a</p>\n<p>the mill</p>\n"
    marked = '<p>the <ac:inline-comment-marker ac:ref="1">mill</ac:inline-comment-marker></p>'
    assert commented(text) == {"<p>the mill</p>": marked}


def test_titles_are_those_that_confluence_takes_as_they_are() -> None:
    assert title("Network", " a \n\tb\u202e ", "") == "Network / a b / -"
    long = [title("Network", "x" * 300 + end) for end in "ab"]
    assert long[0] != long[1]
    assert {len(found) for found in long} == {255}


def test_names_of_files_differ_where_their_paths_do() -> None:
    assert file_name("diagrams/mill.svg") == "diagrams-mill.svg"
    assert len({file_name(path) for path in ("a b.csv", "a-b.csv", "a/b c.csv", "ä.csv", "ö.csv")}) == 5
