"""The six laws over the cases of every format, however their lines end."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from portbook.certificate import certify
from portbook.compiler import Compilation, Input, compile_sources
from portbook.document import unparse
from portbook.model import Flow
from portbook.options import Options, SourceOptions
from readers.written_tables import workbook

CASES = Path(__file__).parents[1] / "cases"
FORMATS = (".txt", ".md", ".html", ".csv", ".tsv", ".rst")
EXPECTED = re.compile(r"^=== (?:flows|cells) ===$", re.MULTILINE)
FILES = sorted(path for path in [*CASES.glob("flows/*"), *CASES.glob("readers/*")] if path.suffix in FORMATS)
CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "as-is": lambda data: data,
    "bom": lambda data: b"\xef\xbb\xbf" + data,
    "crlf": lambda data: data.replace(b"\n", b"\r\n"),
    "cr": lambda data: data.replace(b"\n", b"\r"),
    "no-final-newline": lambda data: data.rstrip(b"\n"),
    "blank-end": lambda data: data + b"\n\n",
}


def page(case: Path) -> bytes:
    """Return the source of a case, without its settings and what is expected of it."""
    source = EXPECTED.split(case.read_text(encoding="utf-8"))[0]
    return "".join(line for line in source.splitlines(keepends=True) if not line.startswith("option ")).encode()


def compiled(data: bytes, suffix: str) -> Compilation:
    path = f"case{suffix}"
    return compile_sources([Input(path, data, SourceOptions(path=path))], Options())


def broken(compilation: Compilation) -> list[tuple[str, str]]:
    return [(law.name, law.detail) for law in certify(compilation).laws if not law.holds]


def test_there_are_cases_of_every_format() -> None:
    assert {path.suffix for path in FILES} == set(FORMATS)


@pytest.mark.parametrize("case", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_every_law_holds_for_every_case_without_its_settings(case: Path) -> None:
    assert broken(compiled(page(case), case.suffix)) == []


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_how_lines_end_changes_no_flow_and_loses_no_byte(suffix: str, change: str) -> None:
    for case in (path for path in FILES if path.suffix == suffix):
        before = compiled(page(case), suffix)
        data = CHANGES[change](page(case))
        after = compiled(data, suffix)
        assert [unparse(document) for document in after.documents] == [data], case.name
        assert after.book.flows == before.book.flows, case.name
        assert [d.code for d in after.report.diagnostics] == [d.code for d in before.report.diagnostics], case.name


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_every_law_holds_however_lines_end(suffix: str, change: str) -> None:
    case = next(path for path in FILES if path.suffix == suffix)
    assert broken(compiled(CHANGES[change](page(case)), suffix)) == []


@pytest.mark.parametrize(
    "case", [path for path in FILES if path.suffix in (".csv", ".tsv")], ids=lambda path: path.name
)
def test_a_workbook_of_the_same_cells_states_the_same_flows(case: Path) -> None:
    text = page(case).decode()
    rows = [tuple(row) for row in csv.reader(io.StringIO(text), delimiter="\t" if case.suffix == ".tsv" else ",")]
    in_cells, in_text = compiled(workbook(rows), ".xlsx"), compiled(text.encode(), case.suffix)
    assert broken(in_cells) == []
    assert in_text.book.flows
    assert list(map(stated, in_cells.book.flows)) == list(map(stated, in_text.book.flows))


def stated(flow: Flow) -> tuple[object, ...]:
    notes = [(note.text, note.on) for note in flow.notes]
    return flow.source, flow.destination, flow.ports, flow.transports, flow.security, flow.details, notes
