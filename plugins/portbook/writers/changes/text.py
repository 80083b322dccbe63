"""Write what changed for a terminal: grouped by what there is to do, with the lines of both sides."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from portbook.changes.comparison import Comparison
from portbook.diagnostics import printable
from portbook.views.changes.entries import TITLES, Action, Entry, entries
from portbook.views.changes.said import books, proof, verdict

STATED = ("Ports", "Transport", "Protocol", "Protection")
INDENT = "      "
NOTHING = "not stated"
MOST_PLACES = 12


def text(comparison: Comparison) -> str:
    """Write a comparison as lines; control characters of documents are shown escaped."""
    return "\n".join(map(printable, _lines(comparison))) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    for side, what in books(comparison):
        yield f"{side}: {what}"
    for action, group in groupby(entries(comparison.diff), lambda entry: entry.action):
        listed = list(group)
        yield ""
        yield f"{TITLES[action][0]}: {len(listed):,}"
        for entry in listed:
            yield from _entry(entry)
    yield ""
    yield verdict(comparison)
    yield proof(comparison)


def _entry(entry: Entry) -> Iterator[str]:
    if entry.action is Action.RENAME:
        yield f"  {entry.differs[0]} {_renamed(entry.old)} is now {_renamed(entry.new)}"
    elif entry.action is Action.GOVERN:
        yield f"  {entry.new['Subsystems'] or 'the whole page'}"
    else:
        yield f"  {_path(entry.new or entry.old)}"
    if entry.action in (Action.OPEN, Action.CLOSE, Action.REGROUP):
        yield from (f"{INDENT}{_stated(values)}" for values in (entry.old, entry.new) if values)
    yield from (f"{INDENT}{name.lower()}: {_sides(entry, name)}" for name in entry.shown)
    yield from (
        f"{INDENT}{what} {ports}" for what, ports in (("opens", entry.opens), ("closes", entry.closes)) if ports
    )
    if entry.remark:
        yield f"{INDENT}{entry.remark}"
    yield from (
        f"{INDENT}{side} {_places(values['Evidence'])}"
        for side, values in (("old", entry.old), ("new", entry.new))
        if values
    )


def _places(text: str) -> str:
    """Name the first places of many: what a terminal shows has to be read."""
    places = text.split("; ")
    more = f" and {len(places) - MOST_PLACES:,} more" if len(places) > MOST_PLACES else ""
    return "; ".join(places[:MOST_PLACES]) + more


def _renamed(values: Mapping[str, str]) -> str:
    return values.get("Source") or values["Subsystems"]


def _path(values: Mapping[str, str]) -> str:
    return f"{values['Source']} → {values['Destination']}"


def _stated(values: Mapping[str, str]) -> str:
    return ", ".join(filter(None, (values[name] for name in STATED)))


def _sides(entry: Entry, name: str) -> str:
    return f"{entry.old.get(name) or NOTHING} → {entry.new.get(name) or NOTHING}"
