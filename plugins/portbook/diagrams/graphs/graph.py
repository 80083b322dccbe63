"""What a picture is before it is drawn: boxes, what they hold, edges, and what these say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """Hold a box: an endpoint, or several gathered in one.

    ``parts`` are the components that take part, a row each; ``note`` is small print under the name. ``target`` is the
    page of its endpoint, if it stands for one; an architecture sets ``tier`` and ``icon``, the path of a picture.
    """

    id: str
    label: str
    kind: str
    parts: tuple[str, ...] = ()
    note: str = ""
    target: str = ""
    centre: bool = False
    tier: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of what an edge carries: ``443, 8443 TCP · HTTPS``, its grade of protection and its conditions.

    ``optional`` tells that only optional subsystems state it; ``notes`` count from 1 in the notes of the graph.
    """

    text: str
    grade: str
    optional: bool = False
    notes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """Hold an edge between boxes, or between parts of them, by their places in ``Node.parts``.

    ``grade`` is the one of its lines that a reader must not miss; ``target`` is the row of its first flow.
    """

    id: str
    tail: str
    head: str
    tail_part: int | None
    head_part: int | None
    grade: str
    lines: tuple[Line, ...]
    flows: tuple[str, ...]
    target: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Hold a picture before it is drawn. Ids of nodes and edges are synthetic, in a total order.

    ``summary`` counts what it shows, ``description`` adds how it is to be read, ``source`` names the documents.

    ``direction`` is that of Graphviz: an architecture stands in tiers from top to bottom, where it takes the least
    width; callers and called of the others go from left to right, as one reads.
    """

    name: str
    title: str
    summary: str
    description: str
    source: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    notes: tuple[str, ...] = ()
    direction: str = "LR"
    condensed: bool = False

    @property
    def tiers(self) -> dict[str, str]:
        """Return the tiers that have boxes, from top to bottom, each with its id."""
        return {tier: f"t{n}" for n, tier in enumerate(dict.fromkeys(node.tier for node in self.nodes if node.tier))}

    @property
    def optional(self) -> bool:
        """Tell whether only optional subsystems state what it shows, so that its title says so once."""
        return bool(self.edges) and all(line.optional for edge in self.edges for line in edge.lines)
