"""Which pictures a book has, and which flows each shows between which spots."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from portbook.diagrams.graphs.graph import Graph
from portbook.diagrams.graphs.icons import icon
from portbook.diagrams.graphs.look import Look
from portbook.diagrams.graphs.sketch import Sketch, row_on
from portbook.diagrams.graphs.stroke import Spot, Stroke
from portbook.diagrams.graphs.tiers import tiers
from portbook.model import Book, Endpoint, EndpointEntry, Flow, Kind, Subsystem
from portbook.views.addresses import Addresses

PLAIN = Look()


def graphs(book: Book, look: Look = PLAIN) -> tuple[Graph, ...]:
    """Make every graph of a book: the architecture, then each subsystem, then each endpoint."""
    return (
        architecture(book, look),
        *(of_subsystem(book, subsystem) for subsystem in book.subsystems),
        *(of_endpoint(book, endpoint) for endpoint in book.endpoints),
    )


def architecture(book: Book, look: Look = PLAIN) -> Graph:
    """Draw the whole book in tiers: one box an endpoint, one edge a pair of them."""
    placed = tiers(book, look.tiers)
    icons = {entry.name: icon(book, entry, placed[entry.name], look.icons) for entry in book.endpoints}
    unnamed = _unnamed(book)
    strokes = [(_in_tier(f.source, placed, unnamed), _in_tier(f.destination, placed, unnamed), f) for f in book.flows]
    sketch = Sketch(book, "architecture", "Architecture", Addresses.of(book).flow, icons=icons, by_pair=True)
    return replace(sketch.graph(strokes), direction="TB")


def of_subsystem(book: Book, subsystem: Subsystem) -> Graph:
    """Draw the flows that one subsystem states, with the components that take part."""
    name = f"subsystems/{subsystem.slug}"
    sketch = Sketch(book, name, subsystem.name, partial(row_on, name))
    return sketch.graph(_strokes(book.flows_of(subsystem.name)))


def of_endpoint(book: Book, endpoint: EndpointEntry) -> Graph:
    """Draw one endpoint in the middle, its callers on the left, whom it calls on the right.

    An endpoint that calls and is called stands on both sides; one that calls itself stands on the right as well.
    """
    centre = Spot(1, "", endpoint.kind, endpoint.name)
    inbound = [flow for flow in book.inbound(endpoint.name) if flow.source.name != endpoint.name]
    strokes: list[Stroke] = [(replace(_spot(flow.source), side=0), centre, flow) for flow in inbound]
    strokes += [(centre, replace(_spot(flow.destination), side=2), flow) for flow in book.outbound(endpoint.name)]
    name = f"endpoints/{endpoint.slug}"
    return Sketch(book, name, endpoint.name, partial(row_on, name), centre=centre).graph(strokes)


def of_flows(book: Book, name: str, title: str, flows: Sequence[Flow]) -> Graph:
    """Draw any choice of flows, with the components that take part."""
    return Sketch(book, name, title, Addresses.of(book).flow).graph(_strokes(flows))


def _strokes(flows: Sequence[Flow]) -> list[Stroke]:
    return [(_spot(flow.source), _spot(flow.destination), flow) for flow in flows]


def _spot(endpoint: Endpoint) -> Spot:
    """Keep unspecified ends apart by their purpose: two of them are not one machine."""
    purpose = endpoint.purpose if endpoint.kind is Kind.UNSPECIFIED else None
    return Spot(1, "", endpoint.kind, endpoint.name, purpose or "")


def _in_tier(endpoint: Endpoint, tiers: Mapping[str, str], unnamed: Mapping[str, str]) -> Spot:
    return Spot(1, tiers[endpoint.name], endpoint.kind, endpoint.name, unnamed.get(endpoint.name, ""))


def _unnamed(book: Book) -> dict[str, str]:
    """Say of each unspecified endpoint how many different ends it stands for, if it stands for several."""
    purposes: dict[str, set[str | None]] = defaultdict(set)
    for end in (end for flow in book.flows for end in (flow.source, flow.destination)):
        if end.kind is Kind.UNSPECIFIED:
            purposes[end.name].add(end.purpose)
    return {name: f"{len(found)} different ends" for name, found in purposes.items() if len(found) > 1}
