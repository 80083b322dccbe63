"""What the publisher does with a DokuWiki, which knows no conditional write.

- A page is locked, compared and then saved. Whoever else wants to edit it is told to wait; whoever is already editing
  it keeps it. A lock tells accounts apart, not two runs of the same account: of those, one may write over the record
  of the other. Its pages are then kept as if they were a person's, until ``--force``. Give each publisher its own.
- A file knows no lock. It is compared right before; a version that slips in between stays in the file's history.
- A move is a new page and the deletion of the old one, whose history stays where it was. No page is left that leads to
  the new one: it would be ours for ever, and in the way of a machine that takes the old name. Where that breaks off in
  the middle, both stand, with the same text; a survey does not see the new one, so that the next run moves it again.
- A revision is a second. What was written in the very second is overwritten only in the next: else it would be in no
  history.
"""

import hashlib
import re
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from time import sleep

from portbook.publish.answers import answered
from portbook.publish.articles import trail
from portbook.publish.session import Session
from portbook.publish.wiki import ConflictError, Held, RefusedError, Resolve, UnansweredError, WikiError
from portbook.publish.wikis.dokuwiki.json_rpc import JsonRpc
from portbook.publish.wikis.dokuwiki.record import deciphered, inscribed
from portbook.publish.wikis.dokuwiki.remote import FaultError, Listed, Remote
from portbook.publish.wikis.dokuwiki.xml_rpc import XmlRpc
from portbook.views.blocks import Page, Picture
from portbook.writers import dokuwiki
from portbook.writers.dokuwiki import MEDIA
from portbook.writers.dokuwiki_ids import clean, sections

MANIFEST = "portbook_manifest"
START = "start"
"""What DokuWiki calls the first page of a namespace."""
ARCHIVED = "> **The source of this page is gone.** Nothing updates it any more.\n\n"
CHANGED = "it was changed while this run was under way"
LOCKED = "somebody is editing it now; run again when that is done"
EDIT = 2
BLANKS = " \t\n\r\0\x0b"
"""What DokuWiki leaves out around a page before it makes a digest of it: PHP's own."""
MOVED = " (moved from %s)"
LONGEST_WAIT = 2.5
"""Seconds; two clocks may differ by a second and the time of an answer."""


