"""A place on a real MediaWiki for the promises: what a person does there goes past the publisher's own code."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cached_property
from typing import Any

import requests

from portbook.publish import Wiki
from portbook.publish.session import Session
from portbook.publish.wikis.mediawiki import MediaWiki
from portbook.writers.readback import Published, from_html
from wikis.mediawiki_server import ADMIN, PERSON, PUBLISHER, Server
from wikis.places import Around

FILE = "File:"


class MediaWikiPlace:
    """Hold what stands below a title of a MediaWiki."""

    person = PERSON[0]
    broken: type[Exception] = requests.ConnectionError

    def __init__(self, server: Server, under: str) -> None:
        self.server, self.under = server, under
        self._person = Client(server, *PERSON)

    @cached_property
    def admin(self) -> "Client":
        """Log in with an account that may do everything, where a test needs that."""
        return Client(self.server, *ADMIN)

    def open(self, around: Around | None = None) -> Wiki:
        session = WatchedSession(self.server.url, around) if around else None
        return MediaWiki(self.server.url, self.under, *PUBLISHER, session)

    def open_as_another(self) -> Wiki:
        return self.open()

    def names(self) -> set[str]:
        pages = {"list": "allpages", "apprefix": f"{self.under}/", "aplimit": "max", "apfilterredir": "nonredirects"}
        files = {"list": "allimages", "aiprefix": f"{self.under}-", "ailimit": "max"}
        found = self._person.ask(**pages)["allpages"] + self._person.ask(**files)["allimages"]
        root = {self.under} if self._person.page(self.under) else set()
        return root | {str(page["title"]) for page in found}

    def text(self, name: str) -> str:
        return self.versions(name)[0]

    def versions(self, name: str) -> list[str]:
        page = self._person.page(name) or {"revisions": []}
        return [str(revision["slots"]["main"]["content"]) for revision in page["revisions"]]

    def edit(self, name: str, text: str) -> None:
        self._person.change("edit", title=name, text=text)

    def move(self, name: str, to: str) -> None:
        self._person.change("move", **{"from": name, "to": to})

    def delete(self, name: str) -> None:
        self.admin.change("delete", title=name)

    def writes(self) -> int:
        """Count in MediaWiki's own database the revisions and the entries of its logs."""
        (database,) = self.server.data.glob("my_wiki.sqlite")
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
            counts = [connection.execute(f"select count(*) from {table}") for table in ("revision", "logging")]  # noqa: S608
            return sum(int(count.fetchone()[0]) for count in counts)

    def keep(self) -> Callable[[], None]:
        return self.server.keep()

    def flows(self, name: str) -> list[Published]:
        answer = self._person.call("GET", action="parse", page=name)
        return from_html(str(answer["parse"]["text"]))


class Client:
    """Talk to a MediaWiki as somebody, in the plainest way."""

    def __init__(self, server: Server, user: str, password: str) -> None:
        self._url = f"{server.url}api.php"
        self._session = requests.Session()
        token = self.ask(meta="tokens", type="login")["tokens"]["logintoken"]
        answer = self.call("POST", action="login", lgname=user, lgpassword=password, lgtoken=token)
        assert answer["login"]["result"] == "Success"
        self._token = self.ask(meta="tokens")["tokens"]["csrftoken"]

    def ask(self, **asked: str) -> Any:
        return self.call("GET", action="query", **asked)["query"]

    def page(self, name: str) -> Any:
        asked = {"prop": "revisions", "rvprop": "content|user|comment", "rvslots": "main", "rvlimit": "max"}
        (page,) = self.ask(titles=name, **asked)["pages"]
        return page if "missing" not in page else None

    def change(self, action: str, **values: str) -> Any:
        return self.call("POST", action=action, token=self._token, **values)

    def call(self, method: str, **values: str) -> Any:
        values |= {"format": "json", "formatversion": "2"}
        params, data = (values, None) if method == "GET" else (None, values)
        answer = self._session.request(method, self._url, params=params, data=data, timeout=60).json()
        assert "error" not in answer, answer["error"]
        return answer


class WatchedSession(Session):
    """Pass each request through something that may not let it pass."""

    def __init__(self, url: str, around: Around) -> None:
        super().__init__(url, (PUBLISHER[1],))
        self._around = around

    def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:
        answer = self._around(lambda: super(WatchedSession, self).send(request, **named))
        assert isinstance(answer, requests.Response)
        return answer
