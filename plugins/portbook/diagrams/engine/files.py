"""See which files a DOT text would have an engine read. Graphviz reads any file that an image names."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import PurePosixPath

TOKEN = re.compile(
    r'"(?P<quoted>(?:\\.|[^"\\])*)"|<(?P<markup>(?:[^<>]|<[^<>]*>)*)>|(?P<comment>//[^\n]*|/\*.*?\*/|(?<![^\n])#[^\n]*)'
    r"|(?P<sign>[^\w\s.])|(?P<word>[\w.]+)",
    re.DOTALL,
)
IN_MARKUP = re.compile(r"""<\s*img\b[^>]*?\bsrc\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

SUSPECT = re.compile(r'ima?ge?|shapefile|fontpath|_background|"\s*\+|\\\r?\n', re.IGNORECASE)
"""What has none of these words, and no way to put them together, names no file. Most texts are done with here."""

READ = frozenset({"image", "shapefile"})
"""The attributes whose value is a file that is read."""

REFUSED = frozenset({"imagepath", "fontpath", "_background"})
"""Attributes that lead to files in ways of their own."""


def leads_outside(dot: str, *, images: bool) -> bool:
    """Tell whether a DOT text names a file that is not below the folder of images, or any where there is none."""
    return bool(SUSPECT.search(dot)) and any(not images or not _below(name) for name in _files(dot))


def _files(dot: str) -> Iterator[str]:
    """Yield the files that are named; what cannot be told yields a path that is nowhere."""
    words: list[str] = []
    for token in TOKEN.finditer(dot):
        if token["markup"] is not None:
            yield from (unescape(double or single) for double, single in IN_MARKUP.findall(token["markup"]))
        word = token["word"] or token["sign"] or re.sub(r"\\\r?\n", "", token["quoted"] or "")
        if word == "+" and token["quoted"] is None:
            yield ".."  # texts put together
        if token["comment"] is None:
            words = [*words[-2:], word]
        if len(words) == 3 and words[1] == "=":
            yield from _named(words[0], word)


def _named(attribute: str, value: str) -> Iterator[str]:
    if attribute in REFUSED:
        yield ".."
    elif attribute in READ and value:
        yield value


def _below(name: str) -> bool:
    return not (PurePosixPath(name).is_absolute() or ".." in name.split("/") or "\\" in name or ":" in name)
