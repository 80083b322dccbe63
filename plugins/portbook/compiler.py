"""Compile sources into a book."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from portbook import passes
from portbook.diagnostics import Place, Report
from portbook.document import Document
from portbook.model import Book
from portbook.options import Options, SourceOptions
from portbook.passes import Page
from portbook.readers import choose, formats
from portbook.source import SourceError


@dataclass(frozen=True, slots=True)
class Input:
    """Hold one source file: the path as shown, its bytes, and the options that apply to it."""

    path: str
    data: bytes
    options: SourceOptions


@dataclass(frozen=True, slots=True)
class Compilation:
    """Hold what a compilation made: the book, the documents as read, and the findings."""

    book: Book
    documents: tuple[Document, ...]
    report: Report
    inputs: tuple[Input, ...]
    options: Options

    def again(self) -> "Compilation":
        """Compile the same sources once more, in the reverse order."""
        return compile_sources(self.inputs[::-1], self.options)


def compile_sources(inputs: Sequence[Input], options: Options, report: Report | None = None) -> Compilation:
    """Compile source files, in the order of their paths.

    Never raises on what a file holds: each finding is in the report. A ``report`` that holds findings already, on
    files that could not be opened for example, is carried on.
    """
    report = report if report is not None else Report(options.levels)
    pages = tuple(
        page
        for item in sorted(inputs, key=lambda item: item.path)
        if (page := _read(item, options, report)) is not None
    )
    book = passes.run(pages, options, report)
    return Compilation(book, tuple(page.document for page in pages), report, tuple(inputs), options)


def _read(item: Input, options: Options, report: Report) -> Page | None:
    kind = choose(item.path, item.data, item.options.format, formats())
    if kind is None:
        known = ", ".join(sorted(kind.name for kind in formats()))
        report.add(
            "format-unknown", Place(item.path), f"no reader is called {item.options.format!r}; there are {known}"
        )
        return None
    try:
        source = kind.decode(item.path, item.data, item.options, report)
    except SourceError as error:
        report.add(error.rule, Place(item.path, error.line), f"the file cannot be read: {error}")
        return None
    document = kind.read(source, item.options, report, tuple(options.names))
    stem = PurePosixPath(item.path).stem
    title = item.options.title or title_of(stem)
    return Page(document, item.options, title, item.options.vendor or vendor_of(stem))


def title_of(stem: str) -> str:
    """Make a title from a file's name: ``acme-routing_paths`` becomes ``Acme routing paths``."""
    words = " ".join(stem.replace("-", " ").replace("_", " ").split()) or stem
    return words[:1].upper() + words[1:]


def vendor_of(stem: str) -> str:
    """Take the vendor from a file's name: what stands before the first hyphen, if there is one."""
    vendor, hyphen, _ = stem.partition("-")
    return vendor if hyphen else ""
