"""What changed as tables, for a page of the site and for a ticket: one table for each thing there is to do."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from portbook.changes.comparison import Comparison
from portbook.model import Flow
from portbook.views.blocks import Block, Cell, Facts, Heading, Inline, Notice, Paragraph, Row, Table, Text
from portbook.views.cells import MOST_LINKED
from portbook.views.changes.entries import TITLES, Action, Entry, entries
from portbook.views.changes.said import books, proof, unchanged, verdict

Rows = Iterable[Entry]
ABSENT = "not stated"
FILTERED = 20
"""Rows above which a table of the site can be filtered."""
STATED = ("Ports", "Transport", "Protocol", "Protection")
OPTIONAL = "only where it is deployed"


@dataclass(frozen=True, slots=True)
class Shown:
    """Say how flows are shown: with links into a book, or as plain text; ``anchors`` gives rows an address."""

    ends: Callable[[Flow], tuple[tuple[Inline, ...], tuple[Inline, ...]]]
    evidence: Callable[[Flow], tuple[Inline, ...]]
    anchors: bool = False


def _plain_ends(flow: Flow) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
    return (Text(str(flow.source)),), (Text(str(flow.destination)),)


def _plain_evidence(flow: Flow) -> tuple[Inline, ...]:
    return (Text(places(flow)),)


def places(flow: Flow) -> str:
    """Name the rows of a flow; of very many the first, for CSV and JSON name them all."""
    more = f" and {len(flow.evidence) - MOST_LINKED:,} more" if len(flow.evidence) > MOST_LINKED else ""
    return "; ".join(row.place for row in flow.evidence[:MOST_LINKED]) + more


PLAIN = Shown(_plain_ends, _plain_evidence)
"""Without links: for a ticket, where nothing stands that they could lead to."""


def blocks(comparison: Comparison, shown: Shown = PLAIN, name: str = "changes") -> Iterator[Block]:
    """Yield what a comparison says; ``name`` begins the anchors."""
    yield Facts(tuple((side, (Text(what),)) for side, what in books(comparison)))
    settled = not comparison.diff.changes
    kind = "success" if settled and not comparison.limits else "warning" if comparison.limits else "note"
    yield Notice(kind, _headline(comparison), (Text(f"{verdict(comparison)} {proof(comparison)}"),))
    for action, group in groupby(entries(comparison.diff), lambda entry: entry.action):
        title, meaning = TITLES[action]
        listed = list(group)
        yield Heading(2, f"{title}: {len(listed):,}", f"{name}-{action}")
        yield Paragraph((Text(meaning),))
        yield _table(action, listed, shown, f"{name}-{action}")


def _headline(comparison: Comparison) -> str:
    if comparison.diff.opens:
        return "Ports have to be opened"
    if comparison.diff.changes:
        return "Flows changed, and no port has to be opened"
    said = unchanged(comparison)
    return f"{said} but how it is written" if comparison.diff else said


def _table(action: Action, listed: list[Entry], shown: Shown, name: str) -> Table:
    columns, cells = LAYOUTS[action]
    rows = tuple(
        Row(f"{name}-{number}" if shown.anchors else "", tuple(map(Cell, cells(entry, shown))))
        for number, entry in enumerate(listed, 1)
    )
    label = f"Filter {TITLES[action][0].lower()}" if shown.anchors and len(rows) > FILTERED else ""
    return Table(f"{name}-table", TITLES[action][0], columns, rows, label)


def _stated(entry: Entry, shown: Shown) -> Iterator[tuple[Inline, ...]]:
    """Yield what one side states, and what follows for the ports between the two."""
    flow = entry.flows[1] or entry.flows[0]
    if flow is None:
        return
    yield from shown.ends(flow)
    values = entry.new or entry.old
    yield from (_text(values[column]) for column in STATED)
    optional = OPTIONAL if flow.optional else ""
    yield _text("; ".join(filter(None, (optional, values["Conditions"]))))
    yield _text(entry.opens or entry.closes or entry.remark)
    yield shown.evidence(flow)


def _differing(entry: Entry, shown: Shown) -> Iterator[tuple[Inline, ...]]:
    """Yield what differs, old and new beside each other."""
    old, new = entry.flows
    if old is None or new is None:
        return
    yield from shown.ends(new)
    for values in (entry.old, entry.new):
        yield _text("; ".join(f"{name.lower()}: {values[name] or ABSENT}" for name in entry.shown))
    ports = (("opens", entry.opens), ("closes", entry.closes))
    yield _text(", ".join(f"{what} {items}" for what, items in ports if items))
    yield shown.evidence(old)
    yield shown.evidence(new)


def _reworded(entry: Entry, shown: Shown) -> Iterator[tuple[Inline, ...]]:
    """Yield what is written otherwise; nothing opens or closes by it."""
    source, destination, old, new, _, *lines = _differing(entry, shown)
    yield from (source, destination, old, new, *lines)


def _regrouped(entry: Entry, shown: Shown) -> Iterator[tuple[Inline, ...]]:
    flow = entry.flows[1] or entry.flows[0]
    if flow is None:
        return
    yield from shown.ends(flow)
    for values in (entry.old, entry.new):
        yield _text(" ".join(filter(None, (values[name] for name in ("Ports", "Transport")))) if values else "")
    for flow in entry.flows:
        yield shown.evidence(flow) if flow else ()


def _governed(entry: Entry, _: Shown) -> Iterator[tuple[Inline, ...]]:
    yield _text(entry.new["Subsystems"])
    for column in ("Conditions", "Evidence"):
        yield from (_text(values[column] or ABSENT) for values in (entry.old, entry.new))


def _renamed(entry: Entry, _: Shown) -> Iterator[tuple[Inline, ...]]:
    column = "Source" if "Source" in entry.old else "Subsystems"
    yield _text(entry.differs[0])
    yield from (_text(values[column]) for values in (entry.old, entry.new))
    yield _text(entry.remark)
    yield from (_text(values["Evidence"]) for values in (entry.old, entry.new))


def _text(text: str) -> tuple[Inline, ...]:
    return (Text(text),) if text else ()


Cells = Callable[[Entry, Shown], Iterator[tuple[Inline, ...]]]
SIDES = ("Old line", "New line")
_STATED = ("Source", "Destination", *STATED, "Conditions")
_DIFFERING = ("Source", "Destination", "Old", "New", "Ports between the two", *SIDES)
LAYOUTS: dict[Action, tuple[tuple[str, ...], Cells]] = {
    Action.OPEN: ((*_STATED, "Opens", "New line"), _stated),
    Action.CLOSE: ((*_STATED, "Closes", "Old line"), _stated),
    Action.CHANGE: (_DIFFERING, _differing),
    Action.GOVERN: (("Subsystem", "Old", "New", *SIDES), _governed),
    Action.RENAME: (("What", "Old", "New", "Why", *SIDES), _renamed),
    Action.REGROUP: (("Source", "Destination", "Old", "New", *SIDES), _regrouped),
    Action.WORDING: (("Source", "Destination", "Old", "New", *SIDES), _reworded),
}
"""The columns of each table, and what fills them."""
