"""What a reader is, and how the one for a file is chosen: by its name, by its content, or by configuration."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from portbook.diagnostics import Report
from portbook.document import Document
from portbook.options import SourceOptions
from portbook.readers import encodings
from portbook.source import Source

Read = Callable[[Source, SourceOptions, Report, tuple[str, ...]], Document]
"""Read a source with its options. The names are those of endpoints known from elsewhere.

What a reader finds goes into the report; it raises nothing on what a file holds.
"""

Decode = Callable[[str, bytes, SourceOptions, Report], Source]
"""Make a source of a path and the bytes of a file. Raises SourceError."""

SNIFFED = 65_536
"""How many bytes of a file are looked at to find out what it is."""


def by_extension_only(head: bytes) -> bool:  # noqa: ARG001 - what every ``recognise`` takes
    """Recognise nothing: the format is chosen by extension or configuration."""
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """Declare a reader: its name, the extensions of its files, and how its content is recognised and read.

    ``recognise`` gets the first bytes of a file whose extension says nothing. Packages add readers of their own under
    the entry point group ``portbook.readers``, each a ``Format``.
    """

    name: str
    extensions: frozenset[str]
    read: Read
    recognise: Callable[[bytes], bool] = by_extension_only
    decode: Decode = encodings.decode


def choose(path: str, data: bytes, name: str, formats: Iterable[Format]) -> Format | None:
    """Return the configured format, that of the extension, or the first that recognises the content.

    None stands for a configured name that no format bears. The last format takes what no other recognises.
    """
    known = tuple(formats)
    if name:
        return next((kind for kind in known if kind.name == name), None)
    extension = PurePosixPath(path).suffix.casefold()
    if named := [kind for kind in known if extension in kind.extensions]:
        return named[0]
    head = data[:SNIFFED]
    return next((kind for kind in known if kind.recognise(head)), known[-1])
