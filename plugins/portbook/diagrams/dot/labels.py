"""Write the labels of a picture in Graphviz' HTML-like form, with every text escaped, and wrapped where it is long."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, starmap

from portbook.diagrams.graphs import Graph, Line, Node
from portbook.diagrams.graphs.caption import CONDENSED, cut
from portbook.diagrams.theme import BOX_STYLES, GRADE_STYLES, INK, PALE, SIZES, TIERS
from portbook.views.blocks import BADGE_KINDS
from portbook.views.wording import count

NAME_WIDTH, SMALL_WIDTH, PLATE_WIDTH = 24, 30, 32
"""How many characters of a name, of small print and of ports stand on a line."""

TIER_WIDTH, TITLE_WIDTH, NOTE_WIDTH = 12, 48, 96
"""How many characters of a title of a tier, of a title and of a note stand on a line."""

MAX_LINES = 24
"""How many lines one text takes before it ends in an ellipsis."""

MAX_NOTE_LINES = 3
MAX_NOTES = 16
"""How many lines a note takes below a picture, and how many notes stand there."""

MAX_NUMBERS = 5
"""How many numbers of notes a line of an edge names before it says how many more there are."""

ICON = 34
"""The side of an icon, in points."""

ACROSS = 4
"""How many samples stand side by side in a legend."""

COLUMNS = 10
"""How many columns what stands above and below a picture has; all but the first are there to take room."""

GAP = 6
"""How far title and legend stand from the picture, in points."""


def box_label(node: Node) -> str:
    """Write a name, its small print, its icon above and its components below, a row each."""
    names = [f"<b>{line}</b>" for line in wrapped(node.label, NAME_WIDTH)]
    head = _lines([*names, *(_small(line) for line in wrapped(node.note, SMALL_WIDTH) if node.note)])
    if not (node.parts or node.icon):
        return f"<{head}>"
    rows = [_icon(node.icon)] if node.icon else []
    rows.append(f'<tr><td port="x" cellpadding="{6 if node.parts else 0}">{head}</td></tr>')
    for number, part in enumerate(node.parts):
        text = _lines(_small(line) for line in wrapped(part, SMALL_WIDTH))
        rows.append(f'<hr/><tr><td port="c{number}" cellpadding="4">{text}</td></tr>')
    return f"<{_table(''.join(rows), spacing=0)}>"


def plate_label(lines: Sequence[Line], direction: str, marked: bool) -> str:
    """Write the lines of an edge, each with the mark of its grade, as the badges of the tables have it.

    ``marked`` says whether what only optional subsystems state is marked as such.
    """
    narrow = direction == "TB" and len(lines) == 1  # leaves more room in a tier
    return f"<{_lines(piece for line in lines for piece in _plate_lines(line, narrow, marked))}>"


def tier_label(tier: str) -> str:
    """Write the title of a tier."""
    lines = (f'<b><font color="{PALE.light}">{line}</font></b>' for line in wrapped(TIERS[tier], TIER_WIDTH))
    return f"<{_lines(lines)}>"


def heading(graph: Graph) -> str:
    """Write what stands above a picture that stands alone: its title, what it shows, and the documents that say so."""
    title = f"{graph.title} (optional)" if graph.optional else graph.title
    ink = f'<font point-size="{SIZES.title}" color="{INK.light}">'
    heads = (f"<b>{ink}{line}</font></b>" for line in wrapped(title, TITLE_WIDTH))
    small = (_left(wrapped(text, NOTE_WIDTH)) for text in (graph.summary, graph.source) if text)
    return f"<{_table(''.join([_left(heads), *small, _gap(GAP)]))}>"


def foot(graph: Graph) -> str:
    """Write what stands below a picture: its legend and the notes on its edges."""
    loose = "<td></td>" * (COLUMNS - 1)  # takes the room that long notes make, which would else part the samples
    samples = "".join(_samples(graph))
    rows = [_gap(GAP), *([f"<tr><td>{_table(samples)}</td>{loose}</tr>"] if samples else [])]
    if graph.condensed:
        rows.append(_left(wrapped(CONDENSED, NOTE_WIDTH)))
    for number, note in enumerate(graph.notes[:MAX_NOTES], 1):
        rows.append(_left(wrapped(f"Note {number}: {note}", NOTE_WIDTH, MAX_NOTE_LINES)))
    if more := len(graph.notes[MAX_NOTES:]):
        rows.append(_left([f"and {count(more, 'more note')}, which the tables tell"]))
    return f"<{_table(''.join(rows))}>"


def _samples(graph: Graph) -> Iterator[str]:
    """Yield the rows of the legend: lines, then boxes, then what else there is to explain."""
    for _, group in groupby(legend(graph), key=lambda entry: entry[0]):
        entries = list(group)
        for start in range(0, len(entries), ACROSS):
            yield f"<tr>{''.join(starmap(_sample, entries[start : start + ACROSS]))}</tr>"


def legend(graph: Graph) -> Iterator[tuple[str, str]]:
    """Yield what a legend explains: ``line`` and ``box`` with a grade or kind, ``optional``."""
    lines = [line for edge in graph.edges for line in edge.lines]
    yield from (("line", grade) for grade in GRADE_STYLES if any(line.grade == grade for line in lines))
    kinds = {node.kind for node in graph.nodes}
    yield from (("box", kind) for kind in BOX_STYLES if kind in kinds)
    if any(line.optional for line in lines) and not graph.optional:
        yield "optional", ""


def wrapped(text: str, width: int, most: int = MAX_LINES) -> list[str]:
    r"""Break a text into escaped lines: at blanks, else after punctuation, else anywhere.

    Graphviz replaces ``\N`` and the like in HTML-like labels too, hence a backslash is doubled.
    """
    upto = f".{{1,{width}}}"
    lines = re.findall(rf"{upto}(?: |$)|{upto}(?<=[-_./:,])|{upto}", " ".join(text.split()) or "\N{NO-BREAK SPACE}")
    kept = lines if len(lines) <= most else [*lines[: most - 1], "…"]
    return [escape(line.rstrip(" ")).replace("\\", "\\\\") for line in kept]


def _plate_lines(line: Line, narrow: bool, marked: bool) -> Iterator[str]:
    texts = line.text.split(" · ", 1) if narrow else [line.text]
    pieces = [piece for text in texts for piece in wrapped(text, PLATE_WIDTH)]
    if line.grade:
        ink = GRADE_STYLES[line.grade].ink.light
        pieces[0] = f'<font color="{ink}">{BADGE_KINDS[line.grade]}</font> {pieces[0]}'
    if marked and line.optional:
        pieces[-1] += f" {BADGE_KINDS['conditional']}"
    yield from pieces
    if line.notes:
        yield _small(f"note {', '.join(cut([str(number) for number in line.notes], MAX_NUMBERS))}")


def _sample(what: str, of: str) -> str:
    """Write a cell with a sample and a cell that says what it means."""
    height, across = 10, ""
    match what:
        case "line":
            height = 4
            style = GRADE_STYLES[of]
            border = 2 if style.width > 2 else 1
            cell = f'sides="b" border="{border}" style="{style.dot}" color="{style.ink.light}"'
            words = f'<font color="{style.ink.light}">{BADGE_KINDS[of]}</font>&#160;{style.label}'
        case "box":
            box = BOX_STYLES[of]
            dashed = "dashed" if box.dash else "solid"
            cell = f'border="1" style="{dashed}" color="{box.border.light}" bgcolor="{box.fill.light}"'
            words = box.label
        case _:
            across = f' colspan="{2 * ACROSS - 1}"'
            cell, words = 'border="0"', f"{BADGE_KINDS['conditional']}&#160;only where an optional subsystem is used"
    sample = f'<td width="34" height="{height}" fixedsize="true" cellpadding="0" {cell}></td>'
    return f'<td>{_table(f"<tr>{sample}</tr>", spacing=0)}</td><td align="left"{across}>{words}</td>'


def _left(lines: Iterable[str]) -> str:
    return f'<tr><td align="left" balign="left" colspan="{COLUMNS}">{_lines(lines)}</td></tr>'


def _gap(height: int) -> str:
    return f'<tr><td height="{height}"></td></tr>'


def _icon(path: str) -> str:
    return f'<tr><td width="{ICON}" height="{ICON}" fixedsize="true"><img src="{escape(path)}" scale="true"/></td></tr>'


def _small(line: str) -> str:
    return f'<font point-size="{SIZES.small}" color="{PALE.light}">{line}</font>'


def _lines(lines: Iterable[str]) -> str:
    return "<br/>".join(lines)


def _table(rows: str, spacing: int = 2) -> str:
    return f'<table border="0" cellborder="0" cellspacing="{spacing}" cellpadding="2">{rows}</table>'
