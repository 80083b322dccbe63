"""What changed between two releases, with links to the flows and lines of the book."""

from collections.abc import Iterator, Sequence

from portbook.changes.comparison import Comparison
from portbook.model import Flow
from portbook.views.addresses import CHANGES
from portbook.views.blocks import Bullets, Inline, Link, Page, PageRef, Paragraph, Text
from portbook.views.cells import destination, endpoint_content, source
from portbook.views.changes.said import verdict
from portbook.views.changes.tables import Shown, blocks, places
from portbook.views.edition import Edition

TITLE = "Changes"
DESCRIPTION = "What the new release opens, closes and changes"
INTRODUCTION = (
    "What each comparison says of the flows, by their meaning; the order of rows and their wording are no change."
)


def pages(edition: Edition) -> Iterator[Page]:
    """Yield a page for each comparison that is configured; of several, a first page lists them."""
    found = edition.comparisons
    shown = _Linked(edition).shown
    if len(found) == 1:
        yield Page(CHANGES.page, TITLE, (TITLE,), tuple(blocks(found[0], shown)), DESCRIPTION)
    if len(found) > 1:
        yield Page(CHANGES.page, TITLE, (TITLE, "All"), tuple(_listed(found)), DESCRIPTION)
        for number, comparison in enumerate(found, 1):
            path, title = f"{CHANGES.page}/{number}", _title(comparison)
            yield Page(path, title, (TITLE, title), tuple(blocks(comparison, shown)), DESCRIPTION)


def _listed(found: Sequence[Comparison]) -> Iterator[Paragraph | Bullets]:
    yield Paragraph((Text(INTRODUCTION),))
    yield Bullets(
        tuple(
            (Link(_title(item), PageRef(f"{CHANGES.page}/{number}")), Text(f": {verdict(item)}"))
            for number, item in enumerate(found, 1)
        )
    )


def _title(comparison: Comparison) -> str:
    old, new = (release.title or release.name for release in (comparison.old, comparison.new))
    return f"{old} to {new}"


class _Linked:
    """Link what the book of the site holds; what stands in another book alone is text."""

    def __init__(self, edition: Edition) -> None:
        self._addresses = edition.addresses
        self._flows = {flow.id: flow for flow in edition.book.flows}

    @property
    def shown(self) -> Shown:
        return Shown(self._ends, self._evidence, anchors=True)

    def _ends(self, flow: Flow) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        known = self._addresses.endpoint_slugs
        source_end, destination_end = (
            endpoint_content(end, self._addresses) if end[0].name in known else (Text(str(end[0])),)
            for end in (source(flow), destination(flow))
        )
        return source_end, destination_end

    def _evidence(self, flow: Flow) -> tuple[Inline, ...]:
        held = self._flows.get(flow.id)
        if held is None or not set(flow.evidence) <= set(held.evidence):
            return (Text(places(flow)),)
        return (Link(places(flow), self._addresses.flow(held), f"The flow stated in {places(flow)}"),)


__all__ = ["blocks", "pages"]
