"""Say what a word of a port cell is: a protocol, a word that changes no number, or one that is not understood."""

import re
from collections.abc import Iterator
from functools import lru_cache

from portbook.passes.ports.tokens import Token
from portbook.vocabulary.ports import HEDGES, PARITIES
from portbook.vocabulary.protocols import APPLICATIONS, VERSION, atoms

PROTOCOL, QUALIFIER, HEDGE, UNREAD = "PQHX"
"""Kinds of terms beside those of tokens: an application protocol, what narrows a range, a word that changes no number,
and one that is not understood."""


@lru_cache(maxsize=4096)
def is_protocol(text: str) -> bool:
    """Tell whether a text names application protocols and nothing else."""
    named = atoms(text)
    return bool(named) and all(term in APPLICATIONS or VERSION.sub("", term) in APPLICATIONS for term in named)


def word(token: Token) -> Iterator[Token]:
    """Yield what a word is, or nothing for bare punctuation."""
    folded = token.text.casefold().strip(".-*")
    if is_protocol(token.text):
        yield Token(PROTOCOL, token.text)
    elif folded in PARITIES:
        yield Token(QUALIFIER, folded)
    elif folded in HEDGES:
        yield Token(HEDGE, folded)
    elif folded:
        yield Token(UNREAD, token.text)


def folded_words(text: str) -> set[str]:
    """Return the words of a text in lower case; ``isn't`` counts as ``not``."""
    words = re.findall(r"[a-z]+(?:['’]t\b)?", text.casefold())
    return {"not" if word.endswith(("'t", "’t")) else word for word in words}
