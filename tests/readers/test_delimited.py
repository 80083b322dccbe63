"""CSV and TSV: what separates the fields, where tables begin and end, and that no character is lost."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.document import Document, Footnote, Furniture, Heading, Prose, Row, Stray, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS, choose, formats
from portbook.readers.delimited.fields import records
from portbook.readers.records.headers import are_headers
from portbook.source import SourceError

FORMAT = READERS["csv"]
HEADER = ["Source", "Destination", "Port", "Protocol"]


def read(text: str | bytes, path: str = "orchard.csv") -> tuple[Document, Report]:
    data = text.encode() if isinstance(text, str) else text
    report, options = Report(), SourceOptions()
    document = FORMAT.read(FORMAT.decode(path, data, options, report), options, report, ())
    assert unparse(document) == data
    return document, report


def cells(document: Document) -> list[list[tuple[str, ...]]]:
    return [[table.header.texts, *(row.texts for row in table.rows)] for table in document.tables]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_the_delimiter_is_found(delimiter: str, ending: str) -> None:
    rows = [HEADER, ["press", "cellar, north; south", "80,443", "TCP"], ["gate", "press", "8080;8443", "TCP"]]
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=ending).writerows(rows)
    assert cells(read(out.getvalue())[0]) == [[tuple(row) for row in rows]]


def test_a_line_for_spreadsheet_programs_names_the_delimiter() -> None:
    document, _ = read("sep=;\r\nSource;Port\r\npress, north;80,443\r\n")
    assert isinstance(document.blocks[0], Furniture)
    assert cells(document) == [[("Source", "Port"), ("press, north", "80,443")]]
    assert document.tables[0].rows[0].line == 3


def test_a_row_may_span_lines_and_its_cells_know_where_they_stand() -> None:
    document, report = read('Source,Port\n" press ","80\r\n 443 ""x"" "\ngate,  22 \n')
    row, after = document.tables[0].rows
    assert row.texts == ("press", '80\n443 "x"')
    assert [row.raw[cell.start : cell.end] for cell in row.cells] == ["press", '80\r\n 443 ""x""']
    assert (after.line, after.texts) == (4, ("gate", "22"))
    assert report.diagnostics == ()


def test_titles_sections_and_notes_stand_around_the_tables() -> None:
    document, _ = read(
        "Harbour network ports,,,,\n"
        "Checked in spring.,,,,\n"
        ",,,,\n"
        "Inbound,,,,\n"
        "Source,Destination,Port,Protocol,\n"
        "ferry,quay,443*,TCP,\n"
        "Cranes,,,,\n"
        "crane,quay,8080,TCP,\n"
        ",,,,\n"
        "crane,dock,8081,TCP,\n"
        "* Only at night,,,,\n"
        "\n"
        "Outbound\n"
        "From,To,Port\n"
        "quay,ferry,22\n"
        "See the plan of the harbour, page 2, as well.\n"
    )
    titles = [(b.text, b.level) for b in document.blocks if isinstance(b, Heading)]
    assert titles == [("Harbour network ports", 2), ("Inbound", 2), ("Outbound", 2)]
    assert [b.text for b in document.blocks if isinstance(b, Prose)] == [
        "Checked in spring.",
        "See the plan of the harbour, page 2, as well.",
    ]
    assert [(b.marker, b.text) for b in document.blocks if isinstance(b, Footnote)] == [("*", "Only at night")]
    assert cells(document) == [
        [
            ("Source", "Destination", "Port", "Protocol"),
            ("ferry", "quay", "443*", "TCP"),
            ("Cranes", "", "", ""),
            ("crane", "quay", "8080", "TCP"),
            ("crane", "dock", "8081", "TCP"),
        ],
        [("From", "To", "Port"), ("quay", "ferry", "22")],
    ]


def test_a_table_without_header_has_no_columns() -> None:
    document, _ = read("ferry,quay,443,TCP\ncrane,dock,22,TCP\n")
    assert cells(document) == [[(), ("ferry", "quay", "443", "TCP"), ("crane", "dock", "22", "TCP")]]
    assert document.tables[0].header.raw == ""


def test_a_header_of_two_lines_is_one() -> None:
    document, _ = read("Source,,Destination,,Port\nName,Zone,Name,Zone,\nferry,sea,quay,land,443\n")
    assert cells(document) == [
        [
            ("Source Name", "Source Zone", "Destination Name", "Destination Zone", "Port"),
            ("ferry", "sea", "quay", "land", "443"),
        ]
    ]
    assert document.tables[0].header.raw.count("\n") == 2


def test_short_and_long_rows_are_kept_as_they_are() -> None:
    document, _ = read("Source,Destination,Port\nferry,quay\ncrane,dock,22,surplus\nbuoy,dock,23,,\n")
    assert [row.texts for row in document.tables[0].rows] == [
        ("ferry", "quay"),
        ("crane", "dock", "22", "surplus"),
        ("buoy", "dock", "23"),
    ]


def test_a_quote_that_is_never_closed_swallows_no_rows() -> None:
    document, report = read('Source,Destination,Port\nferry,"quay,443\ncrane,"dock",22\nbuoy,dock,23\n')
    assert [row.texts for row in document.tables[0].rows][1:] == [("crane", "dock", "22"), ("buoy", "dock", "23")]
    (finding,) = report.diagnostics
    assert (finding.code, finding.place.line) == ("quote-unbalanced", 2)


def test_a_quote_that_closes_in_a_later_row_is_reported() -> None:
    _, report = read('Source,Destination,Port\nferry,"quay,443\ncrane,dock,22\nbuoy,north dock",23\n')
    assert [finding.code for finding in report.diagnostics] == ["quote-unbalanced"]


def test_a_table_of_a_hundred_thousand_columns_is_left_unread_and_named() -> None:
    document, report = read("Source,Port\n" + "80," * 100_000 + "80\n")
    assert all(isinstance(item, Stray) for table in document.tables for item in table.items)
    assert [finding.code for finding in report.diagnostics] == ["table-wide"]


def test_empty_columns_without_end_are_no_columns() -> None:
    document, report = read("Source,Port" + "," * 20_000 + "\nferry,80" + "," * 20_000 + "\n")
    assert cells(document) == [[("Source", "Port"), ("ferry", "80")]]
    assert report.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Source;Destination;Port\nferry;quay;443\n", "csv"),
        ("\ufeffDirection,Protocol,Port\r\nin,TCP,443\r\nin,TCP,22\r\n", "csv"),
        ("The source, the destination, and the port\nare, as always, in the plan, page 2.\n", "text"),
        ("Source,Destination,Port\n", "text"),
    ],
)
def test_delimited_text_is_recognised_where_the_evidence_is_clear(text: str, name: str) -> None:
    chosen = choose("orchard.data", text.encode(), "", formats())
    assert chosen is not None
    assert (chosen.name == "csv") == (name == "csv")


def test_template_tags_are_replaced() -> None:
    data = b"Source,Port\n{{ ferry.name }},443\n"
    options = SourceOptions(variables={"ferry.name": "Ferry"})
    document = FORMAT.read(FORMAT.decode("orchard.csv", data, options, Report()), options, Report(), ())
    assert document.tables[0].rows[0].texts == ("Ferry", "443")


words = st.text(st.sampled_from("ab8 .,;|\t\"'\n*é¹(-") | st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
filled = words.filter(lambda text: bool(text.strip()))


def shown(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n") if line.strip())


def is_row(texts: tuple[str, ...]) -> bool:
    return not are_headers([text for text in map(shown, texts) if text])


@given(
    st.lists(st.tuples(filled, filled, words, words).filter(is_row), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(max_examples=300, deadline=None)
def test_a_table_that_is_written_is_read_back(rows: list[tuple[str, ...]], delimiter: str, ending: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL)
    writer.writerows([HEADER, *rows])
    document, _ = read(f"sep={delimiter}{ending}{out.getvalue()}")
    assert [row for table in cells(document) for row in table[1:]] == [
        tuple(shown(text) for text in row) for row in rows
    ]


@given(st.lists(st.lists(words, min_size=1, max_size=5), max_size=5), st.sampled_from([",", ";", "\t"]))
@settings(max_examples=300, deadline=None)
def test_fields_are_those_of_the_standard_library(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    expected = list(csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter))
    found = [[cell.text for cell in record.cells] for record in records(out.getvalue(), delimiter)]
    assert found == [[shown(text) for text in row] or [""] for row in expected]


@given(st.binary(max_size=300) | st.text(st.sampled_from('a1,;\t|"\r\n *'), max_size=300).map(str.encode))
@settings(max_examples=500, deadline=None)
def test_any_file_is_refused_or_written_back(data: bytes) -> None:
    try:
        document, _ = read(data)
    except SourceError:
        return
    for table in document.tables:
        assert all(isinstance(item, Row | Stray) for item in table.items)
