"""Make a graph of strokes: boxes for their spots, edges for those that go together, and the notes that govern them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from portbook.diagrams.graphs.caption import drawable, edge_counts, edge_lines, gathered, reading, source, summary
from portbook.diagrams.graphs.graph import Edge, Graph, Line, Node
from portbook.diagrams.graphs.stroke import Spot, Stroke, condense, parts
from portbook.diagrams.theme import GRADE_STYLES, NOTABLE, TIERS
from portbook.model import Book, Flow, Kind
from portbook.views.addresses import row_anchor
from portbook.views.blocks import PageRef

KIND_ORDER = (Kind.EXTERNAL, Kind.UNSPECIFIED, Kind.VM, Kind.GROUP)
"""Boxes are laid out in this order: what comes from outside first."""

Bundle = tuple[Spot, Spot, str, str, str]
"""What one edge stands for: the spots and components that it joins, and its grade if it has but one."""


Say = Callable[[Sequence[Flow]], tuple[Line, ...]]


def row_on(page: str, flow: Flow) -> PageRef:
    """Return the row of a flow on a page that lists it."""
    return PageRef(page, row_anchor(flow))


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a box with the components in it, spelled as in the book."""

    node: Node
    rows: tuple[str, ...]

    def end(self, part: str) -> tuple[str, int | None]:
        """Return the id of the box and the place of a component in it."""
        return self.node.id, self.rows.index(part) if part else None


