"""What one document says differently of the same path: in two of its tables, or in two rows of one.

With more care than between documents: the tables of a page complete each other, and a service may have several ports.
So its tables must name the same protocol and each a port that the other has not; two rows of a table contradict each
other in how they protect the same ports alone. Transports are not compared: a page may have a table for each.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from portbook.model import Evidence, Flow
from portbook.model.contradiction import Contradiction, Grade
from portbook.passes.contradictions.claims import Claim, Table
from portbook.passes.contradictions.levels import Voices, by_voice, differ
from portbook.passes.contradictions.ports import contradict, disputing, numbers, stated
from portbook.passes.contradictions.protection import compare_guards
from portbook.passes.contradictions.voices import Editions, Said, Voice, is_particular, remarks, stating_both_ways
from portbook.vocabulary.protocols import terms

Stated = tuple[Flow, Evidence]


def disagreements_within(
    same: list[Flow], claims: Mapping[Table, Claim], editions: Editions
) -> Iterator[Contradiction]:
    """Yield what each document says differently of the exact same ends."""
    if len(same) < 2:
        return
    topics: defaultdict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for flow in same:
        if application := terms(flow.application) if stated(flow.ports) else ():
            for row in flow.evidence:
                topics[row.path, flow.source.key, flow.destination.key, application].append((flow, row))
    for topic in topics.values():
        if len(topic) > 1 and not stating_both_ways([row for _, row in topic], claims):
            yield from _ports(topic, editions)
            yield from _protection(topic, editions)


def _ports(topic: list[Stated], editions: Editions) -> Iterator[Contradiction]:
    """Yield two tables that name different ports: suspect, because each may speak of a service of its own."""
    if not all(is_particular(end) for end in (topic[0][0].source, topic[0][0].destination)):
        return
    for transport in dict.fromkeys(name for flow, _ in topic for name in flow.transports):
        voices = _voices([item for item in topic if transport in item[0].transports], _table)
        if differ({voice: numbers(items) for voice, items in voices.items()}, editions) and disputing(voices) > 1:
            yield contradict(Grade.SUSPECT, voices)


def _protection(topic: list[Stated], editions: Editions) -> Iterator[Contradiction]:
    ports: defaultdict[object, list[Stated]] = defaultdict(list)
    for flow, row in topic:
        for transport in flow.transports or ("",):
            ports[transport, flow.ports.sort_key].append((flow, row))
    for equal in ports.values():
        found = list(compare_guards(Grade.PROVEN, _voices(equal, _table), editions))
        yield from found
        if not found:
            yield from chain.from_iterable(_rows(rows, editions) for rows in _by_table(equal))


def _rows(rows: list[Stated], editions: Editions) -> Iterator[Contradiction]:
    """Yield rows of one table that protect the same ports differently, and for the same purpose."""
    voices = _voices(rows, _row)
    if len({remarks(items) for items in voices.values()}) == 1:
        yield from compare_guards(Grade.SUSPECT, voices, editions)


def _by_table(rows: list[Stated]) -> list[list[Stated]]:
    tables: defaultdict[int, list[Stated]] = defaultdict(list)
    for flow, row in rows:
        tables[row.table].append((flow, row))
    return [stated for stated in tables.values() if len({flow.id for flow, _ in stated}) > 1]


def _voices(rows: list[Stated], voice: Callable[[Evidence], Voice]) -> Voices:
    stating: defaultdict[tuple[Voice, str], list[Stated]] = defaultdict(list)
    for flow, row in rows:
        stating[voice(row), flow.id].append((flow, row))
    return by_voice(Said(own, said[0][0], tuple(row for _, row in said)) for (own, _), said in stating.items())


def _table(row: Evidence) -> Voice:
    return row.path, f"{row.table:06}"


def _row(row: Evidence) -> Voice:
    return row.path, f"{row.table:06}:{row.row:06}"
