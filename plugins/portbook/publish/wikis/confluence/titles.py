"""Titles of pages and names of attachments as Confluence takes them. A title is that of one page in a space."""

import hashlib
import re

LONGEST = 255
"""Characters of a title."""
BETWEEN = " / "
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+")
_UNSAFE = re.compile(r"[^A-Za-z0-9._()-]+")
_UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9\-._~]")


def title(*parts: str) -> str:
    """Join the parts of a title; of two that are too long and differ the titles differ too."""
    joined = BETWEEN.join(_BLANKS.sub(" ", part).strip() or "-" for part in parts)
    if len(joined) <= LONGEST:
        return joined
    mark = hashlib.sha256(joined.encode()).hexdigest()[:8]
    return f"{joined[: LONGEST - len(mark) - 1].rstrip()}-{mark}"


def file_name(path: str) -> str:
    """Return a name that no system and no form of an upload reads otherwise."""
    name = _UNSAFE.sub("-", path)
    mark = hashlib.sha256(path.encode()).hexdigest()[:8]
    return name if name == path.replace("/", "-") and len(name) <= LONGEST // 2 else f"{mark}-{name[-LONGEST // 2 :]}"


def in_url(text: str) -> str:
    """Return text as it stands in the query of a URL."""
    return _UNSAFE_IN_URL.sub(lambda match: "".join(f"%{byte:02X}" for byte in match.group().encode()), text)
