"""The tags of a page, and where they stand: what a parser of HTML does not tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portbook.readers.templates import TAG

_TAG = TAG.pattern
_BLANK = r" \t\n\f\r"
"""White space between the parts of a tag (HTML, ASCII whitespace); other blanks are part of a name."""
START = re.compile(rf"<!--|<(/?)([A-Za-z](?:[^{_BLANK}/><{{]|<(?!%))*)|(?P<template>{_TAG})|<[!?/](?!>)", re.DOTALL)
_VALUE = rf"\"(?:[^\"<{{]|{_TAG}|[<{{])*+\"|'(?:[^'<{{]|{_TAG}|[<{{])*+'|[^{_BLANK}>\"'][^{_BLANK}>]*+"
ATTRIBUTES = re.compile(
    rf"(?:[{_BLANK}/]++|{_TAG}|=|[^{_BLANK}/>=]++(?:[{_BLANK}]*+=[{_BLANK}]*+(?:{_VALUE}))?)*+>", re.DOTALL
)
COMMENT_END = re.compile(r"-->|(?<!<!)--!>")
"""What ends a comment. Its own hyphens may, as in ``<!-->``."""
RAW = {
    name: re.compile(rf"</{name}(?=[{_BLANK}/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
"""Elements whose content is no markup."""
OF_TABLES = frozenset("table caption thead tbody tfoot tr td th".split())


@dataclass(frozen=True, slots=True)
class Tag:
    """Hold a tag, a template tag (whose name is empty), or a comment (``!``), and where it stands."""

    name: str
    closing: bool
    start: int
    stop: int


def tags(text: str, begin: int, end: int) -> Iterator[Tag]:
    """Return the tags of a part of a page. An unfinished one at its end is text."""
    at, unended = begin, set[str]()
    while match := START.search(text, at, end):
        name = (match[2] or "").casefold()
        if match["template"]:
            at = match.end()
        elif match[0] == "<!--":
            closing = COMMENT_END.search(text, match.start() + 2, end)
            name, at = "!", closing.end() if closing else end
        elif not name:  # whatever else begins so is a comment to a browser
            name, at = "!", text.find(">", match.end(), end) + 1
            if not at:
                return
        else:
            ended = ATTRIBUTES.match(text, match.end(), end)
            if ended is None:
                return
            at = ended.end()
        yield Tag(name, bool(match[1]), match.start(), at)
        if name in RAW and not match[1] and name not in unended:
            if raw_end := RAW[name].search(text, at, end):
                at = raw_end.start()
            else:
                unended.add(name)


def ends(found: list[Tag]) -> dict[int, int]:
    """Return the index of the end tag of each element that has one, by the index of its start tag."""
    found_ends, opened = dict[int, int](), dict[str, list[int]]()
    for index, tag in enumerate(found):
        if tag.closing:
            if opened.get(tag.name):
                found_ends[opened[tag.name].pop()] = index
        elif tag.name and tag.name != "!":
            opened.setdefault(tag.name, []).append(index)
    return found_ends


def crossings(found: list[Tag]) -> list[int]:
    """Return for each tag the index of the first one behind it that belongs to a table which began before it.

    An element that ends behind that does not hold what stands between, whatever it seems to hold.
    """
    owners, opened = dict[int, int](), list[int]()
    for index, tag in enumerate(found):
        if tag.name in OF_TABLES:
            if tag.name == "table" and not tag.closing:
                opened.append(index)
            owners[index] = opened[-1] if opened else -1
            if tag.name == "table" and tag.closing and opened:
                opened.pop()
    firsts, waiting = [len(found)] * len(found), list[int]()
    for index in range(len(found) - 1, -1, -1):
        owner = owners.get(index, index)
        while waiting and owners[waiting[-1]] >= min(owner, index):
            waiting.pop()
        if owner < index:
            waiting.append(index)
        firsts[index] = waiting[-1] if waiting else len(found)
    return firsts
