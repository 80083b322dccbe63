"""Compare voices at two levels: those that name the same components, then the others as machines."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from operator import ne
from typing import TypeVar

from portbook.model.contradiction import Grade
from portbook.passes.contradictions.voices import Editions, Said, Voice, comparable, remarks

Value = TypeVar("Value")
Voices = dict[Voice, list[Said]]


def by_voice(said: Iterable[Said]) -> Voices:
    """Group what is said by who says it, in the order of the documents."""
    voices: defaultdict[Voice, list[Said]] = defaultdict(list)
    for item in said:
        voices[item.voice].append(item)
    return {voice: voices[voice] for voice in sorted(voices)}


def levels(said: list[Said], editions: Editions) -> Iterator[tuple[Grade, Voices]]:
    """Yield the voices that can be compared, each time with the best grade that a contradiction of them can have.

    First those that name the same ends to the component. Then, as suspects, all that is said of the same machines, but
    for the components that every voice names: these were compared already.
    """
    everyone = {item.voice for item in said}
    if len(everyone) < 2:
        return
    exact: defaultdict[tuple[str, ...], list[Said]] = defaultdict(list)
    for item in said:
        exact[item.ends].append(item)
    rest: list[Said] = []
    for same in exact.values():
        voices = by_voice(same)
        if len(voices) > 1:
            sure = editions.same_ends(same[0].flow, [path for path, _ in voices])
            yield Grade.PROVEN if sure else Grade.SUSPECT, voices
        if len(voices) < len(everyone):
            rest += same
    if len(voices := by_voice(rest)) > 1 and len(exact) > 1:
        yield Grade.SUSPECT, voices


def doubtful(voices: Voices) -> bool:
    """Tell whether voices may speak of different paths: an alias joins the ends, or two are for different purposes."""
    purposes = [words for items in voices.values() if (words := remarks(items))]
    apart = any(one.isdisjoint(other) for one, other in combinations(dict.fromkeys(purposes), 2))
    return apart or any(item.renamed for items in voices.values() for item in items)


def differ(values: dict[Voice, Value], editions: Editions, unlike: Callable[[Value, Value], bool] = ne) -> bool:
    """Tell whether two voices that should say the same give values that are unlike."""
    distinct = dict.fromkeys((value, editions.of_voice(voice)) for voice, value in values.items())
    return any(comparable(one[1], other[1]) and unlike(one[0], other[0]) for one, other in combinations(distinct, 2))
