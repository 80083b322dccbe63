"""reStructuredText: its four kinds of tables, notes and headings; what is unknown is text, what is broken is named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portbook.diagnostics import Report
from portbook.document import Document, Footnote, Heading, Prose, Stray, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import SourceError
from readers.written_tables import grid, listed, separated, simple

FORMAT = READERS["rst"]


def read(text: str | bytes) -> tuple[Document, Report]:
    data = text.encode() if isinstance(text, str) else text
    report, options = Report(), SourceOptions()
    document = FORMAT.read(FORMAT.decode("harbour.rst", data, options, report), options, report, ())
    assert unparse(document) == data
    return document, report


def cells(document: Document) -> list[list[tuple[str, ...]]]:
    return [[table.columns, *(row.texts for row in table.rows)] for table in document.tables]


GRID = """\
+--------+-------------+------+
| Source | Destination | Port |
+========+=============+======+
| ferry  | quay        | 80   |
|        +-------------+------+
|        | dock,       | 22   |
|        | north       |      |
+--------+-------------+------+
| Cranes                      |
+--------+-------------+------+
| crane  | - quay      | 443  |
|        | - dock      |      |
+--------+-------------+------+
"""
SIMPLE = """\
======  ===========  ====
Source  Destination  Port
======  ===========  ====
ferry   quay         80
        and dock
crane   dock         22
======  ===========  ====
"""
LIST = """\
.. list-table:: Inbound ports
   :header-rows: 1

   * - Source
     - Port
   * - ferry
     - 80

       81
   * - crane
     -
"""
CSV = """\
.. csv-table:: Outbound ports
   :header: "Source", "Port"

   ferry, "80, 81"
   crane, 22
