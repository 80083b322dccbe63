"""The part of a page that belongs to people: what stands between two sentences survives every publish."""

import re

BELOW = "Portbook keeps what you write below this line"
ABOVE = "Portbook keeps what you write above this line"
LINES = re.compile(rf"(?P<before>.*{BELOW}[^\n]*\n)(?P<own>.*?)(?P<after>[^\n]*{ABOVE}.*)", re.DOTALL)
"""Finds the part in a language whose paragraphs are lines."""


def split(text: str, parts: re.Pattern[str] = LINES) -> tuple[str, str, str] | None:
    """Return what stands before the part of people, in it, and behind it; None where its bounds are gone.

    Some editors end each line of a page otherwise when they save it.
    """
    text = text.replace("\r\n", "\n")
    if text.count(BELOW) != 1 or text.count(ABOVE) != 1 or not (match := parts.fullmatch(text)):
        return None
    return match["before"], match["own"], match["after"]


def generated(text: str, parts: re.Pattern[str] = LINES) -> str:
    """Return a page without the part of people; the whole of it where its bounds are gone."""
    found = split(text, parts)
    return found[0].rstrip() + "\n" + found[2].strip() if found else text


def transplant(old: str, new: str, parts: re.Pattern[str] = LINES) -> str:
    """Return the new page with what people wrote on the old one."""
    here, there = split(old, parts), split(new, parts)
    return there[0] + here[1] + there[2] if here and there and here[1].strip() else new
