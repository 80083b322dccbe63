"""Who says what of a path: the rows of one flow in one document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from portbook.model import DocumentInfo, Endpoint, Evidence, Flow, Kind
from portbook.model.contradiction import Side
from portbook.passes.contradictions.claims import Claim, Table
from portbook.vocabulary.endpoints import CONNECTORS, GENERIC
from portbook.vocabulary.headers import Role, spelled_role
from portbook.vocabulary.protocols import terms

SEPARATORS = re.compile(r"[\W_]+")

REMARK = re.compile(r"[a-z0-9]{3,}")

Voice = tuple[str, str]
"""A document by its path, and what of it: nothing for all of it, ``in`` or ``out`` where its tables of both ways state
the same path, or a table or row of it."""


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return a name without regard to case and separators: ``Pear Store`` and ``pear_store`` are one."""
    return SEPARATORS.sub("", name.casefold()) or name


class Said(NamedTuple):
    """Hold a flow as one voice states it, with the rows that do."""

    voice: Voice
    flow: Flow
    rows: tuple[Evidence, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the exact ends, components and all."""
        return self.flow.source.key[:2] + self.flow.destination.key[:2]

    @property
    def renamed(self) -> bool:
        """Tell whether a row names an end otherwise than the book does: by an alias of the configuration."""
        stated = [
            end.name
            for role, end in (("source", self.flow.source), ("destination", self.flow.destination))
            if not any(item.role == role for item in self.flow.derived)
        ]
        return any(not _named(name, row) for row in self.rows for name in stated)


def by_ends(flows: Iterable[Flow]) -> list[list[Flow]]:
    """Group flows by the two ends, however they are spelt; their components may differ, not their purposes.

    Left out are ends that nobody names, and what one row alone states.
    """
    groups: defaultdict[tuple[object, ...], list[Flow]] = defaultdict(list)
    for flow in flows:
        source, destination = flow.source, flow.destination
        if source.kind is not Kind.UNSPECIFIED and destination.kind is not Kind.UNSPECIFIED:
            key = folded(source.name), source.key[2], folded(destination.name), destination.key[2]
            groups[key].append(flow)
    return [same for same in groups.values() if len(same) > 1 or len(same[0].evidence) > 1]


def of_different_services(same: list[Flow]) -> bool:
    """Tell whether each flow has ports and a protocol that no other has, so that there is nothing to compare."""
    ports = {flow.ports.sort_key for flow in same}
    protocols = {terms(flow.application) for flow in same if flow.transports}
    return len(ports) == len(protocols - {()}) == len(same)


def voiced(same: list[Flow], claims: Mapping[Table, Claim]) -> list[Said]:
    """Return flows as each voice states them, nothing where one voice alone does.

    A document is one voice, but for one that states the path in its tables of both ways and nowhere else.
    """
    rows = [(flow, row) for flow in same for row in flow.evidence]
    both = stating_both_ways([row for _, row in rows], claims) if claims else frozenset()
    if not both and len({row.path for _, row in rows}) == 1:
        return []
    said: dict[tuple[str, Voice], tuple[Flow, list[Evidence]]] = {}
    for flow, row in rows:
        voice = row.path, _way(claims.get((row.path, row.table))) if row.path in both else ""
        said.setdefault((flow.id, voice), (flow, []))[1].append(row)
    return [Said(voice, flow, tuple(stating)) for (_, voice), (flow, stating) in said.items()]


def stating_both_ways(rows: Iterable[Evidence], claims: Mapping[Table, Claim]) -> Set[str]:
    """Return the documents whose rows stand in tables of both ways and in no others."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        ways[row.path].add(_way(claims.get((row.path, row.table))))
    return {path for path, found in ways.items() if found == {"in", "out"}}


def remarks(said: Iterable[Said]) -> Set[str]:
    """Return the words that tell what flows are for: those in columns of purposes."""
    texts = (text for item in said for header, text in item.flow.details if spelled_role(header) == Role.PURPOSE)
    return frozenset(word for text in texts for word in REMARK.findall(text.casefold())) - CONNECTORS


def is_particular(end: Endpoint) -> bool:
    """Tell whether a name stands for one machine: no group, and not "Client"."""
    return end.kind is Kind.VM and end.name.casefold() not in GENERIC


def _named(name: str, row: Evidence) -> bool:
    """Tell whether a row spells out a name. Most do so to the letter, which is quick to see."""
    return any(name in cell for cell in row.cells) or folded(name) in folded("".join(row.cells))


def _way(claim: Claim | None) -> str:
    return ("in" if claim.inward else "out") if claim and claim.declared else ""


@dataclass(frozen=True, slots=True)
class Editions:
    """Know which documents describe different versions of one product: these may differ."""

    versions: dict[str, tuple[str, str]]
    products: dict[str, str]

    @classmethod
    def of(cls, documents: Iterable[DocumentInfo]) -> "Editions":
        known = tuple(documents)
        versions = {d.path: (d.product.casefold(), d.version.casefold()) for d in known if d.product and d.version}
        return cls(versions, {d.path: d.product.casefold() for d in known})

    def same_ends(self, flow: Flow, paths: Iterable[str]) -> bool:
        """Tell whether documents surely mean the same ends by the same names.

        Documents of one product do. Those of two may each have a "database"; where no product is configured, only names
        that stand for one machine are taken as the same: "Client" and "All nodes" are another's on each page.
        """
        products = {self.products.get(path, "") for path in paths}
        if "" not in products:
            return len(products) == 1
        return len(products) == 1 and all(is_particular(end) for end in (flow.source, flow.destination))

    def of_voice(self, voice: Voice) -> tuple[str, str] | None:
        return self.versions.get(voice[0])


def comparable(one: tuple[str, str] | None, other: tuple[str, str] | None) -> bool:
    """Tell whether documents of two editions should say the same."""
    return one is None or other is None or one[0] != other[0] or one[1] == other[1]


def side(said: Iterable[Said], says: str) -> Side:
    """Make a side of what one voice says."""
    rows = sorted(((item.flow.id, row) for item in said for row in item.rows), key=lambda pair: (pair[1], pair[0]))
    first = rows[0][1]
    return Side(first.path, first.line, first.sheet, says, tuple(rows))
