"""Split flattened rows into cells: one joint problem for all rows of a document.

A flattened row has lost its cell borders. Every split that the columns allow is weighed by ``costs``; the cheapest
wins. Names that clear rows have shown make other rows clearer, so the rows are gone through until nothing changes.
A row whose best split is not better than the second by ``CLEAR`` is ambiguous.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from portbook.readers.costs import CLOSED, COSTS, LONGEST_NAME, LONGEST_TERM, NAMED, NEVER, base_name
from portbook.readers.units import Units, units
from portbook.vocabulary import Role

CLEAR = 0.75
"""How much cheaper the best split must be than the second to be taken without a word."""
SURE = 2.5
"""With this distance no name learnt elsewhere can turn a split."""
ROUNDS = 4
"""Rounds of learning names; each row is settled after two on all pages seen, the bound is for what was not seen."""
LONGEST_ROW = 250
"""Units in a row. Above it the row is left unread: the time to split grows with the square of the units."""
LONGEST_CLOSED = 10
CHOICES = 3

Borders = tuple[int, ...]
Option = tuple[float, Borders]


@dataclass(frozen=True, slots=True)
class Split:
    """Hold how a row was split: borders are unit indexes where cells end. ``missing`` is a column left empty."""

    units: Units
    borders: Borders
    second: Borders = ()
    missing: int | None = None

    def cells(self, borders: Borders = ()) -> tuple[str, ...]:
        """Return the texts of the cells, of this split or of one with other borders."""
        ends = borders or self.borders
        texts = [self.units.slice(start, end) for start, end in zip((0, *ends), ends, strict=False)]
        if self.missing is not None:
            texts.insert(self.missing, "")
        return tuple(texts)


class Names:
    """Count the names that clear rows have shown, so that they weigh less in others."""

    def __init__(self, known: Iterable[str], prose: str) -> None:
        self._known = {base_name(name).casefold() for name in known}
        self._prose = f" {' '.join(prose.casefold().split())} "
        self.seen: Counter[str] = Counter()

    def discount(self, text: str, cost: float) -> float:
        """Return the cost of a name cell, less what is known of the name."""
        name = base_name(text).casefold()
        if name in self._known:
            return min(cost, -1.5)
        if self.seen[name]:
            return min(cost, 0.3) - (0.4 if " " in name else 0.2)
        if " " in name and cost < 3.0 and f" {name}" in self._prose:
            return cost - 0.8
        return cost


@dataclass(slots=True)
class Segmenter:
    """Split the rows of one document. Costs are remembered by text, so that repeats cost little."""

    names: Names
    _costs: dict[str, dict[str, float]] = field(default_factory=dict)

    def solve(self, row: Units, columns: Sequence[str]) -> list[Option]:
        """Return the cheapest splits of a row, cheapest first, at most ``CHOICES``; none if no split is possible."""
        count = len(row)
        if count < len(columns) or count > LONGEST_ROW:
            return []
        starts = self._reach(row, columns)
        tails: dict[int, list[Option]] = {count: [(0.0, ())]}
        for index in range(len(columns) - 1, -1, -1):
            role = columns[index]
            weigh = self._weigher(role)
            longest = _longest(role)
            heads: dict[int, list[Option]] = {}
            ends = sorted(tails)
            for start in starts[index]:
                found: list[Option] = []
                for end in ends:
                    if start < end <= start + longest:
                        cost = weigh(row.slice(start, end))
                        if cost < NEVER:
                            found += [(cost + rest, (end, *borders)) for rest, borders in tails[end]]
                if found:
                    found.sort()
                    heads[start] = found[:CHOICES]
            tails = heads
            if not tails:
                return []
        return tails.get(0, [])

    def _reach(self, row: Units, columns: Sequence[str]) -> list[list[int]]:
        """Return for each column the units at which its cell can begin, judged by the closed columns alone."""
        count, width = len(row), len(columns)
        reach: list[list[int]] = [[0]]
        for index, role in enumerate(columns[:-1]):
            room = count - (width - index - 1)
            if role in CLOSED:
                weigh = self._weigher(role)
                ends = {
                    end
                    for start in reach[-1]
                    for end in range(start + 1, min(room, start + LONGEST_CLOSED) + 1)
                    if weigh(row.slice(start, end)) < NEVER
                }
            else:
                longest = _longest(role)
                ends = {end for start in reach[-1] for end in range(start + 1, min(room, start + longest) + 1)}
                if columns[index + 1] in CLOSED:
                    ends = self._can_begin(row, columns[index + 1 :], sorted(ends))
            reach.append(sorted(ends))
        return reach

    def _can_begin(self, row: Units, columns: Sequence[str], starts: list[int]) -> set[int]:
        """Keep the starts from which the run of closed columns that follows can be read."""
        positions = {start: {start} for start in starts}
        for role in columns:
            if role not in CLOSED:
                break
            weigh = self._weigher(role)
            for start, at in positions.items():
                positions[start] = {
                    end
                    for begin in at
                    for end in range(begin + 1, min(len(row), begin + LONGEST_CLOSED) + 1)
                    if weigh(row.slice(begin, end)) < NEVER
                }
        return {start for start, at in positions.items() if at}

    def _weigher(self, role: str) -> Callable[[str], float]:
        memo = self._costs.setdefault(role, {})
        function = COSTS[role]

        def weigh(text: str) -> float:
            cost = memo.get(text)
            if cost is None:
                cost = memo[text] = function(text)
            return cost

        if role not in NAMED:
            return weigh
        discount = self.names.discount
        return lambda text: discount(text, weigh(text))


def _longest(role: str) -> int:
    if role in (Role.PURPOSE, Role.OTHER):
        return LONGEST_ROW
    if role in CLOSED:
        return LONGEST_CLOSED
    return LONGEST_NAME if role in NAMED else LONGEST_TERM


def segment(
    tables: Sequence[tuple[Sequence[str], Sequence[str]]], known_names: Iterable[str], prose: str
) -> list[list[Split | None]]:
    """Split the rows of several tables of one document.

    Each table is its column roles and the texts of its rows. For each row the result holds a Split, or None where
    the row cannot be split at all.
    """
    segmenter = Segmenter(Names(known_names, prose))
    rows = [[units(text) for text in texts] for _, texts in tables]
    found: list[list[list[Option]]] = [
        [segmenter.solve(row, columns) for row in table] for (columns, _), table in zip(tables, rows, strict=True)
    ]
    settled: list[list[bool]] = [[False] * len(table) for table in rows]
    for _ in range(ROUNDS):
        if not _learn(segmenter.names, tables, rows, found, settled):
            break
        for index, (columns, _texts) in enumerate(tables):
            for at, options in enumerate(found[index]):
                if not settled[index][at] and len(options) > 1:
                    found[index][at] = segmenter.solve(rows[index][at], columns)
    return [
        [_split(segmenter, row, columns, options) for row, options in zip(table, choices, strict=True)]
        for (columns, _), table, choices in zip(tables, rows, found, strict=True)
    ]


def _margin(options: list[Option]) -> float:
    return options[1][0] - options[0][0] if len(options) > 1 else NEVER


def _learn(
    names: Names,
    tables: Sequence[tuple[Sequence[str], Sequence[str]]],
    rows: list[list[Units]],
    found: list[list[list[Option]]],
    settled: list[list[bool]],
) -> bool:
    """Count the names of rows that have become clear; tell whether there were any."""
    learnt = False
    for index, (columns, _) in enumerate(tables):
        named = [at for at, role in enumerate(columns) if role in NAMED]
        for at, options in enumerate(found[index]):
            if settled[index][at] or not options or _margin(options) < CLEAR:
                continue
            settled[index][at] = _margin(options) >= SURE
            borders = (0, *options[0][1])
            for column in named:
                name = base_name(rows[index][at].slice(borders[column], borders[column + 1])).casefold()
                learnt = learnt or not names.seen[name]
                names.seen[name] += 1
    return learnt


def _split(segmenter: Segmenter, row: Units, columns: Sequence[str], options: list[Option]) -> Split | None:
    if options:
        second = options[1][1] if _margin(options) < CLEAR else ()
        return Split(row, options[0][1], second)
    return _short(segmenter, row, columns)


def _short(segmenter: Segmenter, row: Units, columns: Sequence[str]) -> Split | None:
    """Split a row that lacks one cell: with each column left out in turn, the last one first."""
    best: list[tuple[float, int, Borders]] = []
    for missing in range(len(columns) - 1, -1, -1):
        rest = [*columns[:missing], *columns[missing + 1 :]]
        if columns[missing] == Role.PORT or not set(rest) & CLOSED:
            continue
        best += [(cost, -missing, borders) for cost, borders in segmenter.solve(row, rest)]
    if len(columns) < 4 or not best:
        return None
    best.sort()
    cost, missing, borders = best[0]
    clear = len(best) == 1 or best[1][0] - cost >= CLEAR
    return Split(row, borders, () if clear else best[1][2], -missing) if clear else None
