"""Read Confluence's storage format, and flows back out of it."""

import re
from collections.abc import Iterator
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError

from defusedxml.ElementTree import fromstring

from portbook.views.blocks import BADGE_KINDS
from portbook.writers.escape import ISOLATES
from portbook.writers.readback.pages import Seen, SeenRow, from_tables
from portbook.writers.readback.published import Published

NAMESPACES = {
    "ac": "http://atlassian.com/content",
    "ri": "http://atlassian.com/resource/identifier",
    "at": "http://atlassian.com/template",
}
"""The prefixes that Confluence takes for granted, with names that serve where a parser wants some."""
_ROOT = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())
_PREFIXES = {f"{{{name}}}": f"{prefix}:" for prefix, name in NAMESPACES.items()}
_ENTITY = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?P<name>[A-Za-z]\w*);", re.DOTALL)
_OF_XML = frozenset({"amp", "lt", "gt", "quot", "apos"})
_SHAPES = frozenset(shape for shape in BADGE_KINDS.values() if shape)
MACRO, PARAMETER, LINK, LINK_BODY = "ac:structured-macro", "ac:parameter", "ac:link", "ac:link-body"
EMPHASIS = frozenset({"em", "i"})


def tree(text: str) -> Element:
    """Parse a page's storage format into an element that holds its blocks.

    Names get their prefixes back: ``ac:link``. Raises ValueError.
    """
    try:
        root: Element = fromstring(f"<page {_ROOT}>{_ENTITY.sub(_character, text)}</page>", forbid_dtd=True)
    except (ParseError, ValueError) as error:
        raise ValueError(f"that is no storage format: {error}") from error
    for element in root.iter():
        element.tag = _prefixed(element.tag)
        element.attrib = {_prefixed(name): value for name, value in element.attrib.items()}
    return root


def from_storage(text: str) -> list[Published]:
    """Read the flows of all tables of a page that show them whole, in the order of the page. Raises ValueError."""
    return list(from_tables(_rows(tree(text))))


def _prefixed(name: str) -> str:
    namespace, brace, local = name.rpartition("}")
    return _PREFIXES.get(namespace + brace, "") + local


def _character(match: re.Match[str]) -> str:
    """Put the character of XHTML's entities, which XML knows without a DTD five of."""
    name = match["name"]
    return html5.get(f"{name};", match[0]) if name and name not in _OF_XML else match[0]


def _rows(page: Element) -> Iterator[SeenRow]:
    for table in page.iter("table"):
        titles: tuple[str, ...] = ()
        for row in table.iter("tr"):
            if heads := row.findall("th"):
                titles = tuple(_seen(head).value.strip() for head in heads)
            if cells := row.findall("td"):
                yield titles, tuple(map(_seen, cells))


def _seen(element: Element) -> Seen:
    cell = _Cell()
    cell.take(element)
    return cell.seen()


class _Cell:
    """Collect what is in a cell, each text where it belongs."""

    def __init__(self) -> None:
        self._value: list[str] = []
        self._links: list[str] = []
        self._badges: list[str] = []
        self._remarks: list[str] = []

    def take(self, element: Element, *, remark: bool = False, link: bool = False) -> None:
        self._text(element.text, remark=remark, link=link)
        for child in element:
            if child.tag == MACRO:
                self._badge(child, remark=remark)
            elif child.tag in EMPHASIS and not remark:
                self._remarks.append("")
                self.take(child, remark=True)
            else:
                if child.tag == LINK and not remark:
                    self._links.append("")
                self.take(child, remark=remark, link=link or child.tag == LINK)
            self._text(child.tail, remark=remark, link=link)

    def _text(self, text: str | None, *, remark: bool, link: bool) -> None:
        text = ISOLATES.sub("", text or "")
        if remark:
            self._remarks[-1] += text
            return
        self._value.append(text)
        if link:
            self._links[-1] += text

    def _badge(self, macro: Element, *, remark: bool) -> None:
        """Take the words of a status; of other macros nothing is part of a cell's value."""
        if macro.get("ac:name") != "status":
            return
        title = next((part.text or "" for part in macro if part.get("ac:name") == "title"), "")
        shape, _, words = title.partition(" ")
        words = words if shape in _SHAPES else title
        if remark:
            self._remarks[-1] += f"{words}:"  # as in "inferred: only at night"
        else:
            self._badges.append(ISOLATES.sub("", words).strip())

    def seen(self) -> Seen:
        remarks = tuple(" ".join(remark.split())[1:-1] for remark in self._remarks)  # without its parentheses
        return Seen("".join(self._value), tuple(self._links), tuple(self._badges), remarks)
