"""Whether the flows of a row follow from the words of the row, and whether they say all of them.

This repeats no pass: it compares words and digits only, in any order. What a row leaves open may come from words that
its table names as their origin: ``SourceTable.derived``.
"""

import re
from collections.abc import Callable, Sequence

from portbook.certificate.reversible.ends import ends_follow, names_stay
from portbook.certificate.reversible.grounds import Grounds
from portbook.certificate.reversible.listeners import statements
from portbook.certificate.reversible.ports import ports_follow
from portbook.certificate.reversible.protocols import application_follows, security_follows, transports_follow
from portbook.certificate.reversible.ways import lead_both_ways, says_both_ways
from portbook.model import Evidence, Flow
from portbook.vocabulary.directions import ANY_ARROW
from portbook.vocabulary.headers import Role
from portbook.vocabulary.marks import STRIKE, standing

CHECKS: tuple[tuple[Role, Callable[[Grounds, Sequence[Flow], Evidence], bool]], ...] = (
    (Role.COMPONENT, names_stay),
    (Role.PORT, ports_follow),
    (Role.TRANSPORT, transports_follow),
    (Role.APPLICATION, application_follows),
    (Role.SECURITY, security_follows),
)
"""What is checked when both ends follow, each with what it is called."""


def unsaid(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> str:
    """Return what of the flows does not follow from their row, or of the row is in none of them; else nothing."""
    if any(STRIKE in cell for cell in row.cells):
        row = row._replace(cells=tuple(map(standing, row.cells)))
    parts = statements(flows, row, grounds.columns) if grounds.listens_and_calls else [(flows, row)]
    return next(filter(None, (_unsaid(grounds, *part) for part in parts)), "")


def _unsaid(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> str:
    if not flows:
        return ""
    if grounds.labels:
        row = row._replace(cells=_unlabelled(flows, row, grounds.labels))
    both_ways = lead_both_ways(flows)
    named = grounds.cells(row, {Role.SOURCE, Role.DESTINATION})
    if grounds.names_both and both_ways != says_both_ways(grounds, row):
        if not both_ways and all(flow.source.name != flow.destination.name for flow in flows):
            return Role.DIRECTION.value
        both_ways = False  # what each row says is what the cells of its own ends say
    both_ways = both_ways or any(map(ANY_ARROW.search, named))
    for role in (Role.SOURCE, Role.DESTINATION):
        if not ends_follow(grounds, flows, row, role, both_ways=both_ways):
            return role.value
    return next((role.value for role, follow in CHECKS if not follow(grounds, flows, row)), "")


def _unlabelled(flows: Sequence[Flow], row: Evidence, labels: re.Pattern[str]) -> tuple[str, ...]:
    """Return the cells of a row without the labels of footnotes; those that are part of a name stay."""
    names = {str(end) for flow in flows for end in (flow.source, flow.destination)}
    kept = {match[0] for name in names for match in labels.finditer(name)}
    return tuple([labels.sub(lambda match: match[0] if match[0] in kept else "", cell) for cell in row.cells])
