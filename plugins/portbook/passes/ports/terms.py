"""Reduce the tokens of a port cell to what counts: numbers, transports, application protocols, and what is unread."""

from collections.abc import Iterator, Sequence

from portbook.passes.ports.names import HEDGE, PROTOCOL, UNREAD, folded_words, is_protocol, word
from portbook.passes.ports.remarks import FEWEST_DIGITS, behind, numbers_inside, remark
from portbook.passes.ports.tokens import ABOVE, DASH, NUMBER, REMARK, SEPARATOR, WORD, Token, tokens
from portbook.vocabulary.ports import ANYTHING, BOUNDS, FLOATING, REFUSALS, REMARKS, WELL_KNOWN


def items(text: str) -> Iterator[list[Token]]:
    """Yield the terms of each item of a cell, in order."""
    item: list[Token] = []
    for token in tokens(text):
        if token.kind == SEPARATOR:
            yield list(_reduced(item))
            item = []
        else:
            item.append(token)
    yield list(_reduced(item))


def _reduced(item: list[Token]) -> Iterator[Token]:
    if not any(token.kind == NUMBER for token in item) and (inside := numbers_inside(item)):
        yield from inside
        return
    before = HEDGE
    if any(token.kind in (DASH, ABOVE) for token in item):
        item = [token for token in item if token.kind != WORD or token.text.casefold() not in FLOATING]
    for at, token in enumerate(item):
        after = item[at + 1] if at + 1 < len(item) else None
        if at and token.kind == WORD and token.text.casefold() in REMARKS:
            yield from behind(token, item[at + 1 :])
            return
        if token.kind == DASH and not token.text.isalpha() and before == NUMBER and _is_caption(item[at + 1 :]):
            return
        for term in _terms(token, before, after):
            yield term
            before = term.kind if term.kind != HEDGE else before


def _is_caption(rest: Sequence[Token]) -> bool:
    """Tell whether what stands behind the dash of ``443 - Web pages`` only says what the port is for."""
    words = " ".join(token.text for token in rest)
    plain = all(token.kind == WORD and not _names_a_port(token.text) for token in rest)
    return plain and words[:1].isalpha() and not folded_words(words) & (REFUSALS | BOUNDS | ANYTHING)


def _names_a_port(text: str) -> bool:
    """Tell whether a word is a protocol or holds one with a number, as ``SSH-80`` does."""
    parts = text.split("-")
    return is_protocol(text) or (any(map(is_protocol, parts)) and any(map(str.isdecimal, parts)))


def _terms(token: Token, before: str, after: Token | None) -> Iterator[Token]:
    """Yield the terms of one token; ``before`` is the kind of the last term, a hedge where there is none."""
    if token.kind == REMARK:
        yield from remark(token.text, alone=before == HEDGE)
    elif token.kind == WORD:
        yield from _over(token, before, after) if token.text.casefold() == "over" else word(token)
    elif token.kind == NUMBER and before == PROTOCOL and len(token.text) < FEWEST_DIGITS:
        yield Token(UNREAD, token.text)
    else:
        yield token


def _over(token: Token, before: str, after: Token | None) -> Iterator[Token]:
    """Read ``over 1024`` as a bound, ``HTTPS over 443`` and ``HTTPS over TCP`` as what they are."""
    number = after.text if after and after.kind == NUMBER else ""
    if number and before == HEDGE:
        yield Token(ABOVE, token.text)
    else:
        carries = before == PROTOCOL and (not number or number in _WELL_KNOWN)
        yield Token(HEDGE if carries else UNREAD, token.text)


_WELL_KNOWN = frozenset(map(str, WELL_KNOWN))
