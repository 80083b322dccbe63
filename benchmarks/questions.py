"""Compare each question on a book of 100,000 flows with pandas asked the same of its frame.

Usage: python -m benchmarks.questions [FLOWS]

Both have what they need at hand: an index, a frame of the same flows with categorical names. Both tell the flows that
match and those that might; for chains, pandas joins the pairs of machines with themselves until ten are found. Answers
are held against each other before they are timed.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from random import Random
from typing import Any

import pandas as pd

from benchmarks.clock import in_turn, machine, verdict
from benchmarks.generate import names
from portbook.model import (
    Authentication,
    Book,
    Encryption,
    Endpoint,
    EndpointEntry,
    Evidence,
    Flow,
    Kind,
    PortRange,
    PortSet,
    Protection,
    Subsystem,
)
from portbook.model.names import Named
from portbook.model.selection import Selection, filter_of
from portbook.questions import Answer, Bounds, Index, Wanted, between, chains, opened, port, who

FLOWS = 100_000
ROUNDS = 10
"""Times that a question is asked in one measurement: the clock of the processor is coarse."""
VAGUE = (Kind.UNSPECIFIED, Kind.GROUP)
Told = tuple[list[Any], list[Any]]
Run = Callable[[], Told]
KINDS = {"Load balancer": Kind.EXTERNAL, "App containers": Kind.GROUP, "N/A": Kind.UNSPECIFIED}
PORTS = (80, 443, 3000, 3306, 4222, 8443, 8889, 9001)
PROTECTIONS = (
    Protection(Encryption.NONE, Authentication.NONE),
    Protection(Encryption.TLS, Authentication.UNKNOWN),
    Protection(Encryption.MUTUAL, Authentication.REQUIRED),
)


def main(count: int = FLOWS) -> None:
    """Print for each question its time, that of pandas, and the ratio."""
    print(f"{machine()}, pandas {pd.__version__}\n{count:,} flows")
    book = made(count)
    frame = framed(book)
    took = in_turn({"index": lambda: warmed(book), "frame": lambda: framed(book)}, 3)
    print(f"index {took['index']:.2f} s, frame {took['frame']:.2f} s")
    print(f"\n{'question':46} {'found':>6} {'might':>6} {'portbook':>10} {'pandas':>10}  ratio")
    for words, ours, theirs in questions(warmed(book), frame):
        _compare(words, ours, theirs)


def _compare(words: str, ours: Run, theirs: Run) -> None:
    found, might = ours()
    wrong = "" if (found, might) == theirs() else "; THE ANSWERS DIFFER"
    took = in_turn({"ours": lambda: _rounds(ours), "theirs": lambda: _rounds(theirs)}, 5)
    one, other = took["ours"] / ROUNDS, took["theirs"] / ROUNDS
    print(
        f"{words:46} {len(found):6,} {len(might):6,} {one * 1e3:8.2f}ms {other * 1e3:8.2f}ms  "
        f"{verdict(one / other, 1.0)}{wrong}",
        flush=True,
    )


def _rounds(run: Run) -> None:
    for _ in range(ROUNDS):
        run()


def _told(*answers: Answer) -> Told:
    """Return the ids of what answers found and of what might match: an answer fetches them when somebody looks."""
    return [flow.id for part in answers for flow in part.flows], [f.id for part in answers for f in part.possible]


def questions(index: Index, frame: pd.DataFrame) -> Iterator[tuple[str, Run, Run]]:
    """Yield each question in words, as Portbook answers it and as pandas does."""
    a, b = "Load balancer", index.book.flows[0].destination.name

    def named(name: str) -> Named:
        return index.names.named((name,))

    def asked(text: str) -> Told:
        return _told(who(index, Wanted.target(index, text)))

    def used(text: str) -> Told:
        return _told(port(index, Wanted.port(index, text)))

    clear = Selection(protections=("clear",))
    at, by, to = _PandasEnds(frame), partial(_end, frame, "source"), partial(_end, frame, "destination")
    yield f"who {b}", lambda: asked(b), lambda: at.told([to(b)])
    yield f"who {b}:443", lambda: asked(f"{b}:443"), lambda: at.told([to(b), _port(frame, 443)])
    yield (
        f"who {b}:443/TCP",
        lambda: asked(f"{b}:443/TCP"),
        lambda: at.told([to(b), _port(frame, 443), _transport(frame, "TCP")]),
    )
    yield f"from {b}", lambda: _told(opened(index, named(b))), lambda: at.told([by(b)])
    yield f"from {a}", lambda: _told(opened(index, named(a))), lambda: at.told([by(a)])
    yield (
        f"from {a} --protection clear",
        lambda: _told(opened(index, named(a), filter_of(index.book, clear))),
        lambda: at.told([by(a)], frame["grade"] == "clear"),
    )
    yield (
        f"between {a} {b}",
        lambda: _told(*between(index, named(a), named(b))),
        lambda: _joined(at.told([by(a), to(b)]), at.told([by(b), to(a)])),
    )
    yield "port 31000", lambda: used("31000"), lambda: at.told([_port(frame, 31000)])
    yield "port 443", lambda: used("443"), lambda: at.told([_port(frame, 443)])
    for longest in (2, 3):
        yield (
            f"path {a} {b} --longest {longest}",
            partial(_chains, index, a, b, longest),
            partial(merged, frame, a, b, longest),
        )


@dataclass(frozen=True, slots=True)
class _PandasEnds:
    frame: pd.DataFrame

    def told(self, conditions: list[tuple[Any, Any]], keeps: Any = None) -> Told:
        """Return the ids of the rows that meet all conditions, and of those that might: each is a pair of masks."""
        found, near = conditions[0][0], conditions[0][0] | conditions[0][1]
        for yes, maybe in conditions[1:]:
            found, near = found & yes, near & (yes | maybe)
        if keeps is not None:
            found, near = found & keeps, near & keeps
        return list(self.frame["id"][found]), list(self.frame["id"][near & ~found])


def _end(frame: pd.DataFrame, side: str, name: str) -> tuple[Any, Any]:
    return frame[side] == name, frame[f"{side} vague"]


def _port(frame: pd.DataFrame, number: int) -> tuple[Any, Any]:
    return (frame["first"] <= number) & (frame["last"] >= number), frame["first"] < 0


def _transport(frame: pd.DataFrame, name: str) -> tuple[Any, Any]:
    return frame["transport"] == name, frame["transport"] == ""


def _joined(one: Told, other: Told) -> Told:
    return [*one[0], *other[0]], [*one[1], *other[1]]


def _chains(index: Index, source: str, target: str, longest: int) -> Told:
    ends = index.names.named((source,)), index.names.named((target,))
    return [len(chain.hops) for chain in chains(index, *ends, Bounds(10, longest)).found], []


def merged(frame: pd.DataFrame, source: str, target: str, longest: int) -> Told:
    """Return the lengths of the first ten chains, by joining the pairs of machines with themselves."""
    pairs = frame[["source", "destination"]].astype(str).drop_duplicates()
    pairs = pairs[~pairs["source"].isin(["N/A", target]) & ~pairs["destination"].isin(["N/A", source])]
    ways = pairs[pairs["source"] == source].rename(columns={"source": "m0", "destination": "m1"})
    lengths: list[Any] = []
    for length in range(1, longest + 1):
        lengths += [length] * int((ways[f"m{length}"] == target).sum())
        if len(lengths) >= 10 or length == longest:
            break
        ways = ways[ways[f"m{length}"] != target]
        ways = ways.merge(pairs, left_on=f"m{length}", right_on="source").drop(columns="source")
        ways = ways.rename(columns={"destination": f"m{length + 1}"})
        for at in range(length + 1):
            ways = ways[ways[f"m{at}"] != ways[f"m{length + 1}"]]
    return lengths[:10], []


def warmed(book: Book) -> Index:
    """Make the whole index of a book; each question makes the part of it that it needs."""
    index = Index.of(book)
    _ = index.names, index.sources, index.destinations, index.ports, index.transports, index.onward, index.callers
    return index


def framed(book: Book) -> pd.DataFrame:
    """Make a frame of the flows. The ports of those without numbers match none."""
    ranges = [flow.ports.ranges[0] if flow.ports.ranges else None for flow in book.flows]
    return pd.DataFrame(
        {
            "id": [flow.id for flow in book.flows],
            "source": pd.Categorical([flow.source.name for flow in book.flows]),
            "destination": pd.Categorical([flow.destination.name for flow in book.flows]),
            "first": [item.first if item else -1 for item in ranges],
            "last": [item.last if item else -1 for item in ranges],
            "source vague": [flow.source.kind in VAGUE for flow in book.flows],
            "destination vague": [flow.destination.kind in VAGUE for flow in book.flows],
            "transport": pd.Categorical(["/".join(flow.transports) for flow in book.flows]),
            "grade": pd.Categorical([flow.protection.grade for flow in book.flows]),
        }
    )


def made(count: int) -> Book:
    """Make a book: a machine in thirty flows, and one end in twelve that is no machine."""
    random = Random(count)
    pool = names(max(12, count // 15))
    flows = tuple(islice(_flows(random, pool), count))
    kinds = {end.name: end.kind for flow in flows for end in (flow.source, flow.destination)}
    endpoints = tuple(EndpointEntry(name, kind, f"e{at}", ()) for at, (name, kind) in enumerate(sorted(kinds.items())))
    subsystem = Subsystem("Paths", "paths", "page.txt", 1, False, (), ())
    return Book((), (), (subsystem,), (), endpoints, flows, {})


def _flows(random: Random, pool: list[str]) -> Iterator[Flow]:
    line = 0
    while True:
        line += 1
        source, destination = (
            Endpoint(name, KINDS.get(name, Kind.VM))
            for name in (
                random.choice((*KINDS, *pool[:30])) if random.random() < 0.25 else random.choice(pool) for _ in "ab"
            )
        )
        yield Flow(
            source,
            destination,
            _ports(random),
            "",
            (random.choice(("TCP", "TCP", "UDP")),),
            "HTTP",
            None,
            random.choice(PROTECTIONS),
            (),
            (),
            ("Paths",),
            False,
            (Evidence("page.txt", 0, line, line, ()),),
            f"{line:012x}",
        )


def _end_of(random: Random, pool: list[str]) -> Endpoint:
    name = random.choice((*KINDS, *pool[:30]) if random.random() < 0.25 else pool)
    return Endpoint(name, KINDS.get(name, Kind.VM))


def _ports(random: Random) -> PortSet:
    lot = random.random()
    if lot < 0.05:
        return PortSet(symbol="Varies")
    if lot < 0.1:
        return PortSet((PortRange(1024, 65535),))
    first = random.choice(PORTS)
    return PortSet((PortRange(first, first),))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
