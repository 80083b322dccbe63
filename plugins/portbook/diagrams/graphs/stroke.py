"""Strokes: flows with the spots of a picture that they join, and how a picture too large for the eye is condensed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from portbook.model import Flow

MAX_SPOTS = 32
MAX_EDGES = 60
"""A picture with more than this is a hairball: it is condensed, and says so."""

KEPT = (24, 16, 10, 6, 3)
"""How many spots stay apart in a condensed picture: the first number that gives no more than ..."""

CONDENSED_EDGES = 40
"""... so many edges, or the last."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """Say where a flow ends in a picture. ``side`` is 0 left, 1 centre, 2 right, where a picture has sides.

    The name is empty where the spot gathers several endpoints of its kind.
    """

    side: int
    kind: str
    name: str
    purpose: str = ""


Stroke = tuple[Spot, Spot, Flow]


@dataclass(frozen=True, slots=True)
class Plan:
    """Say which spot is drawn for each spot, and whether edges are kept apart by grade."""

    places: dict[Spot, Spot]
    graded: bool

    @property
    def condensed(self) -> bool:
        """Tell whether the picture shows less than everything."""
        return not self.graded


def plan(strokes: Sequence[Stroke], centre: Spot | None) -> Plan:
    """Leave a small picture whole. Condense a large one: the busiest spots stay, the others are gathered by kind.

    No flow is left out: those of gathered endpoints are drawn on the edges of what gathers them.
    """
    load = Counter(spot for stroke in strokes for spot in stroke[:2])
    whole = {spot: spot for spot in [*load, *([centre] if centre else [])]}
    if (
        len(whole) <= MAX_SPOTS
        and len({(tail, head, flow.protection.grade) for tail, head, flow in strokes}) <= MAX_EDGES
    ):
        return Plan(whole, graded=True)
    busiest = sorted(whole, key=lambda spot: (spot != centre, -load[spot], spot))
    places = whole
    for kept in KEPT:
        places = {spot: spot if rank < kept else Spot(spot.side, spot.kind, "") for rank, spot in enumerate(busiest)}
        edges = {(places[tail], places[head]) for tail, head, _ in strokes}
        if len(edges) <= CONDENSED_EDGES:
            break
    return Plan(places, graded=False)
