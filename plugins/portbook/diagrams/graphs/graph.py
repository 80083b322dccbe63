"""Graphs made from the book: who is drawn, which edges join them, and which flows each edge stands for."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portbook.diagrams.graphs.caption import describe, edge_counts, edge_lines, gathered, printable
from portbook.diagrams.graphs.stroke import Plan, Spot, Stroke, plan
from portbook.diagrams.theme import GRADE_STYLES, NOTABLE
from portbook.model import Book, Endpoint, EndpointEntry, Flow, Kind, Subsystem

KIND_ORDER = (Kind.EXTERNAL, Kind.UNSPECIFIED, Kind.VM, Kind.GROUP)
"""Boxes are laid out in this order: what comes from outside first."""


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a box: ``lines`` are its small print, ``target`` the page of its endpoint, if it stands for one."""

    id: str
    label: str
    kind: str
    lines: tuple[str, ...] = ()
    target: str = ""
    centre: bool = False


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold an edge: all flows of one grade from one box to another. ``optional`` if each of them is.

    Flows of different grades get edges of their own, because an edge has one colour and one line style: HTTPS drawn
    in the red of the HTTP beside it would be a false statement.
    """

    id: str
    tail: str
    head: str
    grade: str
    lines: tuple[str, ...]
    flows: tuple[str, ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Hold a picture before it is drawn. Ids of nodes and edges are synthetic, in a total order.

    ``direction`` is that of Graphviz: an architecture stands in tiers from top to bottom, where it takes the least
    width; callers and called of the others go from left to right, as one reads.
    """

    name: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    direction: str = "LR"
    condensed: bool = False


def architecture(book: Book) -> Graph:
    """Draw the whole book: one box an endpoint."""
    strokes = [(_plain(flow.source), _plain(flow.destination), flow) for flow in book.flows]
    graph = _graph(book, "architecture", "Architecture", strokes)
    return replace(graph, nodes=tuple(replace(node, lines=()) for node in graph.nodes), direction="TB")


def of_subsystem(book: Book, subsystem: Subsystem) -> Graph:
    """Draw the flows that one subsystem states, with the components that take part."""
    strokes = [(_exact(flow.source), _exact(flow.destination), flow) for flow in book.flows_of(subsystem.name)]
    return _graph(book, f"subsystems/{subsystem.slug}", subsystem.name, strokes)


def of_endpoint(book: Book, endpoint: EndpointEntry) -> Graph:
    """Draw one endpoint in the middle, its callers on the left, whom it calls on the right.

    An endpoint that calls and is called stands on both sides; one that calls itself stands on the right as well.
    """
    centre = Spot(1, endpoint.kind, endpoint.name)
    inbound = [flow for flow in book.inbound(endpoint.name) if flow.source.name != endpoint.name]
    strokes: list[Stroke] = [(replace(_exact(flow.source), side=0), centre, flow) for flow in inbound]
    strokes += [(centre, replace(_exact(flow.destination), side=2), flow) for flow in book.outbound(endpoint.name)]
    return _graph(book, f"endpoints/{endpoint.slug}", endpoint.name, strokes, centre)


def graphs(book: Book) -> tuple[Graph, ...]:
    """Make every graph of a book: the architecture, then each subsystem, then each endpoint."""
    return (
        architecture(book),
        *(of_subsystem(book, subsystem) for subsystem in book.subsystems),
        *(of_endpoint(book, endpoint) for endpoint in book.endpoints),
    )


def _plain(endpoint: Endpoint) -> Spot:
    return Spot(1, endpoint.kind, endpoint.name)


def _exact(endpoint: Endpoint) -> Spot:
    """Keep unspecified ends apart by their purpose: two of them are not one machine."""
    purpose = endpoint.purpose if endpoint.kind is Kind.UNSPECIFIED else None
    return Spot(1, endpoint.kind, endpoint.name, purpose or "")


def _graph(book: Book, name: str, title: str, strokes: Sequence[Stroke], centre: Spot | None = None) -> Graph:
    chosen = plan(strokes, centre)
    drawn = [(chosen.places[tail], chosen.places[head], flow) for tail, head, flow in strokes]
    nodes = _nodes(book, chosen, drawn, centre)
    endpoints = {spot.name for spot in chosen.places}
    description = describe(len(endpoints), [flow for _, _, flow in strokes], chosen.condensed)
    return Graph(
        name,
        printable(title),
        description,
        tuple(nodes.values()),
        _edges(drawn, nodes, chosen),
        condensed=chosen.condensed,
    )


def _nodes(book: Book, chosen: Plan, drawn: Sequence[Stroke], centre: Spot | None) -> dict[Spot, Node]:
    slugs = {entry.name: entry.slug for entry in book.endpoints}
    sizes = Counter(chosen.places.values())
    components: dict[Spot, set[str]] = defaultdict(set)
    for tail, head, flow in drawn:
        components[tail].add(flow.source.component or "")
        components[head].add(flow.destination.component or "")
    return {
        spot: Node(
            id=f"n{number}",
            label=printable(spot.name) or gathered(spot.kind, sizes[spot]),
            kind=str(spot.kind),
            lines=_small_print(spot, components[spot]),
            target=f"endpoints/{slugs[spot.name]}" if spot.name in slugs else "",
            centre=spot == centre,
        )
        for number, spot in enumerate(sorted(sizes, key=_node_order))
    }


def _node_order(spot: Spot) -> tuple[int, int, bool, Spot]:
    return spot.side, KIND_ORDER.index(Kind(spot.kind)), not spot.name, spot


def _small_print(spot: Spot, components: set[str]) -> tuple[str, ...]:
    if not spot.name:
        return ()
    return tuple(map(printable, [spot.purpose] if spot.purpose else sorted(components - {""})))


def _edges(drawn: Sequence[Stroke], nodes: dict[Spot, Node], chosen: Plan) -> tuple[Edge, ...]:
    bundles: dict[tuple[Spot, Spot, str], list[Flow]] = defaultdict(list)
    for tail, head, flow in drawn:
        bundles[tail, head, flow.protection.grade if chosen.graded else ""].append(flow)
    ordered = sorted(bundles.items(), key=lambda item: _edge_order(item[0]))
    return tuple(
        _edge(f"e{number}", nodes[tail].id, nodes[head].id, flows, chosen)
        for number, ((tail, head, _), flows) in enumerate(ordered)
    )


def _edge_order(key: tuple[Spot, Spot, str]) -> tuple[object, ...]:
    tail, head, grade = key
    return (_node_order(tail), _node_order(head), list(GRADE_STYLES).index(grade) if grade else 0)


def _edge(name: str, tail: str, head: str, flows: Sequence[Flow], chosen: Plan) -> Edge:
    grade = min((flow.protection.grade for flow in flows), key=NOTABLE.index)
    return Edge(
        id=name,
        tail=tail,
        head=head,
        grade=grade,
        lines=edge_counts(flows, grade) if chosen.condensed else edge_lines(flows),
        flows=tuple(sorted(flow.id for flow in flows)),
        optional=all(flow.optional for flow in flows),
    )
