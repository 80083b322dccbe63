"""What a file is that no reader reads, by how it begins: whatever its name says, its bytes know better."""

import json
from dataclasses import dataclass

from portbook.source import SourceError

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
COPY = "Open it, copy the page with its tables, and paste it into a `.txt` file; or save it as HTML."
UNPACK = "Unpack it, and name the files in it."
TYPE = "Type its tables into a `.csv` file: nothing is read out of pictures."
RENAME = "Let its name end with `.xlsx`, or set `format: xlsx` of the source."
SAVE = "Open it in a spreadsheet program and save it as an Excel workbook (`.xlsx`) without a password."


@dataclass(frozen=True, slots=True)
class Signature:
    """Tell a kind of file by the bytes that it begins with, and others that it holds."""

    begins: bytes
    name: str
    remedy: str
    holds: bytes = b""
    rule: str = "source-foreign"

    def fits(self, data: bytes) -> bool:
        """Tell whether a file is of this kind."""
        return data.startswith(self.begins) and self.holds in data

    def refusal(self) -> SourceError:
        """Say what the file is, and what to do."""
        return SourceError(self.rule, f"it is {self.name}", 0, self.remedy)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


WORKBOOK = Signature(ZIP, "an Excel workbook under another name", RENAME, b"xl/workbook.xml")
SIGNATURES: tuple[Signature, ...] = (
    WORKBOOK,
    Signature(ZIP, "a binary workbook (.xlsb)", SAVE, b"xl/workbook.bin", "workbook-refused"),
    Signature(ZIP, "an OpenDocument spreadsheet", SAVE, b"opendocument.spreadsheet", "workbook-refused"),
    Signature(ZIP, "a Word document", COPY, b"word/document.xml"),
    Signature(ZIP, "a PowerPoint presentation", COPY, b"ppt/presentation.xml"),
    Signature(ZIP, "an OpenDocument text", COPY, b"opendocument.text"),
    Signature(OLE, "a document of Word 97", COPY, _wide("WordDocument")),
    Signature(OLE, "a presentation of PowerPoint 97", COPY, _wide("PowerPoint Document")),
    Signature(OLE, "a document protected by a password", SAVE, _wide("EncryptedPackage"), "workbook-refused"),
    Signature(
        OLE, "a workbook in the format of Excel 97, or one protected by a password", SAVE, rule="workbook-refused"
    ),
    Signature(b"%PDF-", "a PDF", COPY),
    Signature(b"{\\rtf", "a document in Rich Text Format", COPY),
    Signature(b"\x1f\x8b", "a file compressed with gzip", UNPACK),
    Signature(b"\xfd7zXZ\x00", "a file compressed with xz", UNPACK),
    Signature(b"7z\xbc\xaf\x27\x1c", "an archive of 7-Zip", UNPACK),
    Signature(b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    Signature(b"\x89PNG\r\n", "a picture (PNG)", TYPE),
    Signature(b"\xff\xd8\xff", "a picture (JPEG)", TYPE),
    Signature(b"GIF89a", "a picture (GIF)", TYPE),
    Signature(b"SQLite format 3\x00", "a database", "Export its table as CSV."),
)
"""The kinds of files, those that hold something particular before others that begin alike."""
ARCHIVE = Signature(ZIP, "a ZIP archive", UNPACK)
"""What any other file is that begins as a workbook does, unless it is a damaged one."""
JSON = Signature(b"", "JSON", "Write what it says of ports into a `.csv` file: no structure of JSON is known.")
EDGE = 64
"""Bytes at either end among which JSON has its brackets."""


def signature_of(data: bytes) -> Signature | None:
    """Return what kind of file the bytes are where it is none of text."""
    found = next((signature for signature in SIGNATURES if signature.fits(data)), None)
    return found or (JSON if _is_json(data) else None)


def refuse_foreign(data: bytes) -> None:
    """Refuse bytes that are not of a text. Raises SourceError, which says what they are."""
    if found := signature_of(data) or (ARCHIVE if ARCHIVE.fits(data) else None):
        raise found.refusal()


def _is_json(data: bytes) -> bool:
    """Tell whether a file is one object of JSON, or a list of them: other values may stand in any text."""
    if data[:EDGE].lstrip()[:1] + data[-EDGE:].rstrip()[-1:] not in (b"{}", b"[]"):
        return False
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return bool(value) and (isinstance(value, dict) or all(isinstance(item, dict | list) for item in value))
