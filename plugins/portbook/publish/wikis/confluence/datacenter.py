"""Confluence Data Center: its REST interface v1 (https://developer.atlassian.com/server/confluence/rest/v1000/).

The tree of pages can only be had level by level there, and the search lags behind what is written, so all pages of the
space are listed. An attachment is made by POST, and changed by POST to its ``data``; there is no PUT.
"""

from collections.abc import Iterator

from portbook.publish.wiki import UnansweredError, WikiError
from portbook.publish.wikis.confluence.api import Answer, Api, FileState, PageState
from portbook.publish.wikis.confluence.titles import in_url

CONTENT = "rest/api/content"
STATE = "version,history"
AT_ONCE = "200"


class DataCenter:
    """Read and write pages of one space of a Data Center."""

    def __init__(self, api: Api, space: str) -> None:
        self._api, self._space = api, space
        self.base = api.base
        self._names: dict[str, str] = {}
        self.account = _account(api.get("rest/api/user/current"))
        if not self.account:
            raise WikiError("Confluence takes this for the visit of nobody in particular; give a user and a password")
        if api.find(f"rest/api/space/{in_url(space)}") is None:
            raise WikiError(f"there is no space {space}, or this account may not see it; see the target's `space`")

    def name_of(self, account: str) -> str:
        return self._names.get(account, "")

    def pages(self) -> Iterator[PageState]:
        asked = {"spaceKey": self._space, "type": "page", "status": "current", "expand": STATE, "limit": AT_ONCE}
        return map(self._state, self._api.pieces(CONTENT, **asked))

    def find(self, title: str) -> PageState | None:
        asked = {"spaceKey": self._space, "type": "page", "status": "current", "title": title, "expand": STATE}
        return next(map(self._state, self._api.get(CONTENT, **asked).get("results", ())), None)

    def text(self, id_: str) -> tuple[PageState, str] | None:
        page = self._api.find(f"{CONTENT}/{id_}", expand=f"{STATE},body.storage")
        return (self._state(page), str(page["body"]["storage"]["value"])) if page else None

    def create(self, title: str, text: str, parent: str) -> PageState:
        body = {"type": "page", "title": title, "space": {"key": self._space}, "ancestors": [{"id": parent}]}
        return self._state(self._api.change("POST", CONTENT, body=body | _body(text), params={"expand": STATE}))

    def update(self, page: PageState, title: str, text: str, message: str) -> PageState:
        version = {"number": page.version + 1, "message": message, "minorEdit": True}
        body = {"id": page.id, "type": "page", "title": title, "space": {"key": self._space}, "version": version}
        path = f"{CONTENT}/{page.id}"
        return self._state(self._api.change("PUT", path, body=body | _body(text), params={"expand": STATE}))

    def files(self, page: str, name: str = "") -> Iterator[FileState]:
        asked = {"filename": name} if name else {}
        found = self._api.pieces(f"{CONTENT}/{page}/child/attachment", expand="version", limit=AT_ONCE, **asked)
        return (
            FileState(
                str(file["id"]),
                str(file["title"]),
                int(file["version"]["number"]),
                str(file.get("metadata", {}).get("comment") or file.get("extensions", {}).get("comment") or ""),
                self._editor(file["version"]),
                str(file.get("_links", {}).get("download", "")),
            )
            for file in found
        )

    def upload(self, page: str, name: str, data: bytes, comment: str, present: FileState | None) -> int:
        path = f"{CONTENT}/{page}/child/attachment" + (f"/{present.id}/data" if present else "")
        return version_of(self._api.change("POST", path, **form(name, data, comment)))

    def delete_file(self, present: FileState) -> None:
        self._api.change("DELETE", f"{CONTENT}/{present.id}")

    def download(self, present: FileState) -> bytes | None:
        return self._api.fetch(present.download)

    def close(self) -> None:
        self._api.close()

    def _state(self, page: Answer) -> PageState:
        version = page["version"]
        author = self._named(page.get("history", {}).get("createdBy", {}))
        words = str(version.get("message") or "")
        return PageState(
            str(page["id"]), str(page["title"]), int(version["number"]), words, author, self._editor(version)
        )

    def _editor(self, version: Answer) -> str:
        return self._named(version.get("by") or {})

    def _named(self, user: Answer) -> str:
        account = _account(user)
        self._names[account] = str(user.get("displayName") or user.get("username") or "")
        return account


def _account(user: Answer) -> str:
    """Return what identifies an account; a visitor without one is of type ``anonymous``."""
    return "" if user.get("type") == "anonymous" else str(user.get("userKey") or user.get("username") or "")


def _body(text: str) -> Answer:
    return {"body": {"storage": {"value": text, "representation": "storage"}}}


def form(name: str, data: bytes, comment: str) -> Answer:
    """Return an upload as a form; both kinds of Confluence take the same."""
    return {"files": {"file": (name, data)}, "data": {"comment": comment, "minorEdit": "true"}}


def version_of(said: Answer) -> int:
    """Return the version that an upload made; the answer to a new file is a list of files."""
    (file,) = said.get("results") or [said]
    try:
        return int(file["version"]["number"])
    except (KeyError, TypeError, ValueError) as error:
        raise UnansweredError("Confluence does not say what became of the file") from error
