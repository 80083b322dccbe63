"""Which flow of the old book belongs to which of the new one, where they do not mean the same: from strict to loose."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from portbook.changes.meaning import Meaning

Pair = tuple[Meaning, Meaning]
Bucket = tuple[list[Meaning], list[Meaning]]
"""Sorted flows of the old and of the new book that have a key in common."""
Choose = Callable[[Bucket], Iterable[Pair]]


def _in_order(bucket: Bucket) -> Iterable[Pair]:
    """Pair flows in their order: all that distinguishes them is the same on both sides."""
    return zip(*bucket, strict=False)


def _single(bucket: Bucket) -> Iterable[Pair]:
    """Pair one with one; of several nobody knows which became which."""
    old, new = bucket
    return [(old[0], new[0])] if len(old) == len(new) == 1 else ()


def _overlapping(bucket: Bucket) -> Iterator[Pair]:
    """Pair flows whose ports overlap, and what is single besides."""
    old, new = ([item for item in side if item.ports[0]] for side in bucket)
    left = [item for item in bucket[0] if not item.ports[0]], [item for item in bucket[1] if not item.ports[0]]
    at = to = 0
    while at < len(old) and to < len(new):
        mine, other = old[at].ports[0], new[to].ports[0]
        if _meet(mine, other):
            yield old[at], new[to]
            at, to = at + 1, to + 1
        elif mine[-1][1] < other[-1][1]:
            left[0].append(old[at])
            at += 1
        else:
            left[1].append(new[to])
            to += 1
    left[0].extend(old[at:])
    left[1].extend(new[to:])
    yield from _single(left)


def _meet(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether sorted ranges have a port in common."""
    at = to = 0
    while at < len(one) and to < len(other):
        if one[at][0] <= other[to][1] and other[to][0] <= one[at][1]:
            return True
        if one[at][1] < other[to][1]:
            at += 1
        else:
            to += 1
    return False


class Level(NamedTuple):
    """Say what two flows must have in common, and how those that have are paired."""

    key: Callable[[Meaning], Hashable]
    choose: Choose


LEVELS: tuple[Level, ...] = (
    Level(lambda m: m._replace(conditions=()), _in_order),
    Level(lambda m: m._replace(protection=()), _in_order),
    Level(lambda m: m._replace(application=()), _in_order),
    Level(lambda m: m._replace(transports=()), _in_order),
    Level(lambda m: m._replace(ports=((), "")), _overlapping),
    Level(lambda m: (m.source, m.destination, m.ports, m.transports), _in_order),
    Level(lambda m: (m.source, m.destination, m.ports), _single),
    Level(lambda m: (m.source, m.destination, m.transports, m.application), _overlapping),
    Level(lambda m: (m.source, m.destination, m.application), _single),
    Level(lambda m: (m.source[0], m.destination[0], *m[2:]), _single),
    Level(lambda m: (m.source, m.destination), _single),
)
"""What is compared after flows of equal meaning, from strict to loose; the first that fits decides."""


def pairs(old: Iterable[Meaning], new: Iterable[Meaning]) -> list[Pair]:
    """Pair flows that have no equal on the other side. The order in which they come decides nothing."""
    old_left, new_left = set(old), set(new)
    found: list[Pair] = []
    for level in LEVELS:
        if not old_left or not new_left:
            break
        for bucket in _buckets(level.key, old_left, new_left):
            chosen = list(level.choose(bucket))
            found += chosen
            old_left.difference_update(mine for mine, _ in chosen)
            new_left.difference_update(other for _, other in chosen)
    return found


def _buckets(key: Callable[[Meaning], Hashable], old: set[Meaning], new: set[Meaning]) -> list[Bucket]:
    buckets: dict[Hashable, Bucket] = {}
    for item in sorted(old):
        buckets.setdefault(key(item), ([], []))[0].append(item)
    for item in sorted(new):
        if bucket := buckets.get(key(item)):
            bucket[1].append(item)
    return [bucket for bucket in buckets.values() if bucket[1]]
