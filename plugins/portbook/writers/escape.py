"""Escaping, one function for each dialect. Text from a document is untrusted: it stays text in every output."""

import re

_HTML = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "`": "&#96;",
        "{": "&#123;",  # so that a template engine run over the page sees no tag of its own
        "}": "&#125;",
        "\r": "&#13;",  # HTML reads a bare carriage return as a line feed
    }
)
_HTML_SPECIAL = re.compile(r"[&<>\"'`{}\r]")
DIRECTED = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]")


def html(text: str) -> str:
    """Escape text for an element's content or a quoted attribute."""
    return text.translate(_HTML) if _HTML_SPECIAL.search(text) else text


def html_content(text: str) -> str:
    """Escape text for an element's content; text that could turn the writing direction is isolated."""
    escaped = html(text)
    return f"<bdi>{escaped}</bdi>" if not text.isascii() and DIRECTED.search(text) else escaped


_MARKDOWN = re.compile(
    r"""
    \A\s*(?P<start>[-\#+!?:;/%.)]|\d+(?=[.)]))  # what begins a list, a heading or another block
    | [\\`*_\[\]]                 # escaped by a backslash in every Markdown
    | [&<>|~{}^=@$]               # not so in all of them: written as an entity
    | [\t\n\r\f]                  # a line break would end the paragraph or the row
    | :(?=\S)                     # of an address, an emoji
    | (?<=www)\.                  # of an address that is linked without being asked
    """,
    re.VERBOSE | re.IGNORECASE,
)
_BACKSLASHED = frozenset("\\`*_[]")


def markdown(text: str) -> str:
    """Escape text for the inline content of a paragraph, a heading or a cell of a pipe table."""
    return _MARKDOWN.sub(_inert, text)


def _inert(match: re.Match[str]) -> str:
    text = match.group()
    if match["start"]:
        head, first, rest = text[: match.start("start") - match.start()], match["start"][0], match["start"][1:]
        return f"{markdown(head)}&#{ord(first)};{rest}"
    return f"\\{text}" if text in _BACKSLASHED else f"&#{ord(text)};"


_URL = re.compile(r"[^A-Za-z0-9\-._~/#?=&%:@!$,;+]")


def markdown_url(url: str) -> str:
    """Escape the destination of a Markdown link: what could end it is percent-encoded."""
    return _URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), url)
