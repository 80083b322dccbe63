"""A place on a fake Confluence for the promises: what a person does there goes past the publisher's own code."""

import copy
import itertools
import re
from collections.abc import Callable
from typing import Any

import requests

from portbook.publish import Wiki
from portbook.publish.session import Session
from portbook.publish.wikis.confluence import Confluence, Login, connect
from portbook.publish.wikis.confluence.canonical import canonical
from portbook.writers.readback import Published, from_storage
from wikis.confluence_fake import PERSON, PUBLISHER, Fake
from wikis.confluence_store import StoredPage, Version
from wikis.places import Around

UNDER = "Network"
KEYS = itertools.count(1)
_PLAIN = re.compile(r"^<p>([^<].*)</p>$", re.MULTILINE)


class ConfluencePlace:
    """Hold a space of its own, with the page below which a book is to stand."""

    person = PERSON
    broken: type[Exception] = requests.ConnectionError

    def __init__(self, fake: Fake) -> None:
        self.fake, self.store = fake, fake.store
        self.space = f"OPS{next(KEYS)}"
        with self.store.lock:
            self.store.add_space(self.space)
            self.root = self.store.create(self.space, UNDER, "<p>Ours.</p>", "", "ann")

    def open(self, around: Around | None = None) -> Wiki:
        session = WatchedSession(self.fake.url, around) if around else None
        login = Login(*PUBLISHER)
        rest = connect(self.fake.url, self.space, login, session, in_cloud=self.store.is_cloud)
        return Confluence(rest, self.space, UNDER)

    def open_as_another(self) -> Wiki:
        return self.open()

    def keep(self) -> Callable[[], None]:
        with self.store.lock:
            kept = copy.deepcopy((self.store.pages, self.store.files))

        def put_back() -> None:
            with self.store.lock:
                self.store.pages, self.store.files = copy.deepcopy(kept)
                self.root = self.store.pages[self.root.id]

        return put_back

    def names(self) -> set[str]:
        pages = {page.now.title for page in self.store.listed(self.space, "ann") if page is not self.root}
        files = (file for file in self.store.files.values() if file.page == self.root.id and file.status == "current")
        return pages | {f"^{file.name}" for file in files}

    def page(self, name: str) -> StoredPage:
        found = self.store.titled(self.space, name)
        assert found is not None
        return found

    def text(self, name: str) -> str:
        return shown(self.page(name).now.text)

    def versions(self, name: str) -> list[str]:
        return [shown(version.text) for version in self.page(name).versions]

    def edit(self, name: str, text: str) -> None:
        with self.store.lock:
            if (page := self.store.titled(self.space, name)) is None:
                self.store.create(self.space, name, typed(text), self.root.id, "ann")
            else:
                self.store.update(page, Version(page.now.number + 1, name, typed(text), "ann"))

    def move(self, name: str, to: str) -> None:
        page = self.page(name)
        with self.store.lock:
            self.store.update(page, Version(page.now.number + 1, to, page.now.text, "ann"))

    def delete(self, name: str) -> None:
        self.store.trash(self.page(name))

    def writes(self) -> int:
        return self.store.writes

    def flows(self, name: str) -> list[Published]:
        return from_storage(self.page(name).now.text)


def shown(text: str) -> str:
    """Return a page as an editor shows it: a line for each paragraph."""
    return _PLAIN.sub(r"\1", canonical(text)).removesuffix("\n")


def typed(text: str) -> str:
    """Return what an editor sends of it."""
    lines = (line if line.startswith("<") or not line.strip() else f"<p>{line}</p>" for line in text.split("\n"))
    return "\n".join(lines)


class WatchedSession(Session):
    """Pass each request through something that may not let it pass."""

    def __init__(self, url: str, around: Around) -> None:
        super().__init__(url, (PUBLISHER[1],))
        self._around = around

    def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:
        answer = self._around(lambda: super(WatchedSession, self).send(request, **named))
        assert isinstance(answer, requests.Response)
        return answer
