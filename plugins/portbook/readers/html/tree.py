"""The tree of a page: its elements, where they stand, and the text in them."""

import html
import re
from collections.abc import Iterator
from typing import Any

from portbook.readers.inline import Reading, visible

Node = Any
"""A node of selectolax, whose types are not all declared."""
MARK = re.compile(r"[a-z][0-9]+")
BROKEN = frozenset("p li ul ol dl dt dd h1 h2 h3 h4 h5 h6 tr table caption".split())
"""Elements that begin and end a line of their own within a cell."""


def children(node: Node) -> Iterator[Node]:
    """Return the children of a node, comments and text included."""
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def place(node: Node) -> int:
    """Return where an element stands in the source; -1 for one that the parser added."""
    at = node.attributes.get("at") or ""
    return int(at) if at.isascii() and at.isdigit() else -1


def comment(node: Node) -> tuple[str, int, str]:
    """Return what a comment marks, the place of it, and the text between rows of cells that it holds."""
    mark, _, text = (node.comment_content or "").partition(" ")
    return (mark[0], int(mark[1:]), html.unescape(text)) if MARK.fullmatch(mark) else ("", -1, "")


def text_of(node: Node) -> str:
    """Return the text of an element as that of one cell."""
    only = node.first_child
    if only is None:
        return ""
    if only.tag == "-text" and only.next is None:
        return visible(only.text_content)
    return read(node, Reading()).text()


def read(node: Node, reading: Reading) -> Reading:
    """Read the text of an element as that of one cell."""
    for child in children(node):
        name = child.tag
        if name == "-text":
            reading.add(child.text_content)
        elif name == "-comment":
            kind, _, text = comment(child)
            if kind == "m":
                reading.break_line()
            reading.add(text)
        elif name == "br":
            reading.break_line()
        elif name in ("sup", "sub"):
            reading.open_script(name)
            read(child, reading)
            reading.close_script(name)
        elif name in BROKEN:
            reading.break_line()
            read(child, reading)
            reading.break_line()
        else:
            read(child, reading)
            if name in ("td", "th"):
                reading.add(" ")
    return reading
