"""The text of inline Markdown: links, emphasis, code, images and the HTML between them resolved."""

import html
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from portbook.readers.inline import Reading, begins_with_digit, ends_with_digit, fold, raised, visible
from portbook.readers.markdown.tokens import Tokens
from portbook.readers.templates import TAG, has_tag
from portbook.vocabulary.marks import ANY_MARK

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MARKED_UP = re.compile(r"[\\`*~\[<&^]|(?<![^\W_])_|_(?![^\W_])")
"""What may be markup in a cell. A text without it reads as it stands, whatever it holds beside: ``apple_gate``."""
SIMPLE = re.compile(
    r"(?<!\d)(?:`(?<!``)([^`\s](?:[^`]*[^`\s])?)`(?!`)"
    r"|\[(?<!!\[)([^\[\]`*_~<&^\\]+)\]\([^\s()<>`*_\\]*\)"
    r"|\*(?<![\w*]\*)(\*?)([A-Za-z0-9](?:[^\[\]`*_~<&^\\\n]*[A-Za-z0-9.,:;])?)\*\3(?=[\s.,:;)]|\Z))(?!\d)"
)
"""Code, a link, or a stressed passage that needs no parser, where nothing else that may be markup is beside it."""
GUARD = re.compile("\ufdd0(\\d+)\ufdd1")
CARET = re.compile(r"\^([^\s^]{1,8})\^")
REFERENCE = re.compile(r"^[ \t>]*\[(?!\^)([^\]\r\n]+)\]:", re.MULTILINE)
LINK = re.compile(r"\[((?:[^\[\]\\]|\\.)+)\]\[((?:[^\[\]\\]|\\.)*)\]|\[((?!\^)(?:[^\[\]\\]|\\.)+)\](?![\[(:])")
MOST_BRACKETS = 200
"""A text with more brackets, or more runs of emphasis, is no cell of a page, and would take long to resolve."""


class Inline:
    """Read inline Markdown. ``page`` is the text of the page, which defines the references of its links."""

    def __init__(self, parser: "MarkdownIt", page: str) -> None:
        self._parser = parser
        self.apart = False
        """Whether digits were kept apart since this was last asked and set back."""
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
            Tokens(reading).read(self._tokens(source))
        self.apart = self.apart or reading.apart > 0
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
        if named not in self._labels:
            return match[0]
        shown = text or alone
        if begins_with_digit(shown) and ends_with_digit(match.string[: match.start()][-1:]):
            return f"<sup>{shown}</sup>"
        return shown

    def _tokens(self, source: str) -> Iterable["Token"]:
        tokens: list[Token] = []
        self._parser.inline.parse(source, self._parser, {}, tokens)
        return tokens


def _raised(match: re.Match[str]) -> str:
    """Return what Pandoc and others raise between carets, if it is a footnote mark."""
    made = raised(match[1])
    return made if made != match[1] or ANY_MARK.fullmatch(made) else match[0]
