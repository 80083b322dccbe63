"""What damaged workbooks make the packages raise that read them: each says that the file is refused, and why."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from portbook.diagnostics import shorten
from portbook.readers.workbook.archive import REFUSED
from portbook.source import SourceError

UNREADABLE: tuple[type[Exception], ...] = (
    BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,  # a part that is encrypted, or nested too deep
    KeyError,  # a part that is named and is not there
    ParseError,
    ValueError,  # XML that declares entities, text that is no number
)
"""What the standard library and defusedxml raise at a part of an archive."""
UNEXPECTED: tuple[type[Exception], ...] = (
    *UNREADABLE,
    ArithmeticError,
    AssertionError,
    AttributeError,
    IndexError,
    TypeError,
)
"""What openpyxl raises at XML that it was not made for, beside errors of its own."""


@contextmanager
def refusing(errors: tuple[type[Exception], ...]) -> Iterator[None]:
    """Raise SourceError where another package raises one of some errors; code of this one does not belong within."""
    try:
        yield
    except SourceError:
        raise
    except errors as error:
        kind = type(error).__name__
        raise SourceError(REFUSED, f"it is damaged, or not to be trusted: {kind} {shorten(str(error))}") from None
