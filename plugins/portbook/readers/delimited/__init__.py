"""Read CSV and TSV: tables among titles and notes, whatever separates the fields."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Cell, Document, Furniture
from portbook.options import SourceOptions
from portbook.readers.delimited.dialect import delimiter_of, looks_delimited, sample, usual_width
from portbook.readers.delimited.fields import records, unbalanced
from portbook.readers.flattened.lines import footnote_mark, is_sentence
from portbook.readers.formats import Format
from portbook.readers.records import Record, blocks, plain
from portbook.readers.templates import resolved
from portbook.source import Source

SEPARATOR = re.compile(r"\"?sep=([^\w\"\r\n])\"?(?:\r\n|\r|\n|\Z)", re.IGNORECASE)
"""The first line by which a spreadsheet program is told the delimiter."""


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:  # noqa: ARG001
    """Read delimited text. Names of endpoints are of no use here: no border of a cell is in doubt."""
    stated = SEPARATOR.match(source.text)
    text = source.text[stated.end() if stated else 0 :]
    delimiter = stated[1] if stated else delimiter_of(text, PurePosixPath(source.path).suffix.casefold())

    def complain(rule: str, line: int, message: str) -> None:
        report.add(rule, Place(source.path, line), message)

    found = list(_records(text, delimiter, 2 if stated else 1))
    if torn := [record for record in found if unbalanced(record, delimiter)]:
        more = f" and in {len(torn) - 1:,} lines below" if len(torn) > 1 else ""
        first = shorten(torn[0].raw.strip())
        complain("quote-unbalanced", torn[0].line, f"a quote seems to be without its other one in {first!r}{more}")
    head = [Furniture(1, stated[0])] if stated else []
    return resolved(Document(source, "csv", (*head, *blocks(found, complain))), options, report)


def _records(text: str, delimiter: str, line: int) -> Iterator[Record]:
    """Yield the records; running text in which the delimiter stands by chance is a record of one field."""
    width = usual_width(sample(text, delimiter))
    for record in records(text, delimiter, line):
        if len(record.cells) not in (1, width) and _is_running_text(record):
            body = record.raw.strip()
            start = record.raw.index(body)
            yield Record(record.line, record.raw, [Cell(plain(body), start, start + len(body))])
        else:
            yield record


def _is_running_text(record: Record) -> bool:
    after_first = [record.raw[cell.start - 1] for cell in record.cells[1:] if cell.start]
    text = record.raw.strip()
    return all(before == " " for before in after_first) and (is_sentence(text) or footnote_mark(text) is not None)


FORMAT = Format("csv", frozenset({".csv", ".tsv", ".tab"}), read, looks_delimited)
