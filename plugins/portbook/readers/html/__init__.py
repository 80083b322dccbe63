"""Read HTML: a page as a browser saves it, or a fragment of one."""

import re
from collections.abc import Iterator

from portbook.diagnostics import Report, shorten
from portbook.document import Blank, Document
from portbook.options import SourceOptions
from portbook.readers import encodings, lists
from portbook.readers.formats import Format
from portbook.readers.html.markup import Markup
from portbook.readers.html.part import Part
from portbook.readers.html.rewriting import rewrite
from portbook.readers.html.tags import tags
from portbook.readers.html.walk import Walk
from portbook.readers.inline import fold
from portbook.readers.partition import Lines, Piece, TablePiece, partition, told
from portbook.readers.templates import resolved
from portbook.source import Source

PAGE = re.compile(rb"<!doctype html|<html[\s>]|<table[\s>]", re.IGNORECASE)

CHARSET = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
TAGS = re.compile(r"(?:<[^<>]*>)+|^[^<>]*>|<[^<>]*$")
"""Tags, also where they are cut at either end."""
SHOWN = 30
"""Characters before and behind a border that a finding shows."""
DECLARED_WITHIN = 4096
"""How many bytes at the beginning of a page may declare its encoding."""


def read(source: Source, options: SourceOptions, report: Report, names: tuple[str, ...] = ()) -> Document:  # noqa: ARG001
    """Read a page of HTML. Nothing is guessed, so no names are needed."""
    part = Part(source.text, 0, len(source.text), source.path, Lines(source.text), report)
    blocks = tuple(partition(source.text, part.lines, pieces(part)))
    return lists.reported(resolved(Document(source, "html", blocks), options, report), report)


def pieces(part: Part) -> Iterator[Piece | TablePiece]:
    """Return the pieces of a part of a page; the first begins where the part does."""
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - most Markdown holds no HTML

    markup = rewrite(part.text, part.begin, part.end)
    walk = Walk(markup, part)
    _report(markup, part)
    body = LexborHTMLParser(markup.text).body
    if body is not None:
        walk.walk(body)
    title = fold(markup.title)
    yield Piece(part.begin, told((("title", title),)) if title else Blank)
    yield from walk.finish()


def _report(markup: Markup, part: Part) -> None:
    """Report what a browser shows otherwise than it is read."""
    for at in markup.apart:
        around = shorten(fold(TAGS.sub("¦", part.text[max(at - SHOWN, part.begin) : at + SHOWN])))
        part.say("digits-apart", at, f"markup keeps the digits in {around!r} apart; they were not read as one number")
    for kind, at in markup.hidden:
        part.say("table-hidden", at, f"the {kind} is hidden until a script shows it; it was read")
    for begin, end in markup.unseen:
        if text := fold(" ".join(_between_tags(part.text, begin, end))):
            part.say("text-hidden", begin, f"the page hides {shorten(text)!r}; it was left out")


def _between_tags(text: str, begin: int, end: int) -> Iterator[str]:
    """Yield what stands between the tags of a whole element; a ``<`` or ``>`` that is part of no tag is text."""
    at = begin
    for tag in tags(text, begin, end):
        if tag.name:
            yield text[at : tag.start]
            at = tag.stop
    yield text[at:end]


def decode(path: str, data: bytes, options: SourceOptions, report: Report) -> Source:
    """Decode a page, in the encoding that it declares where nothing says otherwise."""
    declared = CHARSET.search(data[:DECLARED_WITHIN])
    return encodings.decode(path, data, options, report, declared[1].decode("ascii") if declared else "")


def recognise(head: bytes) -> bool:
    """Tell whether a file begins as a page of HTML does."""
    return PAGE.match(head.lstrip(b"\xef\xbb\xbf \t\r\n")) is not None


FORMAT = Format("html", frozenset({".html", ".htm", ".xhtml"}), read, recognise, decode)

__all__ = ["FORMAT", "Part", "pieces", "read", "recognise"]
