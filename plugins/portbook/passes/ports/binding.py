"""Say which transports, which protocol and which qualifier of a port cell count for which of its ports.

A transport or protocol counts for the ports behind it where the cell begins with one, else for those before it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from portbook.model import PortRange
from portbook.passes.ports.names import PROTOCOL, QUALIFIER
from portbook.passes.ports.ranges import Part
from portbook.passes.ports.reading import UnreadError
from portbook.passes.ports.tokens import TRANSPORT, Token
from portbook.vocabulary.ports import TRANSPORTS

RANGE = "N"
"""The kind of a range among those of terms."""

NT = RANGE + TRANSPORT
BETWEEN = re.compile(rf"\A[^{NT}]*{RANGE}[^{TRANSPORT}]*{TRANSPORT}(?:.*{TRANSPORT})?[^{NT}]*{RANGE}[^{NT}]*\Z")
"""A transport between two ranges, such as that of ``443 UDP 53``, may count for either."""
KINDS = (TRANSPORT, PROTOCOL, QUALIFIER)

Bound = tuple[PortRange, tuple[tuple[str, ...], str, str]]


def bound(items: Sequence[Sequence[Part]], text: str) -> Iterator[Bound]:
    """Yield each range with the transports, the protocol and the qualifier that count for it.

    Raises UnreadError where one of them counts for no range, or for ranges of other items alone; ``text`` is the whole
    cell.
    """
    doubtful = any(BETWEEN.search("".join(map(_kind, item))) for item in items)
    if doubtful and next((kind for item in items for kind in map(_kind, item) if kind in NT), "") != TRANSPORT:
        raise unclear(text)
    if not doubtful and all(_is_whole(items, kind) for kind in KINDS):
        for parts in items:
            yield from _bound([parts], text)
    else:
        yield from _bound(items, text)


def _is_whole(items: Sequence[Sequence[Part]], kind: str) -> bool:
    """Tell whether each item with ports names a transport, or a protocol, of its own, or none does."""
    named = {any(_kind(part) == kind for part in item) for item in items if any(_kind(part) == RANGE for part in item)}
    bare = (item for item in items if not any(_kind(part) == RANGE for part in item))
    return len(named) == 1 and not any(_kind(part) == kind for item in bare for part in item)


def _bound(items: Sequence[Sequence[Part]], text: str) -> Iterator[Bound]:
    parts = [part for item in items for part in item]
    shape = "".join(map(_kind, parts))
    owners = [_owners(shape, kind, near=kind != TRANSPORT) for kind in KINDS]
    _check_owners(items, owners, text)
    transports, protocols, qualifiers = owners
    for at, part in enumerate(parts):
        if isinstance(part, PortRange):
            names = {TRANSPORTS[_text(parts[index]).casefold()] for index in transports[at]}
            protocol, qualifier = (" ".join(_text(parts[i]) for i in found[at]) for found in (protocols, qualifiers))
            yield part, (tuple(sorted(names)), protocol, qualifier)


def _check_owners(items: Sequence[Sequence[Part]], owners: Sequence[dict[int, list[int]]], text: str) -> None:
    """Refuse a cell in which a name counts for no range, or for none of the item that it stands in."""
    parts = [part for item in items for part in item]
    item_of = [number for number, item in enumerate(items) for _ in item]
    with_ranges = {item_of[at] for found in owners for at in found}
    near: dict[str, set[int]] = {}
    for found in owners:
        for at, named in found.items():
            for index in named:
                near.setdefault(_text(parts[index]).casefold(), set()).add(item_of[at])
    for at, part in enumerate(parts):
        counted = near.get(_text(part).casefold(), set())
        if isinstance(part, Token) and (not counted or (item_of[at] in with_ranges and item_of[at] not in counted)):
            raise unclear(text)


def unclear(text: str) -> UnreadError:
    """Return the error for a cell whose names may count for one port or another."""
    return UnreadError(f"it is not clear which ports {text!r} means by which name; it is kept as written")


def _kind(part: Part) -> str:
    return part.kind if isinstance(part, Token) else RANGE


def _text(part: Part) -> str:
    return part.text if isinstance(part, Token) else ""


def _owners(shape: str, kind: str, *, near: bool) -> dict[int, list[int]]:
    """Return for the place of each range the places of the terms of a kind that count for it.

    A term behind its ports counts for all since the last such term, or with ``near`` for the nearest alone; so it does
    where ports without a term come last, as in ``4444, 4567 (UDP), 4568``.
    """
    counting = (at for at, letter in enumerate(shape) if letter in (RANGE, kind))
    runs = [(letter, list(run)) for letter, run in groupby(counting, shape.__getitem__)]
    found: dict[int, list[int]] = {at: [] for letter, run in runs if letter == RANGE for at in run}
    leads = bool(runs) and runs[0][0] == kind
    near = near or (not leads and len(runs) > 1 and runs[-1][0] == RANGE)
    for (letter, run), (_, behind) in pairwise(runs):
        if leads and letter == kind:
            found.update(dict.fromkeys(behind, run))
        elif not leads and letter == RANGE:
            found.update(dict.fromkeys(run[-1:] if near else run, behind))
    return found
