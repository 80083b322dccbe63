"""Find the cheapest splits of one flattened row.

The columns fall into runs: closed ones, whose cells are recognised by themselves (a port, a transport), and open
ones. A closed run is looked for first; what stands before it is split over the open columns. Costs, and the splits of
what holds no names, are remembered by text, so that what recurs costs little.
"""

from collections.abc import Callable
from itertools import groupby
from typing import NamedTuple

from portbook.readers.flattened.costs import CLOSED, COSTS, FREE, NAMED
from portbook.readers.flattened.endpoint_cost import LONGEST_NAME
from portbook.readers.flattened.names import Names
from portbook.readers.flattened.term_cost import LONGEST_TERM
from portbook.readers.flattened.units import Units
from portbook.readers.flattened.weights import NEVER
from portbook.vocabulary.headers import Role

LONGEST_ROW = 250
"""Units in a row. Above it the row is left unread: the time to split grows with the square of the units."""
LONGEST_TEXT = 5_000
"""Characters in a row. Above it the row is left unread, for the same reason."""
LONGEST_CLOSED = 12
CHOICES = 4
TWICE = 1.0
"""How much less a name costs that stands twice in a row."""

Borders = tuple[int, ...]
"""The units at which the cells end."""

Option = tuple[float, Borders]
"""One way to split a row, and its cost: a plain tuple, since very many are made."""


class _Run(NamedTuple):
    """Hold neighbouring columns of one kind, and what is known of the columns after them."""

    closed: bool
    roles: tuple[str, ...]
    after: int
    """How many columns follow."""
    memo: dict[tuple[str, int], list[Option]] | None
    """The splits from here to the end of a row, by text and number of units; None if they hold names or free text."""


