"""One readable file per behaviour: a page, a line of equals signs, then the cells that are read from it.

A row that is marked with ``?`` is ambiguous and stands twice, as read and as its alternative; ``!`` is a line of a
table that is left unread.
"""

from pathlib import Path

import pytest

from portbook.diagnostics import Report
from portbook.document import Document, Row, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import BOM, Source

CASES = sorted((Path(__file__).parents[1] / "cases" / "readers").glob("*.txt"))
DIVIDER = "=== cells ===\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_cells(case: Path, ending: str) -> None:
    page, _, expected = case.read_text(encoding="utf-8").partition(DIVIDER)
    document = read(page.replace("\n", ending))
    assert shown(document) == expected


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_order_of_reading_changes_nothing(case: Path) -> None:
    """A second reading in the same process, with everything remembered from the first, gives the same."""
    page, _, expected = case.read_text(encoding="utf-8").partition(DIVIDER)
    assert shown(read(BOM + page)) == shown(read(page)) == expected


def read(text: str) -> Document:
    data = text.encode()
    document = READERS["text"].read(Source.decode("case.txt", data), SourceOptions(), Report(), ())
    assert unparse(document) == data
    return document


def shown(document: Document) -> str:
    lines = []
    for table in document.tables:
        lines.append(" | ".join(table.columns))
        for item in table.items:
            if not isinstance(item, Row):
                lines += [f"! {item.raw.rstrip()}"] if item.raw.strip() else []
            elif item.ambiguous:
                lines += [f"? {' | '.join(item.texts)}", f"? {' | '.join(item.alternative)}"]
            else:
                lines.append(" | ".join(item.texts))
    return "".join(f"{line}\n" for line in lines)
