"""What stands beside the flows of two books and differs: text and tables that no flow is made of."""

from collections import Counter
from collections.abc import Iterator

from portbook.changes.meaning import folded
from portbook.model import Book, LedgerEntry

BESIDE = frozenset({"prose", "other", "unread"})
"""What may become of a line that can say something of network paths and is no flow."""


def beside(old: Book, new: Book) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return where each book has lines beside its flows that the other one has not, as ``path:line``.

    A saved book holds no lines; then nothing is known of either.
    """
    if not old.ledgers or not new.ledgers:
        return (), ()
    olds, news = list(_lines(old)), list(_lines(new))
    return _only(olds, news), _only(news, olds)


def _only(mine: list[tuple[str, str]], others: list[tuple[str, str]]) -> tuple[str, ...]:
    left = Counter(text for text, _ in others)
    found = []
    for text, place in mine:
        if left[text]:
            left[text] -= 1
        else:
            found.append(place)
    return tuple(found)


def _lines(book: Book) -> Iterator[tuple[str, str]]:
    for path, entries in book.ledgers.items():
        for entry in entries:
            if (entry.what in BESIDE or _states_nothing(entry)) and (text := folded(entry.text)):
                where = f"{path} [{entry.sheet}]" if entry.sheet else path
                yield text, f"{where}:{entry.line}"


def _states_nothing(entry: LedgerEntry) -> bool:
    return entry.what == "row" and not entry.flows