Ends = tuple[tuple[str, int | None], tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """Hold what a graph is made with: its name and title, where the row of a flow stands, icons by endpoint.

    ``by_pair`` joins all flows of a pair of boxes in one edge. Otherwise edges join components, and flows of
    different grades get edges of their own: HTTPS in the red of the HTTP beside it would be a false statement.
    """

    book: Book
    name: str
    title: str
    row: Callable[[Flow], PageRef]
    icons: Mapping[str, str] = field(default_factory=dict)
    by_pair: bool = False
    centre: Spot | None = None

    def graph(self, strokes: Sequence[Stroke]) -> Graph:
        """Make the graph of strokes."""
        drawn, condensed = condense(strokes, self.centre, self._apart)
        bundles = self._bundles(drawn, condensed)
        boxes = self._boxes(Counter(_gathering(strokes, drawn).values()), _rows(bundles))
        notes = {} if condensed else _notes(bundles.values())
        say = edge_counts if condensed else partial(edge_lines, notes=notes)
        edges, notes_shown = _numbered(
            [
                self._edge(f"e{number}", _ends(bundle, boxes), flows, say(flows))
                for number, (bundle, flows) in enumerate(bundles.items())
            ],
            tuple(notes),
        )
        counted = self._summary(strokes)
        tiered = any(box.node.tier for box in boxes.values())
        return Graph(
            name=self.name,
            title=drawable(self.title),
            summary=counted,
            description=f"{counted} {reading(condensed, tiered)}",
            source=source([drawable(document.title) for document in self.book.documents]),
            nodes=tuple(box.node for box in boxes.values()),
            edges=edges,
            notes=tuple(map(drawable, notes_shown)),
            condensed=condensed,
        )

    def _apart(self, stroke: Stroke) -> tuple[str, str, str]:
        """Return what keeps flows between two boxes apart: the components that they join, and their grade."""
        return ("", "", "") if self.by_pair else (*parts(stroke), stroke[2].protection.grade)

    def _bundles(self, drawn: Sequence[Stroke], condensed: bool) -> dict[Bundle, list[Flow]]:
        bundles: dict[Bundle, list[Flow]] = defaultdict(list)
        for stroke in drawn:
            tail, head, flow = stroke
            apart = ("", "", "") if condensed else self._apart(stroke)
            bundles[tail, head, *apart].append(flow)
        return dict(sorted(bundles.items(), key=lambda item: _edge_order(item[0])))

    def _summary(self, strokes: Sequence[Stroke]) -> str:
        names = {spot.name for stroke in strokes for spot in stroke[:2]} | (
            {self.centre.name} if self.centre else set()
        )
        return summary(len(names), [flow for *_, flow in strokes])

    def _boxes(self, sizes: Mapping[Spot, int], rows: Mapping[Spot, tuple[str, ...]]) -> dict[Spot, Box]:
        spots = sorted({*sizes, *([self.centre] if self.centre else [])}, key=_node_order)
        made = {}
        for number, spot in enumerate(spots):
            within = rows.get(spot, ())
            entry = self.book.endpoint(spot.name)
            node = Node(
                id=f"n{number}",
                label=drawable(spot.name) or gathered(spot.kind, sizes[spot]),
                kind=str(spot.kind),
                parts=tuple(map(drawable, within)),
                note=drawable(spot.purpose),
                target=f"endpoints/{entry.slug}" if entry else "",
                centre=spot == self.centre,
                tier=spot.tier,
                icon=self.icons.get(spot.name, ""),
            )
            made[spot] = Box(node, within)
        return made

    def _edge(self, name: str, ends: Ends, flows: Sequence[Flow], lines: tuple[Line, ...]) -> Edge:
        (tail, tail_part), (head, head_part) = ends
        row = self.row(flows[0])
        return Edge(
            id=name,
            tail=tail,
            head=head,
            tail_part=tail_part,
            head_part=head_part,
            grade=min((flow.protection.grade for flow in flows), key=NOTABLE.index),
            lines=lines,
            flows=tuple(sorted(flow.id for flow in flows)),
            target=f"{row.page}#{row.anchor}",
        )


def _ends(bundle: Bundle, boxes: Mapping[Spot, Box]) -> Ends:
    tail, head, tail_part, head_part, _ = bundle
    return boxes[tail].end(tail_part), boxes[head].end(head_part)


def _rows(bundles: Iterable[Bundle]) -> dict[Spot, tuple[str, ...]]:
    """Return the components that take part at each spot, sorted."""
    found: dict[Spot, set[str]] = defaultdict(set)
    for tail, head, tail_part, head_part, _ in bundles:
        found[tail].add(tail_part)
        found[head].add(head_part)
    return {spot: tuple(sorted(names - {""})) for spot, names in found.items()}


def _gathering(strokes: Sequence[Stroke], drawn: Sequence[Stroke]) -> dict[Spot, Spot]:
    """Return the spot that is drawn for each spot."""
    return {
        spot: place
        for before, after in zip(strokes, drawn, strict=True)
        for spot, place in zip(before[:2], after[:2], strict=True)
    }


def _notes(bundles: Iterable[Sequence[Flow]]) -> dict[str, int]:
    """Number the notes of flows from 1, in the order of the edges."""
    texts = dict.fromkeys(note.text for flows in bundles for flow in flows for note in flow.notes)
    return {text: number for number, text in enumerate(texts, 1)}


def _numbered(edges: Sequence[Edge], notes: Sequence[str]) -> tuple[tuple[Edge, ...], tuple[str, ...]]:
    """Number only the notes of lines that are shown, from 1, in the order of the edges."""
    shown = dict.fromkeys(number for edge in edges for line in edge.lines for number in line.notes)
    if not shown:
        return tuple(edges), ()
    fresh = {number: place for place, number in enumerate(shown, 1)}

    def renumbered(edge: Edge) -> Edge:
        lines = (replace(line, notes=tuple(sorted(fresh[number] for number in line.notes))) for line in edge.lines)
        return replace(edge, lines=tuple(lines))

    return tuple(map(renumbered, edges)), tuple(notes[number - 1] for number in shown)


def _node_order(spot: Spot) -> tuple[int, int, int, bool, Spot]:
    tier = list(TIERS).index(spot.tier) if spot.tier else 0
    return spot.side, tier, KIND_ORDER.index(Kind(spot.kind)), not spot.name, spot


def _edge_order(bundle: Bundle) -> tuple[object, ...]:
    tail, head, *parts, grade = bundle
    return (_node_order(tail), _node_order(head), *parts, list(GRADE_STYLES).index(grade) if grade else 0)
