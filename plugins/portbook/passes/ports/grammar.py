"""Read a port cell: which ports, over which transports and for which protocol, and what could not be read.

    cell   = item { separator item }
    item   = { transport | protocol | ports }
    ports  = number [ "-" number ] | number "+" | ">" number

What may mean something else is never turned into numbers: a wrong port is worse than none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from portbook.model import PortRange, PortSet
from portbook.passes.ports.binding import Bound, bound
from portbook.passes.ports.ranges import number, parts
from portbook.passes.ports.reading import Item, Reading, UnreadError, merged
from portbook.passes.ports.terms import items
from portbook.passes.ports.thousands import read_without_thousands
from portbook.passes.ports.tokens import HTTP_VERSION
from portbook.vocabulary.marks import ANY_MARK
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PORTLESS, PROTOCOL_NUMBERS, TRANSPORTS

LONGEST = 2_000
"""Characters of a port cell; what is longer is prose."""
HIGHEST_TYPE = 255
"""The highest type, code or number of a protocol without ports (RFC 792, RFC 4443)."""
NUMBERED = re.compile(
    r"(?:\bproto(?:col)?(?:\s+(?:number|no\.?|id))?\s*[:#]?|(?<![\w/])ip[/:]?)\s*([0-9]{1,3})\b(?!\.)", re.IGNORECASE
)
SYMBOL = re.compile(r"(?:(?:any|all|random|dynamic|ephemeral|high|various|variable|custom)\b ?)+")
LIST = re.compile(r"(?:[,;\n&+]|\b(?:and|or)\b)(?![^()]*\))", re.IGNORECASE)
SUM = re.compile(r"([0-9]+)\s*\+\s*([0-9]+)")
BY_NUMBER = re.compile(r"[0-9]+/(?:6|17)")
"""Perhaps a port and its transport, by the number that IANA gave it."""
STRAY_PLUS = re.compile(r"(?:\A|[,;/])\s*\+|[0-9]\s+\+\s*(?:tcp|udp|sctp)\b(?!\W*[0-9])", re.IGNORECASE)


@lru_cache(maxsize=16384)
def read_ports(text: str) -> Reading:
    """Return what a port cell states; what is not understood stays as written."""
    named = _named(text)
    symbol = Item(PortSet(symbol=" ".join(text.split())), named)
    portless = bool(PORTLESS.intersection(named))
    if states_no_number(text) or (portless and not _holds_ports(text)):
        return Reading((symbol,))
    try:
        return Reading(_beside_portless(text) if portless else _items(text))
    except UnreadError as error:
        return Reading((symbol,), error.rule, str(error))


def states_no_number(text: str) -> bool:
    """Tell whether a cell is empty, says that there is nothing, or leaves the number open, as ``Any`` does."""
    plain = re.sub(r"\([^()]*\)\s*\Z", "", ANY_MARK.sub("", text))
    folded = re.sub(r"\s*\bports?\Z", "", " ".join(plain.casefold().split()))
    silent = not folded or folded in NOT_STATED or folded in ANYTHING or folded == "none"
    return (silent or SYMBOL.fullmatch(folded) is not None) and not re.search("[0-9]", text)


def _named(text: str) -> tuple[str, ...]:
    """Return the transports and portless protocols that a cell names, by word or by number."""
    words = re.findall(r"[a-z]\w*", text.casefold())
    numbers = (PROTOCOL_NUMBERS.get(int(number)) for number in NUMBERED.findall(text))
    return tuple(sorted({*(TRANSPORTS[word] for word in words if word in TRANSPORTS), *filter(None, numbers)}))


def _holds_ports(text: str) -> bool:
    """Tell whether a cell that names a protocol without ports holds a number that is not a type of that."""
    listed = [part for part in LIST.split(text[:LONGEST]) if not PORTLESS.intersection(_named(part))]
    high = any(len(digits) > 3 or int(digits) > HIGHEST_TYPE for digits in re.findall("[0-9]+", text[:LONGEST]))
    return high or any(re.search("[0-9]", part) for part in listed)


def _beside_portless(text: str) -> tuple[Item, ...]:
    """Return the items of a cell such as ``500, 4500, ESP``: its ports, then the protocols without. Raises UnreadError.

    Behind such a protocol, a low number without a transport may be a type of it.
    """
    numbered: list[str] = []
    portless: dict[tuple[str, ...], list[str]] = {}
    for part in (part.strip() for part in LIST.split(text[:LONGEST])):
        names = _named(part)
        numbers = [int(digits) for digits in re.findall("[0-9]+", part[:LONGEST]) if len(digits) < 8]
        low = any(value <= HIGHEST_TYPE for value in numbers)
        if PORTLESS.intersection(names):
            portless.setdefault(names, []).append(part)
            unclear = any(value > HIGHEST_TYPE for value in numbers) or not PORTLESS.issuperset(names)
        else:
            numbered.append(part)
            unclear = bool(portless) and low and not names
        if unclear or len(text) > LONGEST:
            raise UnreadError.of(text)
    symbols = (Item(PortSet(symbol=", ".join(said)), names) for names, said in portless.items())
    return (*_items(", ".join(filter(None, numbered))), *symbols)


def _items(text: str) -> tuple[Item, ...]:
    """Return the items of a cell; ports of the same transports and protocol are one. Raises UnreadError."""
    if len(text) > LONGEST or NUMBERED.search(text) or STRAY_PLUS.search(text) or BY_NUMBER.fullmatch(text):
        raise UnreadError.of(text)
    _check_sums(text)
    return read_without_thousands(HTTP_VERSION.sub("HTTP", text), _listed)


def _listed(text: str) -> tuple[Item, ...]:
    return merged(Item(PortSet.of([ports]), *counting) for ports, counting in _ranges(text))


def _ranges(text: str) -> Iterator[Bound]:
    """Yield the ranges of a cell with what counts for each. Raises UnreadError."""
    read = [list(parts(item, text)) for item in items(text)]
    ranges = [part for item in read for part in item if isinstance(part, PortRange)]
    spans = any(one.first < one.last for one in ranges)
    if not ranges or (len(ranges) > 1 and not spans and re.search(r"\branges?\b", text, re.IGNORECASE)):
        raise UnreadError.of(text)
    if all(one.last == 0 for one in ranges):
        raise UnreadError(f"port 0 is reserved and may stand for any port; {text!r} is kept as written")
    return bound(read, text)


def _check_sums(text: str) -> None:
    """Refuse ``30000+1``, which may be a sum: in a list the ports rise and have about as many digits."""
    for left, right in SUM.findall(text):
        if not (number(left, text) < number(right, text) and 1 < len(left) >= len(right) - 1):
            raise UnreadError(f"{text!r} may be a sum and is kept as written")
