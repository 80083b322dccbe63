"""Cut a line at the places where its columns stand, so that an empty cell shifts none of the others."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]


def at_rulers(text: str, columns: Sequence[Span]) -> list[Span] | None:
    """Cut a line at the gaps between rulers; None where it has text in one of them, so that it keeps to no column."""
    if "\t" in text or any(text[end:start].strip() for (_, end), (start, _) in pairwise(columns)):
        return None
    borders = [start for start, _ in columns[1:]]
    spans = [trim(text, begin, end) for begin, end in zip([0, *borders], [*borders, len(text)], strict=True)]
    return spans if _is_told_apart(spans) else None


def below_headers(chunks: Sequence[Span], columns: Sequence[Span]) -> list[Span] | None:
    """Give each chunk of a line to the one column below whose header it stands; None where it stands below no one."""
    ends = [end for _, end in columns]
    placed: dict[int, Span] = {}
    for begin, end in chunks:
        at = bisect_right(ends, begin)
        is_alone = at + 1 >= len(columns) or columns[at + 1][0] >= end
        if at >= len(columns) or columns[at][0] >= end or not is_alone or at in placed:
            return None
        placed[at] = begin, end
    spans: list[Span] = []
    for at in range(len(columns)):
        before = spans[-1][1] if spans else 0
        spans.append(placed.get(at, (before, before)))
    return spans if _is_told_apart(spans) else None


def trim(text: str, start: int, end: int) -> Span:
    """Return a span of a text without the blanks around it."""
    part = text[start:end]
    stripped = part.strip()
    begin = min(start, len(text)) + (len(part) - len(part.lstrip()) if stripped else 0)
    return begin, begin + len(stripped)


def _is_told_apart(spans: Sequence[Span]) -> bool:
    """Tell whether more than the first column is filled: text at the edge of a page stands in no column for certain."""
    return any(end > begin for begin, end in spans[1:])
