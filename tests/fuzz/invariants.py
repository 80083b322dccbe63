"""What must hold for every file whatever, in any format."""

from collections import Counter

from fuzz import shown, tables
from fuzz.fields import torn
from portbook.diagnostics import Report
from portbook.document import Document, Row, Stray, StrayKind, unparse
from portbook.options import SourceOptions
from portbook.readers import READERS
from portbook.source import Source, SourceError

UNREAD = frozenset({"markup-broken", "table-wide", "text-hidden", "label-repeated"})
"""Findings that say that a table is not laid out, or text left out, so that some is looked for in vain."""


def check(name: str, data: bytes) -> Document | None:
    """Read a file in a format; return its document, or None where it cannot be read, with a finding that says so.

    Raises AssertionError where something is lost, and whatever a reader raises that it must not.
    """
    kind = READERS[name]
    report = Report()
    try:
        source = kind.decode(f"fuzz{min(kind.extensions)}", data, SourceOptions(), report)
    except SourceError as error:
        if not str(error):
            raise AssertionError("a file is refused without a reason") from error
        return None
    document = kind.read(source, SourceOptions(), report, ())
    is_read = UNREAD.isdisjoint(finding.code for finding in report.diagnostics)
    assert unparse(document) == (source.encode(source.text) if source.binary else data), "the bytes are not the same"
    for table in document.tables:
        raw = "".join([table.header.raw, *(item.raw for item in table.items)])
        assert raw, f"line {table.line}: a table of nothing"
        if name == "rst" and shown.QUOTED_ROWS.search(raw):
            continue
        if name == "rst" and is_read:
            drawn = "".join([item.raw for item in table.items[not table.header.raw : -1] if isinstance(item, Stray)])
            assert not shown.letters(drawn), f"line {table.line}: a border of the table holds text: {drawn!r}"
        if name == "markdown" and "<" not in raw:
            drawn = "".join(
                [item.raw for item in table.items if isinstance(item, Stray) and item.kind is StrayKind.RULE]
            )
            assert not shown.letters(drawn), f"line {table.line}: a delimiter row holds text: {drawn!r}"
        for row in (table.header, *table.rows) if name != "rst" or is_read else ():
            _whole(name, row, is_header=row is table.header)
    if is_read:
        lost = tables.TABLES.get(name, _nothing)(source, data) - shown.kept(document)
        assert not lost, f"{_named(lost)} stands in no node"
    if name == "csv" and is_read:
        assert not (found := list(torn(document))), found
    return document


def _nothing(source: Source, data: bytes) -> Counter[str]:  # noqa: ARG001
    """Stand for a format of which nothing else than its reader can say what its tables show."""
    return Counter()


def _named(lost: Counter[str]) -> str:
    return repr("".join(sorted(lost.elements())))


def _whole(name: str, row: Row, is_header: bool) -> None:
    """Check that the cells of a row hold what it shows; a header says only once what stands there twice."""
    if of_row := shown.ROWS.get(name):
        held = shown.letters("".join(row.texts))
        lost = of_row(row) - held
        if is_header:
            lost = Counter({letter: count for letter, count in lost.items() if letter not in held})
        assert not lost, f"line {row.line}: {_named(lost)} of {row.raw!r} is in no cell"
