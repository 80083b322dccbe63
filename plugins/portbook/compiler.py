"""Compile sources into a book."""

from collections.abc import Sequence
from dataclasses import dataclass

from portbook.diagnostics import Report
from portbook.document import Document
from portbook.model import Book
from portbook.options import Options, SourceOptions


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


def compile_sources(inputs: Sequence[Input], options: Options) -> Compilation:
    """Compile source files. Never raises on what a file holds: each finding is in the report."""
    raise NotImplementedError
