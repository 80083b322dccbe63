"""Who says what of a path: the rows of one flow in one document."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from portbook.model import DocumentInfo, Evidence, Flow, Kind
from portbook.model.contradiction import Side
from portbook.passes.contradictions.claims import Claim, Table

SEPARATORS = re.compile(r"[\W_]+")

Voice = tuple[str, str]
"""A document by its path, and ``in`` or ``out`` where its tables of both ways state the same path."""


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return a name without regard to case and separators: ``Pear Store`` and ``pear_store`` are one."""
    return SEPARATORS.sub("", name.casefold()) or name


@dataclass(frozen=True, slots=True)
class Said:
    """Hold a flow as one voice states it, with the rows that do."""

    voice: Voice
    flow: Flow
    rows: tuple[Evidence, ...]

    @property
    def ends(self) -> tuple[str, ...]:
        """Return the exact ends, components and all."""
        ends = (self.flow.source, self.flow.destination)
        return tuple(text.casefold() for end in ends for text in (end.name, end.component or ""))

    @property
    def renamed(self) -> bool:
        """Tell whether a row names an end otherwise than the book does: by an alias of the configuration."""
        stated = [
            end.name
            for role, end in (("source", self.flow.source), ("destination", self.flow.destination))
            if not any(item.role == role for item in self.flow.derived)
        ]
        return any(not _named(name, row) for row in self.rows for name in stated)


def pairs(flows: Iterable[Flow], claims: Mapping[Table, Claim]) -> list[list[Said]]:
    """Group what is said by the two ends, however they are spelt; their components may differ, not their purposes.

    Left out are ends that nobody names, and what one voice alone speaks of.
    """
    groups: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    for flow in flows:
        ends = (flow.source, flow.destination)
        if any(end.kind is Kind.UNSPECIFIED for end in ends):
            continue
        key = tuple((folded(end.name), (end.purpose or "").casefold()) for end in ends)
        voices: defaultdict[Voice, list[Evidence]] = defaultdict(list)
        for row in flow.evidence:
            voices[row.path, _way(claims.get((row.path, row.table)))].append(row)
        groups[key] += [Said(voice, flow, tuple(rows)) for voice, rows in voices.items()]
    return [said for said in map(_joined, groups.values()) if len({item.voice for item in said}) > 1]


def _named(name: str, row: Evidence) -> bool:
    """Tell whether a row spells out a name. Most do so to the letter, which is quick to see."""
    return any(name in cell for cell in row.cells) or folded(name) in folded("".join(row.cells))


def _way(claim: Claim | None) -> str:
    return ("in" if claim.inward else "out") if claim and claim.declared else ""


def _joined(said: list[Said]) -> list[Said]:
    """Make one voice of each document, but for one that states the path in its tables of both ways and nowhere else."""
    ways: defaultdict[str, set[str]] = defaultdict(set)
    for item in said:
        ways[item.voice[0]].add(item.voice[1])
    return [item if ways[item.voice[0]] == {"in", "out"} else _whole(item) for item in said]


def _whole(item: Said) -> Said:
    return Said((item.voice[0], ""), item.flow, item.rows)


@dataclass(frozen=True, slots=True)
class Editions:
    """Know which documents describe different versions of one product: these may differ."""

    versions: dict[str, tuple[str, str]]

    @classmethod
    def of(cls, documents: Iterable[DocumentInfo]) -> "Editions":
        return cls({d.path: (d.product.casefold(), d.version.casefold()) for d in documents if d.product and d.version})

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
