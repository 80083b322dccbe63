"""What a page is made of: plain data that every writer knows how to write.

All text is raw, as it stands in a source; escaping is the writer's.
"""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class PageRef:
    """Point to a page of the book by its path, such as ``subsystems/http-routing``, and an anchor on it."""

    page: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class FileRef:
    """Point to a generated file, such as ``endpoints/web.csv``."""

    path: str


Target = PageRef | FileRef


@dataclass(frozen=True, slots=True)
class Text:
    """Hold plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Hold a literal value: a port, a hash, an option."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Hold a link to a page or file of the book. ``label`` is its accessible name where ``text`` is terse."""

    text: str
    target: Target
    label: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Hold a vendor's own words, where something derived from them stands beside."""

    text: str


@dataclass(frozen=True, slots=True)
class Badge:
    """Hold a short label that Portbook derived; it is no part of a cell's value. ``kind`` is of ``BADGE_KINDS``."""

    text: str
    kind: str
    title: str = ""


BADGE_KINDS: dict[str, str] = {
    "mutual": "◆",
    "encrypted": "●",
    "optional": "◐",
    "authenticated": "▲",
    "clear": "■",
    "unknown": "○",
    "exposed": "▼",
    "conditional": "◇",
    "repeat": "≡",
    "inferred": "≈",
    "configured": "✎",
    "disputed": "≠",
    "ambiguous": "?",
    "absent": "",
    "ports": "=",
    "holds": "✓",
    "broken": "✗",
    "error": "✗",
    "warning": "!",
    "info": "i",
    "off": "",
    "waived": "–",
}
"""Every kind of badge with its shape, so that no meaning hangs on colour: first the grades of protection; then
``conditional`` for what belongs to an optional subsystem, ``absent`` for what no source states, ``ports`` for the
numbers meant by a vendor's words."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Hold a note that governs a row; it is not part of the cell's value."""

    content: "tuple[Inline, ...]"


Inline = Text | Code | Link | Words | Badge | Remark


@dataclass(frozen=True, slots=True)
class Heading:
    """Hold a heading of level 2 to 4; the page's title is level 1."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold running text."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Hold an unordered list."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Hold pairs of label and value."""

    pairs: tuple[tuple[str, tuple[Inline, ...]], ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """Hold a boxed remark. ``kind`` is ``note``, ``warning`` or ``success``."""

    kind: str
    title: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold a cell of a table. ``sort`` is the sort key where the text is not."""

    content: tuple[Inline, ...]
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold a row. ``id`` is its anchor; ``ports`` holds numbers as ``1024-65535,8443`` for the look-up."""

    id: str
    cells: tuple[Cell, ...]
    flow: str = ""
    ports: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Hold a table; ``filter_label`` asks for a filter box above it."""

    id: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    filter_label: str = ""


@dataclass(frozen=True, slots=True)
class Diagram:
    """Stand for a diagram, named as in the diagrams of the book; ``facts`` is the same as text."""

    name: str
    caption: str
    facts: tuple[str, ...]


class Picture(NamedTuple):
    """Name the file that shows a diagram, and how many pixels wide it is by itself; 0 where that is not known."""

    file: str
    width: int


@dataclass(frozen=True, slots=True)
class ListingLine:
    """Hold a source line, what became of it, and where that is shown.

    The first part of a line has its ``anchor``; further ones, of a line that became several things, have none.
    """

    anchor: str
    number: int
    text: str
    what: str
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Hold source lines; line N has the anchor ``LN``, in the second sheet of a workbook ``S2LN``."""

    lines: tuple[ListingLine, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """Hold a box for questions, which only a page with scripts can answer: elsewhere it is nothing.

    ``script`` holds the flows and names pages by their place among ``linked``.
    """

    id: str
    label: str
    script: FileRef
    linked: tuple[PageRef, ...]


Block = Heading | Paragraph | Bullets | Facts | Notice | Table | Diagram | Listing | Ask


@dataclass(frozen=True, slots=True)
class Page:
    """Hold a page: ``path`` without extension, relative to the book's folder; ``nav`` its trail of nav titles.

    Without a trail it is not in the navigation: pages of the book lead to it.
    """

    path: str
    title: str
    nav: tuple[str, ...]
    blocks: tuple[Block, ...]
    description: str = ""
