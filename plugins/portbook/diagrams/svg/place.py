"""Put a dressed picture where it is shown: on a page, or in a file of its own."""

import re
from collections.abc import Callable
from html import escape

from portbook.diagrams.svg.stylesheet import standalone_css
from portbook.views.blocks import PageRef

# Text and attribute values are escaped, so that a `<` begins a tag and nothing else.
LINK = re.compile(r'<a class="pb-link" xlink:href="portbook:([^"#]*)(?:#([^"]*))?"([^>]*)>')
UNPLACED = re.compile(LINK.pattern + r"(.*?)</a>", re.DOTALL)
IDENTIFIED = re.compile(r"<(?:svg|title|desc|symbol|use) [^>]*>")


def place(svg: str, resolve: Callable[[PageRef], str], instance: int = 1) -> str:
    """Put a picture on a page: resolve its links. ``instance`` counts its showings on one page, so that ids differ."""
    placed = LINK.sub(lambda link: _link(resolve(PageRef(link[1], link[2] or "")), link[3]), svg)
    return placed if instance == 1 else IDENTIFIED.sub(lambda tag: _renumbered(tag[0], instance), placed)


def standalone(svg: str) -> str:
    """Make a file of a picture: its colours inside, and no link that was not placed."""
    start = svg.index("</desc>") + len("</desc>")
    return f"{svg[:start]}<style>{standalone_css()}</style>{UNPLACED.sub(lambda link: link[4], svg[start:])}\n"


def _link(address: str, rest: str) -> str:
    return f'<a class="pb-link" xlink:href="{escape(address)}"{rest}>'


def _renumbered(tag: str, instance: int) -> str:
    return re.sub(r"\bpb-id-([^ \"]*)", rf"pb-id-\1-{instance}", tag)
