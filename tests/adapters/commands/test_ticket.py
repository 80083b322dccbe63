"""`portbook ticket` and `portbook sheet`: what goes to the file, what is told, and what is refused."""

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from portbook.adapters.cli import main
from portbook.options.tickets import COLUMN_NAMES, PRESET_NAMES
from portbook.tickets.columns import COLUMNS
from portbook.tickets.presets import PRESETS
from sites.hosting import PAGE

TOTAL = "All flows: 7 rows, 1 of them not exact (a range of ports 1)."
AS_CSV = ("--format", "csv")


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def records(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    return tmp_path


def configure(folder: Path, options: str) -> None:
    text = f"plugins:\n  - portbook: {{sources: [page.txt], {options}}}\n"
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def test_the_ticket_goes_to_stdout_and_the_total_to_stderr() -> None:
    done = portbook("ticket", "page.txt", "--format", "csv")
    assert (done.exit_code, done.stderr) == (0, f"{TOTAL}\n")
    rows = records(done.stdout)
    assert [(row["Exact"], row["Not exact because"]) for row in rows if row["Ports"] == "2000-2999"] == [
        ("no", "a range of ports")
    ]
    assert all(row["Evidence"].startswith("page.txt:") for row in rows)


def test_the_ending_of_the_file_tells_the_format(folder: Path) -> None:
    for name, begin in {"t.csv": b"No.,Action", "t.json": b"{", "t.md": b"# All flows", "t.xlsx": b"PK"}.items():
        done = portbook("ticket", "page.txt", "-o", name)
        assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"{TOTAL}\n")
        assert (folder / name).read_bytes().startswith(begin)
    assert sorted(path.name for path in folder.iterdir()) == ["page.txt", "t.csv", "t.json", "t.md", "t.xlsx"]


def test_a_workbook_has_a_sheet_for_each_endpoint(folder: Path) -> None:
    portbook("ticket", "page.txt", "-o", "t.xlsx", "--endpoint", "ledger_db")
    names = load_workbook(folder / "t.xlsx").sheetnames
    assert names == ["Flows of ledger_db", "crane_worker", "gate_keeper", "ledger_db", "About"]


def test_only_the_flows_of_some_endpoints() -> None:
    rows = records(
        portbook("ticket", "page.txt", "--endpoint", "LEDGER_DB", "--endpoint", "berth_proxy", "--format", "csv").stdout
    )
    assert {row["Destination"] for row in rows} == {"ledger_db", "berth_proxy"}


def test_guarding_is_told() -> None:
    done = portbook("ticket", "page.txt", "--columns", "=x=source,ports", "--spreadsheet-safe")
    assert done.stderr.startswith("Guarded 1 cell that a spreadsheet may take for a formula.\n")
    assert done.stdout.startswith('"\'=x","Ports","Not exact because"\n')


def test_columns_are_a_setting_and_the_command_line_goes_before_it(folder: Path) -> None:
    configure(folder, "ticket_columns: [ports, Owner=], sheet_columns: [peer, Port=ports]")
    as_csv = ("ticket", "--format", "csv")
    assert portbook(*as_csv).stdout.startswith("Ports,Owner,Not exact because\n443,,\n")
    assert portbook(*as_csv, "--preset", "ppsm").stdout.startswith("No.,Low port,")
    assert portbook(*as_csv, "--columns", "source,exact").stdout.startswith("Source,Exact\n")
    assert portbook("sheet", "ledger_db", "--format", "csv").stdout.startswith("Peer,Port,Not exact because\n")
    configure(folder, "ticket_preset: ppsm")
    assert portbook(*as_csv).stdout.startswith("No.,Low port,")


def test_a_wrong_setting_is_an_error_with_what_is_near(folder: Path) -> None:
    for options, says in {
        "ticket_columns: [sorce]": "ticket_columns[0]: unknown column 'sorce'; did you mean 'source'?",
        "ticket_columns: []": "ticket_columns: expected a list of columns",
        "ticket_preset: pppm": "ticket_preset: expected one of request, ppsm",
        "machines: [web]": "machines: expected a mapping",
    }.items():
        configure(folder, options)
        done = portbook("ticket")
        assert (done.exit_code, done.stdout) == (2, "")
        assert says in done.stderr


def test_the_settings_know_the_columns_and_presets_that_there_are() -> None:
    assert tuple(COLUMNS) == COLUMN_NAMES
    assert tuple(PRESETS) == PRESET_NAMES


def test_a_sheet_is_a_page_to_read() -> None:
    done = portbook("sheet", "Ledger_DB", "page.txt")
    assert done.exit_code == 0
    assert done.stdout.startswith("ledger_db\n\nDirection  Ports  Transport")
    assert done.stdout.count("\nin         3306 ") == 2
    assert done.stdout.endswith("\n\n2 rows, all exact\n")
    assert done.stderr == ""
    page = portbook("sheet", "Ledger_DB", "page.txt", "--format", "markdown").stdout
    assert page.startswith("# ledger\\_db\n\n| Direction | Ports |")


