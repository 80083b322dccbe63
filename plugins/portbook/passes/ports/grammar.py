"""Read a port cell: which ports, over which transports and for which protocol, and what could not be read.

    cell   = { transport | protocol | ports }
    ports  = number [ "-" number ] | number "+" | ">" number

A transport or protocol counts for the ports behind it where the cell begins with one, else for those before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portbook.model import PortRange, PortSet
from portbook.model.ports import LAST_PORT
from portbook.passes.ports.terms import PROTOCOL, UNREAD, terms
from portbook.passes.ports.tokens import ABOVE, DASH, NUMBER, OPEN, TRANSPORT, Token
from portbook.vocabulary.marks import ANY_MARK
from portbook.vocabulary.ports import ANYTHING, NOT_STATED, PORTLESS, PROTOCOL_NUMBERS, TRANSPORTS, WELL_KNOWN

LONGEST = 2_000
"""Characters of a port cell; what is longer is prose."""
LONGEST_NUMBER = 7
NUMBERED = re.compile(r"\bproto(?:col)?(?:\s+(?:number|no\.?|id))?\s*[:#]?\s*([0-9]{1,3})\b", re.IGNORECASE)
SYMBOL = re.compile(r"(?:(?:any|all|random|dynamic|ephemeral|high|various|variable|custom)\b ?)+")
LIST_OR_NUMBER = re.compile(r"([1-9][0-9]?),([1-9][0-9]{2})")
THOUSANDS = re.compile(r"(?<![0-9,])([1-9][0-9]?),([0-9]{3})(?![0-9])")
ONLY_THOUSANDS = re.compile(r"(?<![0-9,])[1-9][0-9]?,0[0-9]{2}(?![0-9])")


class UnreadError(ValueError):
    """Say why a cell cannot be read, under which rule."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Item:
    """Hold ports that share their transports and their application protocol, as far as the cell names them."""

    ports: PortSet
    transports: tuple[str, ...] = ()
    application: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Hold the items of a cell. One that is not understood whole is one symbolic item, and ``rule`` says why."""

    items: tuple[Item, ...]
    rule: str = ""
    message: str = ""

    @property
    def numeric(self) -> bool:
        return bool(self.items[0].ports.ranges)


@lru_cache(maxsize=16384)
def read_ports(text: str) -> Reading:
    """Return what a port cell states; what is not understood stays as written."""
    named = _named(text)
    symbol = Item(PortSet(symbol=" ".join(text.split())), named)
    if states_no_number(text) or PORTLESS.intersection(named):
        return Reading((symbol,))
    try:
        return Reading(_items(text))
    except UnreadError as error:
        return Reading((symbol,), error.rule, str(error))


def states_no_number(text: str) -> bool:
    """Tell whether a cell is empty, says that there is nothing, or leaves the number open, as ``Any`` does."""
    plain = re.sub(r"\([^()]*\)\s*\Z", "", ANY_MARK.sub("", text))
    folded = re.sub(r"\s*\bports?\Z", "", " ".join(plain.casefold().split()))
    silent = not folded or folded in NOT_STATED or folded in ANYTHING or folded == "none"
    return silent or SYMBOL.fullmatch(folded) is not None


def _named(text: str) -> tuple[str, ...]:
    """Return the transports and portless protocols that a cell names, by word or by number."""
    words = re.findall(r"[a-z]\w*", text.casefold())
    numbers = (PROTOCOL_NUMBERS.get(int(number)) for number in NUMBERED.findall(text))
    return tuple(sorted({*(TRANSPORTS[word] for word in words if word in TRANSPORTS), *filter(None, numbers)}))


def _items(text: str) -> tuple[Item, ...]:
    """Return the items of a cell; ports of the same transports and protocol are one. Raises UnreadError."""
    unread = UnreadError("port-symbolic", f"the port {text!r} is no number and is kept as written")
    if len(text) > LONGEST or NUMBERED.search(text):
        raise unread
    found = terms(_without_thousands(text))
    if any(term.kind == UNREAD for term in found) or not any(term.kind == NUMBER for term in found):
        raise unread
    merged: dict[tuple[tuple[str, ...], str], list[PortRange]] = {}
    for ports, transports, application in _bound(list(_ranged(found, text))):
        merged.setdefault((transports, application), []).append(ports)
    return tuple(Item(PortSet.of(ranges), *named) for named, ranges in merged.items())


def _without_thousands(text: str) -> str:
    """Return a cell without separators of thousands. Raises UnreadError for ``8,443``, which may be 8443 or a list."""
    match = LIST_OR_NUMBER.fullmatch(text.strip())
    if match and int(match[1] + match[2]) <= LAST_PORT and not {int(match[1]), int(match[2])} <= WELL_KNOWN:
        message = f"{text!r} may be port {match[1]}{match[2]} or the ports {match[1]} and {match[2]}"
        raise UnreadError("port-ambiguous", message)
    # No list writes 024: where one number is written so, all are.
    return THOUSANDS.sub(r"\1\2", text) if ONLY_THOUSANDS.search(text) else text


def _ranged(found: Sequence[Token], text: str) -> Iterator[Token | PortRange]:
    """Yield the transports and protocols of a cell as they are, and its numbers as ranges. Raises UnreadError."""
    kinds = "".join(term.kind for term in found)
    if f"{NUMBER}{DASH}{NUMBER}{DASH}{NUMBER}" in kinds:
        raise UnreadError("port-symbolic", f"{text!r} holds a range of three numbers; the cell is kept as written")
    for match in re.finditer(f"{NUMBER}{DASH}{NUMBER}|{NUMBER}{OPEN}|{ABOVE}{NUMBER}|{NUMBER}|.", kinds):
        part = found[match.start() : match.end()]
        numbers = [_number(term.text, text) for term in part if term.kind == NUMBER]
        if not numbers:
            yield from (term for term in part if term.kind in (TRANSPORT, PROTOCOL))
        elif match[0] == ABOVE + NUMBER:
            yield PortRange(min(numbers[0] + (part[0].text[-1:] not in "=≥⩾"), LAST_PORT), LAST_PORT)
        elif match[0] == NUMBER + OPEN:
            yield PortRange(numbers[0], LAST_PORT)
        elif numbers[-1] < numbers[0]:
            item = "".join(term.text for term in part)
            raise UnreadError("port-reversed", f"the port range {item!r} ends before it begins")
        else:
            yield PortRange(numbers[0], numbers[-1])


def _number(digits: str, text: str) -> int:
    if len(digits) > LONGEST_NUMBER or int(digits) > LAST_PORT:
        shown = digits if len(digits) <= LONGEST_NUMBER else f"{digits[:LONGEST_NUMBER]}…"
        raise UnreadError("port-invalid", f"{shown} in {text!r} is no port: the highest is {LAST_PORT}")
    return int(digits)


def _bound(parts: list[Token | PortRange]) -> Iterator[tuple[PortRange, tuple[str, ...], str]]:
    """Yield each range with the transports and the protocol that count for it."""
    shape = "".join("N" if isinstance(part, PortRange) else part.kind for part in parts)
    transports = _owners(shape, TRANSPORT, near=False)
    protocols = _owners(shape, PROTOCOL, near=True)
    for at, part in enumerate(parts):
        if isinstance(part, PortRange):
            names = {TRANSPORTS[_text(parts[index]).casefold()] for index in transports[at]}
            yield part, tuple(sorted(names)), " ".join(_text(parts[index]) for index in protocols[at])


def _text(part: Token | PortRange) -> str:
    return part.text if isinstance(part, Token) else ""


def _owners(shape: str, kind: str, *, near: bool) -> dict[int, list[int]]:
    """Return for the place of each range the places of the terms of a kind that count for it.

    A term behind its ports counts for all since the last such term, or with ``near`` for the nearest alone.
    """
    plain = re.sub(f"[^N{kind}]", ".", shape)
    first = min((at for at in (plain.find("N"), plain.find(kind)) if at >= 0), default=0)
    leads = plain[first : first + 1] == kind
    found: dict[int, list[int]] = {at: [] for at, letter in enumerate(shape) if letter == "N"}
    pattern = rf"([{kind}.]*{kind}[{kind}.]*)([N.]+)" if leads else rf"([N.]*N[N.]*)([{kind}.]*{kind})"
    for match in re.finditer(pattern, plain):
        named, ranges = (1, 2) if leads else (2, 1)
        owners = [at for at in range(*match.span(named)) if shape[at] == kind]
        places = [at for at in range(*match.span(ranges)) if shape[at] == "N"]
        for at in places[-1:] if near and not leads else places:
            found[at] = owners
    return found
