"""A place on a real DokuWiki for the promises: what a person does there goes past the publisher's own code."""

import gzip
from collections.abc import Callable
from typing import Any

import requests

from portbook.publish import Wiki
from portbook.publish.session import Session
from portbook.publish.wikis.dokuwiki import DokuWiki
from portbook.writers.dokuwiki import MEDIA
from portbook.writers.readback import Published, from_dokuwiki
from wikis.dokuwiki_server import OTHER, PERSON, PUBLISHER, Account, Server
from wikis.places import Around


class DokuWikiPlace:
    """Hold what stands below a namespace of a DokuWiki."""

    person = PERSON[0]
    broken: type[Exception] = requests.ConnectionError

    def __init__(self, server: Server, under: str) -> None:
        self.server, self.under = server, under
        self.ann = Account(server.url, *PERSON)
        self._waiting: list[tuple[str, str]] = []

    def open(self, around: Around | None = None) -> Wiki:
        return self.opened(self.session(around))

    def open_as_another(self) -> Wiki:
        """Open it with another account: the wiki's locks tell accounts apart, not two runs of one."""
        return self.opened(account=OTHER)

    def opened(self, session: Session | None = None, account: tuple[str, str] = PUBLISHER) -> DokuWiki:
        return DokuWiki(self.server.url, self.under, *account, session)

    def session(self, around: Around | None) -> Session:
        return WatchedSession(self, around)

    def names(self) -> set[str]:
        pages = self.ann("dokuwiki.getPagelist", self.under, {"depth": 0})
        files = self.ann("wiki.getAttachments", self.under, {"depth": 0})
        return {str(page["id"]) for page in pages} | {MEDIA + str(file["id"]) for file in files}

    def text(self, name: str) -> str:
        return str(self.ann("wiki.getPage", name))

    def versions(self, name: str) -> list[str]:
        """Read what DokuWiki keeps of old revisions."""
        attic = self.server.home / "data" / "attic"
        files = attic.glob(f"{name.replace(':', '/')}.*.txt.gz")
        return [gzip.decompress(file.read_bytes()).decode() for file in sorted(files)]

    def edit(self, name: str, text: str) -> None:
        """Save a page; who finds it locked waits until it is not."""
        if not self.ann.saves(name, text):
            self._waiting.append((name, text))

    def go_on(self) -> None:
        """Let a person save who has waited."""
        self._waiting = [edit for edit in self._waiting if not self.ann.saves(*edit)]

    def move(self, name: str, to: str) -> None:
        self.ann.save(to, self.text(name))
        self.delete(name)

    def delete(self, name: str) -> None:
        self.ann.save(name, "")

    def writes(self) -> int:
        """Count the lines of all logs of changes."""
        data = self.server.home / "data"
        logs = [*data.glob("meta/**/*.changes"), *data.glob("media_meta/**/*.changes")]
        return sum(len(log.read_bytes().splitlines()) for log in logs)

    def keep(self) -> Callable[[], None]:
        return self.server.keep()

    def flows(self, name: str) -> list[Published]:
        return from_dokuwiki(str(self.ann("wiki.getPageHTML", name)))


class WatchedSession(Session):
    """Pass each request through something that may not let it pass."""

    def __init__(self, place: DokuWikiPlace, around: Around | None) -> None:
        super().__init__(place.server.url, (PUBLISHER[1],))
        self._place, self._around = place, around or (lambda request: request())
        self.count = 0

    def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:
        self.count += 1
        answer = self._around(lambda: super(WatchedSession, self).send(request, **named))
        self._place.go_on()
        assert isinstance(answer, requests.Response)
        return answer
