"""What may stand in Markdown and HTML: everything is written back, and every cell that was written is read."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.document import Document, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source, SourceError

PIECES = (
    *(
        "| a | b |\n",
        "|---|---|\n",
        "a | b\n",
        "--|--\n",
        "|",
        "\\|",
        "\n",
        "\r\n",
        "\r",
        "> ",
        "- ",
        "1. ",
        "* ",
        "    ",
    ),
    *(
        "# H\n",
        "text ",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "---\n",
        "k: v\n",
        "!!! note\n",
        ":::\n",
        "```{table}\n",
        "\\",
    ),
    *("[^1]: n\n", "[^1]", "[x]: y\n", "[x](u)", "![a](b)", "{#id}", "{:.c}\n", "import x from 'y'\n", "<Tab>\n"),
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "<th colspan=3>",
        "<td rowspan=0>",
        "<td rowspan=99999 colspan=99>",
    ),
    *("<caption>", "<thead>", "</thead>", "<tfoot>", "</td>", "<br>", "<sup>", "</sup>", "<sub>", "1", "<p>", "</p>"),
    *(
        "<ul>",
        "<li>",
        "</ul>",
        "<li id=fn1>",
        "<nav>",
        "</nav>",
        "<aside>",
        "</aside>",
        "<h2>",
        "<div class=toc>",
        "</div>",
    ),
    *("<script>", "</script>", "<title>", "</title>", "<head>", "</head>", "<body>", "<svg>", "<button>", "</button>"),
    *("<!--", "-->", "<![CDATA[", "]]>", "<?x", "<!doctype html>", "<%", "%>", "<% if x %>", "{{ y }}", "{{", "}}"),
    *("<a href=#fn1>", "</a>", "<td at=3>", '"', "'", "=", "<", ">", "/>", "&amp;", "&#42;", "&#0;", "\u2028", "\x0c"),
    *(
        "\ufdd0" + "0\ufdd1",
        "é",
        "<plaintext>",
        "<frameset>",
        "<select>",
        "<template>",
        "<math><mi>",
        "<form>",
        "<pre>",
    ),
)
pages = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12)
tables = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(WORD, min_size=width, max_size=width), min_size=2))


def read(kind: str, text: str) -> Document:
    source = Source.decode("page", text.encode())
    document = READERS[kind].read(source, SourceOptions(), Report(), ())
    assert unparse(document) == text.encode()
    return document


@pytest.mark.parametrize("kind", ["markdown", "html"])
@given(st.one_of(pages, st.text(max_size=200)))
@settings(max_examples=300, deadline=None)
def test_a_page_is_written_back_as_it_was(kind: str, text: str) -> None:
    try:
        Source.decode("page", text.encode("utf-8", "replace"))
    except SourceError:
        return
    read(kind, text.encode("utf-8", "replace").decode())


@given(tables)
@settings(max_examples=150, deadline=None)
def test_cells_written_as_html_are_read(rows: list[list[str]]) -> None:
    written = "".join(
        f"<tr>{''.join(f'<{tag}>{_reference(cell)}</{tag}>' for cell in row)}</tr>\n"
        for row, tag in zip(rows, ["th", *["td"] * len(rows)], strict=False)
    )
    (table,) = read("html", f"<table>\n{written}</table>").tables
    assert [table.header.texts, *[row.texts for row in table.rows]] == [tuple(map(_folded, row)) for row in rows]


@given(tables)
@settings(max_examples=150, deadline=None)
def test_cells_written_as_markdown_are_read(rows: list[list[str]]) -> None:
    lines = [f"| {' | '.join(map(_reference, row))} |" for row in rows]
    lines.insert(1, "|" + "---|" * len(rows[0]))
    (table,) = read("markdown", "\n".join(lines)).tables
    found = [table.header.texts, *[row.texts for row in table.rows]]
    assert found == [tuple(map(_folded, row)) for row in rows]


def _reference(text: str) -> str:
    """Write everything but letters and digits as references, so that nothing is markup."""
    return re.sub(
        r"[^\w ]|_", lambda match: html.escape(f"&#{ord(match[0])};", quote=False).replace("&amp;", "&"), text
    )


def _folded(text: str) -> str:
    return " ".join(re.sub("[\u200b\u2060\ufeff\u00ad]", "", text).split())


NESTED = {
    "elements": "<b>",
    "tables": "<table><tr><td>",
    "lists": "<ul><li>",
    "headings in items": "<li><h1>",
    "superscripts": "<sup>",
    "quotes": "> ",
    "bullets": "- ",
    "brackets": "[",
    "images": "![",
    "stars": "*a **",
    "backticks": "`a",
    "tags of a template": "{{ ",
    "unfinished tags": '<a x="',
    "comments": "<!--",
    "scripts": "<script>",
    "navigation": "<nav>",
    "rows that span all": "<tr><td rowspan=65534 colspan=1000>x<td>",
    "unfinished tables": "<table><tr>\n# x\n",
    "pipes": "|",
    "headers": "| a |\n|-|\n",
    "footnotes": "<sup>1</sup> a<br>",
}


@pytest.mark.parametrize("kind", ["markdown", "html"])
@pytest.mark.parametrize("piece", NESTED.values(), ids=list(NESTED))
def test_deep_and_long_pages_are_read(kind: str, piece: str) -> None:
    read(kind, piece * (100_000 // len(piece)))
    read(kind, "| a | b |\n|---|---|\n| " + piece.replace("\n", " ") * (20_000 // len(piece)) + "\n")
