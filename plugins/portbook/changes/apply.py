"""Make a new book's flows from those of the old one and what changed: the proof that nothing is missing of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from portbook.changes.diff import Diff
from portbook.changes.meaning import Meaning, Names, by_meaning, folded, renamed
from portbook.model import Flow


def apply(diff: Diff, flows: Iterable[Flow]) -> tuple[Flow, ...]:
    """Make the flows of the new book from those of the old one and what changed."""
    names = {folded(item.old): item.new for item in diff.endpoints}
    keys = {old: folded(new) for old, new in names.items()}
    replaced = dict(_replaced(diff, keys))
    kept: list[Flow] = []
    for item, same in renamed(by_meaning(flows), keys).items():
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
        for at, item in enumerate(renamed(by_meaning(old), names)):
            yield item, () if at else new


def _renamed(flow: Flow, names: Mapping[str, str]) -> Flow:
    source, destination = (
        replace(end, name=names.get(folded(end.name), end.name)) for end in (flow.source, flow.destination)
    )
    return replace(flow, source=source, destination=destination)
