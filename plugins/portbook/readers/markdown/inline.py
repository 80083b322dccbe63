"""The text of inline Markdown: links, emphasis, code, images and the HTML between them resolved."""

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portbook.readers.inline import Reading, fold, raised, visible
from portbook.readers.templates import TAG, has_tag
from portbook.vocabulary.marks import ANY_MARK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MARKED_UP = re.compile(r"[\\`*~\[<&^]|(?<![^\W_])_|_(?![^\W_])")
"""What may be markup in a cell. A text without it reads as it stands, whatever it holds beside: ``apple_gate``."""
SIMPLE = re.compile(
    r"`(?<!``)([^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|\[(?<!!\[)([^\[\]`*_~<&^\\]+)\]\([^\s()<>`*_\\]*\)"
    r"|\*(?<![\w*]\*)(\*?)([A-Za-z0-9](?:[^\[\]`*_~<&^\\\n]*[A-Za-z0-9.,:;])?)\*\3(?=[\s.,:;)]|\Z)"
)
"""Code, a link, or a stressed passage that needs no parser, where nothing else that may be markup is beside it."""
GUARD = re.compile("\ufdd0(\\d+)\ufdd1")
CARET = re.compile(r"\^([^\s^]{1,8})\^")
REFERENCE = re.compile(r"^[ \t>]*\[(?!\^)([^\]\r\n]+)\]:", re.MULTILINE)
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\[((?:[^\[\]\\]|\\.)*)\]|\[((?!\^)(?:[^\[\]\\]|\\.)+)\](?![\[(:])")
TAG_NAME = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
ALTERNATIVE = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
BREAKS = frozenset("br p div li ul ol dl dt dd table tr td th blockquote pre hr h1 h2 h3 h4 h5 h6 section".split())
MOST_BRACKETS = 200
"""A text with more brackets, or more runs of emphasis, is no cell of a page, and would take long to resolve."""


class Inline:
    """Read inline Markdown. ``page`` is the text of the page, which defines the references of its links."""

    def __init__(self, parser: "MarkdownIt", page: str) -> None:
        self._parser = parser
        self._labels = {fold(match[1]).casefold() for match in REFERENCE.finditer(page)}

    def text(self, source: str) -> str:
        r"""Return the text; lines are separated by ``\n`` where the page breaks them, not where its source does."""
        if MARKED_UP.search(source) is None:
            return visible(source)
        if MARKED_UP.search(SIMPLE.sub(" ", source)) is None:
            return visible(SIMPLE.sub(r"\1\2\4", source))
        tags: list[str] = []
        if has_tag(source):  # what stands in a tag is no markup
            source = TAG.sub(lambda match: self._guarded(match[0], tags), source)
        if self._labels and "[" in source:
            source = LINK.sub(self._linked, source)
        reading = Reading()
        if max(map(source.count, "[*_<")) > MOST_BRACKETS:
            reading.add(html.unescape(source))
        else:
            self._read(self._tokens(source), reading)
        text = reading.text()
        if "^" in text:
            text = CARET.sub(_raised, text)
        if tags:
            text = GUARD.sub(lambda match: fold(tags[int(match[1])]) if int(match[1]) < len(tags) else match[0], text)
        return text

    def _guarded(self, tag: str, tags: list[str]) -> str:
        tags.append(tag)
        return f"\ufdd0{len(tags) - 1}\ufdd1"

    def _linked(self, match: re.Match[str]) -> str:
        """Return the text of a link by reference; brackets that name no reference stay."""
        text, label, alone = match.groups()
        named = fold(label or text or alone).casefold()
        return (text or alone) if named in self._labels else match[0]

    def _tokens(self, source: str) -> Iterable["Token"]:
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, {}, tokens)
        return tokens

    def _read(self, tokens: Iterable[Any], reading: Reading) -> None:
        hidden = ""
        for token in tokens:
            kind = token.type
            if kind == "html_inline":
                hidden = _read_tag(token.content, reading, hidden)
            elif hidden:
                continue
            elif kind in ("text", "code_inline", "text_special"):
                reading.add(token.content)
            elif kind == "softbreak":
                reading.add(" ")
            elif kind == "hardbreak":
                reading.break_line()
            elif kind == "image":
                self._read(token.children or (), reading)


def _raised(match: re.Match[str]) -> str:
    """Return what Pandoc and others raise between carets, if it is a footnote mark."""
    made = raised(match[1])
    return made if made != match[1] or ANY_MARK.fullmatch(made) else match[0]


def _read_tag(tag: str, reading: Reading, hidden: str) -> str:
    """Read an HTML tag; return the name of the element that hides what follows, if one does."""
    match = TAG_NAME.match(tag)
    if match is None:
        return hidden
    closing, name = bool(match[1]), match[2].casefold()
    if hidden:
        return "" if closing and name == hidden else hidden
    if name in ("sup", "sub"):
        (reading.close_script if closing else reading.open_script)(name)
    elif name in BREAKS:
        reading.break_line()
    elif name == "img" and (alternative := ALTERNATIVE.search(tag)):
        reading.add(html.unescape(alternative[1] or alternative[2] or ""))
    elif name in ("svg", "button", "script", "style") and not closing and not tag.endswith("/>"):
        return name
    return ""
