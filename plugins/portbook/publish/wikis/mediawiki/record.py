r"""The manifest as the text of a page, and back: JSON in a form in which MediaWiki finds nothing to act on.

Whatever it could act on, or store otherwise, is written as JSON writes any character: ``\u007e``.
"""

import re

ABOVE = "Portbook keeps here which pages and files are its own. Leave it as it is; its history brings it back."
_ACTED_ON = re.compile(r"[<&~\x7f-\U0010ffff]")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|.)", re.DOTALL)
_FRAME = re.compile(r"<pre>\n(.*)</pre>", re.DOTALL)


def inscribed(text: str) -> str:
    """Return the text of a page that holds JSON; it escapes none of these characters itself."""
    return f"{ABOVE}\n<pre>\n{_ACTED_ON.sub(lambda match: _escape(match.group()), text)}</pre>"


def deciphered(page: str) -> str:
    """Return the JSON that a page holds, or the page where it holds none."""
    found = _FRAME.search(page)
    return _paired(_ESCAPE.sub(_unescaped, found[1])) if found else page


def _escape(char: str) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _units(char))


def _units(char: str) -> tuple[int, ...]:
    """Return the units of UTF-16 that JSON writes a character with."""
    code = ord(char) - 0x10000
    return (ord(char),) if code < 0 else (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))


def _unescaped(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16)) if match[1] else ""
    return char if char and _ACTED_ON.fullmatch(char) else match[0]


def _paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
