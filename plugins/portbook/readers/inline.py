"""The text that a person reads where markup stands: lines, and footnote marks kept apart from what they stand on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portbook.vocabulary.marks import BETWEEN_DIGITS, LEADING_MARK, MARK, RAISED, STRIKE

SPACE = re.compile(r"\s+")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
"""Characters that only tell a browser where a line may break."""
LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}^]+?)\s*[)\]}]")
RAISED_MARK = re.compile(r"(?:[0-9]+|[a-pr-z]|[ivx]+)(?:\s*[,;]?\s+(?:[0-9]+|[a-pr-z])|\s*[,;]\s*(?:[0-9]+|[a-pr-z]))*")
"""What stands raised as a footnote mark: numbers, single letters, Roman numerals; not ``TM``, ``st`` or a word."""
NOTE_REFERENCE = re.compile(r"\s*(\[\^[^\]\s]+\]):?\s*(?=\S)")
MARK_LIKE = re.compile(r"[(\[]?(?:[0-9]{1,2}|[a-z]|[ivx]{1,4}|[*†‡§¶]+)(?:\s*,\s*(?:[0-9]{1,2}|[a-z]))*[)\]]?")
"""What may be a footnote mark where something beside its look says so."""
IN_PAGE = re.compile(r"\bhref\s*=\s*[\"']?#[^\s\"'>]", re.IGNORECASE)
NOTE_OPENING = re.compile(rf"\s*{MARK}:?(?=\s+\S|[A-Z])")
"""How the text of a footnote begins where a row might: unlike the wildcard in ``*.example.com``."""
NOTHING_STRUCK = re.compile(r"~~\s*~~")
RAISED_LETTERS = re.compile(rf"\s*([{''.join(RAISED.values())}]+)\s*(?=\S)")


def fold(text: str) -> str:
    """Return a text with one blank for each run of white space, and none at its ends."""
    return " ".join(text.split())


def visible(text: str) -> str:
    """Return a folded text without the characters that nobody sees."""
    return fold(text if text.isascii() else text.translate(INVISIBLE))


def raised(text: str) -> str:
    """Return a superscript as characters: a footnote mark as raised ones, anything else as it is."""
    plain = BRACKETED.sub(r"\1", text.strip())
    if RAISED_MARK.fullmatch(plain.casefold()) and plain == plain.casefold():
        return ",".join("".join(map(RAISED.__getitem__, mark)) for mark in re.findall(r"\w+", plain))
    return plain if plain and not any(map(str.isalnum, plain)) else text


def looks_like_mark(text: str) -> bool:
    """Tell whether a text is as short as a footnote mark, and made of what these are made of."""
    return MARK_LIKE.fullmatch(fold(text)) is not None


def is_in_page(tag: str) -> bool:
    """Tell whether a link leads to a place of its own page."""
    return IN_PAGE.search(tag) is not None


def is_glued(before: str) -> bool:
    """Tell whether what follows a text stands right behind a word of it."""
    return before[-1:].isalnum() or before[-1:] in tuple(")*%'\"")


def begins_with_digit(text: str) -> bool:
    """Tell whether the first visible character is a digit."""
    return bool(text) and (text[0].isdigit() if text[0].isascii() else text.translate(INVISIBLE)[:1].isdecimal())


def ends_with_digit(text: str) -> bool:
    """Tell whether the last visible character is a digit."""
    return bool(text) and (text[-1].isdigit() if text[-1].isascii() else text.translate(INVISIBLE)[-1:].isdecimal())


def lowered(text: str) -> str:
    """Return a subscript as characters: digits as lowered ones, anything else as it is."""
    plain = text.strip()
    return "".join(LOWERED[digit] for digit in plain) if plain and all(map(LOWERED.__contains__, plain)) else text


@dataclass(slots=True)
class Reading:
    """Collect the text of a piece of markup, from start to end."""

    _parts: list[str] = field(default_factory=list)
    _outer: list[tuple[str, list[str]]] = field(default_factory=list)
    _at_border: bool = False
    apart: int = 0
    """How often digits were kept apart at the border of an element."""

    def add(self, text: str) -> None:
        if self._at_border and text:
            self._at_border = False
            if begins_with_digit(text) and ends_with_digit(self.before):
                self.apart += 1
                self._parts.append(BETWEEN_DIGITS)
        self._parts.append(SPACE.sub(" ", text))

    def border(self) -> None:
        """Pass the border of an element: digits on both sides of it are no number."""
        self._at_border = True

    @property
    def before(self) -> str:
        """Return the text that was added last."""
        return next((part for part in reversed(self._parts) if part), "")

    def break_line(self) -> None:
        self._parts.append("\n")

    def open_script(self, kind: str) -> None:
        """Begin a superscript (``sup``) or a subscript (``sub``); one within another belongs to the outer."""
        self._outer.append((kind, self._parts))
        self._parts = []

    def close_script(self, kind: str) -> None:
        """End a script; an end without a beginning is none."""
        if not self._outer or self._outer[-1][0] != kind:
            return
        inner = "".join(self._parts)
        kind, self._parts = self._outer.pop()
        if self._outer:
            self._parts.append(inner)
        elif inner:
            glued = ends_with_digit(self.before)
            is_mark = kind == "sup" or (glued and looks_like_mark(inner))
            text = (raised if is_mark else lowered)(inner)
            self._parts.append(f"{BETWEEN_DIGITS}{text}" if glued and begins_with_digit(text) else text)
            self._at_border = True

    @property
    def empty(self) -> bool:
        return not any(part.strip() for part in self._parts) and not self._outer

    def text(self) -> str:
        """Return the lines that are not empty, and begin anew."""
        while self._outer:
            self.close_script(self._outer[-1][0])
        whole, self._parts, self._at_border = "".join(self._parts), [], False
        if STRIKE in whole:
            whole = NOTHING_STRUCK.sub("", whole)
        if "\n" not in whole:
            return visible(whole)
        return "\n".join([line for line in map(visible, whole.split("\n")) if line])


def footnote(text: str) -> tuple[str, str] | None:
    """Return the mark with which a text begins as a footnote does, and what comes after; None if it does not."""
    for pattern in (LEADING_MARK, NOTE_REFERENCE, RAISED_LETTERS):
        if match := pattern.match(text):
            return match[1].strip("()"), text[match.end() :].strip()
    return None


def is_footing(texts: Sequence[str]) -> bool:
    """Tell whether a row at the end of a table is a footnote: one cell of it has text, which begins with a mark."""
    filled = [text for text in texts if text]
    return len(filled) == 1 and NOTE_OPENING.match(filled[0]) is not None
