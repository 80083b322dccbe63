"""What changed as a list of entries, each with the values of both sides: what every output of a comparison shows."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest

from portbook.changes import Aspect, Diff, Governed, Ports, Renamed
from portbook.model import Flow, Note
from portbook.views.wording import endpoint_text, protection_text, transports_text


class Action(StrEnum):
    """Name what there is to do."""

    OPEN = "open"
    CLOSE = "close"
    CHANGE = "change"
    GOVERN = "note"
    RENAME = "rename"
    REGROUP = "regroup"
    WORDING = "wording"


TITLES: dict[Action, tuple[str, str]] = {
    Action.OPEN: ("To open", "The new book states these flows and the old one does not."),
    Action.CLOSE: ("To close", "The old book states these flows and the new one does not."),
    Action.CHANGE: ("Changed", "The same ends, and something else about what is between them."),
    Action.GOVERN: ("Notes on whole tables", "A note that governs every flow of a subsystem is another one."),
    Action.RENAME: ("Renamed", "Nearly all that is said of the old name is said of the new one."),
    Action.REGROUP: ("Other rows", "The same ports in sum, in other rows: nothing opens or closes."),
    Action.WORDING: (
        "Wording only",
        "The same for the network, in other words, or with other texts in the vendor’s other columns.",
    ),
}
"""Every action, in the order in which they are told, with its title and its meaning."""

VALUES: dict[str, Callable[[Flow], str]] = {
    "Source": lambda f: endpoint_text(f.source),
    "Destination": lambda f: endpoint_text(f.destination),
    "Ports": lambda f: str(f.ports),
    "Ports as written": lambda f: f.port_text,
    "Transport": transports_text,
    "Protocol": lambda f: f.application or "",
    "Security": lambda f: f.security or "",
    "Protection": lambda f: protection_text(f.protection),
    "Conditions": lambda f: "; ".join(dict.fromkeys(note.text for note in f.notes)),
    "Optional": lambda f: "yes" if f.optional else "no",
    "Details": lambda f: "; ".join(f"{header}: {text}" for header, text in f.details),
    "Subsystems": lambda f: "; ".join(f.subsystems),
    "Evidence": lambda f: "; ".join(row.place for row in f.evidence),
}
"""What each side of an entry says. Programs read the columns by name: never rename."""

OPEN_ALREADY = "the old book uses these ports between the two already"
STILL_USED = "other flows between the two still use these ports, or may: keep them open"

ENDS = ("Source", "Destination")
SHOWN: dict[str, tuple[str, ...]] = {
    Aspect.PROCESS: ENDS,
    Aspect.PORT: ("Ports",),
    Aspect.TRANSPORT: ("Transport",),
    Aspect.PROTOCOL: ("Protocol",),
    Aspect.PROTECTION: ("Security", "Protection"),
    Aspect.CONDITION: ("Conditions", "Optional", "Ports as written"),
    "source": ("Source",),
    "destination": ("Destination",),
    "ports": ("Ports as written",),
    "security": ("Security",),
    "conditions": ("Conditions",),
    "details": ("Details",),
    "subsystems": ("Subsystems",),
}
"""Which values show what differs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold one change: what to do, what differs, the values of both sides, and in words what follows."""

    action: Action
    differs: tuple[str, ...] = ()
    old: Mapping[str, str] = field(default_factory=dict)
    new: Mapping[str, str] = field(default_factory=dict)
    opens: str = ""
    closes: str = ""
    remark: str = ""
    flows: tuple[Flow | None, Flow | None] = (None, None)
    """The flow of the old and of the new book, where there is one."""

    @property
    def shown(self) -> tuple[str, ...]:
        """Return the values that show what differs, without those that are equal."""
        names = dict.fromkeys(name for item in self.differs for name in SHOWN.get(item, ()))
        return tuple(name for name in names if self.old.get(name) != self.new.get(name))


def entries(diff: Diff) -> Iterator[Entry]:
    """Yield every change, grouped by what there is to do."""
    for opened in diff.opened:
        remark = "" if opened.opens else OPEN_ALREADY
        yield replace(_entry(Action.OPEN, None, opened.new), opens=_ports(opened.opens), remark=remark)
    for closed in diff.closed:
        remark = "" if closed.closes else STILL_USED
        yield replace(_entry(Action.CLOSE, closed.old, None), closes=_ports(closed.closes), remark=remark)
    for item in diff.changed:
        entry = _entry(Action.CHANGE, item.old, item.new, tuple(item.aspects))
        yield replace(entry, opens=_ports(item.opens), closes=_ports(item.closes))
    yield from map(_governed, diff.governed)
    yield from (_rename("endpoint", renamed) for renamed in diff.endpoints)
    yield from (_rename("subsystem", renamed) for renamed in diff.subsystems)
    for group in diff.regrouped:
        yield from (_entry(Action.REGROUP, old, new) for old, new in zip_longest(group.old, group.new))
    for reworded in diff.reworded:
        yield _entry(Action.WORDING, reworded.old, reworded.new, reworded.words)


def _entry(action: Action, old: Flow | None, new: Flow | None, differs: tuple[str, ...] = ()) -> Entry:
    mine, other = (_values(flow) if flow else {} for flow in (old, new))
    return Entry(action, differs, mine, other, flows=(old, new))


def _values(flow: Flow) -> dict[str, str]:
    return {name: value(flow) for name, value in VALUES.items()}


def _governed(item: Governed) -> Entry:
    mine, other = (
        {
            "Subsystems": item.subsystem,
            "Conditions": "; ".join(dict.fromkeys(note.text for note in notes)),
            "Evidence": "; ".join(dict.fromkeys(_note_place(note) for note in notes)),
        }
        for notes in (item.old, item.new)
    )
    return Entry(Action.GOVERN, (Aspect.CONDITION,), mine, other)


def _note_place(note: Note) -> str:
    return f"{note.path} [{note.sheet}]:{note.line}" if note.sheet else f"{note.path}:{note.line}"


def _rename(what: str, item: Renamed) -> Entry:
    column = "Source" if what == "endpoint" else "Subsystems"
    old, new = ("; ".join(_places(pair[side] for pair in item.examples)) for side in (0, 1))
    return Entry(
        Action.RENAME,
        (what,),
        {column: item.old, "Evidence": old},
        {column: item.new, "Evidence": new},
        remark=why(item),
    )


def why(item: Renamed) -> str:
    """Say by what evidence a rename was told."""
    most = max(item.old_flows, item.new_flows)
    if most == 1:
        return "the one flow is the same but for the name"
    flows = f"all {most:,} flows" if item.same == most else f"{item.same:,} of {most:,} flows"
    return f"{flows} are the same but for the name"


def _places(flows: Iterable[Flow]) -> list[str]:
    return list(dict.fromkeys(flow.evidence[0].place for flow in flows))


def _ports(items: Iterable[Ports]) -> str:
    return "; ".join(map(str, items))
