"""What became of a source line, and where it is shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from portbook.model import Flow, LedgerEntry
from portbook.views.addresses import Addresses
from portbook.views.blocks import Inline, Link, PageRef, Text
from portbook.views.edition import Edition
from portbook.views.wording import count, endpoint_text, traffic

FATES: dict[str, str] = {
    "row": "read as rows",
    "header": "read as headers",
    "heading": "read as headings",
    "footnote": "read as footnotes",
    "prose": "shown as prose",
    "furniture": "kept as page furniture",
    "metadata": "kept as metadata",
    "sheet": "names of sheets",
    "rule": "read as rules between rows",
    "template": "read as template tags",
    "other": "in tables that state no network paths",
    "blank": "blank",
    "unread": "not read",
}
"""What can become of a line, as counted."""

SHOWN_KINDS = ("heading", "prose", "header")
"""What of a source is shown on a page beside rows and notes."""

SHOWN = 10
"""How many flows a note names before it only counts the others."""


Spot = tuple[str, str, int]
"""The path, sheet and line of a note."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Find what the lines of all documents became."""

    addresses: Addresses
    flows: dict[str, Flow]
    noted: dict[Spot, list[Flow]]
    """For the place of each note, the flows that it governs."""
    noted_tables: dict[Spot, str]
    topics: dict[tuple[str, int], PageRef]
    """For the path and line of each heading and paragraph of a topic, where it is shown."""

    @classmethod
    def of(cls, edition: Edition) -> "Outcomes":
        book = edition.book
        noted: dict[Spot, list[Flow]] = {}
        for flow in book.flows:
            for place in dict.fromkeys((note.path, note.sheet, note.line) for note in flow.notes):
                noted.setdefault(place, []).append(flow)
        tables = {(s.path, note.sheet, note.line): s.name for s in book.subsystems for note in s.notes}
        flows = {flow.id: flow for flow in book.flows}
        return cls(edition.addresses, flows, noted, tables, dict(_topic_lines(edition)))

    def of_line(self, path: str, entry: LedgerEntry) -> tuple[Inline, ...]:
        """Return the links that lead to what a line became, then the ledger's remark."""
        made = tuple(self._made(path, entry))
        if not entry.remark:
            return made
        return (*made, Text(f" – {entry.remark}" if made else entry.remark))

    def _made(self, path: str, entry: LedgerEntry) -> Iterator[Inline]:
        if entry.flows:
            for index, flow in enumerate(entry.flows):
                yield from (Text("; "),) if index else ()
                yield self._link(self.flows[flow])
        elif (spot := (path, entry.sheet, entry.line)) in self.noted or spot in self.noted_tables:
            yield from self._governed(spot)
        elif shown := self._shown(path, entry):
            yield shown

    def _link(self, flow: Flow) -> Link:
        text = f"{endpoint_text(flow.source)} → {endpoint_text(flow.destination)}, {traffic(flow)}"
        return Link(text, self.addresses.flow(flow))

    def _governed(self, spot: Spot) -> Iterator[Inline]:
        if name := self.noted_tables.get(spot):
            yield Text("governs the whole table of ")
            yield Link(name, self.addresses.subsystem(name))
        flows = self.noted.get(spot, [])
        for index, flow in enumerate(flows[:SHOWN]):
            yield Text("; " if index else "governs ")
            yield self._link(flow)
        if len(flows) > SHOWN:
            yield Text(f" and {count(len(flows) - SHOWN, 'more flow')}")

    def _shown(self, path: str, entry: LedgerEntry) -> Link | None:
        if entry.what not in SHOWN_KINDS:
            return None
        if entry.subsystem and entry.subsystem in self.addresses.subsystem_slugs:
            return Link(entry.subsystem, self.addresses.subsystem(entry.subsystem))
        home = self.addresses.document(path)
        name = self.addresses.documents[path].title if self.addresses.many else "Overview"
        return Link(name, self.topics.get((path, entry.line), home))


def _topic_lines(edition: Edition) -> Iterator[tuple[tuple[str, int], PageRef]]:
    topics = {(topic.path, topic.line): edition.addresses.topic(topic) for topic in edition.book.topics}
    for path, ledger in edition.book.ledgers.items():
        current: PageRef | None = None
        for entry in ledger:
            if entry.what == "heading":
                current = topics.get((path, entry.line))
            if current:
                yield (path, entry.line), current
