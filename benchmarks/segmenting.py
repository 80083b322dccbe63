"""Compare splitting flattened rows into cells with parsing the same rows as Markdown tables.

Usage: python -m benchmarks.segmenting [ROWS ...]
"""

import sys
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import flattened, markdown, sections, table
from portbook.diagnostics import Report
from portbook.document import Document
from portbook.options import SourceOptions
from portbook.readers.text import read
from portbook.source import Source

PAGE = Path(__file__).parents[1] / "source_tables" / "tas-routing.txt"
SIZES = (35, 3_500, 35_000)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Measure generated pages and the real page repeated, and print the ratios."""
    print(machine())
    for kind, page in (("generated rows", _generated), ("the real page's rows, repeated", _repeated)):
        print(f"\n{kind}\n{'rows':>7} {'split':>10} {'Markdown':>10} {'a row':>9}  ratio")
        for rows in sizes:
            _compare(rows, *page(rows))
        if {3_500, 35_000} <= set(sizes):
            _grow(page(3_500)[0], page(35_000)[0])


def _compare(rows: int, text: str, marked_up: str) -> None:
    parser = MarkdownIt("commonmark").enable("table")
    wrong = _differences(_split(text), parser.parse(marked_up))
    took = in_turn(
        {"split": lambda: _split(text), "markdown": lambda: parser.parse(marked_up)}, 20 if rows < 1000 else 3
    )
    note = f"; {wrong} CELLS DIFFER" if wrong else ""
    print(
        f"{rows:7,} {took['split']:9.4f}s {took['markdown']:9.4f}s {took['split'] / rows * 1e6:6.0f} µs  "
        f"{verdict(took['split'] / took['markdown'], 1.0)}{note}",
        flush=True,
    )


def _grow(small: str, large: str) -> None:
    took = in_turn({"large": lambda: _split(large), "small": lambda: [_split(small) for _ in range(10)]}, 3)
    print(f"a row at 35,000 against 3,500: {verdict(took['large'] / took['small'], 1.2)}", flush=True)


def _differences(document: Document, tokens: Sequence[Token]) -> int:
    """Count the cells that the two ways read differently; level 4 is that of the text in a cell."""
    theirs = [token.content for token in tokens if token.type == "inline" and token.level == 4]
    ours = [cell for t in document.tables for row in (t.header, *t.rows) for cell in row.texts]
    return sum(a != b for a, b in zip_longest(ours, theirs))


def _split(text: str) -> Document:
    return read(Source.decode("generated.txt", text.encode()), SourceOptions(), Report())


def _generated(rows: int) -> tuple[str, str]:
    page = sections(rows)
    return flattened(page), markdown(page)


def _repeated(rows: int) -> tuple[str, str]:
    text = PAGE.read_text(encoding="utf-8").partition("BOSH DNS")[0]
    tables = "\n\n".join(table(t.columns, tuple(row.texts for row in t.rows)) for t in _split(text).tables)
    return text * (rows // 35), (tables + "\n\n") * (rows // 35)


if __name__ == "__main__":
    main(tuple(int(argument) for argument in sys.argv[1:]) or SIZES)
