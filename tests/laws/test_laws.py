"""The six laws, over the real page, over every fixture and over generated pages."""

import csv
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from laws.generated import Page, pages
from portbook.certificate import certify, verify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.diagnostics import Report
from portbook.document import Row, unparse
from portbook.model import Book, Endpoint, Kind, PortRange, PortSet
from portbook.options import Options, SourceOptions
from portbook.readers import READERS
from portbook.source import Source
from portbook.views.addresses import Addresses
from portbook.writers.delimited import book_csv
from portbook.writers.readback import CSV, expected, from_csv, from_html, pages_of

TESTS = Path(__file__).parents[1]
PAGE = TESTS.parent / "source_tables" / "tas-routing.txt"
FIXTURES = [PAGE, *sorted((TESTS / "cases" / "flows").glob("*.txt"))]
SLOW = settings(max_examples=60, deadline=None)


def compiled(data: bytes) -> Compilation:
    return compile_sources([Input("page.txt", data, SourceOptions(path="page.txt"))], Options())


def fixture(path: Path) -> Compilation:
    return compiled(path.read_bytes())


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_every_law_holds_for_every_fixture(path: Path) -> None:
    certificate = certify(fixture(path))
    assert [(law.name, law.detail) for law in certificate.laws if not law.holds] == []
    assert [law.number for law in certificate.laws] == [1, 2, 3, 4, 5, 6]


@SLOW
@given(pages())
def test_every_law_holds_for_generated_pages(page: Page) -> None:
    assert [law for law in certify(compiled(page.data)).laws if not law.holds] == []


@SLOW
@given(pages())
def test_generated_cells_are_read_as_they_were_made_or_called_ambiguous(page: Page) -> None:
    (document,) = compiled(page.data).documents
    assert len(document.tables) == len(page.tables)
    for table, made in zip(document.tables, page.tables, strict=True):
        for row, cells in zip(table.rows, made, strict=True):
            assert row.texts == cells or row.ambiguous


# --- law 1 ---


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
@pytest.mark.parametrize(
    "change",
    [
        lambda data: data,
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: data.replace(b"\n", b" \t \n"),
        lambda data: data.rstrip(),
        lambda data: data + b"\n\n\n",
        lambda data: b"\n\n" + data,
    ],
    ids=["as-is", "bom", "crlf", "cr", "trailing-blanks", "no-final-newline", "blank-end", "blank-start"],
)
def test_documents_are_written_back_byte_for_byte(path: Path, change: object) -> None:
    data = change(path.read_bytes())  # type: ignore[operator]
    (document,) = compiled(data).documents
    assert unparse(document) == data


@pytest.mark.parametrize("ending", [b"\r\n", b"\r"], ids=["crlf", "cr"])
def test_line_endings_change_no_flow(ending: bytes) -> None:
    data = PAGE.read_bytes()
    assert compiled(data.replace(b"\n", ending)).book.flows == compiled(data).book.flows


# --- law 3 ---


@pytest.mark.parametrize(
    "change",
    [
        {"source": Endpoint("elsewhere", Kind.VM)},
        {"ports": PortSet.of([PortRange(4223, 4223)])},
        {"transports": ("UDP",)},
        {"transports": ()},
        {"application": "HTTP"},
        {"security": "None"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_flow_that_says_what_its_row_does_not_breaks_the_certificate(
    compilation: Compilation, change: dict[str, object]
) -> None:
    first, *others = compilation.book.flows
    book = replace(compilation.book, flows=(replace(first, **change), *others))  # type: ignore[arg-type]
    broken = verify(book, compilation.documents).broken
    assert any(next(iter(change)).removesuffix("s") in fault for fault in broken), broken


@pytest.mark.parametrize("separator", [",", " ", "'", "’", "\u00a0", "\u202f"])
def test_ports_with_separated_thousands_are_proved(separator: str) -> None:
    rows = f"| press | silo | 50{separator}000 |\n| press | mill | 443 |\n"
    data = f"| Source | Destination | Port |\n| --- | --- | --- |\n{rows}".encode()
    compilation = compile_sources([Input("page.md", data, SourceOptions(path="page.md"))], Options())
    assert [str(flow.ports) for flow in compilation.book.flows] == ["50000", "443"]
    assert verify(compilation.book, compilation.documents).broken == ()


# --- law 4 ---


def test_the_built_site_shows_every_flow_of_the_page(site: Path, book: Book) -> None:
    manner = pages_of(Addresses.of(book))
    for subsystem in book.subsystems:
        page = site / "network" / "subsystems" / f"{subsystem.slug}.html"
        assert sorted(from_html(page.read_text("utf-8"))) == sorted(expected(book.flows_of(subsystem.name), manner))


def test_the_csv_of_the_site_holds_every_flow(site: Path, book: Book) -> None:
    sheets = sorted((site / "network" / "endpoints").glob("*.csv"))
    assert len(sheets) == len(book.endpoints)
    seen = set()
    for sheet in sheets:
        text = sheet.read_bytes().decode("utf-8")
        seen |= {(row["Direction"], row["Flow"]) for row in csv.DictReader(io.StringIO(text, newline=""))}
    assert seen == {(direction, flow.id) for flow in book.flows for direction in ("in", "out")}
    assert from_csv(book_csv(book)) == expected(book.flows, CSV)


# --- law 5 ---


def test_hash_seeds_change_nothing() -> None:
    outputs = set()
    for seed in ("0", "1", "12345"):
        run = subprocess.run(
            [sys.executable, "-m", "portbook", "flows", str(PAGE)],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        )
        outputs.add(run.stdout)
    assert len(outputs) == 1
    assert len(json.loads(outputs.pop())["flows"]) == 33


def test_two_builds_under_different_hash_seeds_are_byte_identical(tmp_path: Path) -> None:
    trees = []
    for seed in ("1", "2"):
        folder = tmp_path / seed
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
            cwd=TESTS.parent,
            env=os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "1700000000"},
            capture_output=True,
            check=True,
        )
        trees.append({p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    first, second = trees
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


# --- law 6 ---


def test_changing_any_cell_of_the_page_breaks_the_certificate_of_the_old_book(compilation: Compilation) -> None:
    """Change each of the 210 cells in the bytes of the page, read it again, and hold it against the old book."""
    data = PAGE.read_bytes().decode("utf-8")
    lines = data.splitlines(keepends=True)
    tried = 0
    for table in compilation.documents[0].tables:
        for row in table.rows:
            assert isinstance(row, Row)
            for cell in row.cells:
                changed = [*lines]
                changed[row.line - 1] = f"{row.raw[: cell.start]}{_other(cell.text)}{row.raw[cell.end :]}"
                source = Source.decode("source_tables/tas-routing.txt", "".join(changed).encode())
                document = READERS["text"].read(source, SourceOptions(path=source.path), Report(), ())
                assert verify(compilation.book, [document]).broken, (row.line, cell.text)
                tried += 1
    assert tried == 210


def test_swapping_two_rows_breaks_the_certificate_of_the_old_book(compilation: Compilation) -> None:
    lines = PAGE.read_bytes().decode("utf-8").splitlines(keepends=True)
    lines[7], lines[8] = lines[8], lines[7]
    source = Source.decode("source_tables/tas-routing.txt", "".join(lines).encode())
    document = READERS["text"].read(source, SourceOptions(path=source.path), Report(), ())
    assert verify(compilation.book, [document]).broken


def _other(text: str) -> str:
    """Change one letter or digit of a cell."""
    return text.replace("1", "2") if "1" in text else text[:-1] + ("x" if text[-1] != "x" else "y")
