"""Real pages, where a checkout of them stands beside this project."""

import json
import re
from pathlib import Path

import pytest

from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagnostics import Report
from portbook.document import unparse
from portbook.model import Book
from portbook.options import Options, SourceOptions
from portbook.readers import READERS
from portbook.source import Source

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
PAGES = sorted(CORPUS.glob("tas/*.txt"))
MARKED_UP = {".md": "markdown", ".html": "html", ".csv": "csv"}
SISTERS = sorted(page for page in CORPUS.glob("tas/*") if page.suffix in MARKED_UP)
VENDORS = sorted([*CORPUS.glob("vendors/*.md"), *CORPUS.glob("vendors/*.csv")])
MEANT = {
    "source": "source",
    "destination": "destination",
    "peer(src-or-dst, needs direction)": "peer",
    "direction": "direction",
    "direction+peer combined": "peer",
    "host role (owner of the port)": "component",
    "service/component (listener or app protocol: by value)": "component",
    "port": "port",
    "port (transport in header)": "port",
    "port+transport combined": "port",
    "transport": "transport",
    "protocol=transport": "transport",
    "protocol=mixed": "transport",
    "protocol=application": "application",
    "purpose": "purpose",
    "condition/mode": "other",
    "network qualifier": "other",
    "k8s metadata": "other",
}
"""The role that is meant by each word for one that the truth uses."""
NO_PORTS = {
    ("rancher-rke2-docs-docs-install-requirements.md", 2, 0): "they are types of ICMP messages",
    ("kubermatic-docs-content-kubelb-main-installation-requirement.md", 0, 2): "one of two cases has no number",
    ("kubermatic-docs-content-kubelb-main-installation-requirement.md", 0, 3): "whence numbers are taken, not which",
}
"""Why numbers in the cell of a port are none of its flows: by file, table and row, counted from 0."""
NO_CORPUS = "there is no corpus of real pages at ../shared/corpus; it is not part of this project"


@pytest.mark.skipif(not PAGES, reason=NO_CORPUS)
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_real_page(page: Path) -> None:
    data = page.read_bytes()
    report = Report()
    document = READERS["text"].read(Source.decode(page.name, data), SourceOptions(), report, ())
    truth = json.loads(page.with_suffix(".cells.json").read_text(encoding="utf-8"))["tables"]
    assert unparse(document) == data
    assert [list(table.columns) for table in document.tables] == [table["columns"] for table in truth]
    assert [[list(row.texts) for row in table.rows] for table in document.tables] == [
        table["rows_in_text_form"] for table in truth
    ]
    assert not [row for table in document.tables for row in table.rows if row.ambiguous]


def read(page: Path) -> list[tuple[list[str], list[list[str]]]]:
    """Return the columns and rows of each table of a page of Markdown or HTML, or of delimited text."""
    data = page.read_bytes()
    source = Source.decode(page.name, data)
    document = READERS[MARKED_UP[page.suffix]].read(source, SourceOptions(), Report(), ())
    assert unparse(document) == data
    return [(list(table.columns), [list(row.texts) for row in table.rows]) for table in document.tables]


@pytest.mark.skipif(not SISTERS, reason=NO_CORPUS)
@pytest.mark.parametrize("page", SISTERS, ids=[page.name for page in SISTERS])
def test_real_page_with_markup(page: Path) -> None:
    truth = json.loads(page.with_suffix(".cells.json").read_text(encoding="utf-8"))["tables"]
    assert read(page) == [(table["columns"], table["rows"]) for table in truth]


@pytest.mark.skipif(not VENDORS, reason=NO_CORPUS)
@pytest.mark.parametrize("page", VENDORS, ids=[page.stem for page in VENDORS])
def test_real_page_of_a_vendor(page: Path) -> None:
    """The truth lists only tables of network paths; they stand among the others in the order of the page."""
    truth = json.loads((CORPUS / "vendors" / "cells.json").read_text(encoding="utf-8"))[page.name]
    found = iter(read(page))
    for table in truth:
        assert (table["columns"], table["rows"]) in found


def compiled(page: Path) -> Compilation:
    return compile_sources([Input(page.name, page.read_bytes(), SourceOptions(path=page.name))], Options())


def limits(book: Book, table: int, row: int) -> set[int]:
    """Return the first and last port of each range that flows of a row have."""
    of_row = (flow for flow in book.flows if any((e.table, e.row) == (table, row) for e in flow.evidence))
    return {port for flow in of_row for item in flow.ports.ranges for port in (item.first, item.last)}


def numbers(texts: list[str]) -> set[int]:
    return {int(number) for text in texts for number in re.findall("[0-9]+", text)}


@pytest.mark.skipif(not VENDORS, reason=NO_CORPUS)
@pytest.mark.parametrize("page", VENDORS, ids=[page.stem for page in VENDORS])
def test_columns_and_ports_of_a_real_page_of_a_vendor(page: Path) -> None:
    """Every table of the truth is taken for network paths, its columns for what they mean, its numbers for ports."""
    truth = json.loads((CORPUS / "vendors" / "cells.json").read_text(encoding="utf-8"))[page.name]
    compilation = compiled(page)
    cells = [(list(t.columns), [list(row.texts) for row in t.rows]) for t in compilation.documents[0].tables]
    roles = {table.index: [str(column.role) for column in table.columns] for table in compilation.book.tables}
    index = -1
    for number, table in enumerate(truth):
        index = cells.index((table["columns"], table["rows"]), index + 1)
        assert roles[index] == [MEANT[role] for role in table["roles"]]
        for at, row in enumerate(table["rows"]):
            stated = [cell for role, cell in zip(roles[index], row, strict=False) if role == "port"]
            expected = set() if (page.name, number, at) in NO_PORTS else numbers(stated)
            assert limits(compilation.book, index, at) == expected, (index, at)


@pytest.mark.skipif(not PAGES, reason=NO_CORPUS)
@pytest.mark.parametrize("page", [*PAGES, *SISTERS], ids=lambda page: page.name)
def test_ports_of_a_real_page(page: Path) -> None:
    """Each port number of the truth stands in a flow of its row, and no flow has a port that is not in its row."""
    book = compiled(page).book
    truth = json.loads(page.with_suffix(".cells.json").read_text(encoding="utf-8"))["tables"]
    for index, table in enumerate(truth):
        column = table["columns"].index("Port")
        for at, row in enumerate(table["rows"]):
            assert limits(book, index, at) == numbers([row[column]]), (index, at)
    stated = {number for table in truth for row in table["rows"] for number in numbers(row)}
    assert {n for flow in book.flows for item in flow.ports.ranges for n in (item.first, item.last)} <= stated


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
def test_every_real_file_is_written_back_as_it_was() -> None:
    for file in sorted(CORPUS.rglob("*")):
        if file.suffix in {".txt", ".md", ".html", ".csv"}:
            data = file.read_bytes()
            for kind in ("text", "markdown", "html", "csv", "rst"):
                document = READERS[kind].read(Source.decode(file.name, data), SourceOptions(), Report(), ())
                assert unparse(document) == data, (kind, file.name)
