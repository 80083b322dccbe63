"""Front matter: what a page says of itself between ``---`` (YAML) or ``+++`` (TOML) above its text."""

import re

OPENING = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\r|\n)(?=[ \t]*(?:#|[\w\"'.-]+[ \t]*[:=]))")
CLOSING = {
    "---": re.compile(r"(?:^|(?<=\r))(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"(?:^|(?<=\r))\+\+\+[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE),
}
PAIR = re.compile(r"(?:^|(?<=\r))([A-Za-z][\w.-]*)[ \t]*[:=][ \t]*([^\s\[{|>&#][^\r\n]*)", re.MULTILINE)


def front_matter(text: str) -> int:
    """Return where the front matter at the beginning of a page ends; 0 if there is none."""
    opening = OPENING.match(text)
    closing = opening and CLOSING[opening[1]].search(text, opening.end())
    return closing.end() if closing else 0


def values(front: str) -> tuple[tuple[str, str], ...]:
    """Return the simple pairs of name and value; nested ones, lists and blocks are left out."""
    return tuple((match[1], match[2].strip().strip("\"'")) for match in PAIR.finditer(front))
