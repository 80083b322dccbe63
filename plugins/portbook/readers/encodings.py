"""Find out in which encoding a text file is, and decode it so that it can be encoded to the same bytes again."""

import codecs
import re
from collections.abc import Iterator

from portbook.diagnostics import Place, Report
from portbook.options import SourceOptions
from portbook.readers.signatures import refuse_foreign
from portbook.source import Source, SourceError

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer of two that begin alike comes first."""
NULS: tuple[tuple[int, tuple[int, ...], str], ...] = (
    (4, (1, 2, 3), "utf-32-le"),
    (4, (0, 1, 2), "utf-32-be"),
    (2, (1,), "utf-16-le"),
    (2, (0,), "utf-16-be"),
)
"""Bytes of a character, which of them are zero in Latin text, and the encoding."""
EXPLICIT = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}
"""Encodings that leave the byte order mark open, and what they are without one."""
LIKELY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859_2", "mac_roman", "koi8_r"),
    *("cp932", "gb18030", "big5", "euc_jp", "euc_kr"),
)
"""The encodings among which is guessed; the first one, that of Windows in the West, is taken where several fit."""
GUESSED_FROM = 65_536
LOOKED_AT = 4_096
FIRST_NOT_ASCII = re.compile(rb"[\x80-\xff]")
NOT_ASCII = re.compile(r"\S{0,20}[^\x00-\x7f]\S{0,20}")


def decode(path: str, data: bytes, options: SourceOptions, report: Report, declared: str = "") -> Source:
    """Decode a text file: as configured, as its byte order mark says, as UTF-8, as declared in it, or as guessed.

    Raises SourceError where no encoding gives back the same bytes, or where the file is no text.
    """
    refuse_foreign(data)
    marked = next((encoding for mark, encoding in MARKS if data.startswith(mark)), "")
    if options.encoding:
        encoding = codecs.lookup(options.encoding).name
        fits = marked if marked.startswith(encoding.removesuffix("-sig")) else ""
        return _exactly(path, data, fits or EXPLICIT.get(encoding, encoding))
    if marked or (marked := _by_nuls(data[:LOOKED_AT])):
        return _exactly(path, data, marked)
    try:
        return Source.decode(path, data)
    except SourceError as error:
        if error.rule != "source-encoding":
            raise
        refused = error
    for encoding in (declared, *_guesses(data)):
        try:
            source = _exactly(path, data, encoding)
        except (SourceError, LookupError):
            continue
        if encoding != declared:
            _report(source, report)
        return source
    raise refused


def _exactly(path: str, data: bytes, encoding: str) -> Source:
    """Decode with one encoding; the text, encoded again, has to be the same bytes."""
    source = Source.decode(path, data, encoding)
    if source.encode(source.text) != data:
        raise SourceError("source-encoding", f"read as {encoding}, it cannot be written back as the same bytes")
    return source


def _by_nuls(head: bytes) -> str:
    """Return the encoding of wide characters without a byte order mark, by where the zero bytes stand."""
    for width, zeros, encoding in NULS:
        count = len(head) // width
        parts = [head[at : count * width : width] for at in range(width)]
        shares = [part.count(0) / count if count else 0 for part in parts]
        if count > 1 and all((share > 0.7) if at in zeros else (share == 0) for at, share in enumerate(shares)):
            return encoding
    return ""


def _guesses(data: bytes) -> Iterator[str]:
    """Yield what the file may be encoded in, the likeliest first. Binary files have none."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only files that are not UTF-8 need it

    if b"\0" in data:
        return
    found = list(from_bytes(_telling(data), cp_isolation=list(LIKELY)))
    if any(LIKELY[0] in match.could_be_from_charset for match in found if match.chaos == found[0].chaos):
        yield LIKELY[0]
    yield from (match.encoding for match in found)


def _telling(data: bytes) -> bytes:
    """Return the part of a file by which its encoding is guessed: whole lines from the first byte that is not ASCII."""
    match = FIRST_NOT_ASCII.search(data)
    first = match.start() if match else 0
    begin = max(data.rfind(b"\n", 0, first) + 1, first - LOOKED_AT)
    if len(data) - begin <= GUESSED_FROM:
        return data[begin:]
    end = data.rfind(b"\n", first, begin + GUESSED_FROM) + 1
    return data[begin : end or begin + GUESSED_FROM]


def _report(source: Source, report: Report) -> None:
    match = NOT_ASCII.search(source.text)
    word = match[0] if match else ""
    line = source.text.count("\n", 0, match.start()) + 1 if match else 0
    report.add(
        "encoding-guessed",
        Place(source.path, line),
        f"the file is not UTF-8; it was read as {source.encoding}, in which this is {word!r}",
        f"Look at that word; if it is wrong, set `encoding` of the source, for example `encoding: {source.encoding}`.",
    )
