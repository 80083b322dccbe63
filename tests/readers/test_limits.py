"""What is too large to be a page is refused, with what to do, before it costs time or memory."""

import zipfile
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from openpyxl import Workbook

from portbook.adapters.project.find import Project
from portbook.adapters.project.inputs import gather
from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagnostics import Report
from portbook.options import Options, SourceOptions
from portbook.passes.footnotes.definitions import Definition
from portbook.readers import READERS
from portbook.readers.limits import MOST_BYTES
from portbook.readers.markdown.prepare import html_tables
from portbook.source import Source

COLUMNS = 100_000
WIDE = {
    "text": "Source\tDestination\tPort\tTransport\tSecurity\n" + "ferry\t" * COLUMNS + "443\tTCP\tTLS\n",
    "csv": ",".join(["Source", "Destination", "Port", *["a"] * COLUMNS]) + "\nferry,quay,443\n",
    "markdown": "|" + "Port|" * COLUMNS + "\n|" + "---|" * COLUMNS + "\n|" + "443|" * COLUMNS + "\n",
    "html": "<table><tr>" + "<th>Port" * COLUMNS + "</tr><tr>" + "<td>443" * COLUMNS + "</tr></table>",
    "html-spans": f"<table><tr><td colspan={COLUMNS}>Source<td>Port</tr><tr><td>ferry<td>443</tr></table>",
    "rst": ".. csv-table::\n\n   " + ",".join(["443"] * 2_000) + "\n",
    "rst-lines": "== " * COLUMNS + "\n" + "a  " * COLUMNS + "\n" + "== " * COLUMNS + "\n",
}


def compiled(name: str, data: bytes) -> Compilation:
    path = f"harbour{min(READERS[name].extensions)}"
    return compile_sources([Input(path, data, SourceOptions(path=path, format=name))], Options())


def codes(compilation: Compilation) -> set[str]:
    assert all(finding.remedy for finding in compilation.report.diagnostics)
    return {finding.code for finding in compilation.report.errors}


@pytest.mark.parametrize("name", WIDE)
def test_a_table_of_100_000_columns_is_left_unread_and_named(name: str) -> None:
    found = codes(compiled(name.partition("-")[0], WIDE[name].encode()))
    assert found & {"table-wide", "markup-broken", "row-unread"}


def test_a_file_of_50_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with (tmp_path / "harbour.md").open("wb") as file:
        file.truncate(50_000_000)
    gathered = gather(Project(tmp_path, Options(), configured=False), [tmp_path / "harbour.md"])
    (finding,) = gathered.report.errors
    assert (finding.code, gathered.inputs) == ("source-large", ())
    assert "50,000,000 bytes" in finding.message
    assert "Split" in finding.remedy


@pytest.mark.parametrize("name", READERS)
def test_bytes_beyond_the_limit_are_decoded_by_no_reader(name: str) -> None:
    assert codes(compiled(name, bytes(MOST_BYTES + 1))) == {"source-large"}


def test_a_long_page_of_restructuredtext_is_left_unread_and_named() -> None:
    (finding,) = [f for f in compiled("rst", b"Ferry. " * 150_000).report.errors if f.code == "source-large"]
    assert "1,050,000 characters" in finding.message


def test_many_lines_of_restructuredtext_are_left_unread_and_named() -> None:
    (finding,) = [f for f in compiled("rst", b"- a\n\nb\n\n" * 6_000).report.errors if f.code == "source-large"]
    assert "24,000 lines" in finding.message


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("csv", b"a,b\n", "lines"),
        ("text", b"a\r", "lines"),
        ("html", b"<b>" * 5, "tags"),
        ("markdown", b"|a" * 5, "bars"),
        ("csv", b"a;" * 5, "semicolons"),
    ],
)
def test_a_file_of_too_many_parts_is_refused_before_it_takes_memory(name: str, part: bytes, said: str) -> None:
    (finding,) = compiled(name, part * 250_001).report.errors
    assert finding.code == "source-large"
    assert said in finding.message


