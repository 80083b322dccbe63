"""Compare two books by what their flows mean."""

from collections.abc import Iterable, Iterator, Set

from portbook import collector
from portbook.changes.diff import ASPECTS, Aspect, Changed, Closed, Diff, Governed, Opened, Regrouped, Renamed, Reworded
from portbook.changes.meaning import Meaning, between, folded
from portbook.changes.pairing import pairs
from portbook.changes.reach import Reach
from portbook.changes.regrouping import regroupings
from portbook.changes.renames import Found, endpoint_renames, plain
from portbook.changes.side import Side
from portbook.changes.wording import Words
from portbook.model import Book, Flow

EXAMPLES = 3
"""Flows that are shown as evidence of a rename."""


def compare(old: Book, new: Book) -> Diff:
    """Return what changed. The order of rows, their wording and their marks decide nothing but the wording."""
    with collector.paused():
        before, after = Side.of(old), Side.of(new)
        return _Comparison(before, after, endpoint_renames(before.groups, after.groups)).diff()


class _Comparison:
    """Compare two sides of which the renamed endpoints are known."""

    def __init__(self, old: Side, new: Side, found: tuple[Found, ...]) -> None:
        self._old, self._new = old.under({item.old: item.new for item in found}), new
        self._order = {item: at for at, item in enumerate(new.groups)}
        self._endpoints = tuple(self._renamed_endpoints(found))
        self._subsystems = tuple(self._renamed_subsystems())

    def diff(self) -> Diff:
        old, new = self._old, self._new
        equal = frozenset(old.groups.keys() & new.groups.keys())
        regrouped = regroupings(old.groups, new.groups, equal)
        gone = {item for mine, _ in regrouped for item in mine}
        come = {item for _, others in regrouped for item in others}
        paired = pairs(old.groups.keys() - equal - gone, new.groups.keys() - equal - come)
        gone |= {mine for mine, _ in paired}
        come |= {other for _, other in paired}
        opened = [item for item in new.groups if item not in equal and item not in come]
        closed = [item for item in old.groups if item not in equal and item not in gone]
        moved = {between(item) for item in (*opened, *closed, *(item for pair in paired for item in pair))}
        before, after = Reach(old.groups, moved), Reach(new.groups, moved)
        reworded = tuple(self._reworded(equal))
        return Diff(
            opened=tuple(Opened(new.first(item), before.opened_by(item, new.first(item))) for item in opened),
            closed=tuple(Closed(old.first(item), after.closed_without(item, old.first(item))) for item in closed),
            changed=tuple(
                Changed(
                    old.first(mine),
                    new.first(other),
                    aspects(mine, other),
                    before.opened_by(other, new.first(other)),
                    after.closed_without(mine, old.first(mine)),
                )
                for mine, other in sorted(paired, key=lambda pair: self._order[pair[1]])
            ),
            reworded=reworded,
            regrouped=tuple(
                Regrouped(tuple(map(old.first, mine)), tuple(map(new.first, others))) for mine, others in regrouped
            ),
            governed=tuple(self._governed()),
            endpoints=self._endpoints,
            subsystems=self._subsystems,
            unchanged=len(equal) - len(reworded),
            old_flows=len(old.groups),
            new_flows=len(new.groups),
        )

    def _reworded(self, equal: frozenset[Meaning]) -> Iterator[Reworded]:
        """Yield the flows of which no wording of the old book is in the new one: repeats in other words are none."""
        renamed = {item.old: item.new for item in self._subsystems}
        old_names = renamed | dict.fromkeys(self._old.unnamed, "")
        words = Words({item.old: item.new for item in self._endpoints}, old_names, dict.fromkeys(self._new.unnamed, ""))
        for item in self._new.groups:
            if item not in equal:
                continue
            olds, news = self._old.groups[item], self._new.groups[item]
            found = [words.differing(old, news[0]) for old in olds]
            if all(found) and all(words.differing(olds[0], new) for new in news):
                yield Reworded(olds[0], news[0], found[0])

    def _governed(self) -> Iterator[Governed]:
        """Yield the subsystems of both books whose notes on all of their flows differ."""
        names = {item.old: item.new for item in self._subsystems}
        before = {names.get(name, name): notes for name, notes in self._old.notes.items()}
        for name, after in self._new.notes.items():
            mine = before.get(name)
            if mine is not None and {folded(n.text) for n in mine} != {folded(n.text) for n in after}:
                yield Governed(name, mine, after)

    def _renamed_endpoints(self, found: tuple[Found, ...]) -> Iterator[Renamed]:
        if not found:
            return
        shared = [item for item in self._old.groups if item in self._new.groups]
        about = _by_end(shared, {item.new for item in found})
        olds, news = (
            _spellings(flow for same in side.groups.values() for flow in same) for side in (self._old, self._new)
        )
        for item in found:
            examples = ((self._old.first(m), self._new.first(m)) for m in about.get(item.new, ())[:EXAMPLES])
            yield Renamed(olds[item.old], news[item.new], item.same, item.old_signs, item.new_signs, tuple(examples))

    def _renamed_subsystems(self) -> Iterator[Renamed]:
        old, new = self._old.subsystems(), self._new.subsystems()
        gone = {name: said for name, said in old.items() if name not in new}
        come = {name: said for name, said in new.items() if name not in old}
        for item in sorted(plain(gone, come), key=lambda item: item.old):
            common = sorted(gone[item.old] & come[item.new], key=self._order.__getitem__)
            examples = tuple((self._old.first(m), self._new.first(m)) for m in common[:EXAMPLES])
            yield Renamed(item.old, item.new, item.same, item.old_signs, item.new_signs, examples)


def aspects(old: Meaning, new: Meaning) -> tuple[Aspect, ...]:
    """Name what differs between two meanings."""
    return tuple(aspect for aspect, part in ASPECTS.items() if part(old) != part(new))


def _by_end(meanings: Iterable[Meaning], names: Set[str]) -> dict[str, list[Meaning]]:
    found: dict[str, list[Meaning]] = {}
    for item in meanings:
        for name in names & set(between(item)):
            found.setdefault(name, []).append(item)
    return found


def _spellings(flows: Iterable[Flow]) -> dict[str, str]:
    """Return how each folded name is written first."""
    found: dict[str, str] = {}
    for flow in flows:
        for end in (flow.source, flow.destination):
            found.setdefault(folded(end.name), end.name)
    return found
