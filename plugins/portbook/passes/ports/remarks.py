"""Read what stands beside the numbers of a port cell: in parentheses, or behind a word such as ``for``."""

import re
from collections.abc import Iterator, Sequence

from portbook.passes.ports.names import HEDGE, PROTOCOL, QUALIFIER, UNREAD, folded_words, is_protocol, word
from portbook.passes.ports.tokens import ABOVE, DASH, NUMBER, OPEN, REMARK, SEPARATOR, TRANSPORT, WORD, Token, tokens
from portbook.vocabulary.ports import BOUNDS, PARITIES, PASSED_ON, REFUSALS

PLAIN = frozenset((NUMBER, DASH, SEPARATOR, OPEN, TRANSPORT))
FEWEST_DIGITS = 2
"""Digits of a port in parentheses, which else is a footnote, and of one behind a protocol, which else is a version."""
NAMING = frozenset("for via using with".split())
"""Remarks behind which a transport or a protocol counts."""
BESIDE = NAMING | {"over", "both", "protocol", "traffic"}
"""Words in parentheses beside a transport that counts."""


def remark(text: str, *, alone: bool) -> Iterator[Token]:
    """Yield the transports and protocols of a remark; one that may change which ports are meant is unread."""
    counted = [token for token in tokens(text) if token.text.casefold() not in BESIDE]
    inside = [term for token in counted for term in (word(token) if token.kind == WORD else (token,))]
    kinds = {term.kind for term in inside}
    if inside and kinds <= {TRANSPORT, PROTOCOL, SEPARATOR, HEDGE}:
        # In ``(HTTP port)`` the protocol may be that of all ports before it.
        counts = (TRANSPORT,) if HEDGE in kinds else (TRANSPORT, PROTOCOL)
        yield from (term for term in inside if term.kind in counts)
    elif QUALIFIER in kinds and kinds <= {QUALIFIER, HEDGE}:
        yield Token(QUALIFIER, text)
    elif is_protocol(text):
        yield Token(PROTOCOL, text)
    elif PASSED_ON.match(text):
        yield Token(REMARK, text)
    elif re.fullmatch("[0-9]", text) and not alone:
        yield Token(HEDGE, text)  # the mark of a footnote
    else:
        yield Token(UNREAD if _changes(text) else REMARK, text)


def behind(opening: Token, rest: Sequence[Token]) -> Iterator[Token]:
    """Yield what counts of the words behind one that begins a remark: what could be a port makes the cell unread."""
    named = [*rest] if opening.text.casefold() in NAMING else []
    if named and all(token.kind == TRANSPORT or (token.kind == WORD and is_protocol(token.text)) for token in named):
        yield from (Token(TRANSPORT if token.kind == TRANSPORT else PROTOCOL, token.text) for token in named)
    elif any(token.kind in (NUMBER, OPEN, ABOVE) or (token.kind == REMARK and _changes(token.text)) for token in rest):
        yield Token(UNREAD, opening.text)


def numbers_inside(item: list[Token]) -> list[Token]:
    """Return the terms of an item such as ``SSH (22)``: the numbers in parentheses, where nothing else stands there."""
    inside = [token for outer in item if outer.kind == REMARK for token in tokens(outer.text)]
    if not any(token.kind == NUMBER for token in inside) or not all(token.kind in PLAIN for token in inside):
        return []
    named = [token.text for token in item if token.kind == WORD and token.text.strip(".-*")]
    words = " ".join(named)
    single = all(len(token.text) < FEWEST_DIGITS for token in inside if token.kind == NUMBER)
    strange = any(token.kind not in (WORD, REMARK, TRANSPORT) for token in item)
    strange = strange or not all(re.search(r"[^\W\d_]", name) for name in named)
    if strange or (single and words) or folded_words(words) & (REFUSALS | BOUNDS):
        return [Token(UNREAD, words)]
    names = (token for token in item if token.kind == TRANSPORT or (token.kind == WORD and is_protocol(token.text)))
    outer = [Token(TRANSPORT if name.kind == TRANSPORT else PROTOCOL, name.text) for name in names]
    return [*outer, *(token for token in inside if token.kind != SEPARATOR)]


def _changes(text: str) -> bool:
    """Tell whether a remark may change which ports are meant: by a number, or by a word such as ``except``."""
    inside = tokens(text)
    nested = any(token.kind == REMARK and re.search("[0-9]", token.text) for token in inside)
    return (
        nested
        or any(token.kind in (NUMBER, OPEN, ABOVE) for token in inside)
        or bool(folded_words(text) & (REFUSALS | BOUNDS | PARITIES))
    )
