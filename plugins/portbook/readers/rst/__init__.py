"""Read reStructuredText: grid, simple, list and csv tables, footnotes and headings. Nothing is included or run."""

from collections.abc import Iterator

from portbook.diagnostics import Place, Report, shorten
from portbook.document import Block, Document, Prose
from portbook.options import SourceOptions
from portbook.readers import lists
from portbook.readers.formats import Format
from portbook.readers.limits import MOST_SLOW, MOST_SLOW_LINES
from portbook.readers.partition import Lines, partition
from portbook.readers.templates import resolved
from portbook.source import Source


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:  # noqa: ARG001
    """Read reStructuredText. Names of endpoints are of no use here: cells have borders."""
    return lists.reported(resolved(Document(source, "rst", tuple(_blocks(source, report))), options, report), report)


def _blocks(source: Source, report: Report) -> Iterator[Block]:
    sizes = ((len(source.text), MOST_SLOW, "characters"), (source.line_count, MOST_SLOW_LINES, "lines"))
    if large := next((size for size in sizes if size[0] > size[1]), None):
        size, most, what = large
        message = f"the page has {size:,} {what}; of this format {most:,} are the most that is read"
        report.add("source-large", Place(source.path), message)
        yield _unread(source)
        return
    # docutils takes long to import, and few projects have such a source
    from portbook.readers.rst import lines, page, parsing  # noqa: PLC0415

    found = Report()
    try:
        tree = parsing.parse(source.text)
        pieces = list(page.Page(source.path, lines.Lines(source.text), found).pieces(tree))
    except (parsing.MarkupError, RecursionError) as error:  # the tree of docutils may be nested without end
        message = f"the page cannot be read as a whole: {shorten(str(error))}"
        report.add("markup-broken", Place(source.path), message)
        yield _unread(source)
        return
    report.take(found)
    if not pieces and (words := tree.astext().split()):
        report.add("markup-broken", Place(source.path), f"the page cannot be read: {shorten(' '.join(words))}")
        yield _unread(source)
        return
    yield from partition(source.text, Lines(source.text), pieces)


def _unread(source: Source) -> Prose:
    return Prose(1, source.text, " ".join(source.text.split()))


FORMAT = Format("rst", frozenset({".rst", ".rest"}), read)
