"""Each file of ``tests/cases/changes`` shows one behaviour: the old page, the new one, and what is said of them.

The folder ``formats`` there holds two pages and what each format writes. Set ``PORTBOOK_UPDATE=1`` to write the
expected parts anew after a change, then read the difference.
"""

import csv
import io
import json
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from books import STORE, book, flow
from portbook.adapters.site.compose import json_bytes
from portbook.certificate import certify
from portbook.changes import apply, by_meaning
from portbook.changes.comparison import Accounts, Comparison, Release
from portbook.compiler import Input, compile_sources
from portbook.model import Endpoint, Kind
from portbook.options import Options, SourceOptions
from portbook.writers.changes import changes, changes_csv, changes_xlsx, markdown, text

FOLDER = Path(__file__).parents[1] / "cases" / "changes"
CASES = sorted(FOLDER.glob("*.txt"))
OLD, NEW, CHANGES = "=== old ===\n", "=== new ===\n", "=== changes ===\n"


def release(name: str, page: str) -> Release:
    compilation = compile_sources([Input(name, page.encode(), SourceOptions(path=name))], Options())
    accounts = Accounts.of(compilation.book, len(compilation.report.errors), certify(compilation).holds)
    return Release(name, compilation.book, accounts)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    whole = case.read_text(encoding="utf-8")
    pages, _, _ = whole.partition(CHANGES)
    old, _, new = pages.removeprefix(OLD).partition(NEW)
    found = Comparison.of(release("old.md", old), release("new.md", new))
    shown = pages + CHANGES + text(found)
    if os.environ.get("PORTBOOK_UPDATE"):
        case.write_text(shown, encoding="utf-8")
    assert shown == whole
    made = apply(found.diff, found.old.book.flows)
    assert by_meaning(made).keys() == by_meaning(found.new.book.flows).keys()


def test_there_are_cases() -> None:
    assert len(CASES) > 20


FORMATS = {
    "changes.txt": lambda found: text(found).encode(),
    "changes.md": lambda found: markdown(found).encode(),
    "changes.json": lambda found: json_bytes(changes(found)),
    "changes.csv": lambda found: changes_csv(found).encode(),
}


def between() -> Comparison:
    folder = FOLDER / "formats"
    return Comparison.of(*(release(name, (folder / name).read_text(encoding="utf-8")) for name in ("old.md", "new.md")))


@pytest.mark.parametrize("name", FORMATS)
def test_format(name: str) -> None:
    path, written = FOLDER / "formats" / name, FORMATS[name](between())
    if os.environ.get("PORTBOOK_UPDATE"):
        path.write_bytes(written)
    assert written == path.read_bytes()


def test_the_workbook_holds_what_the_csv_does_and_every_cell_is_text() -> None:
    found = between()
    held = openpyxl.load_workbook(io.BytesIO(changes_xlsx(found)))
    assert held.sheetnames == ["All changes", "To open", "To close", "Changed", "Renamed", "Wording only"]
    sheet = held["All changes"]
    rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
    assert rows == list(csv.reader(io.StringIO(changes_csv(found), newline="")))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert sheet.freeze_panes == "A2"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_cells(tmp_path: Path) -> None:
    found = between()
    (tmp_path / "changes.xlsx").write_bytes(changes_xlsx(found))
    as_csv = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"  # commas, quotes, UTF-8, cells as shown
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", as_csv, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "changes.xlsx")], check=True, capture_output=True, timeout=120)
    with (tmp_path / "changes.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == list(csv.reader(io.StringIO(changes_csv(found), newline="")))


def test_the_same_comparison_gives_the_same_workbook() -> None:
    assert changes_xlsx(between()) == changes_xlsx(between())


def test_text_that_looks_like_a_formula_or_a_command_stays_text() -> None:
    odd = Endpoint('=HYPERLINK("http://example") [x](y) \x1b\u202e|', Kind.VM)
    old, new = (
        Release(name, made, Accounts.of(made)) for name, made in (("old", book([])), ("new", book([flow(odd, STORE)])))
    )
    found = Comparison.of(old, new)
    values = openpyxl.load_workbook(io.BytesIO(changes_xlsx(found)))["All changes"]
    cells = [cell for row in values.iter_rows() for cell in row if str(cell.value).startswith("=")]
    assert cells
    assert {cell.data_type for cell in cells} == {"s"}
    assert r"\[x\](y)" in markdown(found)
    assert not {"\u202e", "\x1b"} & {*text(found), *markdown(found)}
    assert json.loads(json_bytes(changes(found)))["opens"] is True
