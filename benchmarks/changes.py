"""Compare two books of 10,000 flows, with pandas merging the same flows on their columns.

pandas is asked for the least: an outer merge on ends, ports, transports, protocol, protection and conditions, which
tells flows that are new, gone and the same. What is paired as changed, renamed or in other rows, and which ports open,
it does not tell. Both have to find the same flows equal. It comes with the extra ``benchmark``.
"""

import sys
from dataclasses import dataclass, replace
from math import log10
from random import Random

import pandas as pd

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import markdown, sections
from portbook.changes import Diff, compare
from portbook.compiler import Input, compile_sources
from portbook.model import Book, Flow, PortRange, PortSet
from portbook.options import Options, SourceOptions

FLOWS = 10_000
CHANGED = 0.05
"""The part of the flows that the new release adds, drops and moves to another port, each."""
LIMIT = 2.5
"""Of the time that pandas takes for its part of the answer."""
GROWTH = 1.2
ROUNDS = 5
KEYS = ["source", "destination", "ports", "transports", "application", "protection", "conditions"]


@dataclass(frozen=True)
class Pair:
    """Hold two books, and the same as tables whose columns are plain text."""

    old: Book
    new: Book
    old_table: pd.DataFrame
    new_table: pd.DataFrame

    @classmethod
    def of(cls, flows: int) -> "Pair":
        old = _book(flows)
        new = _released(old)
        return cls(old, new, _table(old), _table(new))

    def compared(self) -> Diff:
        return compare(self.old, self.new)

    def merged(self) -> "pd.Series[int]":
        """Count what is in the old table alone, in the new one alone, and in both."""
        old, new = (table[KEYS].drop_duplicates() for table in (self.old_table, self.new_table))
        return old.merge(new, how="outer", on=KEYS, indicator=True)["_merge"].value_counts()

    def tabled_and_merged(self) -> "pd.Series[int]":
        """Do the same from the books on, as a script would that reads flows first."""
        return replace(self, old_table=_table(self.old), new_table=_table(self.new)).merged()


def main(flows: int = FLOWS) -> None:
    """Print the ratio to pandas, and how the time grows with the book."""
    print(machine(), f"pandas {pd.__version__}", sep=", ")
    pair, tenth = Pair.of(flows), Pair.of(flows // 10)
    _check(pair)
    took = in_turn(
        {
            "portbook": pair.compared,
            "pandas": pair.tabled_and_merged,
            "pandas, tables at hand": pair.merged,
            "a tenth": lambda: [tenth.compared() for _ in range(10)],
        },
        ROUNDS,
    )
    diff = pair.compared()
    numbers = f"{len(diff.opened):,} new, {len(diff.closed):,} gone, {len(diff.changed):,} changed"
    print(f"{len(pair.old.flows):,} and {len(pair.new.flows):,} flows: {numbers}, {diff.unchanged:,} unchanged")
    for name, seconds in took.items():
        print(f"{name:24} {seconds:8.4f}s")
    print(f"ratio to pandas from the books on: {verdict(took['portbook'] / took['pandas'], LIMIT)}")
    print(f"ratio to pandas with its tables at hand: {took['portbook'] / took['pandas, tables at hand']:.2f}")
    grows = 1 + log10(took["portbook"] / took["a tenth"])
    print(f"growth from {flows // 10:,} flows, exponent: {verdict(grows, GROWTH)}")


def _check(pair: Pair) -> None:
    """Hold the two answers against each other: the flows that are the same, and those of one side alone."""
    diff, counts = pair.compared(), pair.merged()
    same = diff.unchanged + len(diff.reworded)
    ours = same, diff.old_flows - same, diff.new_flows - same
    theirs = int(counts["both"]), int(counts["left_only"]), int(counts["right_only"])
    if ours != theirs:
        print(f"THE ANSWERS DIFFER: {ours} and {theirs}")


def _book(flows: int) -> Book:
    data = markdown(sections(flows)).encode()
    return compile_sources([Input("old.md", data, SourceOptions(path="old.md"))], Options()).book


def _released(book: Book) -> Book:
    """Make the book of the next release: some flows are gone, some on another port, some new, all in another order."""
    random = Random(1)
    made: list[Flow] = []
    for flow in book.flows:
        chance = random.random()
        if chance < CHANGED:
            continue
        port = random.randrange(40_000, 60_000)
        moved = replace(flow, ports=PortSet((PortRange(port, port),)))
        made.append(moved if chance < 2 * CHANGED else flow)
        if chance > 1 - CHANGED:
            made.append(replace(flow, source=flow.destination, destination=flow.source))
    random.shuffle(made)
    return replace(book, flows=tuple(made))


def _table(book: Book) -> pd.DataFrame:
    return pd.DataFrame([_columns(flow) for flow in book.flows], columns=KEYS)


def _columns(flow: Flow) -> tuple[str, ...]:
    """Return what is compared, in the form that makes equal what means the same in these generated books."""
    protection = flow.protection
    return (
        str(flow.source).casefold(),
        str(flow.destination).casefold(),
        str(flow.ports),
        ", ".join(sorted(flow.transports)),
        (flow.application or "").casefold(),
        f"{protection.encryption} {protection.authentication} {protection.exposed} {flow.security or ''}".casefold(),
        "; ".join(sorted({note.text.casefold() for note in flow.notes})) + str(flow.optional),
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
