"""Write a graph in the language of Mermaid's flowcharts."""

from collections.abc import Container, Iterable, Iterator

from portbook.diagrams.graphs import Graph, Line, Node
from portbook.diagrams.mermaid.label import escaped, label
from portbook.diagrams.theme import BOX_STYLES, GRADE_STYLES, INK, PAPER, TIER_STYLE, TIERS, BoxStyle, LineStyle
from portbook.views.blocks import BADGE_KINDS

SHAPES = {"vm": ("(", ")"), "external": ("[", "]"), "group": ("[[", "]]"), "unspecified": ("([", "])")}
"""The brackets of each kind's shape: rounded, plain, with double sides, with round ends."""

ARROWS = {"solid": "-->", "dashed": "-.->", "dotted": "-.->"}
HEAVY_ARROW = "==>"
"""Arrows for styles of Graphviz. Where they are drawn, ``linkStyle`` adds colour, width and the exact dashes."""

PART_STYLE = BoxStyle("component", "box", "filled", PAPER, BOX_STYLES["vm"].border)

UNNAMED = "(component not named)"
"""What stands for a machine among its components: an edge of Mermaid cannot join a box and what is in it."""


def diagram(graph: Graph) -> list[str]:
    """Write the lines of a graph: boxes ``n0``, their components ``n0c0``, tiers, a key. The first says what it is."""
    whole = _called_whole(graph)
    return [
        f"flowchart {graph.direction}",
        f"accTitle: {escaped(graph.title)}",
        f"accDescr: {escaped(graph.description)}",
        *_nodes(graph, whole),
        *_edges(graph),
        *_styles(graph, whole),
    ]


def _called_whole(graph: Graph) -> frozenset[str]:
    """Return the boxes of which an edge ends at no part."""
    ends = (end for edge in graph.edges for end in ((edge.tail, edge.tail_part), (edge.head, edge.head_part)))
    return frozenset(node for node, part in ends if part is None)


def _nodes(graph: Graph, whole: Container[str]) -> Iterator[str]:
    for tier in dict.fromkeys(node.tier for node in graph.nodes):
        lines = [line for node in graph.nodes if node.tier == tier for line in _node(node, whole)]
        yield from _box(tier, TIERS[tier], lines) if tier else lines
    if graph.edges:
        yield f"key[{label(_key(graph))}]"


def _node(node: Node, whole: Container[str]) -> Iterator[str]:
    left, right = SHAPES[node.kind]
    words = [node.label, *([node.note] if node.note else [])]
    if node.parts:
        yield from _box(node.id, " ".join(words), [f"{row}[{label([part])}]" for row, part in _rows(node, whole)])
    else:
        yield f"{node.id}{left}{label(words)}{right}"


def _rows(node: Node, whole: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield the ids of what stands in the box of a machine, with their texts."""
    yield from ((_end(node, number), part) for number, part in enumerate(node.parts))
    if node.parts and node.id in whole:
        yield _end(node, None), UNNAMED


def _box(name: str, title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"subgraph {name}[{label([title])}]"
    yield from (f"  {line}" for line in lines)
    yield "end"


def _end(node: Node, part: int | None) -> str:
    if part is not None:
        return f"{node.id}c{part}"
    return f"{node.id}x" if node.parts else node.id


def _edges(graph: Graph) -> Iterator[str]:
    nodes = {node.id: node for node in graph.nodes}
    marked = not graph.optional
    for edge in graph.edges:
        tail, head = _end(nodes[edge.tail], edge.tail_part), _end(nodes[edge.head], edge.head_part)
        yield f"{tail} {_arrow(edge.grade)}|{label(_said(line, marked) for line in edge.lines)}| {head}"


def _arrow(grade: str) -> str:
    style = GRADE_STYLES[grade]
    return HEAVY_ARROW if style.dot == "solid" and style.width > 2 else ARROWS[style.dot]


def _said(line: Line, marked: bool) -> str:
    words = [BADGE_KINDS[line.grade]] if line.grade else []
    words += [line.text, *(["(optional)"] if marked and line.optional else [])]
    return " ".join([*words, *(f"(note {number})" for number in line.notes)])


def _grades(graph: Graph) -> list[str]:
    used = {grade for edge in graph.edges for grade in (edge.grade, *(line.grade for line in edge.lines))}
    return [grade for grade in GRADE_STYLES if grade in used]


def _key(graph: Graph) -> Iterator[str]:
    """Yield what the marks mean, what holds for the whole or for single edges, and the documents that say so."""
    yield from (f"{BADGE_KINDS[grade]} {GRADE_STYLES[grade].label}" for grade in _grades(graph))
    if graph.optional:
        yield "All of this is optional"
    yield from (f"Note {number}: {note}" for number, note in enumerate(graph.notes, 1))
    yield from filter(None, [graph.description if graph.condensed else graph.summary, graph.source])


def _styles(graph: Graph, whole: Container[str]) -> Iterator[str]:
    for grade in GRADE_STYLES:
        if which := [str(number) for number, edge in enumerate(graph.edges) if edge.grade == grade]:
            yield f"linkStyle {','.join(which)} {_stroke(GRADE_STYLES[grade])}"
    for name, (style, members) in _classes(graph, whole).items():
        if members:
            yield f"classDef {name} {_fill(style)}"
            yield f"class {','.join(members)} {name}"


def _classes(graph: Graph, whole: Container[str]) -> dict[str, tuple[BoxStyle, list[str]]]:
    """Return the style and the members of each class."""
    kinds = {kind: (style, [n.id for n in graph.nodes if n.kind == kind]) for kind, style in BOX_STYLES.items()}
    tiers = [tier for tier in TIERS if any(node.tier == tier for node in graph.nodes)]
    rows = [row for node in graph.nodes for row, _ in _rows(node, whole)]
    return {
        **kinds,
        "component": (PART_STYLE, rows),
        "tier": (TIER_STYLE, [*tiers, *(["key"] if graph.edges else [])]),
    }


def _stroke(style: LineStyle) -> str:
    return f"stroke:{style.ink.light},stroke-width:{style.width:g}px" + _dash(style.dash)


def _fill(style: BoxStyle) -> str:
    return f"fill:{style.fill.light},stroke:{style.border.light},color:{INK.light}{_dash(style.dash)}"


def _dash(dash: str) -> str:
    return f",stroke-dasharray:{dash}" if dash else ""
