"""Confluence Cloud: v2 for pages (https://developer.atlassian.com/cloud/confluence/rest/v2/), v1 for what v2 cannot do.

v2 names people by their account only.
"""

from collections.abc import Iterator

from portbook.publish.wiki import WikiError
from portbook.publish.wikis.confluence.api import Answer, Api, FileState, PageState
from portbook.publish.wikis.confluence.datacenter import form, version_of

AT_ONCE = "250"
V2 = "api/v2"


class Cloud:
    """Read and write pages of one space in Confluence Cloud."""

    def __init__(self, api: Api, space: str) -> None:
        self._api = api
        self.account = str(api.get("rest/api/user/current").get("accountId") or "")
        if not self.account:
            raise WikiError("Confluence takes this for the visit of nobody in particular; give a user and an API token")
        said = api.get(f"{V2}/spaces", keys=space)
        self.base = (
            f"{said.get('_links', {}).get('base') or api.base.rstrip('/')}/"  # that for tokens is none for people
        )
        if not (found := said.get("results")):
            raise WikiError(f"there is no space {space}, or this account may not see it; see the target's `space`")
        self._space = str(found[0]["id"])

    def name_of(self, account: str) -> str:
        return str((self._api.find("rest/api/user", accountId=account) or {}).get("displayName") or "")

    def pages(self) -> Iterator[PageState]:
        return map(_state, self._api.pieces(f"{V2}/spaces/{self._space}/pages", status="current", limit=AT_ONCE))

    def find(self, title: str) -> PageState | None:
        found = self._api.get(f"{V2}/spaces/{self._space}/pages", status="current", title=title)
        return next(map(_state, found.get("results", ())), None)

    def text(self, id_: str) -> tuple[PageState, str] | None:
        page = self._api.find(f"{V2}/pages/{id_}", **{"body-format": "storage"})
        if page is None or page.get("status") != "current":
            return None
        return _state(page), str(page["body"]["storage"]["value"])

    def create(self, title: str, text: str, parent: str) -> PageState:
        body = {"spaceId": self._space, "status": "current", "title": title, "parentId": parent, "body": _body(text)}
        return _state(self._api.change("POST", f"{V2}/pages", body=body))

    def update(self, page: PageState, title: str, text: str, message: str) -> PageState:
        version = {"number": page.version + 1, "message": message}
        body = {"id": page.id, "status": "current", "title": title, "body": _body(text), "version": version}
        return _state(self._api.change("PUT", f"{V2}/pages/{page.id}", body=body))

    def files(self, page: str, name: str = "") -> Iterator[FileState]:
        asked = {"filename": name} if name else {}
        path = f"{V2}/pages/{page}/attachments"
        return map(_file, self._api.pieces(path, status="current", limit=AT_ONCE, **asked))

    def upload(self, page: str, name: str, data: bytes, comment: str, present: FileState | None) -> int:
        path = f"rest/api/content/{page}/child/attachment" + (f"/{present.id}/data" if present else "")
        return version_of(self._api.change("POST", path, **form(name, data, comment)))

    def delete_file(self, present: FileState) -> None:
        self._api.change("DELETE", f"{V2}/attachments/{present.id}")

    def download(self, present: FileState) -> bytes | None:
        return self._api.fetch(present.download)

    def close(self) -> None:
        self._api.close()


def _state(page: Answer) -> PageState:
    version = page["version"]
    return PageState(
        str(page["id"]),
        str(page["title"]),
        int(version["number"]),
        str(version.get("message") or ""),
        str(page.get("authorId") or ""),
        str(version.get("authorId") or ""),
    )


def _file(file: Answer) -> FileState:
    version = file["version"]
    return FileState(
        str(file["id"]),
        str(file["title"]),
        int(version["number"]),
        str(file.get("comment") or ""),
        str(version.get("authorId") or ""),
        str(file.get("downloadLink") or ""),
    )


def _body(text: str) -> Answer:
    return {"representation": "storage", "value": text}
