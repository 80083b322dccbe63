"""Open the archive that a workbook is, and refuse one that would take too much memory."""

import zlib
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from portbook.readers.signatures import ARCHIVE, OLE, WORKBOOK, ZIP, signature_of
from portbook.source import SourceError

REFUSED = "workbook-refused"
TEXT = "Give its name the ending of what it is, such as `.csv`, `.html` or `.txt`, or set `format` of the source."
AGAIN = "Fetch the file again; if it opens in a spreadsheet program, save it there as an Excel workbook (`.xlsx`)."
LOOKED_AT = 4_096
MOST_PARTS = 10_000
MOST_UNPACKED = 128 * 1024 * 1024
"""Bytes of all parts together."""
MOST_TAGS: tuple[tuple[str, int], ...] = (
    ("xl/worksheets/", 5_000_000),
    ("xl/sharedStrings", 2_000_000),
    ("", 400_000),
)
"""Folders and files of a workbook, and how many tags their parts may have: each becomes an object in memory."""
CHUNK = 1024 * 1024
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
OVERLAP = 40
"""Bytes at the end of a chunk in which a declaration may have begun, in an encoding of up to four bytes a letter."""


def is_workbook(head: bytes) -> bool:
    """Tell whether a file begins as a workbook does, be it one that can be read or one of an older format."""
    return head.startswith((ZIP, OLE))


def open_archive(data: bytes) -> ZipFile:
    """Return the archive of a workbook whose parts are of bearable size. Raises SourceError."""
    if (found := signature_of(data)) and found is not WORKBOOK:
        raise found.refusal()
    if not data.startswith(ZIP) and b"\0" not in data[:LOOKED_AT]:
        raise SourceError(REFUSED, "it is text, not a workbook", 0, TEXT)
    try:
        archive = ZipFile(BytesIO(data))
        _check(archive)
    except (BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(REFUSED, f"it is cut off or damaged, or no workbook: {error}", 0, AGAIN) from None
    return archive


def _check(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise ARCHIVE.refusal()
    if len(parts) > MOST_PARTS or len(parts) != len(names):
        raise SourceError(REFUSED, f"it has {len(parts):,} parts, some more than once or more than {MOST_PARTS:,}")
    if (size := sum(part.file_size for part in parts)) > MOST_UNPACKED:
        raise SourceError(REFUSED, f"it unpacks to {size:,} bytes; {MOST_UNPACKED:,} are the most that is read")
    for folder, most in MOST_TAGS:
        inside = [name for name in names if name.startswith(folder) and name.endswith((".xml", ".rels", ".vml"))]
        if (tags := sum(_tags(archive, name) for name in inside)) > most:
            raise SourceError(REFUSED, f"{folder or 'it'} holds {tags:,} tags; {most:,} are the most that is read")
        names -= set(inside)


def _tags(archive: ZipFile, name: str) -> int:
    with archive.open(name) as part:
        return _count(part)


def _count(part: IO[bytes]) -> int:
    total, before = 0, b""
    while chunk := part.read(CHUNK):
        total += chunk.count(b"<")
        if any(word in (before + chunk).replace(b"\0", b"") for word in DECLARATIONS):
            raise SourceError(REFUSED, "its XML declares entities or a document type, which no workbook needs")
        before = chunk[-OVERLAP:]
    return total
