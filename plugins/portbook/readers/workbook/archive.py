"""Open the archive that a workbook is, and refuse one that would take too much memory."""

import zlib
from io import BytesIO
from typing import IO
from zipfile import BadZipFile, ZipFile

from portbook.source import SourceError

REFUSED = "workbook-refused"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    if data.startswith(OLE):
        raise SourceError(REFUSED, "it is a workbook in the format of Excel 97, or one protected by a password")
    try:
        archive = ZipFile(BytesIO(data))
        _check(archive)
    except (BadZipFile, NotImplementedError, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(REFUSED, f"it is damaged, or no workbook: {error}") from None
    return archive


def _check(archive: ZipFile) -> None:
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.bin" in names:
        raise SourceError(REFUSED, "it is a binary workbook (.xlsb)")
    if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
        raise SourceError(REFUSED, "it is an archive, but no workbook")
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
