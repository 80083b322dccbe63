"""Text stays text in every dialect, and reads back as it was."""

import pytest
from hypothesis import given
from markdown import markdown as python_markdown  # type: ignore[import-untyped]  # it ships no types
from markdown_it import MarkdownIt

from portbook.writers import escape
from writers.documents import HOSTILE, TEXTS, Elements, steadily

ONLY_TEXT = {"text", "softbreak"}


@steadily
@given(TEXTS)
def test_html_holds_no_element_and_reads_back(text: str) -> None:
    parsed = Elements(f"<i>{escape.html(text)}</i>")
    assert (parsed.tags, parsed.text) == (["i"], text)


@steadily
@given(TEXTS)
def test_no_template_engine_finds_a_tag(text: str) -> None:
    for written in (escape.html(text), escape.html_content(text), escape.markdown(text)):
        assert "{" not in written
        assert "}" not in written


@steadily
@given(TEXTS)
@pytest.mark.parametrize("html", [False, True])
def test_markdown_is_one_paragraph_of_text_and_reads_back(html: bool, text: str) -> None:
    parser = MarkdownIt("commonmark", {"html": html, "linkify": False}).enable(["table", "strikethrough"])
    tokens = parser.parse(escape.markdown(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {child.type for child in children} <= ONLY_TEXT
    assert "".join(child.content for child in children).split() == text.split()


@pytest.mark.parametrize("text", HOSTILE)
def test_python_markdown_with_extensions_makes_no_element_of_it_either(text: str) -> None:
    extensions = ["extra", "admonition", "smarty", "pymdownx.magiclink", "pymdownx.tilde", "pymdownx.caret"]
    html = python_markdown(escape.markdown(text), extensions=[*extensions, "pymdownx.mark", "pymdownx.emoji"])
    assert Elements(html).tags == ["p"]


@steadily
@given(TEXTS)
def test_a_table_cell_stays_one_cell(text: str) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    tokens = parser.parse(f"| A | B |\n| --- | --- |\n| {escape.markdown(text)} | end |\n")
    cells = [token.content for token in tokens if token.type == "inline"]
    assert len(cells) == 4
    assert cells[3] == "end"


def test_text_that_turns_the_writing_direction_is_isolated() -> None:
    assert escape.html_content("a \u202eb") == "<bdi>a \u202eb</bdi>"
    assert escape.html_content("Pilot’s") == "Pilot’s"


def test_common_text_stays_readable_in_markdown() -> None:
    assert escape.markdown("Mutual TLS, port 80-443 (see Guide).") == "Mutual TLS, port 80-443 (see Guide)."


@steadily
@given(TEXTS)
def test_a_url_cannot_end_its_link(text: str) -> None:
    assert not set(escape.markdown_url(text)) & set(" ()<>[]\\\"'\n|{}`*")
