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


@pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)
def test_every_real_file_is_written_back_as_it_was() -> None:
    for file in sorted(CORPUS.rglob("*")):
        if file.suffix in {".txt", ".md", ".html", ".csv"}:
            data = file.read_bytes()
            document = READERS["text"].read(Source.decode(file.name, data), SourceOptions(), Report(), ())
            assert unparse(document) == data, file.name
