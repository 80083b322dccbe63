"""Workbooks: each sheet's tables, what cells show, and what is refused. The workbooks are written by openpyxl."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

from portbook.certificate import certify
from portbook.compiler import Input, compile_sources
from portbook.diagnostics import Report
from portbook.document import Document, Footnote, Heading, Sheet, unparse
from portbook.model import Flow
from portbook.options import Options, SourceOptions
from portbook.readers import READERS, choose, formats
from portbook.source import SourceError, digest

FORMAT = READERS["xlsx"]
HEADER = ("Source", "Destination", "Port", "Protocol")
ROW = ("ferry", "quay", 8443, "TCP")
SHEET = "xl/worksheets/sheet1.xml"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def made(*rows: tuple[Any, ...], change: Callable[[Workbook], object] = lambda _: None) -> bytes:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    change(book)
    return saved(book)


def read(data: bytes) -> tuple[Document, Report]:
    report, options = Report(), SourceOptions()
    document = FORMAT.read(FORMAT.decode("harbour.xlsx", data, options, report), options, report, ())
    assert digest(unparse(document)) == document.source.content
    assert document.source.sha256 == digest(data)
    return document, report


def compiled(data: bytes) -> tuple[tuple[Flow, ...], list[str]]:
    """Return the flows of a workbook, and the rules of what was found in it."""
    path = "harbour.xlsx"
    (options,) = Options.parse({"sources": [{"path": path}]}).sources
    compilation = compile_sources([Input(path, data, options)], Options())
    assert [law for law in certify(compilation).laws if not law.holds] == []
    return compilation.book.flows, [finding.code for finding in compilation.report.diagnostics]


def rows(data: bytes) -> list[tuple[str, ...]]:
    return [row.texts for table in read(data)[0].tables for row in table.rows]


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in dict.fromkeys([*old.namelist(), name]):
            before = old.read(part) if part in old.namelist() else b""
            new.writestr(part, change(before) if part == name else before)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (8443, "8443"),
        (8443.0, "8443"),
        (1.5, "1.5"),
        (True, "TRUE"),
        ("#N/A", "#N/A"),
        ("80\n 443 ", "80\n443"),
        (CellRichText("443", TextBlock(InlineFont(vertAlign="superscript"), "1")), "443¹"),
        (CellRichText("443", TextBlock(InlineFont(b=True), "1")), "4431"),
        (CellRichText(TextBlock(InlineFont(strike=True), "80"), ", 443"), "~~80~~, 443"),
        (CellRichText("443 ", *(TextBlock(InlineFont(strike=True, b=b), "8") for b in (True, False))), "443 ~~88~~"),
        ("\\t", "\\t"),
    ],
)
def test_a_cell_shows_what_a_person_reads(value: object, shown: str) -> None:
    assert rows(made(HEADER, ROW, ("crane", "dock", value, "TCP")))[1] == ("crane", "dock", shown, "TCP")


def test_raised_characters_of_a_text_that_stands_in_its_cell_are_marks_too() -> None:
    inline = (
        b'<c r="C2" t="inlineStr"><is><r><t>443</t></r>'
        b'<r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></is></c>'
    )
    data = with_part(
        made(HEADER, ROW),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<c r="C2" t="n"><v>8443</v></c>', inline),
    )
    assert rows(data) == [("ferry", "quay", "443¹", "TCP")]


def test_raised_characters_of_a_text_that_cells_share_are_marks_too() -> None:
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    declared = b'<Override PartName="/xl/sharedStrings.xml" ContentType="' + kind + b'"/></Types>'
    texts = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><t>443</t></r><r><rPr>'
        b'<vertAlign val="superscript"/></rPr><t>1, 2</t></r></si></sst>'
    )
    data = with_part(made(HEADER, ROW), "xl/sharedStrings.xml", lambda _: texts)
    data = with_part(data, "[Content_Types].xml", lambda part: part.replace(b"</Types>", declared))
    cell = b'<c r="C2" t="s"><v>0</v></c>'
    data = with_part(data, SHEET, lambda part: part.replace(b'<c r="C2" t="n"><v>8443</v></c>', cell))
    assert rows(data) == [("ferry", "quay", "443¹,²", "TCP")]


def test_a_cell_whose_style_strikes_its_text_out_shows_that() -> None:
    def strike(book: Workbook) -> None:
        for row in book["Sheet"]["A3:D3"]:
            for cell in row:
                cell.font = Font(strike=True)
        book["Sheet"]["C4"].font = Font(strike=True)

    own_font = CellRichText("80\n", TextBlock(InlineFont(b=True), "443"))
    data = made(HEADER, ROW, ("crane", "dock", 23, "TCP"), ("crane", "dock", own_font, "TCP"), change=strike)
    assert rows(data)[1:] == [("~~crane~~", "~~dock~~", "~~23~~", "~~TCP~~"), ("crane", "dock", "~~80~~\n443", "TCP")]
    (flow, kept), rules = compiled(data)
    assert (str(flow.ports), str(kept.ports)) == ("8443", "443")
    assert rules == ["row-struck", "cell-struck"]


def test_a_struck_text_that_stands_in_its_cell_shows_that() -> None:
    inline = (
        b'<c r="C2" t="inlineStr"><is><r><rPr><strike/></rPr><t>80</t></r>'
        b'<r><t xml:space="preserve"> 443</t></r></is></c>'
    )
    cell = b'<c r="C2" t="n"><v>8443</v></c>'
    assert rows(with_part(made(HEADER, ROW), SHEET, lambda part: part.replace(cell, inline)))[0][2] == "~~80~~ 443"


def test_every_sheet_is_read_with_its_rows_as_lines() -> None:
    def more(book: Workbook) -> None:
        book.create_chartsheet("Plan").add_chart(BarChart())
        book.create_sheet("Outbound")["B5"] = "Harbour"
        for column, text in zip("CDE", HEADER, strict=False):
            book["Outbound"][f"{column}7"] = text
            book["Outbound"][f"{column}8"] = "22" if text == "Port" else "crane"
        book["Outbound"]["C10"] = "* Not at night"

    document, _ = read(made(HEADER, ROW, change=more))
    assert [block.text for block in document.blocks if isinstance(block, Sheet)] == ["Sheet", "Outbound"]
    assert [section.titles for section in document.sections] == [("Sheet",), ("Outbound",), ("Outbound", "Harbour")]
    assert [(table.line, table.columns) for table in document.tables] == [(1, HEADER), (7, HEADER[:3])]
    assert [(b.line, b.text) for b in document.blocks if isinstance(b, Footnote)] == [(10, "Not at night")]


def test_merged_cells_stand_in_each_cell_they_cover_but_titles_once() -> None:
    def merge(book: Workbook) -> None:
        for cells in ("A1:D1", "A3:A4", "A5:D5"):
            book["Sheet"].merge_cells(cells)

    data = made(
        ("Inbound",), HEADER, ROW, (None, "dock", 22, "TCP"), ("Cranes",), ("crane", "dock", 23, "TCP"), change=merge
    )
    document, _ = read(data)
    assert [b.text for b in document.blocks if isinstance(b, Heading)] == ["Inbound"]
    assert [row.texts for row in document.tables[0].rows] == [
        ("ferry", "quay", "8443", "TCP"),
        ("ferry", "dock", "22", "TCP"),
        ("Cranes", "", "", ""),
        ("crane", "dock", "23", "TCP"),
    ]
    assert document.tables[0].rows[1].cells[0].start == -1


def test_a_header_of_merged_cells_is_one() -> None:
    def merge(book: Workbook) -> None:
        for cells in ("A1:B1", "C1:D1", "E1:E2"):
            book["Sheet"].merge_cells(cells)

    data = made(
        ("Source", None, "Destination", None, "Port"),
        ("Name", "Zone", "Name", "Zone"),
        ("ferry", "sea", "quay", "land", 443),
        change=merge,
    )
    assert read(data)[0].tables[0].columns == (
        "Source Name",
        "Source Zone",
        "Destination Name",
        "Destination Zone",
        "Port",
    )


@pytest.mark.parametrize(
    ("value", "rule", "words"),
    [
        (date(2024, 1, 22), "cell-date", "C2 holds a date, shown as 2024-01-22"),
        ("=B2&C3", "cell-formula", "the formula in C2 has no stored value"),
    ],
)
def test_what_may_not_be_what_was_meant_is_reported(value: object, rule: str, words: str) -> None:
    _, report = read(made(HEADER, ("ferry", "quay", value, "TCP")))
    (finding,) = report.diagnostics
    assert (finding.code, finding.place.sheet, finding.place.line) == (rule, "Sheet", 2)
    assert words in finding.message


def test_formulas_show_their_stored_value() -> None:
    stored = with_part(
        made(HEADER, ("ferry", "quay", "=40+3", "TCP")),
        "xl/worksheets/sheet1.xml",
        lambda part: (
            part.replace(b"<v></v>", b"<v>43</v>").replace(b"<v/>", b"<v>43</v>").replace(b"<v />", b"<v>43</v>")
        ),
    )
    assert rows(stored) == [("ferry", "quay", "43", "TCP")]


def test_what_is_hidden_or_noted_beside_is_read_and_said() -> None:
    def hide(book: Workbook) -> None:
        sheet = book["Sheet"]
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet["C2"].comment = Comment("Only at night", "the harbour master")
        book.create_sheet("Old").sheet_state = "hidden"

    document, report = read(made(HEADER, ROW, change=hide))
    assert [row.texts for row in document.tables[0].rows] == [("ferry", "quay", "8443", "TCP")]
    messages = [finding.message for finding in report.diagnostics]
    assert len(messages) == 4
    for words in ("'Old' is hidden", "rows of the sheet 'Sheet' are hidden and were read: 2", ": C", "'Only at night'"):
        assert any(words in message for message in messages)


def test_formats_without_text_cost_nothing() -> None:
    def dress(book: Workbook) -> None:
        book["Sheet"]["XFD1048576"].number_format = "0.00"

    assert rows(made(HEADER, ROW, change=dress)) == [("ferry", "quay", "8443", "TCP")]


def test_a_table_of_more_columns_than_any_has_is_left_unread() -> None:
    document, report = read(made(HEADER, ROW, tuple(range(10_000))))
    assert not any(table.rows for table in document.tables)
    assert [finding.code for finding in report.diagnostics] == ["table-wide"]


def test_tables_side_by_side_are_read_one_after_the_other() -> None:
    inbound = ("Source", "Port", "Protocol", None, "Destination", "Port", "Protocol")
    data = made(("Gate",), (), inbound, ("ferry", 80, "TCP", None, "quay", 22, "TCP"), ("buoy", 81, "TCP"))
    document, report = read(data)
    assert [[table.columns, *(row.texts for row in table.rows)] for table in document.tables] == [
        [("Source", "Port", "Protocol"), ("ferry", "80", "TCP"), ("buoy", "81", "TCP")],
        [("Destination", "Port", "Protocol"), ("quay", "22", "TCP")],
    ]
    assert [(finding.code, finding.place.line) for finding in report.diagnostics] == [("tables-beside", 3)]


def test_tables_side_by_side_may_stand_above_a_wider_one() -> None:
    both = (*HEADER[2:], None, *HEADER[2:])
    document, _ = read(made(both, (80, "TCP", None, 22, "UDP"), (), HEADER, ROW))
    assert [table.columns for table in document.tables] == [HEADER[2:], HEADER, HEADER[2:]]


def test_an_empty_column_within_a_table_makes_no_two_of_it() -> None:
    document, report = read(made((*HEADER[:2], None, *HEADER[2:]), (*ROW[:2], None, *ROW[2:])))
    assert [row.texts for row in document.tables[0].rows] == [("ferry", "quay", "", "8443", "TCP")]
    assert not report.diagnostics


def test_an_own_fault_is_no_damage_of_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise TypeError

    monkeypatch.setattr("portbook.readers.workbook.grid.shown", broken)
    with pytest.raises(TypeError):
        read(GOOD)


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
GOOD = made(HEADER, ROW)
REFUSED = {
    "an older format": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "no archive": b"Source,Port\n",
    "half an archive": GOOD[: len(GOOD) // 2],
    "changed bytes": GOOD[:200] + bytes(byte ^ 255 for byte in GOOD[200:300]) + GOOD[300:],
    "entities": with_part(GOOD, SHEET, lambda _: BOMB),
    "entities in the styles": with_part(GOOD, "xl/styles.xml", lambda _: BOMB),
    "a zip bomb": with_part(GOOD, "docProps/app.xml", lambda _: b" " * 200_000_000),
    "tags without end": with_part(GOOD, "xl/styles.xml", lambda _: b"<x/>" * 500_000),
    "no XML": with_part(GOOD, SHEET, lambda _: b"{}"),
    "merged without end": with_part(
        made(HEADER, *[ROW] * 2_000),
        SHEET,
        lambda part: part.replace(
            b"</sheetData>",
            b"</sheetData><mergeCells>" + b'<mergeCell ref="A1:XFC1048576"/>' * 1_000 + b"</mergeCells>",
        ),
    ),
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_read_or_trusted_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read(data)
    assert refused.value.rule == "workbook-refused"


@pytest.mark.parametrize("data", [b"", saved(Workbook())], ids=["no byte", "no cell"])
def test_what_holds_nothing_is_empty(data: bytes) -> None:
    with pytest.raises(SourceError) as refused:
        read(data)
    assert refused.value.rule == "source-empty"


def test_a_workbook_is_recognised_without_its_extension() -> None:
    chosen = choose("harbour", GOOD, "", formats())
    assert chosen is not None
    assert chosen.name == "xlsx"


words = st.text(st.sampled_from("ab8 .,\t\"'\n\\=^[]é¹") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
values = words | st.integers(-10, 70_000) | st.booleans() | st.integers(0, 9999).map(lambda number: number / 100)


def shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return "\n".join(" ".join(line.split()) for line in str(value).split("\n") if line.strip())


def written(table: list[tuple[Any, ...]]) -> bytes | None:
    book = Workbook()
    assert book.active is not None
    try:
        for at, row in enumerate(table, 1):
            for column, value in enumerate(row, 1):
                cell = book.active.cell(at, column, value if value != "" else None)
                if isinstance(value, str) and value:
                    cell.data_type = "s"  # a text that begins with = is none the less a text here
    except IllegalCharacterError:
        return None
    return saved(book)


@given(st.lists(st.tuples(st.just("ferry"), st.just("quay"), values, values), min_size=1, max_size=5))
@settings(max_examples=100, deadline=None)
def test_a_table_that_is_written_is_read_back(table: list[tuple[Any, ...]]) -> None:
    data = written([HEADER, *table])
    if data:
        assert rows(data) == [tuple(shown(value) for value in row) for row in table]


@given(st.integers(0, 2), st.integers(0, 3), st.sampled_from(["other", "", 0, "ferry "]), st.booleans())
@settings(max_examples=40, deadline=None)
def test_a_change_of_any_value_or_place_changes_the_text_of_the_workbook(
    row: int, column: int, value: object, moved: bool
) -> None:
    table: list[tuple[Any, ...]] = [HEADER, ROW, ("crane", "dock", 22, "UDP")]
    cells = list(table[row])
    before, cells[column] = cells[column], value
    changed = [*table[:row], tuple(cells), *table[row + 1 :]]
    if moved:
        changed = [*table[:row], (), *table[row:]]
    old, new = written(table), written(changed)
    assert old
    assert new
    assert moved or before != value
    assert read(old)[0].source.text != read(new)[0].source.text


@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=20))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_refused_or_read(at: int, damage: bytes) -> None:
    try:
        read(GOOD[:at] + damage + GOOD[at + len(damage) :])
    except SourceError:
        return


def test_a_template_tag_is_reported_on_its_sheet() -> None:
    def second(book: Workbook) -> None:
        book.create_sheet("Lock").append(("ferry", "{{ lock }}", 443, "TCP"))

    _, report = read(made(HEADER, ROW, change=second))
    (finding,) = report.diagnostics
    assert (finding.code, finding.place.sheet, finding.place.line) == ("template-tag", "Lock", 1)
