"""Workbooks as people open them: nothing becomes a formula, no name clashes, the same tables give the same bytes."""

import csv
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from portbook.writers.readback.workbook import texts
from portbook.writers.workbook import MOST_CHARACTERS, MOST_ROWS, Sheet, WorkbookError, workbook
from portbook.writers.workbook_names import sheet_names
from writers.documents import steadily

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "2024-01-01", "3/4", "1e5", "00123", "TRUE", "#REF!",
    "'quoted", " spaced ", "a\nb", "a\tb", "a\r\nb", "_x0041_", "_x_", "<b>&amp;</b>", "]]>", "\x01\x1f\ufffe",
    "\u202eabc", "𝄞" * 3,
)  # fmt: skip
SOFFICE = shutil.which("soffice")


def one(*rows: tuple[str, ...], header: tuple[str, ...] = ("Text",)) -> Sheet:
    return Sheet("Rows", header, rows)


def converted(folder: Path, how: str, name: str) -> Path:
    """Let LibreOffice open ``book.xlsx`` of a folder and write it again."""
    command = [str(SOFFICE), f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", how]
    into = folder / "converted"
    subprocess.run([*command, "--outdir", into, folder / "book.xlsx"], check=True, capture_output=True, timeout=120)
    (written,) = into.glob(name)
    return written


def test_every_cell_is_text_for_openpyxl() -> None:
    data = workbook([one(*((text,) for text in HOSTILE))], "x")
    sheet = load_workbook(io.BytesIO(data)).worksheets[0]
    assert {(cell.data_type, cell.number_format) for row in sheet.iter_rows() for cell in row} == {("s", "@")}
    assert texts(data) == [["Text"], *([text] for text in HOSTILE)]


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice: apt-get install libreoffice-calc-nogui")
def test_every_cell_is_text_for_libreoffice(tmp_path: Path) -> None:
    """What it writes as CSV are the texts themselves: no formula was worked out, no date was made."""
    (tmp_path / "book.xlsx").write_bytes(workbook([one(*((text,) for text in HOSTILE))], "x"))
    written = converted(
        tmp_path, "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,true,false,false,false,1", "*.csv"
    )
    rows = [row[0] for row in csv.reader(io.StringIO(written.read_text(encoding="utf-8"), newline=""))]
    assert rows[0] == "Text"
    seen = dict(zip(HOSTILE, rows[1:], strict=True))
    odd = {"a\r\nb", "\x01\x1f\ufffe"}  # it has one kind of line break, and drops what is no character
    assert {text: shown for text, shown in seen.items() if text != shown and text not in odd} == {}


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice: apt-get install libreoffice-calc-nogui")
def test_libreoffice_sees_the_sheets_and_their_filters(tmp_path: Path) -> None:
    """Without a window it keeps no frozen header of any workbook."""
    titles = ("web", "WEB", "it's/ä", "𝄞" * 20)
    sheets = [Sheet(title, ("A", "B"), [("=1", "2024-01-01"), ("8443", "")]) for title in titles]
    (tmp_path / "book.xlsx").write_bytes(workbook(sheets, "x"))
    seen = load_workbook(converted(tmp_path, "xlsx", "*.xlsx"))
    assert seen.sheetnames == ["web", "WEB (2)", "it's ä", "𝄞" * 15]
    for sheet in seen:
        assert sheet.auto_filter.ref == "A1:B3"
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
        assert sheet["A3"].value == "8443"


def test_a_sheet_has_a_frozen_header_a_filter_and_shaded_rows() -> None:
    made = Sheet("Rows", ("A", "B"), [("1", ""), ("3", "4")], frozenset({1}), (10, 200))
    sheet = load_workbook(io.BytesIO(workbook([made], "x"))).worksheets[0]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("A2", "A1:B3", "A1:B3")
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (10, 80)
    assert sheet["A3"].fill.fgColor.rgb != sheet["A2"].fill.fgColor.rgb
    assert sheet["A1"].font.bold


def test_a_sheet_may_have_no_rows() -> None:
    assert texts(workbook([Sheet("Empty", ("A", "B"), [])], "x")) == [["A", "B"]]


def test_the_same_tables_give_the_same_bytes_and_tell_no_time() -> None:
    data = workbook([one(("1",))], "x")
    assert data == workbook([one(("1",))], "x")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert {entry.date_time[0] for entry in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert "openpyxl" not in core


@pytest.mark.parametrize(
    ("titles", "names"),
    [
        (["web", "Web", "WEB"], ["web", "Web (2)", "WEB (3)"]),
        (["a/b", r"a\b", "a:b"], ["a b", "a b (2)", "a b (3)"]),
        (["x" * 40, "x" * 41], ["x" * 31, "x" * 27 + " (2)"]),
        (["'quoted'", "History", "", "[]"], ["quoted", "History (2)", "Sheet", "Sheet (2)"]),
        (["𝄞" * 20], ["𝄞" * 15]),
        (["web (2)", "web", "web"], ["web (2)", "web", "web (3)"]),
    ],
)
def test_names_of_sheets_are_what_excel_takes(titles: list[str], names: list[str]) -> None:
    assert sheet_names(titles) == names


@steadily
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_names_of_sheets_are_safe_and_unique_whatever_the_titles(titles: list[str]) -> None:
    names = sheet_names(titles)
    assert len({name.casefold() for name in names}) == len(titles)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("' ") == name


@steadily
@given(st.lists(st.tuples(st.text(max_size=20), st.text(max_size=20)), max_size=5))
def test_any_text_comes_back_as_it_was(rows: list[tuple[str, str]]) -> None:
    assert texts(workbook([one(*rows, header=("A", "B"))], "x"))[1:] == [list(row) for row in rows]


def test_more_than_excel_reads_is_refused_and_nothing_is_cut() -> None:
    assert texts(workbook([one(("x" * MOST_CHARACTERS,))], "x"))[1] == ["x" * MOST_CHARACTERS]
    with pytest.raises(WorkbookError, match=r"row 2 of the sheet 'Rows' has 32,768 characters under 'Text'"):
        workbook([one(("x" * (MOST_CHARACTERS + 1),))], "x")
    with pytest.raises(WorkbookError, match="32,767"):
        workbook([one(("𝄞" * (MOST_CHARACTERS // 2 + 1),))], "x")
    with pytest.raises(WorkbookError, match="would have 1,048,576 rows; Excel reads 1,048,575"):
        workbook([one(*([("",)] * MOST_ROWS))], "x")


@pytest.mark.parametrize("title", ["it's", "a, b", "=1+1", "1", "R1C1", "ä ö", "A1"])
def test_a_sheet_of_any_name_has_its_filter_and_its_title_rows(title: str) -> None:
    (sheet,) = load_workbook(io.BytesIO(workbook([Sheet(title, ("A",), [("1",)])], "x"))).worksheets
    assert (sheet.title, sheet.auto_filter.ref, sheet.print_title_rows) == (title, "A1:A2", "$1:$1")
