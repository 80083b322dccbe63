"""Compile sources into a book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from portbook import collector, passes
from portbook.diagnostics import Place, Report
from portbook.document import Document, Heading
from portbook.model import Book
from portbook.options import Options, SourceOptions
from portbook.passes import Page
from portbook.readers import choose, formats
from portbook.readers.limits import crowding, refusal
from portbook.source import SourceError


@dataclass(frozen=True, slots=True)
class Input:
    """Hold one source file: the path as shown, its bytes, and the options that apply to it."""

    path: str
    data: bytes
    options: SourceOptions


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold what came of reading one source file: its document, None where it cannot be read, and the findings."""

    document: Document | None
    report: Report


Readings = dict[str, tuple[Input, tuple[str, ...], Reading]]
"""The latest reading of each path, with the input and the names of endpoints that it was made from."""


@dataclass(frozen=True, slots=True)
class Compilation:
    """Hold what a compilation made: the book, the documents as read, and the findings."""

    book: Book
    documents: tuple[Document, ...]
    report: Report
    inputs: tuple[Input, ...]
    options: Options
    partial: bool = False
    """Whether sources that the options are for were left out."""

    def again(self) -> "Compilation":
        """Compile the same sources once more, in the reverse order."""
        return compile_sources(self.inputs[::-1], self.options, partial=self.partial)


def compile_sources(
    inputs: Sequence[Input],
    options: Options,
    report: Report | None = None,
    kept: Readings | None = None,
    *,
    partial: bool = False,
) -> Compilation:
    """Compile source files, in the order of their paths.

    Never raises on what a file holds: each finding is in the report. A ``report`` that holds findings already, on
    files that could not be opened for example, is carried on. ``kept`` holds the readings of the compilation before:
    a file that is still the same is not read again. ``partial`` tells that sources which the options are for are left
    out, so that a setting which decides nothing here may do so there.
    """
    report = report if report is not None else Report(options.levels)
    with collector.paused():
        return _compile(inputs, options, report, {} if kept is None else kept, partial)


def _compile(inputs: Sequence[Input], options: Options, report: Report, kept: Readings, partial: bool) -> Compilation:
    pages = []
    for item in sorted(inputs, key=lambda item: item.path):
        reading = _reading(item, tuple(options.names), kept)
        report.take(reading.report)
        if reading.document is not None:
            pages.append(page_of(item, reading.document))
    for path in kept.keys() - {item.path for item in inputs}:
        del kept[path]
    book = passes.run(tuple(pages), options, report, partial=partial)
    return Compilation(book, tuple(page.document for page in pages), report, tuple(inputs), options, partial)


def _reading(item: Input, names: tuple[str, ...], kept: Readings) -> Reading:
    """Return what was kept of a file, or read it."""
    known = kept.get(item.path)
    if known is None or known[:2] != (item, names):
        report = Report()
        known = kept[item.path] = (item, names, Reading(_read(item, names, report), report))
    return known[2]


def _read(item: Input, names: tuple[str, ...], report: Report) -> Document | None:
    kind = choose(item.path, item.data, item.options.format, formats())
    if kind is None:
        known = ", ".join(sorted(kind.name for kind in formats()))
        message = f"no reader is called {item.options.format!r}; there are {known}"
        report.add("format-unknown", Place(item.path), message)
        return None
    if too_large := refusal(len(item.data)):
        report.add("source-large", Place(item.path), too_large)
        return None
    try:
        source = kind.decode(item.path, item.data, item.options, report)
    except SourceError as error:
        report.add(error.rule, Place(item.path, error.line), f"the file cannot be read: {error}", error.remedy)
        return None
    if too_crowded := crowding(source):
        report.add("source-large", Place(item.path), too_crowded)
        return None
    return kind.read(source, item.options, report, names)


def page_of(item: Input, document: Document) -> Page:
    """Name a document: by its options, else by what it says of itself, else by the file's name."""
    metadata = document.metadata
    first = next((block for block in document.blocks if isinstance(block, Heading)), None)
    heading = first.text if first and first.level == 1 else ""
    title = item.options.title or heading or metadata.get("title", "") or title_of(PurePosixPath(item.path).stem)
    return Page(document, item.options, title, item.options.vendor or metadata.get("vendor", ""))


def title_of(stem: str) -> str:
    """Make a title from a file's name: ``acme-routing_paths`` becomes ``Acme routing paths``."""
    words = " ".join(stem.replace("-", " ").replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]
