"""Write a graph as Mermaid, the text format that git wikis draw; what it cannot express is stated in the text.

Every text is escaped here and nowhere else: Mermaid reads ``#35;`` as a character, so that neither Mermaid itself nor
the Markdown and the HTML of its labels see a character that means something to them.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from portbook.diagrams.graphs import Graph, Line, Node
from portbook.diagrams.labels import is_optional
from portbook.diagrams.theme import BOX_STYLES, GRADE_STYLES, INK, PAPER, TIER_STYLE, TIERS, BoxStyle, LineStyle
from portbook.views.blocks import BADGE_KINDS

WIDTH = 24
"""How many characters of one word stand on a line. Mermaid breaks lines at blanks by itself, and nowhere else."""

LONGEST = 600
"""How many characters a text has before it ends in an ellipsis."""

SHAPES = {"vm": ("(", ")"), "external": ("[", "]"), "group": ("[[", "]]"), "unspecified": ("([", "])")}
"""The brackets of each kind's shape: rounded, plain, with double sides, with round ends."""

ARROWS = {"solid": "-->", "dashed": "-.->", "dotted": "-.->"}
HEAVY_ARROW = "==>"
"""Arrows for styles of Graphviz. Where they are drawn, ``linkStyle`` adds colour, width and the exact dashes."""

MEANINGFUL = re.compile(r"[^\w ,()/·-]|(?<![^\W_])[_-]|[_-](?![^\W_])")
"""What is written as a number: all but letters, digits, and marks that mean nothing where they stand.

Hyphens and underscores mean nothing between letters.
"""

RESERVED = re.compile(r"(?<=ﬂ)(?=°)|(?<=¶)(?=ß)|(?<=:)(?=fa-)|(?<=\$)(?=\$)")
"""Where Mermaid looks for signs of its own after it has read the numbers: for numbers again, icons and formulas."""

PART_STYLE = BoxStyle("component", "box", "filled", PAPER, BOX_STYLES["vm"].border)

UNNAMED = "(component not named)"
"""What stands for a machine among its components: an edge of Mermaid cannot join a box and what is in it."""

LARGE = 45_000
MANY_EDGES = 490
"""Above these Mermaid draws nothing unless it is told to."""

LIMITS: dict[str, Callable[[Graph], bool]] = {
    "links to the pages of endpoints and flows, and tooltips": lambda _: True,
    "a title on the picture: it is told to screen readers alone": lambda _: True,
    "components as rows of their machine: they are boxes in its box": lambda graph: any(n.parts for n in graph.nodes),
    "callers on the left and called on the right of the endpoint in the middle": lambda graph: any(
        node.centre for node in graph.nodes
    ),
    "a line style for each line of an edge: the edge has that of the line to be noticed most": lambda graph: any(
        line.grade not in ("", edge.grade) for edge in graph.edges for line in edge.lines
    ),
    "icons": lambda graph: any(node.icon for node in graph.nodes),
    "a diagram of this size, unless the page raises Mermaid's maxTextSize and maxEdges": lambda graph: (
        len(graph.edges) > MANY_EDGES or sum(map(len, _diagram(graph))) > LARGE
    ),
}
"""What Mermaid cannot express, and which graphs it concerns."""


def to_mermaid(graph: Graph) -> str:
    """Write a graph as Mermaid: boxes ``n0``, their components ``n0c0``, tiers, a key."""
    stated = [f"%% - {limit}" for limit in limits(graph)]
    return "\n".join([*_diagram(graph)[:1], "%% Mermaid cannot express:", *stated, *_diagram(graph)[1:], ""])


def limits(graph: Graph) -> tuple[str, ...]:
    """Return what Mermaid cannot express of a graph."""
    return tuple(limit for limit, concerns in LIMITS.items() if concerns(graph))


def _diagram(graph: Graph) -> list[str]:
    return [
        f"flowchart {graph.direction}",
        f"accTitle: {_escaped(graph.title)}",
        f"accDescr: {_escaped(graph.description)}",
        *_nodes(graph),
        *_edges(graph),
        *_styles(graph),
    ]


