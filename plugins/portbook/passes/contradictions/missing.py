"""Paths that the tables of one end state and the tables of the other end lack."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from portbook.model import Flow, Kind
from portbook.model.contradiction import About, Contradiction, Grade, Side
from portbook.passes.contradictions.claims import Claim, Table
from portbook.passes.contradictions.found import made, path_text
from portbook.passes.contradictions.voices import Editions, Said, comparable, folded, side

MOST_TABLES = 5
"""Tables without a path that a contradiction names."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold what is needed to tell which paths are stated where."""

    owned: defaultdict[tuple[str, bool], list[Claim]] = field(default_factory=lambda: defaultdict(list))
    """For an endpoint and a direction, the tables that list its paths."""
    stating: defaultdict[Pair, set[str]] = field(default_factory=lambda: defaultdict(set))
    """For the ends of a path, the documents that state it."""
    listed: defaultdict[tuple[Pair, bool], list[Said]] = field(default_factory=lambda: defaultdict(list))
    """For the ends of a path and a direction, what the tables of one end say."""
    open: set[Table] = field(default_factory=set)
    """Tables that name groups, such as any VM: these may mean an end without naming it."""


def missing(flows: tuple[Flow, ...], claims: Mapping[Table, Claim], editions: Editions) -> Iterator[Contradiction]:
    """Yield each path that leads out of an end by its own tables, and into the other end by none of that one's.

    And the reverse. It is proven where headings say which way the tables of both ends lead.
    """
    if len({claim.inward for claim in claims.values()}) < 2:
        return
    heard = _listen(flows, claims)
    for (pair, inward), said in heard.listed.items():
        edition = editions.of_voice(said[0].voice)
        others = [
            claim
            for claim in heard.owned.get((pair[0] if inward else pair[1], not inward), [])
            if comparable(edition, editions.of_voice((claim.table.path, "")))
        ]
        if others and not any(_has(heard, claim, pair) for claim in others):
            yield _missing(said, others, claims, editions)


def _listen(flows: tuple[Flow, ...], claims: Mapping[Table, Claim]) -> Heard:
    heard = Heard()
    for claim in claims.values():
        heard.owned[folded(claim.owner.name), claim.inward].append(claim)
    for flow in flows:
        pair = folded(flow.source.name), folded(flow.destination.name)
        for row in flow.evidence:
            heard.stating[pair].add(row.path)
            if own := claims.get((row.path, row.table)):
                peer = flow.source if own.inward else flow.destination
                if peer.kind in (Kind.GROUP, Kind.UNSPECIFIED):
                    heard.open.add((row.path, row.table))
                else:
                    heard.listed[pair, own.inward].append(Said((row.path, ""), flow, (row,)))
    return heard


def _has(heard: Heard, claim: Claim, pair: Pair) -> bool:
    return claim.table.path in heard.stating[pair] or (claim.table.path, claim.table.index) in heard.open


def _missing(said: list[Said], silent: list[Claim], claims: Mapping[Table, Claim], editions: Editions) -> Contradiction:
    first = min(said, key=lambda item: item.rows)
    own = claims[first.rows[0].path, first.rows[0].table]
    documents = {claim.table.path: claim for claim in reversed(silent)}
    named = sorted(documents.values(), key=lambda claim: claim.table.path)[:MOST_TABLES]
    proven = (
        own.declared
        and not first.flow.optional
        and editions.same_ends(first.flow, [own.table.path, *documents])
        and all(claim.declared and _spelt(first.flow, claim) for claim in named)
    )
    states = [side([item for item in said if item.voice == voice], _way(own)) for voice in _voices(said)]
    lacks = [Side(c.table.path, c.table.line, c.table.sheet, f"no such path {_where(c)}") for c in named]
    grade = Grade.PROVEN if proven else Grade.SUSPECT
    return made(grade, About.MISSING, path_text(first.flow), (*states, *lacks))


def _voices(said: list[Said]) -> list[tuple[str, str]]:
    return sorted({item.voice for item in said})


def _spelt(flow: Flow, claim: Claim) -> bool:
    """Tell whether the owner of a table is spelt as an end of the flow."""
    end = flow.destination if claim.inward else flow.source
    return end.name.casefold() == claim.owner.name.casefold()


def _way(claim: Claim) -> str:
    return f"states it among the paths {'into' if claim.inward else 'out of'} {claim.owner.name}"


def _where(claim: Claim) -> str:
    return f"among those {'into' if claim.inward else 'out of'} {claim.owner.name}"
