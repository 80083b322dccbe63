"""Transports: voices that name the same ports and protocol should carry them alike."""

from collections import defaultdict
from collections.abc import Iterator

from portbook.model.contradiction import About, Contradiction, Grade
from portbook.passes.contradictions.found import made, path_text
from portbook.passes.contradictions.levels import Voices, differ, doubtful, levels
from portbook.passes.contradictions.ports import stated
from portbook.passes.contradictions.voices import Editions, Said, Voice, side
from portbook.vocabulary.protocols import terms

Names = frozenset[str]


def transport_disagreements(said: list[Said], editions: Editions) -> Iterator[Contradiction]:
    """Yield the contradictions of one pair of ends. Proven is TCP against UDP, not one against both."""
    topics: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    for item in said:
        if item.flow.transports and stated(item.flow.ports):
            topics[item.flow.ports.sort_key, terms(item.flow.application)].append(item)
    for (_, application), topic in topics.items():
        for grade, voices in levels(topic, editions) if len(topic) > 1 else ():
            names = {voice: _names(items) for voice, items in voices.items()}
            apart = differ(names, editions, frozenset.isdisjoint)
            if apart or (application and differ(names, editions)):
                sure = apart and application and not doubtful(voices)
                yield _contradiction(grade if sure else Grade.SUSPECT, voices, names)


def _names(said: list[Said]) -> Names:
    return frozenset(name for item in said for name in item.flow.transports)


def _contradiction(grade: Grade, voices: Voices, names: dict[Voice, Names]) -> Contradiction:
    flow = next(iter(voices.values()))[0].flow
    sides = tuple(side(items, " and ".join(sorted(names[voice]))) for voice, items in voices.items())
    return made(grade, About.TRANSPORT, path_text(flow, str(flow.ports), flow.application or ""), sides)
