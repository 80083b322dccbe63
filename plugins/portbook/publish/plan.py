"""What a run is going to do, and what it leaves alone and why: decided before anything is written."""

import difflib
import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from portbook.publish.identity import Identities
from portbook.publish.manifest import Entry
from portbook.publish.sections import generated, transplant
from portbook.publish.wiki import Held, Wiki


class Action(StrEnum):
    """Say what becomes of a page or file."""

    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    ARCHIVE = "archive"
    REMOVE = "remove"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    """A person changed or deleted it."""
    TAKEN = "taken"
    """What stands under its name is not ours."""
    GONE = "gone"
    """Its source is gone, and it still stands."""


WRITES = frozenset({Action.CREATE, Action.UPDATE, Action.MOVE, Action.ARCHIVE, Action.REMOVE})
LEFT = frozenset({Action.KEPT, Action.TAKEN})
"""What a person has to look at."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold what becomes of one page or file. ``entry`` is what the manifest says of it when that is done."""

    action: Action
    id: str
    entry: Entry
    data: bytes = b""
    base: Held | None = None
    before: str = ""
    """The name that it has until then, where it moves."""
    reason: str = ""
    difference: str = ""
    """Between what was generated last and what stands there, as a unified diff."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what the operator allows: to overwrite what people changed, and to put away what has no source any more."""

    force: bool = False
    prune: bool = False


Contents = Mapping[str, bytes]
"""The content of each page and file by its key."""


def moves(identities: Identities, wanted: Mapping[str, str], held: Mapping[str, Held]) -> Iterator[Step]:
    """Decide which pages take another name: those that are to have one, unless something else has it."""
    for key, entry in identities.entries.items():
        name, present = wanted[key], held.get(entry.name)
        if entry.is_page and present and name not in (entry.wanted, entry.name) and name not in held:
            moved = replace(entry, key=key, name=name, wanted=name)
            yield Step(Action.MOVE, identities.ids[key], moved, base=present, before=entry.name)


def plan(
    identities: Identities, contents: Contents, held: Mapping[str, Held], wiki: Wiki, settings: Settings
) -> Iterator[Step]:
    """Decide on each page and file of the book, and on those whose source is gone."""
    for key, data in contents.items():
        yield _decide(identities.ids[key], identities.entries[key], data, held, wiki, settings)
    for id_, entry in identities.gone.items():
        yield _put_away(id_, entry, held, wiki, settings)


def _decide(
    id_: str, entry: Entry, data: bytes, held: Mapping[str, Held], wiki: Wiki, settings: Settings
) -> Step:
    present = held.get(entry.name)
    if present is None:
        return _absent(id_, entry, data, wiki, settings)
    digest, own = wiki.digest(data), body(entry, data)
    if not entry.contents and present.digest != digest:
        reason = f"a page of this name was there before{_by(present)}; rename it, or publish elsewhere"
        return Step(Action.TAKEN, id_, entry, reason=reason)
    if entry.contents.get(present.digest) == own or present.digest == digest:
        return Step(Action.UNCHANGED, id_, _standing(entry, present.digest, own), base=present)
    return _replace(id_, entry, data, present, wiki, settings)


def _absent(id_: str, entry: Entry, data: bytes, wiki: Wiki, settings: Settings) -> Step:
    if entry.stands and not entry.archived and not settings.force:
        return Step(Action.KEPT, id_, entry, reason="it was deleted; --force makes it again")
    return Step(Action.CREATE, id_, _holding(entry, data, wiki), data)


def _replace(id_: str, entry: Entry, data: bytes, present: Held, wiki: Wiki, settings: Settings) -> Step:
    """Replace a page whose generated part is ours, with what people wrote in their part of it."""
    now = wiki.read(entry.name) or b""
    is_ours = present.digest in entry.contents or body(entry, now) in entry.contents.values()
    if entry.is_page:
        data = transplant(now.decode(errors="replace"), data.decode()).encode()
    if is_ours and body(entry, now) == body(entry, data):
        return Step(Action.UNCHANGED, id_, entry, base=present)
    if not is_ours and not settings.force:
        reason = f"it was changed{_by(present)}; --force overwrites it, and its history keeps the change"
        return Step(Action.KEPT, id_, entry, base=present, reason=reason, difference=_difference(entry, now, data))
    difference = _difference(entry, now, data)
    return Step(Action.UPDATE, id_, _holding(entry, data, wiki), data, present, difference=difference)


def _put_away(id_: str, entry: Entry, held: Mapping[str, Held], wiki: Wiki, settings: Settings) -> Step:
    present = held.get(entry.name)
    if present is None:
        return Step(Action.REMOVE, id_, entry, reason="its source is gone, and so is it")
    if not settings.prune:
        return Step(Action.GONE, id_, entry, base=present, reason="its source is gone; --prune archives it")
    now = wiki.read(entry.name) or b""
    if present.digest not in entry.contents and body(entry, now) not in entry.contents.values() and not settings.force:
        return Step(Action.KEPT, id_, entry, base=present, reason=f"its source is gone, but it was changed{_by(present)}")
    if not entry.is_page:
        return Step(Action.REMOVE, id_, entry, base=present)
    data = wiki.archived(now.decode(errors="replace")).encode()
    return Step(Action.ARCHIVE, id_, replace(_holding(entry, data, wiki), archived=True), data, present)


def body(entry: Entry, data: bytes) -> str:
    """Return the digest of a content without what people wrote in their part."""
    own = generated(data.decode(errors="replace")).encode() if entry.is_page else data
    return hashlib.sha256(own).hexdigest()[:16]


def _holding(entry: Entry, data: bytes, wiki: Wiki) -> Entry:
    return replace(entry, contents={wiki.digest(data): body(entry, data)}, stands=True, archived=False)


def _standing(entry: Entry, digest: str, own: str) -> Entry:
    return replace(entry, contents={digest: own}, stands=True, archived=False)


def _by(present: Held) -> str:
    return f" by {present.editor}" if present.editor else ""


def _difference(entry: Entry, now: bytes, data: bytes) -> str:
    if not entry.is_page:
        return ""
    old, new = (content.decode(errors="replace").splitlines() for content in (now, data))
    return "\n".join(difflib.unified_diff(old, new, "on the wiki", "generated", lineterm="", n=1))
