"""What must hold for every file whatever, in any format."""

import re
from collections import Counter
from collections.abc import Iterator

from portbook.certificate import certify
from portbook.compiler import Input, compile_sources
from portbook.diagnostics import Report
from portbook.document import Document, Row, Table, unparse
from portbook.options import Options, SourceOptions
from portbook.readers import READERS
from portbook.source import SourceError

WORD = re.compile(r"[^\W_]+")
ACTIVE = re.compile(r"[<&\[\]`!\\{}%:|$@]|\*|_|~|\^|https?|www")
"""What makes markup of a row in Markdown or reStructuredText, so that its words need not be those of its cells."""

SAME_WORDS = frozenset({"text", "csv"})
"""The formats whose cells hold every character of their rows but the delimiters."""


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
    assert unparse(document) == (source.encode(source.text) if source.binary else data), "the bytes are not the same"
    for table in document.tables:
        _whole(name, table)
    return document


def check_laws(name: str, data: bytes) -> None:
    """Compile a file and check the laws of its certificate."""
    path = f"fuzz{min(READERS[name].extensions)}"
    made = compile_sources([Input(path, data, SourceOptions(path=path, format=name))], Options())
    broken = [f"{law.name}: {law.detail}" for law in certify(made).laws if not law.holds]
    assert not broken, broken
    for diagnostic in made.report.diagnostics:
        assert diagnostic.message, "a finding says nothing"
        assert diagnostic.remedy, f"{diagnostic.code} says not what to do"


def _whole(name: str, table: Table) -> None:
    for row in (table.header, *table.rows):
        if name in SAME_WORDS or not ACTIVE.search(row.raw.strip(" \t\r\n|-:")):
            lost = Counter(_letters(row.raw)) - Counter(_letters("".join(row.texts)))
            assert not lost or _repeats(row), f"line {row.line}: {''.join(lost)!r} of {row.raw!r} is in no cell"


def _letters(text: str) -> Iterator[str]:
    return (character for word in WORD.findall(text) for character in word)


def _repeats(row: Row) -> bool:
    """Tell whether a header says the same twice, one above the other."""
    return len(row.raw.splitlines()) > 1
