"""Paragraphs: running text, and the footnotes that stand in one paragraph, each on a line of its own."""

import re
from collections.abc import Callable, Iterator

from portbook.readers.inline import footnote
from portbook.vocabulary.marks import LABEL

ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.:\w][^{}]*\}")
"""What kramdown and others write behind a heading or below a block: its anchor, its classes."""
CALLOUT = re.compile(r"\[![A-Za-z]+\][^\n]*\n?")
DEFINITION = re.compile(r"\[(?!\^)[^\]\n]+\]:\s*\S")
MODULE_LINE = re.compile(r"(?:import\s.*\bfrom\s*['\"].*|import\s*['\"].*|export\s+(?:const|default|let|function)\b.*)")
NOTE_START = re.compile(r"\\?[*†‡§¶⁂‖※]|[¹²³⁴⁵⁶⁷⁸⁹⁰]|<sup\b|\(\\?[*†‡]|&#42;|\[\^[^\]\s]+\]:", re.IGNORECASE)
LINE_BREAK = re.compile(r"<br\s*/?>\s*(?=\S)", re.IGNORECASE)

Read = Callable[[str], str]


def plain(content: str, read: Read) -> str:
    """Return the text of a paragraph or heading, without what names it and what says how it is set."""
    content = CALLOUT.sub("", content, count=1) if content.startswith("[!") else content
    return read(_without_attributes(content)).replace("\n", " ")


def parts(lines: list[str], read: Read) -> Iterator[tuple[int, int, str]]:
    """Divide a paragraph where a footnote begins: the line, counted from 0, the place in it, and the text."""
    at, collected = (0, 0), list[str]()
    for number, line in enumerate(lines):
        for column, part in _broken(line):
            if collected and (_defines(part, read) or (LABEL.match(part) and LABEL.match(lines[0]))):
                yield *at, plain("\n".join(collected), read)
                at, collected = (number, column), []
            collected.append(part)
    yield *at, plain("\n".join(collected), read)


def _defines(part: str, read: Read) -> bool:
    return NOTE_START.match(part) is not None and footnote(read(part)) is not None


def _broken(line: str) -> Iterator[tuple[int, str]]:
    """Divide a line behind its line breaks where a footnote may begin."""
    at = 0
    for match in LINE_BREAK.finditer(line):
        if NOTE_START.match(line, match.end()):
            yield at, line[at : match.start()]
            at = match.end()
    yield at, line[at:]


def _without_attributes(text: str) -> str:
    if not text.endswith("}"):
        return text
    begin = text.rfind("{")
    return text[:begin].rstrip() if ATTRIBUTES.fullmatch(text, begin) and text[begin - 1 : begin] != "{" else text
