"""Simple inline Markdown is read by a pattern; it has to read as the parser reads it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.readers.markdown import inline
from portbook.readers.markdown.inline import MARKED_UP, SIMPLE, Inline
from portbook.readers.markdown.parser import parser

PIECES = ["*", "**", "a", "b.", "c,", " ", "`x`", "`", "``", "[a](b)", "[a. b](b)", "(", ")", "é", "→", "**a**", "*b.*"]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join))
def test_simple_markup_reads_as_the_parser_reads_it(text: str) -> None:
    read = Inline(parser(), "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inline, "SIMPLE", re.compile(r"(?!)()()()()"))
        expected = read.text(text)
    assert read.text(text) == expected


def test_simple_markup_needs_no_parser() -> None:
    text = "**Stop**, see [the gates](gates.md) and `a*b`: *none*"
    assert MARKED_UP.search(SIMPLE.sub(" ", text)) is None
    assert Inline(parser(), "").text(text) == "Stop, see the gates and a*b: none"
