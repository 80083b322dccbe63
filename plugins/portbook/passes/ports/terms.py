"""Reduce the tokens of a port cell to what counts: numbers, transports, application protocols, and what is unread."""

from collections.abc import Iterator, Sequence

from portbook.passes.ports.tokens import DASH, NUMBER, OPEN, REMARK, SEPARATOR, TRANSPORT, WORD, Token, tokens
from portbook.vocabulary.ports import HEDGES, REMARKS
from portbook.vocabulary.protocols import APPLICATIONS, VERSION, atoms

PROTOCOL, UNREAD = "PX"
"""Kinds of terms beside those of tokens: an application protocol, and a word that is not understood."""
FEWEST_DIGITS = 2
"""Digits that numbers separated by nothing but a blank have in a list of ports."""


def terms(text: str) -> list[Token]:
    """Return the terms of a cell in order, separators left out; a number without one before it is unread."""
    found: list[Token] = []
    for chunk in _chunks(tokens(text)):
        found += _reduced(chunk)
    return found


def is_application(text: str) -> bool:
    """Tell whether a text names application protocols and nothing else."""
    named = atoms(text)
    return bool(named) and all(term in APPLICATIONS or VERSION.sub("", term) in APPLICATIONS for term in named)


def _chunks(every: Sequence[Token]) -> Iterator[list[Token]]:
    """Yield what stands between separators."""
    chunk: list[Token] = []
    for token in every:
        if token.kind == SEPARATOR:
            yield chunk
            chunk = []
        else:
            chunk.append(token)
    yield chunk


def _reduced(chunk: list[Token]) -> Iterator[Token]:
    if not any(token.kind == NUMBER for token in chunk) and (inside := _numbers_inside(chunk)):
        names = [token for token in chunk if token.kind == WORD and is_application(token.text)]
        yield from (*(Token(PROTOCOL, name.text) for name in names), *inside)
        return
    before: Token | None = None
    for at, token in enumerate(chunk):
        if token.kind == WORD and token.text.casefold() in REMARKS and before is not None:
            yield from (Token(UNREAD, other.text) for other in chunk[at:] if other.kind == NUMBER)
            return
        if token.kind == WORD:
            yield from _word(token)
        elif token.kind == REMARK:
            yield from _remark(token)
        elif token.kind == NUMBER and before and before.kind == NUMBER and len(token.text) < FEWEST_DIGITS:
            yield Token(UNREAD, token.text)
        else:
            yield token
        before = token


def _numbers_inside(chunk: list[Token]) -> list[Token]:
    """Return the numbers of a cell such as ``SSH (22)``: those in parentheses, where nothing else stands there."""
    remarks = [token.text for token in chunk if token.kind == REMARK]
    inside = [token for text in remarks for token in tokens(text)]
    plain = all(token.kind in (NUMBER, DASH, SEPARATOR, OPEN, TRANSPORT) for token in inside)
    return [token for token in inside if token.kind != SEPARATOR] if plain and inside else []


def _word(token: Token) -> Iterator[Token]:
    if is_application(token.text):
        yield Token(PROTOCOL, token.text)
    elif token.text.casefold().strip(".-*") not in HEDGES and token.text.strip(".-*"):
        yield Token(UNREAD, token.text)


def _remark(token: Token) -> Iterator[Token]:
    inside = tokens(token.text)
    if inside and all(part.kind in (TRANSPORT, SEPARATOR) for part in inside):
        yield from (part for part in inside if part.kind == TRANSPORT)
    elif is_application(token.text):
        yield Token(PROTOCOL, token.text)
