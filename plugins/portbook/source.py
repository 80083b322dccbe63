"""Bytes, encoding and lines of a source file: the only line arithmetic of the package.

Convention: lines are 1-based, columns are 0-based and count code points.
"""

import hashlib
import re
from dataclasses import dataclass

BOM = "\ufeff"
LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


class SourceError(ValueError):
    """Say why bytes cannot be read as text: a rule, the line, and a remedy where the rule's is too wide."""

    def __init__(self, rule: str, message: str, line: int = 1, remedy: str = "") -> None:
        super().__init__(message)
        self.rule = rule
        self.line = line
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line: its number, its text without the ending, and the ending as it was."""

    number: int
    text: str
    ending: str

    def __str__(self) -> str:
        return self.text + self.ending


@dataclass(frozen=True, slots=True)
class Source:
    """Hold the text of one source file, with all that is needed to give back its bytes."""

    path: str
    """The path as shown to people and stored in outputs: relative, with forward slashes."""
    text: str
    """The decoded text, without a byte order mark, line endings untouched; of a workbook, its cells as text."""
    bom: bool
    sha256: str
    """The digest of the file's bytes."""
    encoding: str = "utf-8"
    binary: bool = False
    """Whether the file is no text, so that ``text`` was made of what it holds."""

    @classmethod
    def decode(cls, path: str, data: bytes, encoding: str = "utf-8") -> "Source":
        """Decode text with or without a byte order mark.

        Raises SourceError with the rule ``source-empty``, ``source-binary`` or ``source-encoding``.
        """
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise SourceError("source-encoding", f"byte {error.start} is not {encoding.upper()}", line) from None
        if (nul := text.find("\0")) >= 0:
            raise SourceError("source-binary", "it holds a NUL byte", text.count("\n", 0, nul) + 1)
        bom = text.startswith(BOM)
        text = text.removeprefix(BOM)
        if not text.strip():
            raise SourceError("source-empty", "it holds no text")
        return cls(path, text, bom, digest(data), encoding)

    def encode(self, text: str) -> bytes:
        """Encode text as the file was."""
        return ((BOM if self.bom else "") + text).encode(self.encoding)

    @property
    def content(self) -> str:
        """Return the digest that the document must have when it is written back."""
        return digest(self.encode(self.text)) if self.binary else self.sha256

    @property
    def line_count(self) -> int:
        """Return how many lines there are, as ``lines`` tells them apart."""
        text = self.text
        ends = text.count("\n") + (text.count("\r") - text.count("\r\n") if "\r" in text else 0)
        return ends + (text[-1:] not in "\r\n")

    def lines(self) -> list[Line]:
        r"""Split the text at ``\n``, ``\r\n`` and ``\r`` alone, so that joining the lines gives it back."""
        return split_lines(self.text)


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def split_lines(text: str, first: int = 1) -> list[Line]:
    """Split text into lines that keep their endings, numbered from ``first``; an empty text has none."""
    pairs = LINE.findall(text)
    if not pairs[-1][0]:
        pairs.pop()
    return [Line(number, body, ending) for number, (body, ending) in enumerate(pairs, first)]
