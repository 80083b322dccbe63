"""What people have on a page and its canonical text does not hold: the layout of their part, comments on words."""

from typing import NamedTuple

from portbook.publish.sections import ABOVE, BELOW, split
from portbook.publish.wikis.confluence.canonical import canonical, commented

PARAGRAPH, PARAGRAPH_END = "<p", "</p>"


class Kept(NamedTuple):
    """Hold the part of people as it is stored, and the lines elsewhere that they commented on."""

    notes: str = ""
    comments: dict[str, str] = {}  # noqa: RUF012 - a default that nobody changes


def kept(stored: str) -> Kept:
    """Return what a page holds of people, as Confluence stores it."""
    return Kept(_notes(stored), commented(stored))


def put_back(text: str, kept: Kept) -> str:
    """Put it into a new canonical text, in lines that are as they were, and where their part says the same."""
    found = split(text)
    if found is None:
        return _with_comments(text, kept)
    before, own, after = found
    own = kept.notes if kept.notes and canonical(kept.notes) == canonical(own) else own
    return f"{_with_comments(before, kept)}{own}{_with_comments(after, kept)}"


def _with_comments(text: str, kept: Kept) -> str:
    return "\n".join(kept.comments.get(line, line) for line in text.split("\n"))


def _notes(stored: str) -> str:
    """Cut the part of people out: it stands between two paragraphs."""
    begins = stored.find(PARAGRAPH_END, stored.find(BELOW)) + len(PARAGRAPH_END)
    ends = stored.rfind(PARAGRAPH, 0, max(stored.find(ABOVE), 0))
    is_whole = stored.count(BELOW) == stored.count(ABOVE) == 1 and len(PARAGRAPH_END) <= begins <= ends
    return stored[begins:ends] if is_whole else ""
