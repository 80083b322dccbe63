"""Find the columns in a header line whose cell borders are lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from portbook.readers.flattened.units import WORD
from portbook.vocabulary.headers import HEADERS, PROTOCOL, Role, configured_header, header_role
from portbook.vocabulary.marks import strip_marks

LONGEST_SPELLING = max(spelling.count(" ") + 1 for spelling in HEADERS)
HEADER_WORDS = frozenset(word for spelling in HEADERS for word in spelling.split())
MOST_TILINGS = 8
LONGEST_HEADER = 60
LONGEST_LINE = 1_000
BOTH_ENDS = frozenset({Role.SOURCE, Role.DESTINATION})


@dataclass(frozen=True, slots=True)
class Header:
    """Hold one way to read a header line: the spans of its columns in the line and the role of each."""

    spans: tuple[tuple[int, int], ...]
    roles: tuple[str, ...]
    unknown: int
    """How many columns have a header outside the vocabulary."""


def find_headers(text: str, configured: Iterable[str]) -> tuple[Header, ...]:
    """Return the ways to read a line as a header, likeliest first; none if it is no header."""
    for line in configured:
        columns = configured_header(line)
        if (found := _match(text, columns)) is not None:
            return (found,)
    # Every spelling of the one column that must be there says "port".
    return _readings(text) if len(text) <= LONGEST_LINE and "port" in text.casefold() else ()


@lru_cache(maxsize=256)
def _readings(text: str) -> tuple[Header, ...]:
    words = [match.span() for match in WORD.finditer(text)]
    if not 2 <= len(words) <= LONGEST_HEADER or text.rstrip()[-1] in ".:;!?":
        return ()
    if _fold(text, *words[0]) not in HEADER_WORDS and _fold(text, *words[-1]) not in HEADER_WORDS:
        return ()
    tilings = sorted((t for t in _tile(text, words) if _plausible(t)), key=lambda t: (t.unknown, len(t.spans), t.spans))
    # The longest spellings are right, except that "Destination Port" may be two columns: the rows decide.
    best = {len(BOTH_ENDS.intersection(tiling.roles)): tiling for tiling in reversed(tilings)}
    return tuple(best[ends] for ends in sorted(best, reverse=True))


def delimited_header(texts: list[str], spans: Sequence[tuple[int, int]], configured: Iterable[str]) -> Header | None:
    """Read a header whose cells are known: by configuration or by vocabulary."""
    for line in configured:
        columns = configured_header(line)
        if [text for text, _ in columns] == texts:
            return Header(tuple(spans), tuple(role for _, role in columns), 0)
    roles = [header_role(text) for text in texts]
    header = Header(tuple(spans), tuple(role or Role.OTHER for role in roles), roles.count(None))
    return header if _plausible(header) or _is_known(header) else None


def _match(text: str, columns: tuple[tuple[str, str], ...]) -> Header | None:
    """Find configured columns in a line, word by word."""
    words = [match.span() for match in WORD.finditer(text)]
    spans, at = [], 0
    for name, _ in columns:
        count = len(name.split())
        part = words[at : at + count]
        if not count or [text[s:e] for s, e in part] != name.split():
            return None
        spans.append((part[0][0], part[-1][1]))
        at += count
    return Header(tuple(spans), tuple(role for _, role in columns), 0) if at == len(words) else None


def _tile(text: str, words: list[tuple[int, int]]) -> list[Header]:
    """Lay known spellings over the line without a gap; a word outside the vocabulary is a column of its own."""
    ways: list[list[tuple[int, tuple[tuple[tuple[int, int], str], ...]]]] = [[] for _ in range(len(words) + 1)]
    ways[0] = [(0, ())]
    for start in range(len(words)):
        best = sorted(ways[start], key=lambda way: (way[0], len(way[1])))[:MOST_TILINGS]
        for end in range(start + 1, min(len(words), start + LONGEST_SPELLING) + 1):
            span = (words[start][0], words[end - 1][1])
            role = header_role(" ".join(text[slice(*span)].split()))
            unknown = role is None
            if unknown and end > start + 1:
                continue
            ways[end] += [(cost + unknown, (*tiles, (span, role or Role.OTHER))) for cost, tiles in best]
    return [
        Header(tuple(span for span, _ in tiles), tuple(role for _, role in tiles), cost) for cost, tiles in ways[-1]
    ]


def _plausible(header: Header) -> bool:
    """Tell whether a reading says enough to be a header of network paths."""
    roles = set(header.roles)
    ends = roles & {Role.SOURCE, Role.DESTINATION, Role.PEER, Role.DIRECTION, Role.COMPONENT}
    return (
        Role.PORT in roles
        and bool(ends | (roles & {PROTOCOL, Role.TRANSPORT}))
        and len(header.roles) >= 3
        and header.unknown <= len(header.roles) // 3
        and all(header.roles.count(role) == 1 for role in (Role.SOURCE, Role.DESTINATION) if role in roles)
    )


def _is_known(header: Header) -> bool:
    """Tell whether all cells of a header are such as tables of ports have, or most of them and two are both ends.

    Then one of ports is enough, or none where rules of a firewall may have theirs under "Service".
    """
    both_ends = set(header.roles) >= BOTH_ENDS and Role.ACTION in header.roles
    return (Role.PORT in header.roles and not header.unknown and len(header.roles) >= 2) or (
        both_ends and header.unknown <= len(header.roles) // 3
    )


def _fold(text: str, start: int, end: int) -> str:
    return strip_marks(text[start:end]).casefold()
