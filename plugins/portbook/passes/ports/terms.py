"""Reduce the tokens of a port cell to what counts: numbers, transports, application protocols, and what is unread."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from portbook.passes.ports.tokens import (
    ABOVE,
    DASH,
    NUMBER,
    OPEN,
    REMARK,
    SEPARATOR,
    TRANSPORT,
    WORD,
    Token,
    tokens,
)
from portbook.vocabulary.ports import ANYTHING, BOUNDS, HEDGES, PASSED_ON, REFUSALS, REMARKS, WELL_KNOWN
from portbook.vocabulary.protocols import APPLICATIONS, VERSION, atoms

PROTOCOL, HEDGE, UNREAD = "PHX"
"""Kinds of terms beside those of tokens: an application protocol, a word that changes no number, and one that is not
understood."""
PLAIN = frozenset((NUMBER, DASH, SEPARATOR, OPEN, TRANSPORT))
FEWEST_DIGITS = 2
"""Digits of a port in parentheses, which else is a footnote, and of one behind a protocol, which else is a version."""
NAMING = frozenset("for via using with".split())
"""Remarks behind which a transport or a protocol counts."""
BESIDE = NAMING | {"over", "both", "protocol", "traffic"}
"""Words in parentheses beside a transport that counts."""


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


@lru_cache(maxsize=4096)
def is_protocol(text: str) -> bool:
    """Tell whether a text names application protocols and nothing else."""
    named = atoms(text)
    return bool(named) and all(term in APPLICATIONS or VERSION.sub("", term) in APPLICATIONS for term in named)


def _reduced(item: list[Token]) -> Iterator[Token]:
    if not any(token.kind == NUMBER for token in item) and (inside := _numbers_inside(item)):
        yield from inside
        return
    before = HEDGE
    for at, token in enumerate(item):
        behind = item[at + 1] if at + 1 < len(item) else None
        if at and token.kind == WORD and token.text.casefold() in REMARKS:
            yield from _behind(token, item[at + 1 :])
            return
        if token.kind == DASH and not token.text.isalpha() and before == NUMBER and _is_caption(item[at + 1 :]):
            return
        for term in _terms(token, before, behind):
            yield term
            before = term.kind if term.kind != HEDGE else before


def _is_caption(rest: Sequence[Token]) -> bool:
    """Tell whether what stands behind the dash of ``443 - Web pages`` only says what the port is for."""
    words = " ".join(token.text for token in rest)
    plain = all(token.kind == WORD and not is_protocol(token.text) for token in rest)
    return plain and words[:1].isalpha() and not _words(words) & (REFUSALS | BOUNDS | ANYTHING)


def _terms(token: Token, before: str, behind: Token | None) -> Iterator[Token]:
    """Yield the terms of one token; ``before`` is the kind of the last term, a hedge where there is none."""
    if token.kind == REMARK:
        yield from _remark(token.text, alone=before == HEDGE)
    elif token.kind == WORD:
        yield from _over(token, before, behind) if token.text.casefold() == "over" else _word(token)
    elif token.kind == NUMBER and before == PROTOCOL and len(token.text) < FEWEST_DIGITS:
        yield Token(UNREAD, token.text)
    else:
        yield token


def _over(token: Token, before: str, behind: Token | None) -> Iterator[Token]:
    """Read ``over 1024`` as a bound, ``HTTPS over 443`` and ``HTTPS over TCP`` as what they are."""
    number = behind.text if behind and behind.kind == NUMBER else ""
    if number and before == HEDGE:
        yield Token(ABOVE, token.text)
    else:
        carries = before == PROTOCOL and (not number or number in _WELL_KNOWN)
        yield Token(HEDGE if carries else UNREAD, token.text)


_WELL_KNOWN = frozenset(map(str, WELL_KNOWN))


def _word(token: Token) -> Iterator[Token]:
    folded = token.text.casefold().strip(".-*")
    if is_protocol(token.text):
        yield Token(PROTOCOL, token.text)
    elif folded in HEDGES:
        yield Token(HEDGE, folded)
    elif folded:
        yield Token(UNREAD, token.text)


def _behind(word: Token, rest: Sequence[Token]) -> Iterator[Token]:
    """Yield what counts of the words behind one that begins a remark: what could be a port makes the cell unread."""
    named = [*rest] if word.text.casefold() in NAMING else []
    if named and all(token.kind == TRANSPORT or (token.kind == WORD and is_protocol(token.text)) for token in named):
        yield from (Token(TRANSPORT if token.kind == TRANSPORT else PROTOCOL, token.text) for token in named)
    elif any(token.kind in (NUMBER, OPEN, ABOVE) or (token.kind == REMARK and _changes(token.text)) for token in rest):
        yield Token(UNREAD, word.text)


def _numbers_inside(item: list[Token]) -> list[Token]:
    """Return the terms of an item such as ``SSH (22)``: the numbers in parentheses, where nothing else stands there."""
    inside = [token for outer in item if outer.kind == REMARK for token in tokens(outer.text)]
    if not any(token.kind == NUMBER for token in inside) or not all(token.kind in PLAIN for token in inside):
        return []
    named = [token.text for token in item if token.kind == WORD and token.text.strip(".-*")]
    words = " ".join(named)
    single = all(len(token.text) < FEWEST_DIGITS for token in inside if token.kind == NUMBER)
    strange = any(token.kind not in (WORD, REMARK, TRANSPORT) for token in item)
    strange = strange or not all(re.search(r"[^\W\d_]", name) for name in named)
    if strange or (single and words) or _words(words) & (REFUSALS | BOUNDS):
        return [Token(UNREAD, words)]
    names = (token for token in item if token.kind == TRANSPORT or (token.kind == WORD and is_protocol(token.text)))
    outer = [Token(TRANSPORT if name.kind == TRANSPORT else PROTOCOL, name.text) for name in names]
    return [*outer, *(token for token in inside if token.kind != SEPARATOR)]


def _remark(text: str, *, alone: bool) -> Iterator[Token]:
    """Yield the transports and protocols of a remark; one that may change which ports are meant is unread."""
    counted = [token for token in tokens(text) if token.text.casefold() not in BESIDE]
    inside = [term for token in counted for term in (_word(token) if token.kind == WORD else (token,))]
    kinds = {term.kind for term in inside}
    if inside and kinds <= {TRANSPORT, PROTOCOL, SEPARATOR, HEDGE}:
        # In ``(HTTP port)`` the protocol may be that of all ports before it.
        counts = (TRANSPORT,) if HEDGE in kinds else (TRANSPORT, PROTOCOL)
        yield from (term for term in inside if term.kind in counts)
    elif is_protocol(text):
        yield Token(PROTOCOL, text)
    elif PASSED_ON.match(text):
        yield Token(REMARK, text)
    elif re.fullmatch("[0-9]", text) and not alone:
        yield Token(HEDGE, text)  # the mark of a footnote
    else:
        yield Token(UNREAD if _changes(text) else REMARK, text)


def _changes(remark: str) -> bool:
    """Tell whether a remark may change which ports are meant: by a number, or by a word such as ``except``."""
    inside = tokens(remark)
    nested = any(token.kind == REMARK and re.search("[0-9]", token.text) for token in inside)
    return (
        nested
        or any(token.kind in (NUMBER, OPEN, ABOVE) for token in inside)
        or bool(_words(remark) & (REFUSALS | BOUNDS))
    )


def _words(text: str) -> set[str]:
    words = re.findall(r"[a-z]+(?:['’]t\b)?", text.casefold())
    return {"not" if word.endswith(("'t", "’t")) else word for word in words}
