"""Whether flows lead both ways, and whether their row says so."""

from collections.abc import Sequence

from portbook.certificate.reversible.grounds import Grounds
from portbook.model import Evidence, Flow
from portbook.vocabulary.answers import says_yes
from portbook.vocabulary.directions import Direction, direction
from portbook.vocabulary.headers import Role


def lead_both_ways(flows: Sequence[Flow]) -> bool:
    """Tell whether flows lead both ways between two ends."""
    ends = {(flow.source.name, flow.destination.name) for flow in flows}
    return any((destination, source) in ends for source, destination in ends if source != destination)


def says_both_ways(grounds: Grounds, row: Evidence) -> bool:
    """Tell whether a row says that connections are opened in both directions; of several columns the first does."""
    stated = grounds.first(row, Role.DIRECTION)
    return direction(stated) is Direction.BOTH or (grounds.ticks_both and says_yes(stated))
