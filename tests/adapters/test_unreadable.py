"""A file that cannot be read at all: every command says what it is and what to do, and ends with 2."""

import gzip
import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from portbook.adapters.cli import main
from portbook.diagnostics import RULES

ROW = "Source\tDestination\tPort\tProtocol\npress\tsilo\t443\tTCP\n"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def workbook() -> bytes:
    book = Workbook()
    sheet = book.create_sheet("Farm")
    for row in ROW.splitlines():
        sheet.append(row.split("\t"))
    book.save(out := BytesIO())
    return out.getvalue()


def archive(*names: str) -> bytes:
    with zipfile.ZipFile(out := BytesIO(), "w") as file:
        for name in names:
            file.writestr(name, ROW)
    return out.getvalue()


FILES: dict[str, tuple[str, bytes, str, str, str]] = {
    "PDF": ("farm.md", b"%PDF-1.7\n1 0 obj\n", "source-foreign", "it is a PDF", "copy the page"),
    "PDF as text": ("farm.txt", b"%PDF-1.4\n\0\xff", "source-foreign", "it is a PDF", "copy the page"),
    "PDF as workbook": ("farm.xlsx", b"%PDF-1.7\n", "source-foreign", "it is a PDF", "copy the page"),
    "archive": ("farm.csv", archive("farm.csv"), "source-foreign", "it is a ZIP archive", "Unpack it"),
    "archive as workbook": ("farm.xlsx", archive("a.csv"), "source-foreign", "it is a ZIP archive", "Unpack it"),
    "workbook as CSV": ("farm.csv", workbook(), "source-foreign", "an Excel workbook", "end with `.xlsx`"),
    "gzip": ("farm.html", gzip.compress(ROW.encode()), "source-foreign", "compressed with gzip", "Unpack it"),
    "Word": ("farm.docx", archive("word/document.xml"), "source-foreign", "a Word document", "copy the page"),
    "Word 97": ("farm.doc", OLE + "WordDocument".encode("utf-16-le"), "source-foreign", "Word 97", "copy the page"),
    "Excel 97": ("farm.xls", OLE, "workbook-refused", "Excel 97", "save it as an Excel workbook"),
    "OpenDocument": (
        "farm.ods",
        archive("application/vnd.oasis.opendocument.spreadsheet"),
        "workbook-refused",
        "OpenDocument spreadsheet",
        "save it as an Excel workbook",
    ),
    "password": (
        "farm.xlsx",
        OLE + "EncryptedPackage".encode("utf-16-le"),
        "workbook-refused",
        "protected by a password",
        "without a password",
    ),
    "cut off": ("farm.xlsx", workbook()[:1500], "workbook-refused", "it is cut off or damaged", "Fetch the file again"),
    "text as workbook": ("farm.xlsx", ROW.encode(), "workbook-refused", "it is text", "such as `.csv`"),
    "picture": ("farm.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "source-foreign", "a picture (PNG)", "Type its tables"),
    "JSON": ("farm.csv", b'[{"port": 443}]\n', "source-foreign", "it is JSON", "`.csv` file"),
    "NUL bytes": ("farm.csv", b"press,silo\0\0,443\n", "source-binary", "NUL byte", "text files only"),
    "zero bytes": ("farm.csv", b"", "source-empty", "it holds no text", "Paste the page"),
    "empty workbook": ("farm.xlsx", b"", "source-empty", "it holds nothing", "Paste the page"),
    "no encoding": ("farm.txt", b"caf\xe9 443\0", "source-encoding", "is not UTF-8", "Save the file as UTF-8"),
}
"""Name and bytes of a file, the rule, what is said of it, and what to do."""


def portbook(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", FILES)
def test_a_file_that_cannot_be_read_says_what_it_is_and_what_to_do(folder: Path, kind: str) -> None:
    name, data, rule, said, remedy = FILES[kind]
    (folder / name).write_bytes(data)
    done = portbook("check", name, "--format", "json")
    (finding,) = json.loads(done.stdout)["diagnostics"]
    assert (done.exit_code, finding["rule"], finding["path"]) == (2, rule, name)
    assert said in finding["message"]
    assert remedy in finding["remedy"]


@pytest.mark.parametrize(
    "command",
    [
        ("parse",),
        ("flows",),
        ("check",),
        ("check", "--format", "github"),
        ("certify",),
        ("certify", "--format", "json"),
        ("diagram", "-o", "out"),
        ("diagram", "--list"),
        ("build", "--into", "out"),
    ],
    ids=" ".join,
)
def test_every_command_ends_with_2_and_writes_no_half_answer(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "farm.xlsx").write_bytes(FILES["cut off"][1])
    (folder / "farm.txt").write_text(ROW, encoding="utf-8")
    done = portbook(*command, "farm.txt", "farm.xlsx")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "workbook-refused" in done.stderr
    assert not (folder / "out").exists()


def test_a_format_that_no_reader_knows_is_wrong_use(folder: Path) -> None:
    (folder / "farm.txt").write_text(ROW, encoding="utf-8")
    (folder / "farm.portbook.yml").write_text("format: markdwon\n", encoding="utf-8")
    done = portbook("check", "farm.txt")
    assert done.exit_code == 2
    assert "[format-unknown]" in done.stderr


def test_an_error_in_a_file_that_was_read_ends_with_1(folder: Path) -> None:
    (folder / "farm.txt").write_text("Nothing but a sentence.\n", encoding="utf-8")
    assert portbook("check", "farm.txt").exit_code == 1


@pytest.mark.parametrize("text", ["[1]\n", "{}\n", '["press"]\n', "{press}\n"])
def test_brackets_alone_make_no_json(folder: Path, text: str) -> None:
    (folder / "farm.txt").write_text(text, encoding="utf-8")
    assert "[table-missing]" in portbook("check", "farm.txt").stderr


def test_no_rule_on_what_a_file_holds_calls_it_unreadable() -> None:
    assert {code for code, rule in RULES.items() if rule.unreadable} == {
        *("source-missing", "source-large", "source-encoding", "source-binary", "source-foreign", "source-empty"),
        *("sidecar-unread", "waiver-unread", "format-unknown", "workbook-refused", "inventory-unread"),
    }
