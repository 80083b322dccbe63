"""The fields of delimited text as the csv module splits them, to hold the cells of its reader against."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import PurePosixPath

from portbook.document import Document, Row, Table
from portbook.readers.delimited import SEPARATOR
from portbook.readers.delimited.dialect import delimiter_of
from portbook.source import Source

Fields = list[list[str]]


def fields(source: Source) -> Fields | None:
    """Return the records of a file; None where a quote stands astray, of which no two programs say the same."""
    delimiter, body = _dialect(source)
    return _split(body, delimiter)


def torn(document: Document) -> Iterator[str]:
    """Yield where a document does not hold what the csv module reads: a record, or the fields of a row."""
    delimiter, body = _dialect(document.source)
    whole = _split(body, delimiter)
    if whole is None:
        return
    found: Fields = []
    for line, raw, row in _lines(document):
        records = _split(raw, delimiter)
        if records is None:
            yield f"line {line}: a quote of {raw!r} stands in another record"
            return
        found += records
        if row and len(records) == 1 and not _is_held(row.texts, records[0], raw):
            yield f"line {line}: {row.texts} is not what {raw!r} holds"
    if [record for record in found if any(record)] != [record for record in whole if any(record)]:
        yield "the records do not begin where they do for the csv module"


def _dialect(source: Source) -> tuple[str, str]:
    """Return the delimiter that the reader takes, and the text below the line that may state it."""
    stated = SEPARATOR.match(source.text)
    body = source.text[stated.end() if stated else 0 :]
    return stated[1] if stated else delimiter_of(body, PurePosixPath(source.path).suffix.casefold()), body


def _split(text: str, delimiter: str) -> Fields | None:
    mark = re.escape(delimiter)
    field = rf'(?:"(?:[^"]|"")*+"|[^"{mark}\r\n]*+)'
    if re.fullmatch(rf"(?:{field}(?:{mark}|\r\n|\r|\n))*+{field}", text) is None:
        return None
    return list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True))


def _lines(document: Document) -> Iterator[tuple[int, str, Row | None]]:
    """Yield the line and the characters of each part of a document, below the line that states the delimiter."""
    stated = SEPARATOR.match(document.source.text)
    for block in document.blocks[1 if stated else 0 :]:
        for part in (block.header, *block.items) if isinstance(block, Table) else (block,):
            yield part.line, part.raw, part if isinstance(part, Row) else None


def _is_held(texts: Iterable[str], record: Iterable[str], raw: str) -> bool:
    """Tell whether cells are the fields of a record; running text, in which the delimiter stands by chance, is one."""
    held = _filled(texts)
    return held == _filled(record) or held == _filled([raw])


def _filled(texts: Iterable[str]) -> list[str]:
    return [plain for text in texts if (plain := " ".join(text.split()))]
