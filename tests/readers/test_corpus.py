"""Real pages, where a checkout of them stands beside this project."""

import json
from pathlib import Path

import pytest

from portbook.diagnostics import Report
from portbook.document import unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpus"
PAGES = sorted(CORPUS.glob("tas/*.txt"))
MARKED_UP = {".md": "markdown", ".html": "html", ".csv": "csv"}
SISTERS = sorted(page for page in CORPUS.glob("tas/*") if page.suffix in MARKED_UP)
VENDORS = sorted([*CORPUS.glob("vendors/*.md"), *CORPUS.glob("vendors/*.csv")])
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


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
def test_every_real_file_is_written_back_as_it_was() -> None:
    for file in sorted(CORPUS.rglob("*")):
        if file.suffix in {".txt", ".md", ".html", ".csv"}:
            data = file.read_bytes()
            for kind in ("text", "markdown", "html", "csv", "rst"):
                document = READERS[kind].read(Source.decode(file.name, data), SourceOptions(), Report(), ())
                assert unparse(document) == data, (kind, file.name)
