"""The blocks of Markdown as markdown-it finds them: those without blocks in them, with their lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from portbook.readers.inline import raised
from portbook.readers.markdown.tables import table

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

LEAVES = frozenset({"table", "html_block", "fence", "code_block", "hr"})
WITH_INLINE = frozenset({"paragraph_open", "heading_open"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """Hold a block: the kind of its token, its lines counted from 0, and its content."""

    kind: str
    first: int
    stop: int
    content: str
    token: Any
    item: str = ""
    """The mark that it would have as a footnote, if it is the first block of an item of a list."""


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """Return the parser: blocks of CommonMark and tables; inline text is parsed where it holds markup."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - takes as long to import as many pages take to read

    made = MarkdownIt("commonmark", {"maxNesting": 20}).enable("strikethrough").disable("reference")
    made.block.ruler.before("paragraph", "pipe_table", table, {"alt": ["paragraph"]})
    made.core.ruler.enableOnly(["normalize", "block"])
    unread: Any = made  # where links lead is not read
    unread.normalizeLink = unread.normalizeLinkText = str
    unread.validateLink = bool
    return made


def leaves(text: str) -> Iterator[Leaf]:
    """Return the blocks of a text in order."""
    tokens = parser().parse(text)
    items = _items(tokens)
    for at, token in enumerate(tokens):
        if token.map is None:
            continue
        first, stop = token.map
        if token.type in WITH_INLINE:
            yield Leaf(token.type, first, stop, tokens[at + 1].content, token, items.get(at, ""))
        elif token.type in LEAVES:
            yield Leaf(token.type, first, stop, token.content, token)


def _items(tokens: list[Any]) -> dict[int, str]:
    """Return the footnote marks that items of lists look like, by the index of their first blocks.

    ``* text`` below a table is a list of one bullet to Markdown, and ``1. text`` a numbered list.
    """
    found: dict[int, str] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.level == 0 and token.type == "bullet_list_open":
            opened = []
        elif token.level == 0 and token.type == "bullet_list_close":
            if len(opened) == 1 and token.markup == "*":
                found[opened[0] + 1] = "*"
        elif token.level == 1 and token.type == "list_item_open":
            opened.append(at)
            if token.info:
                found[at + 1] = raised(token.info)
    return found
