"""Ports: voices that speak of one application protocol over one transport should name the same."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from portbook.model import PortRange, PortSet
from portbook.model.contradiction import About, Contradiction, Grade
from portbook.passes.contradictions.found import made, path_text
from portbook.passes.contradictions.levels import Voices, differ, doubtful, levels
from portbook.passes.contradictions.voices import Editions, Said, Voice, side
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.protocols import terms

Numbers = tuple[PortRange, ...]

SILENT = NOT_STATED | {"", "not stated"}


def port_disagreements(said: list[Said], editions: Editions) -> Iterator[Contradiction]:
    """Yield the contradictions of one pair of ends. What does not state its protocol is compared with all."""
    said = [item for item in said if stated(item.flow.ports)]
    topics: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    whole = True
    for item in said:
        application = terms(item.flow.application)
        whole = whole and bool(application and item.flow.transports)
        for transport in item.flow.transports if application else ():
            topics[transport, application].append(item)
    found = [c for topic in topics.values() if len(topic) > 1 for c in _compare(topic, editions)]
    yield from found
    if not whole and not found:
        for transport in dict.fromkeys(name for item in said for name in item.flow.transports or ("",)):
            pool = [item for item in said if transport in item.flow.transports or not item.flow.transports]
            yield from _compare(pool, editions, pooled=True)


def stated(ports: PortSet) -> bool:
    """Tell whether a port set says anything."""
    return ports.symbol is None or ports.symbol.casefold() not in SILENT


def _compare(said: list[Said], editions: Editions, pooled: bool = False) -> Iterator[Contradiction]:
    for grade, voices in levels(said, editions):
        said_numbers = {voice: union for voice, items in voices.items() if (union := numbers(items))}
        if differ(said_numbers, editions):
            if not pooled or disputing(voices) > 1:
                yield contradict(_grade(grade, voices, pooled), voices)
        elif grade is Grade.PROVEN and not pooled and differ(_words(voices), editions):
            yield contradict(Grade.WORDING, voices)


def contradict(grade: Grade, voices: Voices) -> Contradiction:
    """Make the contradiction of voices that name other ports."""
    flow = next(iter(voices.values()))[0].flow
    sides = tuple(side(items, _says(items)) for items in voices.values())
    return made(grade, About.PORTS, path_text(flow, "/".join(flow.transports), flow.application or ""), sides)


def _grade(grade: Grade, voices: Voices, pooled: bool) -> Grade:
    """Lower a grade where the voices may speak of different things.

    One lists a port more, in a row of its own, and the others are the same; several rows of a voice have no protocol
    that would tell which one is meant, or one has a protocol where another has none; an alias joins the ends; columns
    of purposes have no word in common.
    """
    unsure = (pooled and _is_unclear(voices)) or disputing(voices) < 2 or doubtful(voices)
    return Grade.SUSPECT if unsure else grade


def _is_unclear(voices: Voices) -> bool:
    """Tell whether without protocols it is open which rows are to be compared."""
    spoken = {bool(item.flow.application) for items in voices.values() for item in items}
    return len(spoken) > 1 or any(len({item.flow.ports for item in items}) > 1 for items in voices.values())


def disputing(voices: Voices) -> int:
    """Return how many voices have a row whose ports not all have in a row too."""
    said = [{item.flow.ports for item in items} for items in voices.values()]
    shared = Counter(ports for own in said for ports in own)
    return sum(any(shared[ports] < len(said) for ports in own) for own in said)


def numbers(items: list[Said]) -> Numbers:
    """Return the ports of a voice as ranges that are joined where they touch: a list and its range are equal."""
    ranges = [found for item in items for found in item.flow.ports.ranges]
    return PortSet.of(ranges).ranges if ranges else ()


def _words(voices: Voices) -> dict[Voice, str]:
    return {voice: _says(items).casefold() for voice, items in voices.items()}


def _says(items: list[Said]) -> str:
    """Write the ports of a voice as numbers, or in the words that it has for them."""
    if ranges := numbers(items):
        return ", ".join(map(str, ranges))
    return "; ".join(dict.fromkeys(str(item.flow.ports) for item in items))