def test_a_narrow_terminal_gets_each_row_as_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    done = portbook("ticket", "page.txt", "--endpoint", "berth_proxy")
    assert re.search(r"\nNot exact because +a range of ports\n", done.stdout)


def test_columns_of_ones_own_never_hide_that_a_row_is_not_exact() -> None:
    rows = records(portbook("ticket", "page.txt", "--columns", "source,ports", "--format", "csv").stdout)
    assert {row["Ports"]: row["Not exact because"] for row in rows if row["Not exact because"]} == {
        "2000-2999": "a range of ports"
    }


def test_a_saved_book_is_taken_for_its_sources(folder: Path) -> None:
    (folder / "book.json").write_text(portbook("flows", "page.txt").stdout, encoding="utf-8")
    for command in (("ticket",), ("sheet", "ledger_db")):
        saved, made = (portbook(*command, name, "--format", "csv") for name in ("book.json", "page.txt"))
        assert (saved.exit_code, saved.stdout) == (0, made.stdout)
        assert "A saved book does not tell where its documents contradict each other" in saved.stderr
    assert "a saved book stands alone" in portbook("ticket", "book.json", "page.txt").stderr
    (folder / "odd.json").write_text("[1]", encoding="utf-8")
    assert portbook("ticket", "odd.json").exit_code == 2


def test_a_pipe_or_a_link_that_is_named_stays_what_it_is(folder: Path) -> None:
    (folder / "link.csv").symlink_to("real.csv")
    (folder / "real.csv").write_text("old", encoding="utf-8")
    (folder / "real.csv").chmod(0o600)
    assert portbook("ticket", "page.txt", "-o", "link.csv").exit_code == 0
    assert (folder / "link.csv").is_symlink()
    assert (folder / "real.csv").read_bytes().startswith(b"No.,")
    assert (folder / "real.csv").stat().st_mode & 0o777 == 0o600
    os.mkfifo(folder / "pipe.csv")
    reader = os.open(folder / "pipe.csv", os.O_RDONLY | os.O_NONBLOCK)
    assert portbook("ticket", "page.txt", "-o", "pipe.csv").exit_code == 0
    assert os.read(reader, 4) == b"No.,"
    os.close(reader)
    assert (folder / "pipe.csv").is_fifo()


def test_a_row_for_each_port_is_made_when_asked_for() -> None:
    rows = records(
        portbook("ticket", "page.txt", "--one-row-per", "port", "--endpoint", "berth_proxy", "--format", "csv").stdout
    )
    assert [row["Ports"] for row in rows] == [str(port) for port in range(2000, 3000)]


def test_oscal_bears_the_time_that_is_set_for_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    done = portbook("ticket", "page.txt", "--preset", "oscal")
    metadata = json.loads(done.stdout)["component-definition"]["metadata"]
    assert metadata["last-modified"] == "1970-01-02T00:00:00+00:00"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--endpoint", "ledger"), "no endpoint or component is called 'ledger'"),
        (("--columns", "sorce"), "no column is called 'sorce'; did you mean 'source'?"),
        (("--columns", ""), "no column is called ''"),
        (("--columns", "\udcff=source"), "a title is one line of text"),
        (("--preset", "sheet"), "for the sheet of one endpoint, `portbook sheet NAME`"),
        (("--columns", "source", "--preset", "full"), "--preset and --columns both choose columns"),
        (("--format", "xlsx"), "a workbook is not for a terminal; name a file: -o ticket.xlsx"),
        (("--format", "json", "--spreadsheet-safe"), "--spreadsheet-safe is for CSV"),
        (("-o", "t.json", "--spreadsheet-safe"), "--spreadsheet-safe is for CSV"),
        (("--preset", "oscal", "--format", "csv"), "the preset oscal is JSON"),
        (("-o", "."), "-o names a file"),
        (("--aliases", "a.yml"), "name it with --inventory"),
        (("-o", "nowhere/t.csv"), "nowhere/t.csv cannot be written: No such file or directory"),
    ],
)
def test_wrong_use_says_what_to_do_and_writes_nothing(folder: Path, arguments: tuple[str, ...], says: str) -> None:
    done = portbook("ticket", "page.txt", *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert [path.name for path in folder.iterdir()] == ["page.txt"]


def test_what_excel_cannot_hold_is_an_error_and_leaves_the_old_file(folder: Path) -> None:
    table = f"Source,Destination,Port,Transport,Security\nweb,db,5432,TCP,{'x' * 40_000}\n"
    (folder / "page.csv").write_text(table, encoding="utf-8")
    (folder / "t.xlsx").write_bytes(b"old")
    done = portbook("ticket", "page.csv", "--preset", "full", "-o", "t.xlsx")
    assert done.exit_code == 2
    assert "has 40,000 characters under 'Security'; Excel reads 32,767" in done.stderr
    assert (folder / "t.xlsx").read_bytes() == b"old"
