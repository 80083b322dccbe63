"""The text that a person reads where markup stands: lines, and footnote marks kept apart from what they stand on."""

import re
from dataclasses import dataclass, field

from portbook.vocabulary.marks import LEADING_MARK

SPACE = re.compile(r"\s+")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
"""Characters that only tell a browser where a line may break."""
RAISED = dict(zip("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
BRACKETED = re.compile(r"[(\[{]\s*([^()\[\]{}^]+?)\s*[)\]}]")
RAISED_MARK = re.compile(r"(?:\d+|[a-pr-z]|[ivx]+)(?:\s*[,;]?\s+(?:\d+|[a-pr-z])|\s*[,;]\s*(?:\d+|[a-pr-z]))*")
"""What stands raised as a footnote mark: numbers, single letters, Roman numerals; not ``TM``, ``st`` or a word."""
NOTE_REFERENCE = re.compile(r"\s*(\[\^[^\]\s]+\]):?\s*(?=\S)")
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


def lowered(text: str) -> str:
    """Return a subscript as characters: digits as lowered ones, anything else as it is."""
    plain = text.strip()
    return "".join(LOWERED[digit] for digit in plain) if plain and all(map(LOWERED.__contains__, plain)) else text


@dataclass(slots=True)
class Reading:
    """Collect the text of a piece of markup, from start to end."""

    _parts: list[str] = field(default_factory=list)
    _outer: list[tuple[str, list[str]]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self._parts.append(SPACE.sub(" ", text))

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
            text = (raised if kind == "sup" else lowered)(inner)
            before = next((part for part in reversed(self._parts) if part), "")
            apart = " " if text[0] in LOWERED and before[-1:].isdigit() else ""
            self._parts.append(apart + text)

    @property
    def empty(self) -> bool:
        return not any(part.strip() for part in self._parts) and not self._outer

    def text(self) -> str:
        """Return the lines that are not empty, and begin anew."""
        while self._outer:
            self.close_script(self._outer[-1][0])
        whole, self._parts = "".join(self._parts), []
        if "\n" not in whole:
            return visible(whole)
        return "\n".join([line for line in map(visible, whole.split("\n")) if line])


def footnote(text: str) -> tuple[str, str] | None:
    """Return the mark with which a text begins as a footnote does, and what comes after; None if it does not."""
    for pattern in (LEADING_MARK, NOTE_REFERENCE, RAISED_LETTERS):
        if match := pattern.match(text):
            return match[1].strip("()"), text[match.end() :].strip()
    return None
