"""The ids that DokuWiki makes of words: of pages by ``cleanID``, of headings by ``sectionID`` (inc/pageutils.php).

What an id becomes hangs on settings of the server (``deaccent``, ``sepchar``). Ids of ASCII letters, digits and single
separators are the same under all of them, so no others are made here.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

from portbook.views.blocks import Block, Heading, Listing, ListingLine, Page, Table

LONGEST = 100
"""Characters of one part of an id: it becomes a file's name, with the time of a revision and an extension behind it."""
LINES_TOGETHER = 25
"""How many source lines stand under one heading: DokuWiki has no anchor for less."""
_SPECIAL = re.compile(r"[^a-z0-9_.-]+")
_SPECIAL_IN_HEADINGS = re.compile(r"[^a-z0-9_.:-]")
_AROUND_COLONS = re.compile(r"[._-]*:[:._-]*")
_SEPARATORS = re.compile(r"[_.-]*_[_.-]*|[.-]{2,}")
_LATIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l"})


def clean(text: str) -> str:
    """Return a part of an id; text that it does not tell apart from other text gets a digest behind it."""
    plain, lost = _ascii(text)
    name = _separated(plain)
    if lost or not name or len(name) > LONGEST:
        digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:8]
        name = f"{name[: LONGEST - 9].rstrip('_.-')}_{digest}".lstrip("_")
    return name


def sections(page: Page) -> Mapping[str, str]:
    """Return the id of the heading that each anchor of a page stands under."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    _section(page.title, taken)
    here = ""
    for block in page.blocks:
        if isinstance(block, Heading):
            here = found[block.anchor] = _section(block.text, taken)
        elif isinstance(block, Listing):
            for title, lines in chunks(block):
                place = _section(title, taken)
                found.update((line.anchor, place) for line in lines if line.anchor)
        else:
            found.update(dict.fromkeys(_anchors(block), here))
    return found


def chunks(listing: Listing) -> Iterable[tuple[str, tuple[ListingLine, ...]]]:
    """Yield the lines of a listing in portions, each with a heading."""
    for start in range(0, len(listing.lines), LINES_TOGETHER):
        lines = listing.lines[start : start + LINES_TOGETHER]
        yield f"Lines {lines[0].number} to {lines[-1].number}", lines


def _anchors(block: Block) -> tuple[str, ...]:
    return (block.id, *(row.id for row in block.rows)) if isinstance(block, Table) else ()


def _section(title: str, taken: set[str]) -> str:
    """Return the id of a heading among those above it, as a server with its first settings makes it."""
    joined = re.sub("_+", "_", _SPECIAL_IN_HEADINGS.sub("_", _ascii(title)[0])).strip(":._-")
    words = _AROUND_COLONS.sub("", joined).replace(".", "")
    plain = words.lstrip("0123456789_-") or "section" + re.sub(r"\D+", "", words)
    name, number = plain, 0
    while name in taken:
        number += 1
        name = f"{plain}{number}"
    taken.add(name)
    return name


def _ascii(text: str) -> tuple[str, bool]:
    """Return text in lower-case ASCII letters, and whether other letters were lost."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text.lower()).translate(_LATIN))
    rest = [letter for letter in letters if not letter.isascii()]
    lost = any(letter.isalnum() for letter in rest)
    return "".join(
        letter if letter.isascii() else "" if unicodedata.combining(letter) else "_" for letter in letters
    ), lost


def _separated(text: str) -> str:
    """Put single separators between words: several in a row are one on some servers."""
    joined = _SPECIAL.sub("_", text)
    return _SEPARATORS.sub(lambda found: "_" if "_" in found.group() else found.group()[0], joined).strip("_.-")
