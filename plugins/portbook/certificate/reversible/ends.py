"""Whether the ends of flows follow from the cells of their row, and no name in these is lost."""

import re
from collections.abc import Sequence, Set

from portbook.certificate.reversible.grounds import Grounds
from portbook.certificate.reversible.words import JOINS
from portbook.certificate.reversible.words import plain_words as words
from portbook.model import Endpoint, Evidence, Flow
from portbook.vocabulary import ports
from portbook.vocabulary.headers import Role
from portbook.vocabulary.references import DITTOS, SELVES

SIDES = frozenset({Role.PEER, Role.COMPONENT, Role.DIRECTION})
"""Columns whose words may name either end."""
NAMES = frozenset({Role.PEER, Role.COMPONENT, Role.SOURCE, Role.DESTINATION})
NOT_STATED = frozenset({"not", "stated"})
NOBODY = ports.NOT_STATED | {"none", "/", ""}
OTHER_SIDE = {Role.SOURCE: Role.DESTINATION, Role.DESTINATION: Role.SOURCE}


def ends_follow(grounds: Grounds, flows: Sequence[Flow], row: Evidence, role: Role, *, both_ways: bool) -> bool:
    """Tell whether ends follow from the cells of their role, with ``both_ways`` also from those of the other."""
    ends = [_end(flow, role) for flow in flows]
    others = [_end(flow, OTHER_SIDE[role]) for flow in flows] if both_ways else []
    said = words("\n".join(grounds.cells(row, SIDES | {role, OTHER_SIDE[role]} if both_ways else SIDES | {role})))
    made = [words(str(end)) for end in ends]
    all_made = made + [words(str(end)) for end in others]
    own = "" if _is_of_another_way(grounds, flows, row, role) else grounds.first(row, role)
    missing = words(own) - frozenset().union(*all_made) - JOINS - grounds.of("name")
    if missing and grounds.of(role):
        missing = missing - _pointing(own)
    return not missing and all(
        named == NOT_STATED or (named - said - grounds.of("name")) <= _taken(grounds, flow, role)
        for flow, named in zip(flows, made, strict=True)
    )


def names_stay(grounds: Grounds, flows: Sequence[Flow], row: Evidence) -> bool:
    """Tell whether no machine or process that a row names is lost: it is at an end of a flow, or one of its details."""
    stated = [cell for cell in grounds.cells(row, NAMES) if not _is_silent(cell)]
    if not stated:
        return True
    ends = [str(end) for flow in flows for end in (flow.source, flow.destination)]
    details = [text for flow in flows for _, text in flow.details]
    kept = words("\n".join((*ends, *details))) | grounds.of("name")
    return all(not kept.isdisjoint(words(cell) - JOINS) for cell in stated)


def _is_of_another_way(grounds: Grounds, flows: Sequence[Flow], row: Evidence, role: Role) -> bool:
    """Tell whether a row leads the other way than the column of an end is about, and keeps what stands there."""
    cell = grounds.first(row, role)
    details = (words(text) for flow in flows for _, text in flow.details)
    return role in grounds.sided and (cell.casefold() in NOBODY or words(cell) in details)


def _is_silent(cell: str) -> bool:
    folded = cell.casefold()
    return folded in NOBODY or cell in DITTOS or cell in SELVES or not words(cell)


def _taken(grounds: Grounds, flow: Flow, role: str) -> Set[str]:
    """Return the words that an end was taken from; one flow of several rows may be stated by another of them."""
    if len(flow.evidence) > 1:
        return grounds.of(role)
    own = (words(item.origin) for item in flow.derived if item.role == role)
    return grounds.of(role) & frozenset().union(*own)


def _end(flow: Flow, role: Role) -> Endpoint:
    return flow.source if role == Role.SOURCE else flow.destination


def _pointing(text: str) -> frozenset[str]:
    """Return the words of a list that point at the other end of the row, as in ``Self, press``."""
    parts = re.split(r"[,;&/\n]|\band\b|\bor\b", text)
    return frozenset(word for part in parts if part.strip() in SELVES for word in words(part))
