"""What a reader of Markdown or HTML tells of a page besides its cells."""

import pytest

from portbook.diagnostics import Report
from portbook.document import Document, Furniture, Prose, StrayKind
from portbook.options import SourceOptions
from portbook.readers import READERS, choose, formats
from portbook.source import Source

ROWS = "| Source | Port |\n|---|---|\n"


def read(kind: str, text: str, options: SourceOptions | None = None) -> tuple[Document, list[str]]:
    report = Report()
    document = READERS[kind].read(Source.decode("page", text.encode()), options or SourceOptions(), report, ())
    return document, [f"{finding.place.line} {finding.code}" for finding in report.diagnostics]


def test_a_template_tag_is_reported_once_and_kept() -> None:
    document, found = read("markdown", f"{ROWS}| {{{{ gate }}}} | 1 |\n| {{{{gate}}}} | 2 |\n")
    assert [row.texts[0] for row in document.tables[0].rows] == ["{{ gate }}", "{{gate}}"]
    assert found == ["3 template-tag"]


@pytest.mark.parametrize("tag", ["{{ vars.gate }}", "<%= vars.gate %>", "{%- vars.gate -%}", "{{< vars.gate >}}"])
@pytest.mark.parametrize("kind", ["markdown", "html", "text"])
def test_a_configured_value_stands_for_its_tag(kind: str, tag: str) -> None:
    options = SourceOptions(variables={"vars.gate": "Apple <b>*Gate*</b>"})
    document, found = read(kind, f"About {tag}", options)
    assert [block.text for block in document.blocks if isinstance(block, Prose)] == ["About Apple <b>*Gate*</b>"]
    assert found == []


COMMENTS = ("<%# old %>", "<%#- old -%>", "{# old #}", "{{! old }}", "{{!-- {{ old }} --}}", "{{/* old */}}")


@pytest.mark.parametrize("comment", [*COMMENTS, "{{- /* old */ -}}"])
@pytest.mark.parametrize("kind", ["markdown", "html", "text"])
def test_a_comment_of_a_template_engine_shows_nothing_and_lacks_no_value(kind: str, comment: str) -> None:
    document, found = read(kind, f"About the gate {comment}")
    assert [block.text.strip() for block in document.blocks if isinstance(block, Prose)] == ["About the gate"]
    assert found == []


@pytest.mark.parametrize("comment", COMMENTS)
def test_a_comment_of_a_template_engine_is_no_row_and_no_part_of_a_cell(comment: str) -> None:
    document, found = read("markdown", f"{ROWS}| gate {comment} | 1 |\n{comment}\n| wall | 2 |\n")
    assert [row.texts[0].strip() for row in document.tables[0].rows] == ["gate", "wall"]
    assert found == []


def test_front_matter_and_title_are_metadata() -> None:
    page = "---\ntitle: 'Orchard'\nlist:\n  - a\nowner: Cider\n---\n# Ports\n"
    assert read("markdown", page)[0].metadata == {"title": "Orchard", "owner": "Cider"}
    assert read("markdown", '+++\ntitle = "Orchard"\n+++\n')[0].metadata == {"title": "Orchard"}
    assert read("html", "<html><head><title>Apples &amp; pears</title></head></html>")[0].metadata == {
        "title": "Apples & pears"
    }


def test_cells_know_where_they_stand() -> None:
    for kind, page in (
        ("markdown", "> | Source | Port |\n> |---|---|\n> | **crane** | 443 |\n"),
        ("html", "<table><tr><th>Source</th><th>Port</th></tr><tr><td>**crane**</td><td class=x>443</td></tr></table>"),
    ):
        (row,) = read(kind, page)[0].tables[0].rows
        assert [row.raw[cell.start : cell.end] for cell in row.cells] == ["**crane**", "443"]


def test_a_table_too_wide_for_people_is_left_unread() -> None:
    for kind, page in (
        ("markdown", ROWS + "| x " * 1_001 + "|\n"),
        ("html", f"<table><tr>{'<td>x' * 1_001}</table>"),
        ("html", f"<table>{'<tr><td colspan=900>x<td>y' * 900}</table>"),
    ):
        document, found = read(kind, page)
        assert [line.split()[1] for line in found] == ["table-wide"]
        assert document.tables[0].items[-1].kind is StrayKind.UNREAD  # type: ignore[union-attr]
        assert document.tables[0].rows == ()


def test_text_between_rows_is_reported() -> None:
    assert read("html", "<table><tr><td>a<td>b</tr>\nlost<tr><td>c<td>d</tr></table>")[1] == ["2 row-unread"]


def test_navigation_is_furniture() -> None:
    document, _ = read("html", "<nav><a>Home</a></nav><p>Text</p><footer>Imprint</footer>")
    assert [type(block) for block in document.blocks] == [Furniture, Prose, Furniture]


def test_lines_are_those_of_the_source() -> None:
    page = "<h1>A</h1>\n\n<p>b\n<p>c<br>\n* d\n<table>\n<tr><td>1<td>2\n<tr><td>3<td>4\n</table>"
    document, _ = read("html", page)
    assert [block.line for block in document.blocks] == [1, 3, 4, 5, 6]
    assert [row.line for row in document.tables[0].rows] == [7, 8]


def test_a_page_without_a_telling_name_is_recognised() -> None:
    for data, kind in ((b"\xef\xbb\xbf<!DOCTYPE html><p>", "html"), (b"<table><tr>", "html")):
        chosen = choose("page", data, "", formats())
        assert chosen is not None
        assert chosen.name == kind


def test_a_page_of_html_is_read_in_the_encoding_that_it_declares() -> None:
    data = '<meta charset="iso-8859-15"><p>Äpfel für 5 €</p>'.encode("iso-8859-15")
    report = Report()
    source = READERS["html"].decode("page.html", data, SourceOptions(), report)
    assert "Äpfel für 5 €" in source.text
    assert report.diagnostics == ()