def _nodes(graph: Graph) -> Iterator[str]:
    for tier in dict.fromkeys(node.tier for node in graph.nodes):
        lines = [line for node in graph.nodes if node.tier == tier for line in _node(node, graph)]
        yield from _box(tier, TIERS[tier], lines) if tier else lines
    if graph.edges:
        yield f"key[{_label(_key(graph))}]"


def _node(node: Node, graph: Graph) -> Iterator[str]:
    left, right = SHAPES[node.kind]
    words = [node.label, *([node.note] if node.note else [])]
    if node.parts:
        yield from _box(node.id, " ".join(words), [f"{row}[{_label([part])}]" for row, part in _rows(node, graph)])
    else:
        yield f"{node.id}{left}{_label(words)}{right}"


def _rows(node: Node, graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield the ids of what stands in the box of a machine, with their texts."""
    yield from ((_end(node, number), part) for number, part in enumerate(node.parts))
    ends = {end for edge in graph.edges for end in ((edge.tail, edge.tail_part), (edge.head, edge.head_part))}
    if node.parts and (node.id, None) in ends:
        yield _end(node, None), UNNAMED


def _box(name: str, title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f"subgraph {name}[{_label([title])}]"
    yield from (f"  {line}" for line in lines)
    yield "end"


def _end(node: Node, part: int | None) -> str:
    if part is not None:
        return f"{node.id}c{part}"
    return f"{node.id}x" if node.parts else node.id


def _edges(graph: Graph) -> Iterator[str]:
    nodes = {node.id: node for node in graph.nodes}
    marked = not is_optional(graph)
    for edge in graph.edges:
        tail, head = _end(nodes[edge.tail], edge.tail_part), _end(nodes[edge.head], edge.head_part)
        yield f"{tail} {_arrow(edge.grade)}|{_label(_said(line, marked) for line in edge.lines)}| {head}"


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
    if is_optional(graph):
        yield "All of this is optional"
    yield from (f"Note {number}: {note}" for number, note in enumerate(graph.notes, 1))
    yield from filter(None, [graph.source])


def _styles(graph: Graph) -> Iterator[str]:
    for grade in GRADE_STYLES:
        if which := [str(number) for number, edge in enumerate(graph.edges) if edge.grade == grade]:
            yield f"linkStyle {','.join(which)} {_stroke(GRADE_STYLES[grade])}"
    for name, (style, members) in _classes(graph).items():
        if members:
            yield f"classDef {name} {_fill(style)}"
            yield f"class {','.join(members)} {name}"


def _classes(graph: Graph) -> dict[str, tuple[BoxStyle, list[str]]]:
    """Return the style and the members of each class."""
    kinds = {kind: (style, [n.id for n in graph.nodes if n.kind == kind]) for kind, style in BOX_STYLES.items()}
    tiers = [tier for tier in TIERS if any(node.tier == tier for node in graph.nodes)]
    rows = [row for node in graph.nodes for row, _ in _rows(node, graph)]
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


def _label(texts: Iterable[str]) -> str:
    """Write texts as a label in quotes, each on lines of its own."""
    lines = [line for text in texts for line in _broken(text)]
    return f'"{"<br/>".join(map(_escaped, lines)) or "#160;"}"'


def _broken(text: str) -> list[str]:
    """Cut a text that is too long, and break words that are."""
    words = " ".join(text.split())
    cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
    return re.sub(rf"\S{{{WIDTH}}}(?=\S)", "\\g<0>\n", cut).split("\n")


def _escaped(text: str) -> str:
    """Write a text on one line, each character that could mean something as its number."""
    apart = RESERVED.sub("\N{ZERO WIDTH NON-JOINER}", " ".join(text.split()))
    return MEANINGFUL.sub(lambda found: f"#{ord(found[0])};", apart)
