r"""The manifest as the source of a page, and back: JSON that nothing ends before its end.

What could end it, and what XML cannot carry, is written as JSON writes any character: ``\u003c``.
"""

import re

ABOVE = "Portbook keeps here which pages and files are its own. Leave it as it is; its history brings it back."
_MARKED = re.compile("[<\x7f\ud800-\udfff\ufffe\uffff]")
_ESCAPE = re.compile(r"\\(?:u(003c|007f|d[89a-f][0-9a-f]{2}|fff[ef])|.)", re.DOTALL)
_FRAME = re.compile(r"<code json>\n(.*)</code>", re.DOTALL)


def inscribed(text: str) -> str:
    """Return the source of a page that holds JSON; it escapes none of these characters itself."""
    marked = _MARKED.sub(lambda match: rf"\u{ord(match.group()):04x}", text)
    return f"{ABOVE}\n\n<code json>\n{marked}</code>"


def deciphered(page: str) -> str:
    """Return the JSON that a page holds, or the page where it holds none."""
    found = _FRAME.search(page)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[0], found[1]) if found else page
