"""Read Markdown: GFM tables, HTML tables, headings, footnotes, front matter, and what site generators add to it."""

from portbook.diagnostics import Report
from portbook.document import Document
from portbook.options import SourceOptions
from portbook.readers import lists
from portbook.readers.formats import Format
from portbook.readers.markdown.page import Page
from portbook.readers.partition import partition
from portbook.readers.templates import resolved
from portbook.source import Source


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:  # noqa: ARG001
    """Read a page of Markdown. Nothing is guessed, so no names are needed."""
    page = Page(source, report)
    blocks = tuple(partition(source.text, page.lines, page.pieces()))
    return lists.reported(resolved(Document(source, "markdown", blocks), options, report), report)


EXTENSIONS = frozenset({".md", ".markdown", ".mdx", ".mkd", ".mdown", ".qmd", ".rmd"})
FORMAT = Format("markdown", EXTENSIONS, read)
