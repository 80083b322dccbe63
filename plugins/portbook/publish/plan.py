"""What a run is going to do, and what it leaves alone and why: decided before anything is written."""

import difflib
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fnmatch import fnmatchcase

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
    """Between what stands there and what is generated now, as a unified diff."""
    overwrites: bool = False
    """Whether a person's change goes with it, which the history keeps."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Hold what the operator wants: to overwrite what people changed, and to put away what has no source any more.

    With ``only`` nothing else is done than what concerns pages and files of which one pattern is the path.
    """

    force: bool = False
    prune: bool = False
    only: tuple[str, ...] = ()

    def covers(self, key: str) -> bool:
        return not self.only or any(fnmatchcase(key, pattern) for pattern in self.only)


Contents = Mapping[str, bytes]
"""The content of each page and file by its key."""


def moves(identities: Identities, wanted: Mapping[str, str], held: Mapping[str, Held]) -> Iterator[Step]:
    """Decide which pages take another name: those that are to have one, unless something else has it."""
    for key, entry in identities.entries.items():
        name, present = wanted[key], held.get(entry.name)
        if entry.is_page and present and name not in (entry.wanted, entry.name) and name not in held:
            moved = replace(entry, key=key, name=name, wanted=name)
            yield Step(Action.MOVE, identities.ids[key], moved, base=present, before=entry.name)


