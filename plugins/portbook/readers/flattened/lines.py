"""What a line of a copied page looks like: a heading, a footnote, page furniture, a row that lost its cell borders."""

import re
from functools import lru_cache
from itertools import pairwise

from portbook.readers.flattened.port_cost import port
from portbook.vocabulary.furniture import FURNITURE, ICON_NAMES
from portbook.vocabulary.marks import LEADING_MARK
from portbook.vocabulary.ports import TRANSPORTS
from portbook.vocabulary.protocols import atoms

LONGEST_HEADING = 100
MOST_HEADING_WORDS = 14
CHECKED_WORDS = 300
LONGEST_WORD = 40
SENTENCE_END = re.compile(r"[.:;!?…][\"'”’)]*\Z")


def is_furniture(text: str) -> bool:
    """Tell whether a line is a leftover of the published page."""
    plain = text.strip()
    return plain.casefold() in FURNITURE or ICON_NAMES.fullmatch(plain) is not None


def is_heading(text: str) -> bool:
    """Tell whether a line that stands alone reads as a title: short, capitalised, no sentence."""
    plain = text.strip()
    return (
        0 < len(plain) <= LONGEST_HEADING
        and len(plain.split()) <= MOST_HEADING_WORDS
        and (plain[0].isupper() or plain[0].isdigit())
        and not is_sentence(plain)
        and any(character.isalpha() for character in plain)
    )


def footnote_mark(text: str) -> str | None:
    """Return the mark with which a footnote definition begins, or None."""
    match = LEADING_MARK.match(text)
    if match is None or is_row(text):
        return None
    return match[1].strip("()")


def is_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return SENTENCE_END.search(text.rstrip()) is not None


def is_row(text: str) -> bool:
    """Tell whether a line looks like a row: a port and a transport side by side, and no sentence."""
    ending = text.rstrip()
    return (not ending.endswith(".") or ending.endswith("..")) and has_port_beside_transport(text)


def has_port_beside_transport(text: str) -> bool:
    """Tell whether a port and a transport stand side by side."""
    words = text.split(maxsplit=CHECKED_WORDS)[:CHECKED_WORDS]
    return any(
        (_is_transport(right) and _is_port(left)) or (_is_transport(left) and _is_port(right))
        for left, right in pairwise(words)
    )


def has_network_words(text: str) -> bool:
    """Tell whether a line holds a transport or a port number at all."""
    words = text.split(maxsplit=CHECKED_WORDS)[:CHECKED_WORDS]
    return any(_is_transport(word) or (word[0].isdigit() and _is_port(word)) for word in words)


def _is_transport(word: str) -> bool:
    return len(word) < LONGEST_WORD and _transport_word(word)


def _is_port(word: str) -> bool:
    return len(word) < LONGEST_WORD and _port_word(word)


@lru_cache(maxsize=16384)
def _transport_word(word: str) -> bool:
    return any(term in TRANSPORTS for term in atoms(word))


@lru_cache(maxsize=16384)
def _port_word(word: str) -> bool:
    return port(word) < 1.0 or word.rstrip(")").endswith("port")
