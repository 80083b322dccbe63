"""Split flattened rows into cells: one joint problem for all rows of a document.

A flattened row has lost its cell borders. Every split that the columns allow is weighed by ``costs``. Each row then
tells the others which names it probably holds, each of its splits as loudly as it is likely; rows that are not yet
sure are weighed again with what all others said, until nothing changes. A row whose best split is not better than the
second by ``CLEAR`` is ambiguous.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp

from portbook.readers.flattened.costs import CLOSED, NAMED
from portbook.readers.flattened.endpoint_cost import base_name
from portbook.readers.flattened.names import Names
from portbook.readers.flattened.solve import Borders, Option, Solver
from portbook.readers.flattened.units import Units, units
from portbook.readers.flattened.weights import NEVER
from portbook.vocabulary.headers import Role

CLEAR = 0.75
"""How much cheaper the best split must be than the second to be taken without a word."""
SURE = 2.5
"""With this distance no name learnt elsewhere can turn a split."""
ROUNDS = 6
"""Rounds of telling names; all pages seen settle after three, the bound is for what was not seen."""
SETTLED = 0.05
"""A change of the distance that is too small to go on for."""
LIKELY = 2.0
"""How fast a split grows unlikely with its cost: one that costs 1 more is e² times less likely."""
STRAINED = 3.5
"""A split that costs more is held against the row having one cell less."""
LEFT_OUT = 3.0
"""The cost of believing that a row lacks a cell."""
DOUBTFUL = 6.0
"""A split that costs more is not taken without a word where there is a second."""


@dataclass(frozen=True, slots=True)
class Split:
    """Hold how a row was split: borders are unit indexes where cells end. ``missing`` is a column left empty."""

    units: Units
    borders: Borders
    cost: float
    second: Borders = ()
    missing: int | None = None

    def cells(self, borders: Borders = ()) -> tuple[str, ...]:
        """Return the texts of the cells, of this split or of one with other borders."""
        ends = borders or self.borders
        texts = [self.units.slice(start, end) for start, end in zip((0, *ends), ends, strict=False)]
        if self.missing is not None:
            texts.insert(self.missing, "")
        return tuple(texts)


@dataclass(slots=True)
class _Entry:
    """Hold one row to be split; rows of the same columns and words share one."""

    row: Units
    columns: tuple[str, ...]
    options: list[Option]

    @property
    def margin(self) -> float:
        return self.options[1][0] - self.options[0][0] if len(self.options) > 1 else NEVER


def segment(
    tables: Sequence[tuple[Sequence[str], Sequence[str]]], known_names: Iterable[str], prose: Sequence[str]
) -> list[list[Split | None]]:
    """Split the rows of several tables of one document.

    Each table is its column roles and the texts of its rows; ``prose`` holds the texts around them. For each row the
    result holds a Split, or None where the row cannot be split at all.
    """
    solver = Solver(Names(known_names, prose))
    entries: dict[tuple[tuple[str, ...], str], _Entry] = {}
    placed: list[list[_Entry]] = []
    for roles, texts in tables:
        columns = tuple(roles)
        for text in texts:
            if (columns, text) not in entries:
                row = units(text)
                entries[columns, text] = _Entry(row, columns, solver.solve(row, columns))
        placed.append([entries[columns, text] for text in texts])
    _agree(solver, list(entries.values()))
    splits = {id(entry): _split(solver, entry) for entry in entries.values()}
    return [[splits[id(entry)] for entry in here] for here in placed]


def _agree(solver: Solver, entries: list[_Entry]) -> None:
    """Let rows tell each other their names until no best split changes."""
    seen = solver.names.seen
    for entry in entries:
        _tell(seen, entry)
    unsure = [entry for entry in entries if entry.options and entry.margin < SURE]
    for _ in range(ROUNDS):
        changed = False
        for entry in unsure:
            before, margin = entry.options[0][1], entry.margin
            _tell(seen, entry, -1)
            entry.options = solver.solve(entry.row, entry.columns)
            _tell(seen, entry)
            changed = changed or entry.options[0][1] != before or abs(entry.margin - margin) > SETTLED
        if not changed:
            break


def _tell(seen: dict[str, float], entry: _Entry, sign: int = 1) -> None:
    """Add the names of each split of a row, as far as the split is likely, or take them back."""
    named = [at for at, role in enumerate(entry.columns) if role in NAMED]
    options = entry.options if entry.margin < SURE else entry.options[:1]
    likely = [exp(LIKELY * (options[0][0] - cost)) for cost, _ in options]
    for (_, ends), weight in zip(options, likely, strict=True):
        share = sign * weight / sum(likely)
        for name in {base_name(entry.row.slice(ends[at - 1] if at else 0, ends[at])).casefold() for at in named}:
            seen[name] += share


def _split(solver: Solver, entry: _Entry) -> Split | None:
    """Take the best split of a row, or what it reads as with one cell less if that is far likelier."""
    cost, borders = entry.options[0] if entry.options else (NEVER, ())
    lacking = cost > STRAINED and _lacks_a_cell(solver, entry)
    if isinstance(lacking, Split):
        return lacking
    if not entry.options or (lacking and len(entry.options) == 1):
        return None
    clear = not lacking and (len(entry.options) == 1 or (entry.margin >= CLEAR and cost < DOUBTFUL))
    return Split(entry.row, borders, cost, () if clear else entry.options[1][1])


def _lacks_a_cell(solver: Solver, entry: _Entry) -> Split | bool:
    """Tell whether a row is likelier to lack one cell than to have all, and how it reads then if that is clear."""
    _tell(solver.names.seen, entry, -1)
    whole = solver.solve(entry.row, entry.columns)
    short = _short(solver, entry.row, entry.columns)
    _tell(solver.names.seen, entry)
    if not short or (whole and short[0].cost >= whole[0][0]):
        return False
    return short[0] if len(short) == 1 or short[1].cost - short[0].cost >= CLEAR else True


def _short(solver: Solver, row: Units, columns: tuple[str, ...]) -> list[Split]:
    """Split a row as if it lacked one cell, cheapest first; the last of equally cheap columns comes first."""
    if len(columns) < 4:
        return []
    found: list[Split] = []
    for missing in range(len(columns) - 1, -1, -1):
        rest = columns[:missing] + columns[missing + 1 :]
        if columns[missing] != Role.PORT and CLOSED.keys() & set(rest):
            options = solver.solve(row, rest)
            found += [Split(row, borders, cost + LEFT_OUT, (), missing) for cost, borders in options]
    return sorted(found, key=lambda split: split.cost)
