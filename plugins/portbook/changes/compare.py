"""Compare two books by what their flows mean."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from portbook.changes.diff import ASPECTS, Aspect, Changed, Closed, Diff, Opened, Regrouped, Renamed, Reworded
from portbook.changes.meaning import Meaning, Names, by_meaning, folded
from portbook.changes.pairing import pairs
from portbook.changes.reach import Reach
from portbook.changes.regrouping import regroupings
from portbook.changes.renames import Found, endpoint_renames, plain
from portbook.changes.wording import Words
from portbook.model import Book, Flow

EXAMPLES = 3
"""Flows that are shown as evidence of a rename."""

Grouped = Mapping[Meaning, list[Flow]]


def compare(old: Book, new: Book) -> Diff:
    """Return what changed. The order of rows, their wording and their marks decide nothing but the wording."""
    found = endpoint_renames(by_meaning(old.flows), by_meaning(new.flows))
    return _Comparison(old, new, found).diff()


@dataclass(slots=True)
class _Side:
    """Hold the flows of one book by what they mean, each with its place in the book."""

    flows: tuple[Flow, ...]
    groups: Grouped
    order: dict[Meaning, int]
    unnamed: frozenset[str]
    """The subsystems that have the name of their document: no heading of their own."""

    @classmethod
    def of(cls, book: Book, names: Names | None = None) -> "_Side":
        groups = by_meaning(book.flows, names)
        titles = {document.path: document.title for document in book.documents}
        unnamed = frozenset(entry.name for entry in book.subsystems if entry.name == titles.get(entry.path))
        return cls(book.flows, groups, {item: at for at, item in enumerate(groups)}, unnamed)

    def first(self, item: Meaning) -> Flow:
        return self.groups[item][0]


class _Comparison:
    """Compare two books of which the renamed endpoints are known."""

    def __init__(self, old: Book, new: Book, found: tuple[Found, ...]) -> None:
        self._names = {item.old: item.new for item in found}
        self._old, self._new = _Side.of(old, self._names), _Side.of(new)
        self._reach = Reach(old.flows, self._names), Reach(new.flows)
        self._endpoints = tuple(self._renamed_endpoint(item) for item in found)
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
        reworded = tuple(self._reworded(equal))
        return Diff(
            opened=tuple(self._opened(item) for item in new.groups if item not in equal and item not in come),
            closed=tuple(self._closed(item) for item in old.groups if item not in equal and item not in gone),
            changed=tuple(self._changed(*pair) for pair in sorted(paired, key=lambda pair: new.order[pair[1]])),
            reworded=reworded,
            regrouped=tuple(
                Regrouped(tuple(map(old.first, mine)), tuple(map(new.first, others))) for mine, others in regrouped
            ),
            endpoints=self._endpoints,
            subsystems=self._subsystems,
            unchanged=len(equal) - len(reworded),
            old_flows=len(old.groups),
            new_flows=len(new.groups),
        )

    def _opened(self, item: Meaning) -> Opened:
        flow = self._new.first(item)
        return Opened(flow, self._reach[0].lacks(flow))

    def _closed(self, item: Meaning) -> Closed:
        flow = self._old.first(item)
        return Closed(flow, self._reach[1].lacks(flow, self._names))

    def _changed(self, mine: Meaning, other: Meaning) -> Changed:
        old, new = self._old.first(mine), self._new.first(other)
        opens, closes = self._reach[0].lacks(new), self._reach[1].lacks(old, self._names)
        return Changed(old, new, aspects(mine, other), opens, closes)

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

    def _renamed_endpoint(self, item: Found) -> Renamed:
        examples = []
        for meaning, flows in self._old.groups.items():
            if item.new in (meaning.source[0], meaning.destination[0]) and meaning in self._new.groups:
                examples.append((flows[0], self._new.first(meaning)))
        old, new = (_written(name, side.flows) for name, side in ((item.old, self._old), (item.new, self._new)))
        return Renamed(old, new, item.same, item.old_signs, item.new_signs, tuple(examples[:EXAMPLES]))

    def _renamed_subsystems(self) -> Iterator[Renamed]:
        old, new = _by_subsystem(self._old), _by_subsystem(self._new)
        gone = {name: said for name, said in old.items() if name not in new}
        come = {name: said for name, said in new.items() if name not in old}
        for item in sorted(plain(gone, come), key=lambda item: item.old):
            common = sorted(gone[item.old] & come[item.new], key=self._new.order.__getitem__)
            examples = tuple((self._old.first(m), self._new.first(m)) for m in common[:EXAMPLES])
            yield Renamed(item.old, item.new, item.same, item.old_signs, item.new_signs, examples)


def aspects(old: Meaning, new: Meaning) -> tuple[Aspect, ...]:
    """Name what differs between two meanings."""
    return tuple(aspect for aspect, part in ASPECTS.items() if part(old) != part(new))


def apply(diff: Diff, flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """Make the flows of the new book from those of the old one and what changed."""
    names = {folded(item.old): item.new for item in diff.endpoints}
    folded_names = {old: folded(new) for old, new in names.items()}
    replaced = dict(_replaced(diff, folded_names))
    kept: list[Flow] = []
    for item, same in by_meaning(flows, folded_names).items():
        kept.extend(replaced.get(item, tuple(_renamed(flow, names) for flow in same)))
    added = [flow for item in diff.regrouped for flow in item.new if not item.old]
    return (*kept, *added, *(item.new for item in diff.opened))


def _replaced(diff: Diff, names: Names) -> Iterator[tuple[Meaning, tuple[Flow, ...]]]:
    """Yield what becomes of each flow of the old book that is not kept as it is."""
    sides: list[tuple[tuple[Flow, ...], tuple[Flow, ...]]] = [
        *(((item.old,), ()) for item in diff.closed),
        *(((item.old,), (item.new,)) for item in diff.changed),
        *(((item.old,), (item.new,)) for item in diff.reworded),
        *((item.old, item.new) for item in diff.regrouped),
    ]
    for old, new in sides:
        for at, item in enumerate(by_meaning(old, names)):
            yield item, () if at else new


def _renamed(flow: Flow, names: Mapping[str, str]) -> Flow:
    source, destination = (
        replace(end, name=names.get(folded(end.name), end.name)) for end in (flow.source, flow.destination)
    )
    return replace(flow, source=source, destination=destination)


def _by_subsystem(side: _Side) -> dict[str, set[Meaning]]:
    found: dict[str, set[Meaning]] = {}
    for item, flows in side.groups.items():
        for name in {name for flow in flows for name in flow.subsystems} - side.unnamed:
            found.setdefault(name, set()).add(item)
    return found


def _written(name: str, flows: Iterable[Flow]) -> str:
    """Return a folded name as it is written first."""
    ends = (end.name for flow in flows for end in (flow.source, flow.destination))
    return next(end for end in ends if folded(end) == name)
