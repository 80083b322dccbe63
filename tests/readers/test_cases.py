"""One readable file per behaviour: a page, a line of equals signs, then the cells that are read from it.

A row that is marked with ``?`` is ambiguous and stands twice, as read and as its alternative; ``!`` is a line of a
table that is left unread. Lines within a cell are separated by a slash. Of formats with markup, headings (``#``),
captions (``=``), footnotes (``^``), template lines (``%``) and findings (``-``) are shown too.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portbook.diagnostics import Report
from portbook.document import Block, Footnote, Heading, Row, Stray, StrayKind, Table, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import BOM, Source

CASES = sorted(
    path
    for path in (Path(__file__).parents[1] / "cases" / "readers").iterdir()
    if path.suffix in {".txt", ".md", ".html"}
)
FORMATS = {".txt": "text", ".md": "markdown", ".html": "html"}
DIVIDER = "=== cells ===\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_cells(case: Path, ending: str) -> None:
    page, _, expected = case.read_text(encoding="utf-8").partition(DIVIDER)
    assert shown(page.replace("\n", ending), case.suffix) == expected


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_order_of_reading_changes_nothing(case: Path) -> None:
    """A second reading in the same process, with everything remembered from the first, gives the same."""
    page, _, expected = case.read_text(encoding="utf-8").partition(DIVIDER)
    assert shown(BOM + page, case.suffix) == shown(page, case.suffix) == expected


def shown(text: str, suffix: str) -> str:
    report = Report()
    document = READERS[FORMATS[suffix]].read(Source.decode("case", text.encode()), SourceOptions(), report, ())
    assert unparse(document) == text.encode()
    lines = [line for block in document.blocks for line in _lines(block, plain=suffix == ".txt")]
    if suffix != ".txt":
        lines += [f"- {finding.code}: {finding.place.line}" for finding in report.diagnostics]
    return "".join(f"{line}\n" for line in lines)


def _lines(block: Block, plain: bool) -> Iterator[str]:
    if isinstance(block, Table):
        if block.caption:
            yield f"= {block.caption}"
        yield _joined(block.columns)
        for item in block.items:
            yield from _row(item) if isinstance(item, Row) else _stray(item)
    elif isinstance(block, Heading) and not plain:
        yield f"{'#' * block.level} {block.text}"
    elif isinstance(block, Footnote) and not plain:
        yield f"^ {block.marker}: {block.text}"


def _row(row: Row) -> Iterator[str]:
    if row.ambiguous:
        yield from (f"? {_joined(texts)}" for texts in (row.texts, row.alternative))
    else:
        yield _joined(row.texts)


def _stray(stray: Stray) -> Iterator[str]:
    if stray.kind is StrayKind.TEMPLATE:
        yield f"% {' '.join(stray.raw.split())}"
    elif stray.kind is StrayKind.UNREAD:
        yield f"! {stray.raw.rstrip()}"


def _joined(texts: tuple[str, ...]) -> str:
    return " | ".join(texts).replace("\n", " / ")
