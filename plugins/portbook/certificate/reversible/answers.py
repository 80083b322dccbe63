"""The words of a flow's security by the headers before them: ``Encrypted: Yes; Authentication: No``."""

import re
from collections.abc import Sequence
from enum import Enum, auto
from functools import lru_cache

from portbook.vocabulary.ports import ANYTHING, NOT_STATED
from portbook.vocabulary.protection import question
from portbook.vocabulary.protection_answers import ANSWERS, LETTERS, Answer

Spoken = tuple[tuple[str, str], ...]
"""Headers with the words below them; the header is empty where none is said."""

MUTUAL_TLS = re.compile(r"\b(?:(?:mutual|two-way|2-way) (?:tls|ssl)|m-?tls)\b", re.IGNORECASE)
OF_ENCRYPTION = re.compile(
    r"\b(?:tls|ssl|secured?(?! by)|transport (?:layer )?security)\b|encr[iy]p|cipher|schlüssel|chiffr|cifr|crip?t",
    re.IGNORECASE,
)
OF_CALLERS = re.compile(r"\bauth|\bauten|\bclient\b|\bcert", re.IGNORECASE)
IN_GENERAL = re.compile(r"(?<!transport )(?<!layer )security|secured by|protection", re.IGNORECASE)

PARTS = re.compile(r"[,;/() ]+")


class Kind(Enum):
    """Say what the words of a header speak of."""

    GENERAL = auto()
    ENCRYPTION = auto()
    CALLERS = auto()
    MUTUAL = auto()


@lru_cache(maxsize=1024)
def kind(header: str) -> Kind:
    """Return what a header speaks of, by its words alone."""
    encryption = OF_ENCRYPTION.search(MUTUAL_TLS.sub("", header)) is not None
    callers = OF_CALLERS.search(header) is not None
    if IN_GENERAL.search(header) or (encryption and callers):
        return Kind.GENERAL
    if encryption:
        return Kind.ENCRYPTION
    if MUTUAL_TLS.search(header):
        return Kind.MUTUAL
    return Kind.CALLERS if callers else Kind.GENERAL


@lru_cache(maxsize=4096)
def spoken(security: str, headers: tuple[str, ...]) -> Spoken:
    """Return the words of a flow's security by the headers, of the columns of protection, that stand before them."""
    pattern = _before(headers)
    starts = list(pattern.finditer(security)) if pattern else []
    if not starts or starts[0].start():
        return (("", security),)
    ends = [match.start() for match in starts[1:]] + [len(security)]
    return tuple((match[1], security[match.end() : end]) for match, end in zip(starts, ends, strict=True))


@lru_cache(maxsize=1024)
def _before(headers: Sequence[str]) -> re.Pattern[str] | None:
    known = sorted(set(map(question, headers)), key=len, reverse=True)
    return re.compile(rf"(?:\A|; )({'|'.join(map(re.escape, known))}): ") if known else None


def folded(text: str) -> str:
    """Return a text in lower case, on one line."""
    return " ".join(text.casefold().split())


def is_stated(text: str) -> bool:
    """Tell whether a cell states anything."""
    return folded(text) not in NOT_STATED | ANYTHING | {""}


def is_no(text: str) -> bool:
    """Tell whether a cell says no and nothing else."""
    term = folded(text)
    return ANSWERS.get(LETTERS.get(term, term)) is Answer.NO


def says_no(text: str) -> bool:
    """Tell whether a cell, or a part of it, says no."""
    return is_no(text) or any(ANSWERS.get(part) is Answer.NO for part in PARTS.split(folded(text)))