@dataclass(frozen=True, slots=True)
class Planner:
    """Decide on pages and files by what stands on a wiki.

    ``held`` has the names that pages have once they are moved, ``before`` for such a name the one until then.
    """

    wiki: Wiki
    held: Mapping[str, Held]
    settings: Settings
    before: Mapping[str, str] = field(default_factory=dict)

    def plan(self, identities: Identities, contents: Contents) -> Iterator[Step]:
        """Decide on each page and file of the book, and on those whose source is gone: pages before what they show."""
        entries = identities.entries
        seen = {key: self._at_a_glance(identities.ids[key], entries[key], data) for key, data in contents.items()}
        leaving = sorted(identities.gone.items(), key=lambda item: not item[1].is_page)
        gone = [self._gone_at_a_glance(id_, entry) for id_, entry in leaving]
        unread = [entries[key] for key, step in seen.items() if step is None]
        unread += [entry for (_, entry), step in zip(leaving, gone, strict=True) if step is None]
        texts = self._texts(unread)
        for key, step in seen.items():
            yield step or self._replace(identities.ids[key], entries[key], contents[key], texts)
        for (id_, entry), step in zip(leaving, gone, strict=True):
            yield step or self._put_away(id_, entry, texts)

    def _at_a_glance(self, id_: str, entry: Entry, data: bytes) -> Step | None:
        """Decide by what the survey tells; return nothing where what stands there has to be read."""
        present = self.held.get(entry.name)
        if present is None:
            return self._absent(id_, entry, data)
        digest, own = self.wiki.digest(entry.name, data), body(entry, data)
        if present.digest == digest or entry.contents.get(present.digest) == own:
            return Step(Action.UNCHANGED, id_, _holding(entry, {present.digest: own}))
        return None if entry.contents else self._taken(id_, entry, present)

    def _absent(self, id_: str, entry: Entry, data: bytes) -> Step:
        if entry.stands and not entry.archived and not self.settings.force:
            return Step(Action.KEPT, id_, entry, reason="it was deleted; --force makes it again")
        return Step(Action.CREATE, id_, self._written(entry, data), data)

    def _replace(self, id_: str, entry: Entry, data: bytes, texts: Contents) -> Step:
        """Replace a page whose generated part is ours, and leave in place what people wrote in their part."""
        present, now = self.held[entry.name], texts.get(entry.name, b"")
        is_ours = _is_ours(entry, present, now)
        if not is_ours and _never_was_ours(id_, entry, now):
            return self._taken(id_, entry, present)
        if entry.is_page:
            data = transplant(now.decode(errors="replace"), data.decode()).encode()
        if entry.is_page and is_ours and body(entry, now) == body(entry, data):
            return Step(Action.UNCHANGED, id_, replace(entry, stands=True))
        difference = _difference(entry, now, data)
        update = Step(Action.UPDATE, id_, self._written(entry, data), data, present, difference=difference)
        if is_ours:
            return update
        changed = f"it was changed{self._by(entry, present)}"
        if self.settings.force:
            return replace(update, reason=f"{changed}, and what stood there is kept", overwrites=True)
        reason = f"{changed}; --force overwrites it, and keeps what stands there"
        return Step(Action.KEPT, id_, entry, reason=reason, difference=difference)

    def _gone_at_a_glance(self, id_: str, entry: Entry) -> Step | None:
        """Decide on what has no source by what the survey tells; return nothing where it has to be read."""
        present = self.held.get(entry.name)
        if present is None:
            return Step(Action.REMOVE, id_, entry, reason="its source is gone, and so is it")
        if not self.settings.prune:
            return Step(Action.GONE, id_, entry, reason="its source is gone; --prune puts it away")
        return None

    def _put_away(self, id_: str, entry: Entry, texts: Contents) -> Step:
        """Archive a page without a source, and take away such a file, if nobody has changed it."""
        present, now = self.held[entry.name], texts.get(entry.name, b"")
        is_ours = _is_ours(entry, present, now)
        if not is_ours and _never_was_ours(id_, entry, now):
            return Step(Action.REMOVE, id_, entry, reason="its source is gone, and it never stood there")
        if not is_ours and not self.settings.force:
            reason = f"its source is gone, but it was changed{self._by(entry, present)}"
            return Step(Action.KEPT, id_, entry, reason=reason)
        if not entry.is_page:
            return Step(Action.REMOVE, id_, entry, base=present, overwrites=not is_ours)
        data = self.wiki.archived(now.decode(errors="replace")).encode()
        return Step(Action.ARCHIVE, id_, replace(self._written(entry, data), archived=True), data, present)

    def _taken(self, id_: str, entry: Entry, present: Held) -> Step:
        reason = f"something of this name was there before{self._by(entry, present)}; rename it, or publish elsewhere"
        return Step(Action.TAKEN, id_, entry, reason=reason)

    def _texts(self, entries: Iterable[Entry]) -> dict[str, bytes]:
        """Read pages, each by the name that it has now; of a file the survey tells all there is to know."""
        names = {self.before.get(entry.name, entry.name): entry.name for entry in entries if entry.is_page}
        return {names[name]: text for name, text in self.wiki.read_all(names).items()} if names else {}

    def _by(self, entry: Entry, present: Held) -> str:
        """Say who wrote what stands there; not every survey tells."""
        held = present if present.editor else self.wiki.look(self.before.get(entry.name, entry.name))
        return f" by {held.editor}" if held and held.editor else ""

    def _written(self, entry: Entry, data: bytes) -> Entry:
        return _holding(entry, {self.wiki.digest(entry.name, data): body(entry, data)})


def body(entry: Entry, data: bytes) -> str:
    """Return the digest of a content without what people wrote in their part."""
    own = generated(data.decode(errors="replace")).encode() if entry.is_page else data
    return hashlib.sha256(own).hexdigest()[:16]


def _is_ours(entry: Entry, present: Held, now: bytes) -> bool:
    """Tell whether nobody changed what was generated; a file is told by its digest alone."""
    return present.digest in entry.contents or (entry.is_page and body(entry, now) in entry.contents.values())


def _never_was_ours(id_: str, entry: Entry, now: bytes) -> bool:
    """Tell whether somebody else made what stands where a run was about to: it does not hold the id of the page."""
    return not entry.stands and id_.encode() not in now


def _holding(entry: Entry, contents: Mapping[str, str]) -> Entry:
    return replace(entry, contents=contents, stands=True, archived=False)


def _difference(entry: Entry, now: bytes, data: bytes) -> str:
    if not entry.is_page:
        return ""
    old, new = (content.decode(errors="replace").splitlines() for content in (now, data))
    return "\n".join(difflib.unified_diff(old, new, "on the wiki", "generated", lineterm="", n=1))
