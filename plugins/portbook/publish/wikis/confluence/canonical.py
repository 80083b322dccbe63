"""One text for each page, however Confluence writes it down.

Confluence parses what it is given and writes it anew: other quotes, another order of attributes, entities or none, and
marks of its own such as the ids of macros. Its editors put cells into paragraphs, and comments into the text that they
are about. None of that changes what a page says, so none of it is in its canonical text. Each block and each row has a
line there, so that two texts can be compared by eye, and the part of people be found.
"""

import re
from itertools import zip_longest
from xml.etree.ElementTree import Element

from portbook.writers.escape import storage as escaped
from portbook.writers.readback.storage import MACRO, tree

MARKS = frozenset({
    "ac:macro-id", "ac:schema-version", "ac:local-id", "local-id", "data-local-id", "data-layout", "data-table-width",
    "data-mark-style", "class", "ac:original-height", "ac:original-width", "ri:version-at-save",
})  # fmt: skip
"""Attributes that Confluence adds by itself."""
DROPPED = frozenset({"colgroup", "ac:adf-mark"})
"""Elements that only say how wide something is."""
COMMENTED = "ac:inline-comment-marker"
"""The element around text that a person commented on; Confluence puts it there without a new version of the page."""
AROUND = frozenset({COMMENTED, "tbody", "thead"})
"""Elements that count for nothing, but for what is in them."""
CELLS = frozenset({"td", "th", "li"})
LITERAL = frozenset({"ac:plain-text-body"})
"""Elements whose text stands between the marks of literal text, where no reference is looked for."""
SAME = {"ac:plain-text-link-body": "ac:link-body"}
"""Elements that say the same as others."""
KEPT = LITERAL | {"pre"}
"""Elements whose blanks and line feeds count."""
BLOCKS = frozenset(
    "page p h1 h2 h3 h4 h5 h6 ul ol li table tr td th blockquote hr pre div ac:rich-text-body ac:layout "
    "ac:layout-section ac:layout-cell ac:task-list ac:task".split()
)
"""Elements in which, at their bounds, and between which blanks count for nothing."""
BODIES = frozenset({"ac:rich-text-body", "ac:plain-text-body"})
"""What makes a macro a block."""
BLANKS = re.compile(r"[ \t\n\r]+")
_LINE_FEED = "\0"
"""Stands for a line feed that counts, until the text is cut into lines; no XML holds it."""


def canonical(text: str) -> str:
    """Return the canonical text of a page; the text itself where it is no storage format, or nested beyond measure."""
    return _canonical(text, AROUND)


def commented(text: str) -> dict[str, str]:
    """Return the lines of the canonical text of a page that hold comments, each with its text with the comments."""
    plain, marked = (_canonical(text, around).split("\n") for around in (AROUND, AROUND - {COMMENTED}))
    return {line: more for line, more in zip(plain, marked, strict=True) if COMMENTED in more}


def _canonical(text: str, around: frozenset[str]) -> str:
    try:
        lines = [line.strip(" ") for line in _Writer(around).content(tree(text)).split("\n")]
    except (ValueError, RecursionError):  # the latter of elements in elements in elements, as only people make them
        return text
    return "".join(f"{line}\n" for line in lines if line not in ("", "<p/>")).replace(_LINE_FEED, "\n")


def literal(text: str) -> str:
    """Write text to the letter."""
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


class _Writer:
    """Write elements; those of ``around`` count for nothing."""

    def __init__(self, around: frozenset[str]) -> None:
        self._around = around

    def content(self, element: Element, *, keep: bool = False) -> str:
        """Write what is in an element; with ``keep`` all blanks count."""
        children = _ordered(element)
        parts = [_text(element.text, element, None, children[0] if children else None, keep=keep)]
        for child, following in zip_longest(children, children[1:]):
            parts.append(self._written(child, element, keep=keep))
            parts.append(_text(child.tail, element, child, following, keep=keep))
        return "".join(parts)

    def _written(self, element: Element, parent: Element, *, keep: bool) -> str:
        tag = SAME.get(element.tag, element.tag)
        if tag in DROPPED:
            return ""
        if tag in self._around or _is_bare(element, parent):
            return self.content(element, keep=keep)
        content = self._inner(element, keep=keep or tag in KEPT)
        kept = ((name, value) for name, value in sorted(element.attrib.items()) if name not in MARKS)
        start = f"<{tag}" + "".join(f' {name}="{escaped(value)}"' for name, value in kept)
        written = f"{start}>{content}</{tag}>" if content else f"{start}/>"
        return f"\n{written}\n" if tag == "tr" or (parent.tag == "page" and _is_block(element)) else written

    def _inner(self, element: Element, *, keep: bool) -> str:
        if element.tag in LITERAL:
            text = "".join(element.itertext())
            return literal(text).replace("\n", _LINE_FEED) if text else ""
        content = self.content(element, keep=keep)
        if element.tag == "table":
            return f"<tbody>\n{content}\n</tbody>"
        return content.strip(" ") if element.tag in BLOCKS and not keep else content


def _ordered(element: Element) -> list[Element]:
    """Return what is in an element; the parameters of a macro have no order."""
    children = list(element)
    return sorted(children, key=lambda child: child.get("ac:name", "~")) if element.tag == MACRO else children


def _is_bare(element: Element, parent: Element) -> bool:
    """Tell whether a paragraph is all that is in a cell: editors put it there."""
    return element.tag == "p" and parent.tag in CELLS and len(parent) == 1 and not (parent.text or "").strip()


def _text(text: str | None, parent: Element, before: Element | None, after: Element | None, *, keep: bool) -> str:
    if not text:
        return ""
    if keep:
        return _LINE_FEED.join(map(escaped, text.split("\n")))
    blank = BLANKS.sub(" ", text)
    if blank == " " and (_is_block(before) or _is_block(after) or (before is after is None and parent.tag in BLOCKS)):
        return ""
    return escaped(blank)


def _is_block(element: Element | None) -> bool:
    return element is not None and (element.tag in BLOCKS or any(part.tag in BODIES for part in element))
