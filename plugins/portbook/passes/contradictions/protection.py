"""Protection: voices that name the same ports should protect them alike, and by the same protocol."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from portbook.model import Authentication, Encryption, Flow
from portbook.model.contradiction import About, Contradiction, Grade
from portbook.passes.contradictions.found import made, path_text
from portbook.passes.contradictions.levels import Voices, differ, doubtful, levels
from portbook.passes.contradictions.ports import stated
from portbook.passes.contradictions.voices import Editions, Said, Voice, side
from portbook.vocabulary.ports import NOT_STATED
from portbook.vocabulary.protocols import ENCRYPTIONS, VERSION, terms

Guard = tuple[Encryption, Authentication]
Words = frozenset[tuple[str, ...]]

WORD = re.compile(r"[a-z]+")
FILLERS = frozenset("a and auth authentication based by or over the using via with".split())
PROVES = (Authentication.REQUIRED, Authentication.OPTIONAL)


def protection_disagreements(said: list[Said], editions: Editions) -> Iterator[Contradiction]:
    """Yield the contradictions of one pair of ends."""
    topics: defaultdict[tuple[object, ...], list[Said]] = defaultdict(list)
    whole = all(item.flow.transports for item in said)
    for item in said:
        for transport in item.flow.transports if whole else ("",):
            if stated(item.flow.ports):
                topics[transport, item.flow.ports.sort_key].append(item)
    for topic in topics.values():
        for grade, voices in levels(topic, editions) if len(topic) > 1 else ():
            yield from compare_guards(grade, voices, editions)


def compare_guards(grade: Grade, voices: Voices, editions: Editions) -> Iterator[Contradiction]:
    """Yield at most one contradiction of voices that name the same ports."""
    guards = {voice: frozenset(_guard(item.flow) for item in items) for voice, items in voices.items()}
    if differ(guards, editions, _unlike):
        sure = {voice: frozenset(_guard(item.flow, sure=True) for item in items) for voice, items in voices.items()}
        certain = differ(sure, editions, _unlike) and not doubtful(voices)
        yield _contradiction(grade if certain else Grade.SUSPECT, About.PROTECTION, voices)
    elif grade is Grade.PROVEN:
        yield from _compare_words(voices, guards, editions)


def _compare_words(
    voices: Voices, guards: dict[Voice, frozenset[Guard]], editions: Editions
) -> Iterator[Contradiction]:
    """Yield at most one contradiction of voices that agree on how far a path is protected.

    Other words may name another way to prove who one is, or another protocol; only where they share a word is it the
    same in other words.
    """
    for about, words in ((About.PROTOCOL, _applications), (About.PROTECTION, _securities)):
        said = {
            voice: (found, guards[voice] if about is About.PROTECTION else frozenset())
            for voice, items in voices.items()
            if (found := words(items))
        }
        if differ(said, editions, lambda one, other: one[1] == other[1] and one[0].isdisjoint(other[0])):
            strange = differ(said, editions, _strange)
            yield _contradiction(Grade.SUSPECT if strange else Grade.WORDING, about, voices)
            return


def _strange(one: tuple[Words, frozenset[Guard]], other: tuple[Words, frozenset[Guard]]) -> bool:
    """Tell whether equal guards are spoken of without a common word, though by different ones."""
    if one[1] != other[1] or not _tokens(one[0]).isdisjoint(_tokens(other[0])):
        return False
    return not one[1] or any(proof in PROVES and way is not Encryption.MUTUAL for way, proof in one[1])


def _contradiction(grade: Grade, about: About, voices: Voices) -> Contradiction:
    flow = next(iter(voices.values()))[0].flow
    sides = tuple(side(items, _says(items)) for items in voices.values())
    return made(grade, about, path_text(flow, str(flow.ports), "/".join(flow.transports)), sides)


def _says(items: list[Said]) -> str:
    said = (", ".join(filter(None, (item.flow.application, item.flow.security))) for item in items)
    return "; ".join(text or "nothing" for text in dict.fromkeys(said))


def _guard(flow: Flow, *, sure: bool = False) -> Guard:
    """Return how a flow is protected; without a word on security, a protocol tells only that it encrypts.

    Where ``TLS`` alone is said, another page may well say more of it: that is compared, and never ``sure``.
    """
    encryption, authentication = flow.protection.encryption, flow.protection.authentication
    if not _spoken(flow.security) and encryption in (Encryption.NONE, Encryption.OPTIONAL):
        encryption = Encryption.UNKNOWN
    if not sure and authentication is Authentication.UNKNOWN and _names_encryption_alone(flow.security or ""):
        authentication = Authentication.NONE
    return encryption, authentication


def _unlike(one: frozenset[Guard], other: frozenset[Guard]) -> bool:
    """Tell whether no guard of one voice can be one of the other; what is not known can be anything."""
    return not any(_fits(a[0], b[0]) and _fits(a[1], b[1]) for a in one for b in other)


def _fits(one: Encryption | Authentication, other: Encryption | Authentication) -> bool:
    return one == other or "unknown" in (one, other)


def _names_encryption_alone(words: str) -> bool:
    return bool(words) and all(ENCRYPTIONS & {term, VERSION.sub("", term)} for term in terms(words))


def _spoken(words: str | None) -> bool:
    return bool(words) and str(words).casefold() not in NOT_STATED


def _applications(items: list[Said]) -> Words:
    return frozenset(terms(item.flow.application) for item in items if _spoken(item.flow.application))


def _securities(items: list[Said]) -> Words:
    return frozenset(terms(item.flow.security) for item in items if _spoken(item.flow.security))


def _tokens(words: Iterable[tuple[str, ...]]) -> set[str]:
    return {token for said in words for term in said for token in WORD.findall(term)} - FILLERS
