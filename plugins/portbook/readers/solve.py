"""Find the cheapest splits of one flattened row.

The columns fall into runs: closed ones, whose cells are recognised by themselves (a port, a transport), and open
ones. The closed runs are looked for first; what stands between them is split over the open columns. Costs and splits
are remembered by text, so that what recurs costs little.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from typing import NamedTuple

from portbook.readers.costs import CLOSED, COSTS, LONGEST_NAME, LONGEST_TERM, NAMED, NEVER
from portbook.readers.names import Names
from portbook.readers.units import Units
from portbook.vocabulary import Role

LONGEST_ROW = 250
"""Units in a row. Above it the row is left unread: the time to split grows with the square of the units."""
LONGEST_CLOSED = 12
CHOICES = 4

Borders = tuple[int, ...]
"""The units at which the cells end."""


class Option(NamedTuple):
    """Hold one way to split a row."""

    cost: float
    borders: Borders


class _Run(NamedTuple):
    closed: bool
    roles: tuple[str, ...]


class Solver:
    """Split rows, given what is known of names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._costs: dict[str, dict[str, float]] = {}
        self._terms: dict[tuple[str, ...], dict[str, list[Option]]] = {}
        self._flags: dict[str, dict[str, tuple[bool, bool]]] = {}
        self._runs: dict[tuple[str, ...], list[_Run]] = {}

    def solve(self, row: Units, columns: tuple[str, ...]) -> list[Option]:
        """Return the cheapest splits of a row, cheapest first, at most ``CHOICES``; none if no split is possible."""
        count = len(row)
        if not len(columns) <= count <= LONGEST_ROW:
            return []
        runs = self._runs.get(columns)
        if runs is None:
            grouped = groupby(columns, CLOSED.__contains__)
            runs = self._runs[columns] = [_Run(closed, tuple(roles)) for closed, roles in grouped]
        return self._from(row, runs, 0, 0, count)

    def _from(self, row: Units, runs: Sequence[_Run], index: int, first: int, count: int) -> list[Option]:
        """Split the units from ``first`` on over the runs from ``index`` on."""
        run = runs[index]
        if index == len(runs) - 1:
            if run.closed:
                return [option for option in self._closed(row, run.roles, first, count) if option.borders[-1] == count]
            return self._open(row, run.roles, first, count)
        after = sum(len(later.roles) for later in runs[index + 1 :])
        found: list[Option] = []
        if run.closed:
            for head in self._closed(row, run.roles, first, count - after):
                found += _joined([head], self._from(row, runs, index + 1, head.borders[-1], count))
        else:
            for end in self._ends(row, runs[index + 1].roles, first + len(run.roles), count - after):
                if rest := self._from(row, runs, index + 1, end, count):
                    found += _joined(self._open(row, run.roles, first, end), rest)
        return _best(found)

    def _ends(self, row: Units, closed: tuple[str, ...], first: int, last: int) -> list[int]:
        """Return where an open run can end: where the first closed column after it can begin."""
        flags = self._flagger(closed[0])
        named = closed[0] == Role.PORT and any("port" in word.casefold() for word in row.words[first:])
        return [at for at in range(first, last + 1) if named or flags(row.words[at])[0]]

    def _closed(self, row: Units, roles: tuple[str, ...], first: int, last: int) -> list[Option]:
        """Return the ways in which a run of closed columns can begin at a unit."""
        role, rest = roles[0], roles[1:]
        weigh, flags = self._weigher(role), self._flagger(role)
        found = []
        limit = min(last - len(rest), first + LONGEST_CLOSED)
        named = role == Role.PORT and any("port" in word.casefold() for word in row.words[first:limit])
        for end in range(first + 1, limit + 1):
            if end > first + 1 and not named and not flags(row.words[end - 1])[1]:
                break
            if (cost := weigh(row.slice(first, end))) < NEVER:
                head = Option(cost, (end,))
                found += _joined([head], self._closed(row, rest, end, last)) if rest else [head]
        return found

    def _open(self, row: Units, roles: tuple[str, ...], first: int, last: int) -> list[Option]:
        """Return the cheapest ways to split some units over open columns."""
        if len(roles) > 1 and not NAMED.intersection(roles):
            known = self._terms.setdefault(roles, {})
            text = row.slice(first, last)
            if text not in known:
                known[text] = [
                    Option(cost, tuple(end - first for end in borders))
                    for cost, borders in self._over(row, roles, first, last)
                ]
            return [Option(cost, tuple(end + first for end in borders)) for cost, borders in known[text]]
        return self._over(row, roles, first, last)

    def _over(self, row: Units, roles: tuple[str, ...], first: int, last: int) -> list[Option]:
        weigh = self._weigher(roles[0])
        longest = LONGEST.get(roles[0], LONGEST_TERM)
        if len(roles) == 1:
            cost = weigh(row.slice(first, last)) if first < last <= first + longest else NEVER
            return [Option(cost, (last,))] if cost < NEVER else []
        found: list[Option] = []
        for end in range(first + 1, min(last - len(roles) + 1, first + longest) + 1):
            if (cost := weigh(row.slice(first, end))) < NEVER:
                found += _joined([Option(cost, (end,))], self._open(row, roles[1:], end, last))
        return _best(found)

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

    def _flagger(self, role: str) -> Callable[[str], tuple[bool, bool]]:
        """Return a test for whether a closed cell can begin with a unit, and go on with it."""
        memo = self._flags.setdefault(role, {})
        begins, goes_on = CLOSED[role]

        def flags(word: str) -> tuple[bool, bool]:
            known = memo.get(word)
            if known is None:
                known = memo[word] = (begins(word), goes_on(word))
            return known

        return flags


LONGEST: dict[str, int] = {
    **dict.fromkeys(NAMED, LONGEST_NAME),
    Role.PURPOSE: LONGEST_ROW,
    Role.OTHER: LONGEST_ROW,
}
"""Units that the cell of an open column can have, by role; ``LONGEST_TERM`` for others."""


def _joined(heads: list[Option], tails: list[Option]) -> list[Option]:
    return [Option(h.cost + t.cost, h.borders + t.borders) for h in heads for t in tails]


def _best(options: list[Option]) -> list[Option]:
    if len(options) < 2:
        return options
    options.sort()
    return options[:CHOICES]
