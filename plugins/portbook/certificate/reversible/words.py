"""The words of cells, compared in any order."""

import re
from collections.abc import Iterable
from functools import lru_cache

from portbook.vocabulary.marks import MARKS
from portbook.vocabulary.protocols import MUTUAL

TRANSPORT_NAMES = re.compile("tcp|udp|sctp|icmp")
JOINS = frozenset({"and", "or", "the", "a", "an", "over", "via", "with", "on", "using"})


def transports(text: str) -> frozenset[str]:
    """Return the usual transports that a text names."""
    return frozenset(TRANSPORT_NAMES.findall(text.casefold()))


@lru_cache(maxsize=16384)
def words(text: str) -> frozenset[str]:
    """Return the words that make the meaning of a text; spellings of mutual TLS count as one."""
    folded = " ".join(re.sub(MARKS, " ", text).casefold().split())
    return plain_words("mutual tls" if folded in MUTUAL else text)


@lru_cache(maxsize=16384)
def plain_words(text: str) -> frozenset[str]:
    """Return the words of a text as they are, those of a name for example."""
    return frozenset(re.findall(r"\w+", re.sub(MARKS, " ", text).casefold()))


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of several texts, each by itself."""
    return frozenset().union(*map(words, texts))
