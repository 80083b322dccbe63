"""Titles as MediaWiki takes them (https://www.mediawiki.org/wiki/Manual:Page_title), and the digest of a page's text.

Two titles that MediaWiki takes for the same are made equal here.
"""

import hashlib
import re
import unicodedata

LONGEST = 230
"""Bytes of a title; MediaWiki takes 255 of a page's and 240 of a file's."""
_REPLACED = str.maketrans({"#": "-", "|": "-", "/": "-", "<": "(", "[": "(", "{": "(", ">": ")", "]": ")", "}": ")"})
_DROPPED = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\ufffd-\uffff]")
_BLANKS = re.compile("[ _\xa0\u1680\u180e\u2000-\u200a\u202f\u205f\u3000]+")
_TILDES = re.compile("~{3,}")
_ENCODED = re.compile(r"%(?=[0-9A-Fa-f]{2})|&(?=[^;\s]+;)")
"""What MediaWiki would decode, and refuses."""
_DOTS = re.compile(r"\.{1,2}")
"""What would be a folder in a URL."""
_UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9\-._~/:@!$*,;()]")
_UNSTORED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def cleaned(part: str) -> str:
    """Return a part of a title in which MediaWiki finds nothing to refuse or to change."""
    text = unicodedata.normalize("NFC", _DROPPED.sub(" ", part)).translate(_REPLACED)
    text = _ENCODED.sub("-", _TILDES.sub("~~", text))
    text = _BLANKS.sub(" ", text).strip(" ")
    return "-" if not text or _DOTS.fullmatch(text) else text


def shortened(title: str, end: str = "") -> str:
    """Return a title that is not too long; two long ones that differ stay different. ``end`` is kept in any case."""
    if len(f"{title}{end}".encode()) <= LONGEST:
        return f"{title}{end}"
    mark = hashlib.sha256(title.encode()).hexdigest()[:8]
    room = LONGEST - len(end.encode()) - len(mark) - 1
    return f"{title.encode()[:room].decode(errors='ignore').rstrip(' ./')}-{mark}{end}"


def in_url(title: str) -> str:
    """Return a title as it stands in a URL."""
    return _UNSAFE_IN_URL.sub(lambda match: _percent(match.group()), title.replace(" ", "_"))


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode())


def stored(text: str) -> str:
    """Return a page's text as MediaWiki stores it (WebRequest::normalizeUnicode, TextContent::normalizeLineEndings)."""
    text = unicodedata.normalize("NFC", _UNSTORED.sub("\ufffd", text)).rstrip(" \t\n\r\0\x0b")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sha1(data: bytes) -> str:
    """Return the digest by which MediaWiki tells contents apart; it protects nothing."""
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()
