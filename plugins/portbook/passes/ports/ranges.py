"""Turn the terms of an item of a port cell into ranges of ports; what is not plain makes the cell unread."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from portbook.model import PortRange
from portbook.model.ports import LAST_PORT
from portbook.passes.ports.names import HEDGE, PROTOCOL
from portbook.passes.ports.reading import UnreadError
from portbook.passes.ports.tokens import ABOVE, DASH, NUMBER, OPEN, REMARK, TRANSPORT, Token

LONGEST_NUMBER = 7
FIRST_OF_COLON = 1024
"""The lowest port at which a range written with a colon begins: ``80:8080`` maps one port to another."""
FEW = 20
"""Below this a number before the word "ports" says how many there are."""
PARTS = re.compile(
    "(?P<range>(?<!T)NH*DH*N(?!H*D)|TNDH*N(?!T?H*D)|TNDH*TN(?!H*D)|NTDNT(?!H*D))"
    "|(?P<open>NO)|(?P<above>AN)|(?P<number>N)|(?P<name>[TPQ])|(?P<still>[HR])|(?P<label>D)"
)
"""The parts of an item, by the kinds of its terms. A transport inside a range stands at both of its ends."""

Part = Token | PortRange


def parts(item: Sequence[Token], text: str) -> Iterator[Part]:
    """Yield the ranges, transports and protocols of an item. Raises UnreadError; ``text`` is the whole cell."""
    kinds = "".join(term.kind for term in item)
    at, numbers = 0, 0
    while at < len(kinds):
        match = PARTS.match(kinds, at)
        if match is None or (match["label"] and not _is_label(item, kinds, at)):
            raise UnreadError.of(text)
        terms = item[at : match.end()]
        at = match.end()
        numbers += match.lastgroup in ("range", "open", "above", "number")
        yield from _part(match.lastgroup or "", terms, text)
    if numbers > 1:
        _check_run(item, kinds, text)
    _check_count(item, text)


def _part(name: str, terms: Sequence[Token], text: str) -> Iterator[Part]:
    if name == "name":
        yield terms[0]
    elif name == "range":
        names = [term for term in terms if term.kind == TRANSPORT]
        leads = terms[0].kind == TRANSPORT
        yield from names if leads else ()
        yield _range(terms, text)
        yield from () if leads else names
    elif name not in ("still", "label"):
        yield _single(terms, text)


def _is_label(item: Sequence[Token], kinds: str, at: int) -> bool:
    """Tell whether a dash or colon joins a number with its name, as in ``SSH - 22``, and two numbers never."""
    before, behind = kinds[:at], kinds[at + 1 :]
    if item[at].text == ":":
        return NUMBER not in before or before[-1] == TRANSPORT
    between = NUMBER in before and NUMBER in behind
    return bool(before and behind) and not between and DASH not in before + behind and not item[at].text[0].isalpha()


def _range(terms: Sequence[Token], text: str) -> PortRange:
    first, last = (number(term.text, text) for term in terms if term.kind == NUMBER)
    names = {term.text.casefold() for term in terms if term.kind == TRANSPORT}
    colon = any(term.kind == DASH and term.text == ":" for term in terms)
    if len(names) > 1 or (colon and not FIRST_OF_COLON <= first < last):
        raise UnreadError(f"{text!r} may be no range; the cell is kept as written")
    if last < first:
        written = "".join(term.text for term in terms)
        raise UnreadError(f"the port range {written!r} ends before it begins", "port-reversed")
    return PortRange(first, last)


def _single(terms: Sequence[Token], text: str) -> PortRange:
    """Return the range of a number, of one with an open end, or of one behind ``>``."""
    first = next(number(term.text, text) for term in terms if term.kind == NUMBER)
    if terms[0].kind == ABOVE:
        first += terms[0].text[-1:] not in "=≥⩾"
        if first > LAST_PORT:
            raise UnreadError(f"no port is above {LAST_PORT}: {text!r} is kept as written")
    return PortRange(first, LAST_PORT if {terms[0].kind, terms[-1].kind} & {ABOVE, OPEN} else first)


def _check_run(item: Sequence[Token], kinds: str, text: str) -> None:
    """Refuse numbers separated by a blank alone that need not be a list of ports."""
    plain = not {ABOVE, OPEN, REMARK} & set(kinds)
    if not plain or any(len(term.text) == 1 for term in item if term.kind == NUMBER):
        raise UnreadError(f"{text!r} need not be a list of ports; the cell is kept as written")


def _check_count(item: Sequence[Token], text: str) -> None:
    """Refuse ``10 ports``, which says how many there are."""
    words = [term for term in item if term.kind not in (TRANSPORT, PROTOCOL)]
    alone = len(re.findall("[0-9]+", text)) == 1
    for left, right in pairwise(words):
        beside = left.kind == NUMBER and right.kind == HEDGE and right.text in ("port", "ports")
        if beside and ((alone and right.text == "ports") or int(left.text) < FEW):
            raise UnreadError(f"{text!r} may say how many ports there are; it is kept as written")


def number(digits: str, text: str) -> int:
    """Return a port. Raises UnreadError."""
    if len(digits) > LONGEST_NUMBER or int(digits) > LAST_PORT:
        shown = digits if len(digits) <= LONGEST_NUMBER else f"{digits[:LONGEST_NUMBER]}…"
        raise UnreadError(f"{shown} in {text!r} is no port: the highest is {LAST_PORT}", "port-invalid")
    if digits[0] == "0" and len(digits) > 1:
        raise UnreadError(f"{digits} in {text!r} begins with a zero and is kept as written")
    return int(digits)