class Solver:
    """Split rows, given what is known of names."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self._runs: dict[tuple[str, ...], tuple[_Run, ...]] = {}
        self._opened: dict[tuple[tuple[str, ...], int, int], list[Option]] = {}
        """The splits of units over three and more open columns, of one row: without them, time grows exponentially."""
        self._weigh = COSTS | {role: _discounted(COSTS[role], names) for role in NAMED}

    def solve(self, row: Units, columns: tuple[str, ...]) -> list[Option]:
        """Return the cheapest splits of a row, cheapest first, at most ``CHOICES``; none if no split is possible."""
        if not len(columns) <= len(row.words) <= LONGEST_ROW or sum(map(len, row.words)) > LONGEST_TEXT:
            return []
        if columns not in self._runs:
            self._runs[columns] = _runs(columns)
        self._opened.clear()
        return self._from(row, self._runs[columns], 0, 0)

    def _from(self, row: Units, runs: tuple[_Run, ...], index: int, first: int) -> list[Option]:
        """Split the units from ``first`` on over the runs from ``index`` on."""
        memo = runs[index].memo
        if memo is None:
            return self._over_runs(row, runs, index, first)
        rest = (row.slice(first, len(row.words)), len(row.words) - first)  # the same text may be cut into other units
        if rest not in memo:
            found = self._over_runs(row, runs, index, first)
            memo[rest] = [(cost, tuple([end - first for end in borders])) for cost, borders in found]
        return [(cost, tuple([end + first for end in borders])) for cost, borders in memo[rest]]

    def _over_runs(self, row: Units, runs: tuple[_Run, ...], index: int, first: int) -> list[Option]:
        run, count = runs[index], len(row.words)
        if not run.after:
            whole = (
                self._closed(row, run.roles, first, count) if run.closed else self._open(row, run.roles, first, count)
            )
            return [option for option in whole if option[1][-1] == count]
        found: list[Option] = []
        if run.closed:
            for head in self._closed(row, run.roles, first, count - run.after):
                found += _joined([head], self._from(row, runs, index + 1, head[1][-1]))
        else:
            for end in self._ends(row, runs[index + 1].roles[0], first + len(run.roles), count - run.after):
                if rest := self._from(row, runs, index + 1, end):
                    found += _joined(self._open(row, run.roles, first, end), rest)
        return _best(found)

    def _ends(self, row: Units, closed: str, first: int, last: int) -> list[int]:
        """Return where an open run can end: where the closed column after it can begin."""
        flags = list(map(CLOSED[closed], row.words))
        if closed == Role.PORT and any(flag.says_port for flag in flags):
            return list(range(first, last + 1))
        return [at for at in range(first, last + 1) if flags[at].begins]

    def _closed(self, row: Units, roles: tuple[str, ...], first: int, last: int) -> list[Option]:
        """Return the ways in which a run of closed columns can begin at a unit."""
        role, rest = roles[0], roles[1:]
        weigh, flag = self._weigh[role], CLOSED[role]
        limit = min(last - len(rest), first + LONGEST_CLOSED)
        in_words = role == Role.PORT and any(flag(word).says_port for word in row.words[first:limit])
        found: list[Option] = []
        for end in range(first + 1, limit + 1):
            if end > first + 1 and not in_words and not flag(row.words[end - 1]).goes_on:
                break
            if (cost := weigh(row.slice(first, end))) < NEVER:
                head = (cost, (end,))
                found += _joined([head], self._closed(row, rest, end, last)) if rest else [head]
        return found

    def _open(self, row: Units, roles: tuple[str, ...], first: int, last: int) -> list[Option]:
        """Return the cheapest ways to split some units over open columns."""
        if last - first == len(roles):
            cost = sum([self._weigh[role](word) for role, word in zip(roles, row.words[first:last], strict=True)])
            return [(cost, tuple(range(first + 1, last + 1)))] if cost < NEVER else []
        weigh = self._weigh[roles[0]]
        longest = LONGEST.get(roles[0], LONGEST_TERM)
        if len(roles) == 1:
            cost = weigh(row.slice(first, last)) if first < last <= first + longest else NEVER
            return [(cost, (last,))] if cost < NEVER else []
        if len(roles) > 2 and (known := self._opened.get((roles, first, last))) is not None:
            return known
        found: list[Option] = []
        for end in range(first + 1, min(last - len(roles) + 1, first + longest) + 1):
            if (cost := weigh(row.slice(first, end))) < NEVER:
                found += _joined([(cost, (end,))], self._open(row, roles[1:], end, last))
        if NAMED.issuperset(roles[:2]):
            found = [_twice(row, first, option) for option in found]
        self._opened[roles, first, last] = best = _best(found)
        return best


LONGEST: dict[str, int] = {**dict.fromkeys(NAMED, LONGEST_NAME), **dict.fromkeys(FREE, LONGEST_ROW)}
"""Units that the cell of an open column can have, by role; ``LONGEST_TERM`` for others."""


def _runs(columns: tuple[str, ...]) -> tuple[_Run, ...]:
    runs: list[_Run] = []
    at = 0
    for closed, grouped in groupby(columns, CLOSED.__contains__):
        roles = tuple(grouped)
        recurs = not (NAMED | FREE).intersection(columns[at:])
        at += len(roles)
        runs.append(_Run(closed, roles, len(columns) - at, {} if recurs else None))
    return tuple(runs)


def _twice(row: Units, first: int, option: Option) -> Option:
    """Favour a name of several words that stands twice in a row: what talks to its like."""
    cost, borders = option
    second, end = borders[:2]
    if second - first > 1 and row.words[first:second] == row.words[second:end]:
        return cost - TWICE, borders
    return option


def _joined(heads: list[Option], tails: list[Option]) -> list[Option]:
    return [(cost + more, borders + after) for cost, borders in heads for more, after in tails]


def _best(options: list[Option]) -> list[Option]:
    if len(options) > 1:
        options.sort()
    return options[:CHOICES]


def _discounted(weigh: Callable[[str], float], names: Names) -> Callable[[str], float]:
    return lambda text: names.discount(text, weigh(text))