"""


def test_a_grid_table_repeats_what_spans_rows() -> None:
    document, report = read(GRID)
    assert cells(document) == [
        [
            ("Source", "Destination", "Port"),
            ("ferry", "quay", "80"),
            ("ferry", "dock, north", "22"),
            ("Cranes", "", ""),
            ("crane", "quay\ndock", "443"),
        ]
    ]
    assert [row.line for row in document.tables[0].rows] == [4, 6, 9, 11]
    assert report.diagnostics == ()


def test_a_simple_table_may_have_rows_of_several_lines() -> None:
    document, _ = read(SIMPLE)
    assert cells(document) == [
        [("Source", "Destination", "Port"), ("ferry", "quay and dock", "80"), ("crane", "dock", "22")]
    ]
    assert [row.raw for row in document.tables[0].rows][1] == "crane   dock         22\n"
    assert [item.raw for item in document.tables[0].items if isinstance(item, Stray)] == [
        "======  ===========  ====\n",
        "======  ===========  ====\n",
    ]


def test_list_and_csv_tables_have_captions_and_lines() -> None:
    document, _ = read(f"{LIST}\n{CSV}")
    assert cells(document) == [
        [("Source", "Port"), ("ferry", "80\n81"), ("crane", "")],
        [("Source", "Port"), ("ferry", "80, 81"), ("crane", "22")],
    ]
    assert [table.caption for table in document.tables] == ["Inbound ports", "Outbound ports"]
    assert [[row.line for row in table.rows] for table in document.tables] == [[6, 10], [16, 17]]


def test_a_first_row_that_names_columns_is_the_header_where_none_is_marked() -> None:
    assert cells(read(LIST.replace("   :header-rows: 1\n", ""))[0])[0][0] == ("Source", "Port")


def test_footnotes_stand_as_marks_in_cells_and_before_their_texts() -> None:
    document, _ = read(
        "==========  ============\nSource      Port\n==========  ============\n"
        "ferry       443\\ [1]_\ncrane [#]_  22 [*]_\nbuoy        80\\ :sup:`2`\n==========  ============\n\n"
        ".. [1] Only at night.\n.. [#] Not in\n   winter.\n.. [*] Or none.\n"
    )
    assert cells(document)[0][1:] == [("ferry", "443¹"), ("crane ²", "22 *"), ("buoy", "80²")]
    assert [(b.marker, b.text) for b in document.blocks if isinstance(b, Footnote)] == [
        ("¹", "Only at night."),
        ("²", "Not in winter."),
        ("*", "Or none."),
    ]


def test_headings_have_levels_and_lines() -> None:
    document, _ = read("=======\nHarbour\n=======\n\nWords.\n\nInbound\n-------\n\nOn quays\n~~~~~~~~\n\nMore words.\n")
    assert [(b.text, b.level, b.line) for b in document.blocks if isinstance(b, Heading)] == [
        ("Harbour", 1, 1),
        ("Inbound", 2, 7),
        ("On quays", 3, 10),
    ]


def test_what_other_tools_know_is_read_as_text(capfd: pytest.CaptureFixture[str]) -> None:
    table = "".join(f"      {line}\n" for line in SIMPLE.splitlines())
    document, report = read(
        f".. harbour-tabs::\n\n   .. harbour-tab:: Ferries\n\n{table}\n"
        ":harbour-ref:`the plan <plan>` and |north| and `Dock`_ and `link <https://harbour.example>`_.\n"
        "\n.. |north| replace:: North Quay\n"
    )
    assert len(document.tables) == 1
    assert [b.text for b in document.blocks if isinstance(b, Prose)] == [
        "Ferries",
        "the plan and North Quay and Dock and link.",
    ]
    assert report.diagnostics == ()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "text",
    [".. include:: ports.rst\n", ".. csv-table::\n   :file: /etc/hosts\n", ".. raw:: html\n   :file: ports.html\n"],
)
def test_other_files_are_not_read(text: str) -> None:
    document, report = read(f"Words.\n\n{text}")
    assert [finding.code for finding in report.diagnostics] == ["markup-included"]
    assert report.diagnostics[0].place.line == 3
    assert document.tables == ()


def test_a_malformed_table_is_named_and_kept_as_text() -> None:
    broken = "======  ====\nSource  Port\n======  ====\nferry of the north  80\n======  ====\n"
    document, report = read(f"{SIMPLE}\n{broken}\nAfter.\n")
    (finding,) = report.diagnostics
    assert (finding.code, finding.place.line) == ("markup-broken", 9)
    assert any("ferry of the north" in b.text for b in document.blocks if isinstance(b, Prose))
    assert len(document.tables) == 1


def test_today_is_no_part_of_a_page() -> None:
    document, _ = read("Of |today|.\n\n.. |today| date::\n\n.. date::\n")
    words = [b.text for b in document.blocks if isinstance(b, Prose)]
    assert words[0] == "Of |today|."
    assert not any(character.isdigit() for text in words for character in text)


@pytest.mark.parametrize(
    "text",
    ["".join("  " * at + "- x\n\n" for at in range(300)), "- " * 3_000 + "x\n", ("> " * 500) + "\n", "*" * 20_000],
    ids=["nested", "nested on a line", "quotes", "one long line"],
)
def test_nesting_without_end_is_named_or_read(text: str) -> None:
    document, _ = read(text)
    assert document.blocks


word = st.text("abz8/", max_size=7).map("z".__add__)
tables = st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[word] * width), min_size=2, max_size=6))


@pytest.mark.parametrize("write", [grid, simple, listed, separated])
@given(rows=tables)
@settings(max_examples=60, deadline=None)
def test_each_row_stands_on_a_line_of_its_own(write: object, rows: list[tuple[str, ...]]) -> None:
    assert callable(write)
    document, report = read(f"Words.\n\n{write(rows)}\nWords.\n")
    assert cells(document) == [rows]
    assert len({row.line for row in document.tables[0].rows}) == len(rows) - 1
    assert report.diagnostics == ()


PIECES = st.sampled_from(
    [GRID, SIMPLE, LIST, CSV, ".. x::\n", "   ", "\n", "=", "-", "+", "|", "*", "`", "::", "[1]_ ", "a"]
)


@given(
    st.binary(max_size=200)
    | st.lists(PIECES | st.text(max_size=5), max_size=12).map(lambda p: "".join(p).encode("utf-8", "replace"))
)
@settings(max_examples=300, deadline=None)
def test_any_file_is_refused_or_written_back(data: bytes) -> None:
    try:
        read(data)
    except SourceError:
        return
