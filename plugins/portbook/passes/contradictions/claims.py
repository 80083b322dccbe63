"""Which tables claim to list all paths into one endpoint, or out of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from portbook.model import Endpoint, Flow, Kind, SourceTable
from portbook.vocabulary.headers import Role

INTO = re.compile(r"\b(?:inbound|incoming|ingress)\b", re.IGNORECASE)
OUT_OF = re.compile(r"\b(?:outbound|outgoing|egress)\b", re.IGNORECASE)

Table = tuple[str, int]
"""A source table by the path of its document and its index there."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Say whose paths a table lists, and which way they lead.

    It is ``declared`` where a heading or the configuration says so; else it follows from what the rows have in common.
    """

    table: SourceTable
    owner: Endpoint
    inward: bool
    declared: bool


def claims(tables: Iterable[SourceTable], flows: Iterable[Flow]) -> dict[Table, Claim]:
    """Return the claims of tables."""
    stated: defaultdict[Table, list[Flow]] = defaultdict(list)
    for flow in flows:
        for row in flow.evidence:
            stated[row.path, row.table].append(flow)
    found = ((table, _claim(table, stated[table.path, table.index])) for table in tables)
    return {(table.path, table.index): claim for table, claim in found if claim}


def _claim(table: SourceTable, flows: list[Flow]) -> Claim | None:
    """Return what a table claims: all its rows share the owner, and it says which way, or several peers show it."""
    sources = {flow.source.name: flow.source for flow in flows}
    destinations = {flow.destination.name: flow.destination for flow in flows}
    for owners, peers, inward in ((destinations, sources, True), (sources, destinations, False)):
        if len(owners) != 1:
            continue
        declared = inward in _directions(table)
        if declared or (len(peers) > 1 and not any(_directions(table))):
            (owner,) = owners.values()
            return Claim(table, owner, inward, declared) if owner.kind is not Kind.UNSPECIFIED else None
    return None


def _directions(table: SourceTable) -> Iterator[bool]:
    """Yield the ways that a table declares: True for inward. Of its headings, the nearest that names one way counts."""
    derived = {item.role for item in table.derived}
    said = ((bool(INTO.search(title)), bool(OUT_OF.search(title))) for title in reversed(table.section))
    inward, outward = next((ways for ways in said if any(ways)), (False, False))
    if Role.DESTINATION in derived or (inward and not outward):
        yield True
    if Role.SOURCE in derived or (outward and not inward):
        yield False
