"""Strokes: flows with the spots of a picture that they join, and how a picture too large for the eye is condensed."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from portbook.model import Endpoint, Flow, Kind

MAX_SPOTS = 32
MAX_EDGES = 60
"""A picture with more than this is a hairball: it is condensed, and says so."""

KEPT = (24, 16, 10, 6, 3, 0)
"""How many spots stay apart in a condensed picture, beside its centre: the first number that gives no more than ..."""

CONDENSED_EDGES = 30
"""... so many edges, or the last."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Say where a flow ends in a picture. ``side`` is 0 left, 1 centre, 2 right, where a picture has sides.

    The name is empty where the spot gathers several endpoints of its kind and tier.
    """

    side: int
    tier: str
    kind: str
    name: str
    purpose: str = ""


Stroke = tuple[Spot, Spot, Flow]


def parts(stroke: Stroke) -> tuple[str, str]:
    """Return the components that a stroke joins, empty where it joins the machine itself.

    Where a spot gathers unspecified ends of several purposes, these stand for components.
    """
    tail, head, flow = stroke
    return _part(tail, flow.source), _part(head, flow.destination)


def _part(spot: Spot, end: Endpoint) -> str:
    unnamed = end.purpose if end.kind is Kind.UNSPECIFIED and not spot.purpose else None
    return end.component or unnamed or ""


def condense(
    strokes: Sequence[Stroke], centre: Spot | None, apart: Callable[[Stroke], object]
) -> tuple[list[Stroke], bool]:
    """Leave a small picture whole. Condense a large one: the busiest spots stay, the others are gathered by kind.

    No flow is left out: those of gathered endpoints are drawn on the edges of what gathers them. ``apart`` says which
    flows between two spots have edges of their own. Returns the strokes to draw, and whether they were condensed.
    """
    load = Counter(spot for stroke in strokes for spot in stroke[:2])
    if len(load) <= MAX_SPOTS and len({(*stroke[:2], apart(stroke)) for stroke in strokes}) <= MAX_EDGES:
        return list(strokes), False
    busiest = sorted(load, key=lambda spot: (spot != centre, -load[spot], spot))
    drawn = list(strokes)
    for kept in KEPT:
        places = {
            spot: spot if rank < kept or spot == centre else replace(spot, name="", purpose="")
            for rank, spot in enumerate(busiest)
        }
        drawn = [(places[tail], places[head], flow) for tail, head, flow in strokes]
        if len({stroke[:2] for stroke in drawn}) <= CONDENSED_EDGES:
            break
    return drawn, True
