"""Who is who: which entry of the manifest each page of the book is, and under which name it stands."""

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from portbook.publish.articles import likeness
from portbook.publish.manifest import Entry, Manifest
from portbook.publish.wiki import Held
from portbook.views.blocks import Page

ALIKE = 0.5
"""The part of their rows that two pages share, at least, when one is the other under a new name."""
ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Identities:
    """Hold the entry of each page or file of the book by its key in the book, with its id; and those that are gone."""

    ids: Mapping[str, str]
    entries: Mapping[str, Entry]
    gone: Mapping[str, Entry]
    renamed: Mapping[str, str]
    """For the key of a page that is known under another, that other key."""


def identify(
    pages: Sequence[Page], wanted: Mapping[str, str], manifest: Manifest, held: Mapping[str, Held], place: str
) -> Identities:
    """Find the entries of pages and files; ``wanted`` gives the name that each is to have, by key.

    Ids that are new are made for the ``place``: no two books on a wiki have pages of the same id.
    """
    known = {entry.key: id_ for id_, entry in manifest.entries.items()}
    followed = dict(zip(manifest.entries, _followed(manifest.entries.values(), held), strict=True))
    traits = {page.path: likeness(page) for page in pages}
    missing = {known[key]: followed[known[key]] for key in known if key not in traits and key not in wanted}
    fresh = {key: trait for key, trait in traits.items() if key not in known}
    renamed = _renamed(fresh, {id_: entry for id_, entry in missing.items() if entry.is_page and not entry.archived})
    ids: dict[str, str] = {}
    entries: dict[str, Entry] = {}
    for key, name in wanted.items():
        id_ = known.get(key) or renamed.get(key) or _new_id(f"{place} {key}", {*followed, *ids.values()})
        entry = followed.get(id_) or Entry(key, name, name, is_page=key in traits)
        ids[key], entries[key] = id_, replace(entry, likeness=traits.get(key, ()))
    gone = {id_: entry for id_, entry in missing.items() if id_ not in renamed.values() and not entry.archived}
    return Identities(ids, entries, gone, {key: followed[id_].key for key, id_ in renamed.items()})


def _followed(entries: Iterable[Entry], held: Mapping[str, Held]) -> list[Entry]:
    """Return the entries with the names under which they stand now; a moved page is found by its content."""
    entries = list(entries)
    owned = {entry.name for entry in entries}
    strays: defaultdict[str, list[str]] = defaultdict(list)
    for name, content in held.items():
        if name not in owned:
            strays[content.digest].append(name)
    return [_moved(entry, held.get(entry.name), strays) for entry in entries]


def _moved(entry: Entry, held: Held | None, strays: Mapping[str, list[str]]) -> Entry:
    """Look for a page where a person put it, if nothing stands under its name; else it was copied, and then changed.

    Where something else stands there, it may be that a run broke off before it moved the page there.
    """
    if not (entry.is_page and entry.stands) or (held and held.digest in entry.contents):
        return entry
    found = [name for digest in entry.contents for name in strays.get(digest, ()) if not held or name == entry.wanted]
    return replace(entry, name=found[0]) if len(found) == 1 else entry


def _renamed(fresh: Mapping[str, Sequence[str]], missing: Mapping[str, Entry]) -> dict[str, str]:
    """Match new pages with pages that are gone, where each is the other's best match and no other comes close."""
    shares = {
        (key, id_): share
        for key, trait in fresh.items()
        for id_, entry in missing.items()
        if _kind(key) == _kind(entry.key) and (share := _share(trait, entry.likeness)) >= ALIKE
    }
    return dict(
        pair
        for pair, share in shares.items()
        if not any(_rivals(pair, other) and shares[other] >= share for other in shares)
    )


def _rivals(pair: tuple[str, str], other: tuple[str, str]) -> bool:
    return pair != other and (pair[0] == other[0] or pair[1] == other[1])


def _kind(key: str) -> str:
    return key.rpartition("/")[0]


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    union = {*one, *other}
    return len({*one} & {*other}) / len(union) if union else 0.0


def _new_id(first: str, taken: set[str]) -> str:
    """Make an id from the place and the first key of a page; if it is renamed, it keeps the id of that key."""
    ids = (hashlib.sha256(f"{first} {number}".encode()).hexdigest()[:ID_LENGTH] for number in itertools.count())
    return next(id_ for id_ in ids if id_ not in taken)