@answered
class DokuWiki:
    """Hold the pages and files below a namespace of a DokuWiki."""

    shows_svg = True

    file_types = frozenset({"png", "svg"})
    """What a DokuWiki takes whose ``conf/mime.conf`` nobody has changed; it does not tell."""

    def __init__(self, url: str, under: str, user: str, password: str, session: Session | None = None) -> None:
        self._session = session or Session(url, (password,))
        self._url = re.sub(r"(doku\.php|index\.php|lib/exe/).*", "", url, flags=re.DOTALL).rstrip("/") + "/"
        self._under = ":".join(map(clean, filter(None, re.split("[:/]", under))))
        self._remote = _connected(self._session, self._url)
        self._ahead = 0.0
        self._moved: set[tuple[str, str]] = set()
        self.manifest_name = f"{self._under}:{MANIFEST}"
        self._log_in(user, password)

    def page_name(self, page: Page) -> str:
        return ":".join((self._under, *map(clean, trail(page, self._under)[1:] or (START,))))

    def file_name(self, path: str) -> str | None:
        stem, _, extension = path.rpartition(".")
        if extension.lower() not in self.file_types:
            return None
        parts = map(clean, ("files", *stem.split("/")))
        return f"{MEDIA}{self._under}:{':'.join(parts)}.{extension.lower()}"

    def link(self, name: str, anchor: str) -> str:
        return f"{name}#{anchor}" if anchor else name

    def anchors(self, page: Page) -> Mapping[str, str]:
        return sections(page)

    def address(self, name: str) -> str:
        script = "lib/exe/fetch.php?media=" if name.startswith(MEDIA) else "doku.php?id="
        return f"{self._url}{script}{name.removeprefix(MEDIA)}"

    def render(self, page: Page, resolve: Resolve, pictures: Mapping[str, Picture]) -> str:
        return dokuwiki.render(page, resolve, pictures)

    def archived(self, text: str) -> str:
        """Put the notice above a page, and take out its pictures: DokuWiki deletes no file that a page shows."""
        return ARCHIVED + re.sub(rf"^{{{{:{re.escape(self._under)}:.*\n+", "", text, flags=re.MULTILINE)

    def digest(self, name: str, data: bytes) -> str:
        return _md5(data) if name.startswith(MEDIA) else _digest(self._source(name, data))

    def survey(self) -> dict[str, Held]:
        try:
            self._ahead = self._remote.now() - time.time()
            pages, files = self._remote.pages(self._under), self._remote.files(self._under)
            left = set(self._unfinished(pages))
        except FaultError as fault:
            raise WikiError(f"the wiki does not say what it holds: {_words(fault)}") from None
        held = {page.id: Held(page.digest, page.revision) for page in pages if page.id not in left}
        return held | {MEDIA + file.id: Held(file.digest, file.revision) for file in files}

    def look(self, name: str) -> Held | None:
        if name.startswith(MEDIA):
            return self._look_at_file(name.removeprefix(MEDIA))
        try:
            revision, editor = self._remote.info(name)
            return Held(_digest(self._remote.page(name)), revision, editor)
        except FaultError:
            return None

    def read(self, name: str) -> bytes | None:
        try:
            if name.startswith(MEDIA):
                return self._remote.file(name.removeprefix(MEDIA))
            text = self._remote.page(name)
        except FaultError:
            return None
        return (deciphered(text) if name == self.manifest_name else text).encode() if text else None

    def read_all(self, names: Iterable[str]) -> dict[str, bytes]:
        """Read one after another: DokuWiki has no request for more than one."""
        return {name: data for name in names if (data := self.read(name)) is not None}

    def write(self, name: str, data: bytes, base: Held | None, summary: str) -> None:
        if name.startswith(MEDIA):
            self._save_file(name, data, base)
            return
        with self._locked(name):
            self._compare(name, base)
            if base and name != self.manifest_name:
                self._let_pass(name, base)
            self._save(name, self._source(name, data), summary)

    def move(self, name: str, to: str, base: Held, summary: str) -> Held:
        with self._locked(name), self._locked(to):
            self._compare(name, base)
            if not self._holds(to, base):
                self._compare(to, None)
                self._copy(name, to, base, summary + MOVED % name)
            self._delete(name, base, f"{summary} (moved to {to})")
        held = self.look(to) or base
        if held.digest == base.digest:
            self._moved.add((to, held.revision))
        return held

    def remove(self, name: str, base: Held, summary: str) -> None:
        if not name.startswith(MEDIA):
            with self._locked(name):
                self._compare(name, base)
                self._delete(name, base, summary)
            return
        self._compare_file(name, base)
        try:
            self._remote.remove_file(name.removeprefix(MEDIA))
        except FaultError as fault:
            raise RefusedError(f"the wiki did not delete it: {_words(fault)}") from None

    def keep(self, name: str) -> None:
        """Do nothing: its history keeps it."""

    def finish(self, summary: str) -> None:
        """Do nothing: each change shows at once."""

    def close(self) -> None:
        self._session.close()

    def _log_in(self, user: str, password: str) -> None:
        try:
            if not user or self._remote.login(user, password):
                return
            reason = "is its password right?"
        except FaultError as fault:
            reason = _words(fault)
        raise WikiError(self._session.hide(f"the wiki does not let {user} in: {reason}"))

    def _source(self, name: str, data: bytes) -> str:
        text = data.decode(errors="replace")
        return inscribed(text) if name == self.manifest_name else text

    def _unfinished(self, pages: Iterable[Listed]) -> Iterator[str]:
        """Yield the new one of two pages that stand because a move was not finished; its history says so."""
        alike: defaultdict[str, list[str]] = defaultdict(list)
        for page in pages:
            alike[page.digest].append(page.id)
        for ids in alike.values():
            for id_ in ids if len(ids) > 1 else ():
                summary = self._remote.last_summary(id_)
                if any(summary.endswith(MOVED % other) for other in ids if other != id_):
                    yield id_

    def _look_at_file(self, id_: str) -> Held | None:
        namespace, _, name = id_.rpartition(":")
        try:
            found = self._remote.files(namespace, f"/(^|:){re.escape(name)}$/")
        except FaultError:
            return None
        return next((Held(file.digest, file.revision) for file in found if file.id == id_), None)

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        """Lock a page. Saving gives it free; what goes wrong before does too, if the connection still stands."""
        if not self._remote.lock(name):
            if self._remote.rights(name) < EDIT:
                raise RefusedError("the account may not edit this page; give it the right to edit and create here")
            raise ConflictError(LOCKED)
        try:
            yield
        except (ConflictError, RefusedError):
            self._remote.unlock(name)
            raise

    def _compare(self, name: str, base: Held | None) -> None:
        try:
            if base is None:
                self._remote.info(name)
            present = _digest(self._remote.page(name))
        except FaultError:
            present = ""
        if present != (base.digest if base else ""):
            raise ConflictError(CHANGED)

    def _holds(self, name: str, base: Held) -> bool:
        held = self.look(name)
        return held is not None and held.digest == base.digest

    def _compare_file(self, name: str, base: Held | None) -> None:
        held = self._look_at_file(name.removeprefix(MEDIA))
        if (held and held.digest) != (base and base.digest):
            raise ConflictError(CHANGED)

    def _let_pass(self, name: str, base: Held) -> None:
        """Wait until the second is over in which something was written: the history holds but the last of a second.

        What this run moved is in the history of its old name.
        """
        if (name, base.revision) in self._moved:
            return
        wait = int(base.revision) + 1 - (time.time() + self._ahead)
        if wait > 0:
            sleep(min(wait, LONGEST_WAIT))

    def _save(self, name: str, text: str, summary: str) -> None:
        try:
            self._remote.save(name, text, summary)
        except FaultError as fault:
            raise RefusedError(f"the wiki did not save it: {_words(fault)}") from None

    def _save_file(self, name: str, data: bytes, base: Held | None) -> None:
        self._compare_file(name, base)
        try:
            self._remote.save_file(name.removeprefix(MEDIA), data, over=base is not None)
        except FaultError as fault:
            if base is None and self._look_at_file(name.removeprefix(MEDIA)):
                raise ConflictError(CHANGED) from None
            raise RefusedError(f"the wiki did not save it: {_words(fault)}") from None

    def _copy(self, name: str, to: str, base: Held, summary: str) -> None:
        """Save a page under another name; a lost answer is looked for, since half a move is none."""
        try:
            self._save(to, self._remote.page(name), summary)
        except UnansweredError:
            if not self._holds(to, base):
                raise

    def _delete(self, name: str, base: Held, summary: str) -> None:
        """Save nothing as a page's text, which deletes it; where the answer gets lost, look and do it once more."""
        self._let_pass(name, base)
        try:
            self._save(name, "", summary)
        except UnansweredError:
            if not self._holds(name, base):
                return
            try:
                self._save(name, "", summary)
            except UnansweredError as error:
                raise WikiError(str(error)) from None


def _connected(session: Session, url: str) -> Remote:
    newer = JsonRpc(session, url)
    return newer if newer.is_there() else XmlRpc(session, url)


def _digest(text: str) -> str:
    return _md5(text.strip(BLANKS).encode())


def _md5(data: bytes) -> str:
    """Return the digest by which DokuWiki tells contents apart; it protects nothing."""
    return hashlib.md5(data, usedforsecurity=False).hexdigest()


def _words(fault: FaultError) -> str:
    return (
        str(fault) or "it gives no reason; a list of words that it blocks is one, a file type that it does not take too"
    )
