"""Which name became which: told by evidence that is plain, never by likeness of names alone."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Set
from dataclasses import dataclass
from ipaddress import ip_network

from portbook.changes.meaning import End, Meaning
from portbook.changes.side import Grouped
from portbook.model import Kind

Signs = Mapping[str, Set[Hashable]]
"""For each name, everything that is said of it, with the name itself left out."""

NEARLY_ALL = 0.8
"""The part of what is said of both names that has to be the same."""
ENOUGH = 2
"""How much has to be the same, so that it is no coincidence; less is enough where only the spelling differs."""
RARE = 8
"""A sign that more names than this share tells none of them."""
ROUNDS = 4
"""How often renamed neighbours may tell further renames."""
BETWEEN_DIGITS = re.compile(r"(?<=\d)(?:[^\w]|_)+(?=\d)")
BETWEEN_WORDS = re.compile(r"(?:[^\w.]|_)+|(?<!\d)\.|\.(?!\d)")
PLACE, UNKNOWN = "\0", "\1"


@dataclass(frozen=True, slots=True)
class Found:
    """Hold a rename by folded names, with the number of signs in common and of each side."""

    old: str
    new: str
    same: int
    old_signs: int
    new_signs: int


def endpoint_renames(old: Grouped, new: Grouped) -> tuple[Found, ...]:
    """Find the endpoints that have another name, neighbours of each other among them.

    What became of a neighbour is not known at first, so it counts as any that appeared; each round knows more of them,
    and what all of them together do not bear out is dropped in the end. Whom nobody names has no name to change,
    an address is no name, and a machine that became a group is more than renamed.
    """
    old_kinds, new_kinds = _kinds(old), _kinds(new)
    gone, come = (
        {name for name in mine.keys() - others.keys() if mine[name] is not Kind.UNSPECIFIED and not address(name)}
        for mine, others in ((old_kinds, new_kinds), (new_kinds, old_kinds))
    )
    kinds = new_kinds | old_kinds
    names: dict[str, str] = {}
    for _ in range(ROUNDS if gone and come else 0):
        taken = frozenset(names.values())
        appeared = _signs(new, come - taken, {}, kinds, come - taken)
        more = plain(_signs(old, gone - names.keys(), names, kinds, gone - names.keys()), appeared)
        if not more:
            break
        names |= {item.old: item.new for item in more}
    return _borne_out(old, new, names, kinds)


def _borne_out(old: Grouped, new: Grouped, names: dict[str, str], kinds: Mapping[str, Kind]) -> tuple[Found, ...]:
    """Return the renames that hold where all of them do."""
    while True:
        before = _signs(old, names.keys(), names, kinds)
        after = _signs(new, frozenset(names.values()), {}, kinds)
        fits = {mine: _fit(mine, other, before, after) for mine, other in names.items()}
        kept = {mine: names[mine] for mine, found in fits.items() if found}
        if kept == names:
            return tuple(found for _, found in sorted(fits.items()) if found)
        names = kept


def plain(old: Signs, new: Signs) -> list[Found]:
    """Pair each vanished name with the one that appeared, where nearly all is the same and no other name would fit."""
    fits = [item for pair in sorted(_candidates(old, new)) if (item := _fit(*pair, old, new))]
    spelled = [item for item in fits if _letters(item.old) == _letters(item.new)]
    chosen = _single(spelled)
    taken = {item.old for item in chosen}, {item.new for item in chosen}
    rest = [item for item in fits if item.old not in taken[0] and item.new not in taken[1]]
    return chosen + _single(rest)


def _single(fits: list[Found]) -> list[Found]:
    """Return those that fit no other name on either side."""
    olds, news = Counter(item.old for item in fits), Counter(item.new for item in fits)
    return [item for item in fits if olds[item.old] == news[item.new] == 1]


def _fit(old_name: str, new_name: str, old: Signs, new: Signs) -> Found | None:
    mine, other = old.get(old_name, set()), new.get(new_name, set())
    common = mine & other
    same = len(common)
    enough = same >= ENOUGH or (same and _letters(old_name) == _letters(new_name))
    if not enough or not any(map(_anchored, common)) or same < NEARLY_ALL * max(len(mine), len(other)):
        return None
    return Found(old_name, new_name, same, len(mine), len(other))


def _candidates(old: Signs, new: Signs) -> set[tuple[str, str]]:
    """Return the pairs that have a rare sign in common, or all of their signs."""
    here, there = _index(old), _index(new)
    return {
        (mine, other)
        for sign, olds in here.items()
        if len(olds) <= RARE and len(there.get(sign, ())) <= RARE
        for mine in olds
        for other in there.get(sign, ())
    }


def _index(signs: Signs) -> dict[Hashable, list[str]]:
    index: dict[Hashable, list[str]] = {}
    for name, said in signs.items():
        for sign in (*said, frozenset(said)):
            index.setdefault(sign, []).append(name)
    return index


def _kinds(groups: Grouped) -> dict[str, Kind]:
    """Return each name with what stands under it."""
    kinds: dict[str, Kind] = {}
    for item, flows in groups.items():
        kinds.setdefault(item.source[0], flows[0].source.kind)
        kinds.setdefault(item.destination[0], flows[0].destination.kind)
    return kinds


def address(name: str) -> bool:
    """Tell whether a name is an address or a network."""
    try:
        ip_network(name, strict=False)
    except ValueError:
        return False
    return True


def _signs(
    meanings: Iterable[Meaning],
    wanted: Set[str],
    names: Mapping[str, str],
    kinds: Mapping[str, Kind],
    unknown: Set[str] = frozenset(),
) -> dict[str, set[Hashable]]:
    """Return what flows say of each wanted name; other ends bear the name that they have in the new book, if known."""
    signs: dict[str, set[Hashable]] = {}
    for item in meanings:
        for name in {item.source[0], item.destination[0]} & wanted:
            source, destination = (_placed(end, name, names, kinds, unknown) for end in (item.source, item.destination))
            signs.setdefault(name, set()).add(item._replace(source=source, destination=destination))
    return signs


def _placed(end: End, name: str, names: Mapping[str, str], kinds: Mapping[str, Kind], unknown: Set[str]) -> End:
    if end[0] == name:
        return (f"{PLACE}{kinds[name]}", *end[1:])
    return (UNKNOWN if end[0] in unknown else names.get(end[0], end[0]), *end[1:])


def _anchored(sign: Hashable) -> bool:
    """Tell whether a sign names somebody else who is known; of subsystems each does."""
    if not isinstance(sign, Meaning):
        return True
    ends = sign.source[0], sign.destination[0]
    return UNKNOWN not in ends and not all(end.startswith(PLACE) for end in ends)


def _letters(name: str) -> str:
    """Return what is left of a name without its signs; one between digits counts, for 1.11 is not 11.1."""
    return BETWEEN_WORDS.sub("", BETWEEN_DIGITS.sub(".", name.casefold()))