def test_targets_between_empty_lines_take_time_with_their_number_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """No target of a page looks at the lines of those below it."""
    from docutils.statemachine import StringList  # noqa: PLC0415 - as in the reader

    copied: list[int] = []
    made = StringList.__init__

    def counted(self: StringList, initlist: Any = (), *given: Any, **named: Any) -> None:
        copied.append(len(initlist or ()))
        made(self, initlist, *given, **named)

    monkeypatch.setattr(StringList, "__init__", counted)
    totals = []
    for count in (50, 500):
        copied.clear()
        compiled("rst", b".. _mill: https://mill.example\n\n" * count)
        totals.append(sum(copied))
    assert totals[1] < 20 * totals[0]


def test_many_csv_tables_take_time_with_their_rows_alone() -> None:
    """Eight times the tables take about eight times as long: no table looks at the lines of those below it."""
    table = ".. csv-table::\n   :header: Source, Port\n\n   press, 443\n   mill, 8443\n\n"
    few, many = (min(_seconds("rst", (table * count).encode()) for _ in range(3)) for count in (200, 1_600))
    assert many < 32 * few  # eight times the rows; where each table is looked for among all, 64 times


def test_a_table_is_found_as_fast_at_the_end_of_a_long_line() -> None:
    tags = "<table>" * 4_000
    short, long = (min(_finding("a" * 4_000_000 + end + tags) for _ in range(2)) for end in ("\n", ""))
    assert long < 4 * short


def _finding(text: str) -> float:
    start = process_time()
    assert not list(html_tables(text, 0))
    return process_time() - start


def test_the_rows_of_a_table_are_gathered_once() -> None:
    (table,) = compiled("csv", b"Source,Destination,Port\npress,mill,443\n").documents[0].tables
    assert table.rows is table.rows
    assert table.rows[0].texts is table.rows[0].texts


def _seconds(name: str, data: bytes) -> float:
    start = process_time()
    READERS[name].read(Source.decode("harbour.rst", data), SourceOptions(), Report(), ())
    return process_time() - start


def archive(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for path, data in parts.items():
            made.writestr(zipfile.ZipInfo(path), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">%s]><worksheet>&j;</worksheet>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + at, b"&%c;" % (97 + at) * 10) for at in range(9)
)


@pytest.mark.parametrize(
    "sheet",
    [bytes(129 * 1024 * 1024), ENTITIES, ENTITIES.decode().encode("utf-16")],
    ids=["zip-bomb", "entities", "entities-in-utf-16"],
)
def test_a_bomb_is_refused(sheet: bytes) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>", "xl/worksheets/sheet1.xml": sheet}
    assert codes(compiled("xlsx", archive(parts))) == {"workbook-refused"}


def test_marks_that_many_notes_define_cost_time_with_the_rows_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten times the rows and notes look at ten times the notes, not at a hundred times as many."""
    looked_at: list[int] = []

    def counted(definition: Definition) -> int:
        looked_at.append(definition.footnote.line)
        return id(definition.footnote)

    monkeypatch.setattr(Definition, "key", property(counted))
    counts = []
    for size in (10, 100):
        looked_at.clear()
        rows = "| Source | Destination | Port |\n|---|---|---|\n" + "| press* | mill | 443 |\n" * size
        notes = "".join(f"\\* Only in building {number}.\n\n" for number in range(size))
        (message, *_) = [f.message for f in compiled("markdown", f"{rows}\n{notes}".encode()).report.diagnostics]
        assert "differently" in message
        assert len(message) < 120
        counts.append(len(looked_at))
    assert counts[1] < 20 * counts[0]


SHEET = "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>{}</sheetData>{}</worksheet>"
CELL = "<c r='A2' t='inlineStr'><is><t>press</t></is></c>"


@pytest.mark.parametrize(
    ("rows", "rest", "said"),
    [
        ("", "<mergeCell ref='A1:B1'/>" * 100_001, "ranges of merged cells"),
        (f"<row r='2'>{CELL * 6_000}</row>", "", "A2 is stored again and again"),
    ],
    ids=["merged", "stored"],
)
def test_a_workbook_that_says_one_thing_without_end_is_refused(rows: str, rest: str, said: str) -> None:
    book, data = Workbook(), BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    parts["xl/worksheets/sheet1.xml"] = SHEET.format(rows, f"<mergeCells>{rest}</mergeCells>" if rest else "").encode()
    (finding,) = compiled("xlsx", archive(parts)).report.errors
    assert finding.code == "workbook-refused"
    assert said in finding.message
