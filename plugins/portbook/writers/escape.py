"""Escaping, one function for each dialect. Text from a document is untrusted: it stays text in every output."""

import re
import unicodedata

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


_WIKITEXT = re.compile(
    r"""
    \A[-*\#;+_\ ]                 # what begins a list, a ruler, a redirect, a row or preformatted text
    | (?P<word>\b(?:RFC|PMID|ISBN)(?=\s))  # of a number that is linked without being asked
    | [&<>\[\]{}|~'!=:]           # markup anywhere; a colon makes an address or a definition
    | [_\uff3f](?=[_\uff3f]|\Z)   # two of which begin and end a magic word
    | (?P<blank>[\t\n\r\x0b\x0c\x1c-\x1f\x85])
    | (?P<unknown>[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff])  # what MediaWiki knows no character for
    """,
    re.VERBOSE,
)
UNKNOWN = "\ufffd"


_PATH = re.compile(r"[^A-Za-z0-9\-._~/]")


def uri(path: str) -> str:
    """Write a relative path as a URI reference: a colon or a question mark in it means nothing there."""
    return _PATH.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), path)


def wikitext(text: str) -> str:
    """Escape text for MediaWiki's language, where it stands in a line or in a quoted attribute.

    What its parser acts on becomes a character reference, which it only looks at when nothing else is left to do; so do
    characters that MediaWiki would compose otherwise when it stores them.
    """
    escaped = _WIKITEXT.sub(_reference, text)
    if text.isascii():
        return escaped
    if not unicodedata.is_normalized("NFC", text) or unicodedata.combining(text[0]):
        escaped = "".join(char if char.isascii() or char == UNKNOWN else f"&#{ord(char)};" for char in escaped)
    return escaped


def wikitext_content(text: str) -> str:
    """Escape text for MediaWiki's language; text that could turn the writing direction is isolated."""
    escaped = wikitext(text)
    return f"<bdi>{escaped}</bdi>" if not text.isascii() and DIRECTED.search(text) else escaped


def _reference(match: re.Match[str]) -> str:
    if match["unknown"]:
        return UNKNOWN
    if match["blank"]:
        return "&#9;" if match["blank"] == "\t" else "&#10;"
    text = match.group()
    return f"&#{ord(text[0])};{text[1:]}"


_DOKUWIKI_PLAIN = re.compile(r"(?:[A-Z]?[a-z]+|\d+)(?:[ _-](?:[A-Z]?[a-z]+|\d+))*(?:(?<=[a-z]{4})\.)?", re.ASCII)
"""Words and numbers, which mean nothing to DokuWiki, and the end of a sentence; two signs in a row, capitals, ``www.``
may mean something."""
_DOKUWIKI_BLANKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_DOKUWIKI_LOST = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot carry to the wiki, and DEL."""


def dokuwiki(text: str) -> str:
    """Escape text for a paragraph, an item, a cell or a part of them: between ``%%``, DokuWiki reads nothing.

    A percent sign is put between tags of its own, since it could end what stands between two of them.
    """
    line = dokuwiki_line(text)
    if not line.strip(" ") or _DOKUWIKI_PLAIN.fullmatch(line):
        return line
    runs = re.findall(r"%+|[^%]+", line)
    return "".join(f"<nowiki>{run}</nowiki>" if run[0] == "%" else f"%%{run}%%" for run in runs)


def dokuwiki_line(text: str) -> str:
    """Return text on one line without what cannot be sent: a heading's text, which DokuWiki shows as it stands."""
    return _DOKUWIKI_LOST.sub("\ufffd", _DOKUWIKI_BLANKS.sub(" ", text))


_STORAGE = re.compile(
    r"""
    [&<>"]
    | (?P<blank>[\t\n\r\x0b\x0c\x1c-\x1f])
    | (?P<unknown>[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])  # what XML 1.0 (2.2) forbids
    """,
    re.VERBOSE,
)
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_ISOLATED, _ISOLATED_END = "\u2068", "\u2069"
ISOLATES = re.compile("[\u2066-\u2069]")
"""Characters that begin and end text whose writing direction is its own; they show nothing."""


def storage(text: str) -> str:
    """Escape text for Confluence's storage format, an element's content or a quoted attribute.

    What XML cannot hold in any form is replaced by a character that shows.
    """
    return _STORAGE.sub(_in_xml, text)


def storage_content(text: str) -> str:
    """Escape text for an element's content; text that could turn the writing direction is isolated.

    Confluence knows no ``bdi``, so characters do it, as many as those in the text itself cannot undo.
    """
    escaped = storage(text)
    if text.isascii() or not DIRECTED.search(text):
        return escaped
    ends = text.count(_ISOLATED_END)
    begins = len(ISOLATES.findall(text)) - ends
    return f"{_ISOLATED * (1 + ends)}{escaped}{_ISOLATED_END * (1 + begins)}"


def _in_xml(match: re.Match[str]) -> str:
    if match["unknown"]:
        return UNKNOWN
    return " " if match["blank"] else _NAMED[match.group()]
