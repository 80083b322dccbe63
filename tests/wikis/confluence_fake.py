"""A fake Confluence on this machine: the REST calls that are used, as Data Center and as Cloud answer them.

No Confluence can be run for tests. What is certain of this one is what Atlassian documents: paths, fields, paging, the
numbers of versions, statuses. [D], [R] and [M] say, here and in ``confluence_store``, what is from documentation, from
reports and from memory.
"""

import base64
import contextlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from email.parser import BytesParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from wikis.confluence_store import FileVersion, Refused, Store, StoredFile, StoredPage, Version

PUBLISHER = ("publisher@harbour.example", "publisher-token-4711")
PERSON = "Ann Miller"
DISPLAY = {"ann": PERSON, "publisher": "Portbook"}
Answer = dict[str, Any]


class Fake:
    """Hold a fake and its address."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.most = 5
        """How many items an answer holds at most, whatever is asked for [D: fixed system limits]."""
        self.busy: list[tuple[int, dict[str, str]]] = []
        """Statuses and headers with which the next requests are answered."""
        self.echo = False
        """Whether a refusal of the next write repeats what was sent to it, as proxies do."""
        self.requests: list[str] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"fake": self}))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}{'/wiki' if store.is_cloud else ''}"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def confluence(*, is_cloud: bool) -> Iterator[Fake]:
    """Run a fake until it is not needed any more."""
    fake = Fake(Store(is_cloud=is_cloud))
    fake.start()
    try:
        yield fake
    finally:
        fake.stop()


class Handler(BaseHTTPRequestHandler):
    """Answer one request after the other."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    fake: Fake

    def _handle(self) -> None:
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        parts = urlsplit(self.path)
        self.asked = parse_qs(parts.query)
        self.fake.requests.append(f"{self.command} {parts.path}")
        none: dict[str, str] = {}
        with self.fake.store.lock:
            try:
                status, headers, answer = 200, none, self._routed(parts.path)
            except Refused as refused:
                status, headers, answer = refused.status, none, self._refusal(refused)
            except Busy as busy:
                status, headers, answer = busy.status, busy.headers, b"Too many requests"
        self._send(status, headers, answer)

    do_GET = do_POST = do_PUT = do_DELETE = _handle  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def _send(self, status: int, headers: dict[str, str], answer: Answer | bytes | None) -> None:
        data = answer if isinstance(answer, bytes) else json.dumps(answer).encode() if answer is not None else b""
        self.send_response(204 if answer is None else status)
        kind = "application/octet-stream" if isinstance(answer, bytes) else "application/json"
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _routed(self, path: str) -> Answer | bytes | None:
        if self.fake.busy:
            raise Busy(*self.fake.busy.pop(0))
        self.user = self._who()
        if self.fake.echo and self.command != "GET":
            raise Refused(400, f"you sent {self.headers['Authorization']} of {':'.join(PUBLISHER)}")
        path = path.removeprefix("/wiki")
        for method, pattern, answer in CLOUD if self.fake.store.is_cloud else DATA_CENTER:
            if method == self.command and (match := re.fullmatch(pattern, path)):
                return answer(self, *match.groups())
        raise Refused(404, "null for uri")

    def _who(self) -> str:
        """Tell who asks [D: user and API token in Cloud; user and password or a bearer's token in Data Center]."""
        given = self.headers.get("Authorization", "")
        basic = f"Basic {base64.b64encode(':'.join(PUBLISHER).encode()).decode()}"
        bearer = f"Bearer {PUBLISHER[1]}"
        if given == basic or (given == bearer and not self.fake.store.is_cloud):
            return "publisher"
        raise Refused(401, "Basic Authentication Failure - Reason : AUTHENTICATED_FAILED")

    def _refusal(self, refused: Refused) -> Answer:
        """Word a refusal [D: v1 statusCode, message, reason; v2 a list of errors with status, code, title]."""
        if "/api/v2/" in self.path:
            return {"errors": [{"status": refused.status, "code": "INVALID", "title": refused.message, "detail": None}]}
        data = {"authorized": refused.status != 403, "valid": True, "errors": [], "successful": False}
        return {"statusCode": refused.status, "data": data, "message": refused.message, "reason": "Refused"}

    def one(self, name: str, otherwise: str = "") -> str:
        return self.asked.get(name, [otherwise])[0]

    def given(self) -> Answer:
        value: Answer = json.loads(self.body)
        return value

    def form(self) -> tuple[str, bytes, str]:
        """Return name, content and comment of an upload [D: it needs this header]."""
        if self.headers.get("X-Atlassian-Token") not in ("no-check", "nocheck"):
            raise Refused(403, "XSRF check failed")
        head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
        name, data, comment = "", b"", ""
        for part in BytesParser().parsebytes(head + self.body).get_payload():
            content = part.get_payload(decode=True)  # type: ignore[union-attr]
            assert isinstance(content, bytes)
            field = part.get_param("name", header="content-disposition")  # type: ignore[union-attr]
            if field == "file":
                name, data = str(part.get_filename()), content  # type: ignore[union-attr]
            elif field == "comment":
                comment = content.decode()
        return name, data, comment

    def listed(self, items: list[Answer], where: str) -> Answer:
        """Cut an answer into pieces [D: v1 counts from ``start``, v2 has a cursor; both name what follows]."""
        mark = "cursor" if "/api/v2/" in where else "start"
        first = int(self.one(mark, "0"))
        limit = min(int(self.one("limit", "25")), self.fake.most)
        rest = {name: values for name, values in self.asked.items() if name not in (mark, "limit")}
        query = "&".join(f"{name}={quote(value)}" for name, values in rest.items() for value in values)
        links = {"base": self.fake.url}
        if first + limit < len(items):
            links["next"] = f"{where}?{query}&limit={limit}&{mark}={first + limit}"
        return {"results": items[first : first + limit], "limit": limit, "_links": links}


class Busy(Exception):  # noqa: N818
    """Answer that there are too many requests."""

    def __init__(self, status: int, headers: dict[str, str]) -> None:
        super().__init__(status)
        self.status, self.headers = status, headers


def person(user: str) -> Answer:
    return {"type": "known", "username": user, "userKey": f"key-of-{user}", "displayName": DISPLAY[user]}


def account(user: str) -> str:
    return f"712020:{user}"


def old_page(page: StoredPage, expanded: str) -> Answer:
    """Show a page as v1 does [D]: what is not to be expanded is not there."""
    now = page.now
    shown: Answer = {"id": page.id, "type": "page", "status": page.status, "title": now.title}
    if "version" in expanded:
        shown["version"] = {"number": now.number, "message": now.message, "by": person(now.by), "minorEdit": False}
    if "history" in expanded:
        shown["history"] = {"latest": True, "createdBy": person(page.author)}
    if "body.storage" in expanded:
        shown["body"] = {"storage": {"value": now.text, "representation": "storage"}}
    return shown


def new_page(page: StoredPage, *, body: bool = False) -> Answer:
    """Show a page as v2 does [D]."""
    now = page.now
    version = {"number": now.number, "message": now.message, "authorId": account(now.by), "minorEdit": False}
    shown = {"id": page.id, "status": page.status, "title": now.title, "parentId": page.parent, "version": version}
    shown |= {"authorId": account(page.author), "body": {}}
    return shown | ({"body": {"storage": {"value": now.text, "representation": "storage"}}} if body else {})


def old_file(file: StoredFile) -> Answer:
    now = file.versions[-1]
    version = {"number": len(file.versions), "message": now.comment, "by": person(now.by)}
    download = f"/download/attachments/{file.page}/{quote(file.name)}?version={len(file.versions)}"
    shown = {"id": file.id, "type": "attachment", "title": file.name, "version": version}
    comment = {"comment": now.comment}
    return shown | {"metadata": comment, "extensions": comment, "_links": {"download": download}}


def new_file(file: StoredFile) -> Answer:
    now = file.versions[-1]
    version = {"number": len(file.versions), "message": now.comment, "authorId": account(now.by)}
    shown = {"id": file.id, "status": "current", "title": file.name, "comment": now.comment, "version": version}
    return shown | {"downloadLink": f"/download/attachments/{file.page}/{quote(file.name)}"}


def current_user(handler: Handler) -> Answer:
    if handler.fake.store.is_cloud:
        return {"type": "known", "accountId": account(handler.user), "displayName": DISPLAY[handler.user]}
    return person(handler.user)


def user(handler: Handler) -> Answer:
    found = next((name for name in DISPLAY if account(name) == handler.one("accountId")), None)
    if found is None:
        raise Refused(404, "No user found")
    return {"type": "known", "accountId": account(found), "displayName": DISPLAY[found]}


def space(handler: Handler, key: str) -> Answer:
    if key not in handler.fake.store.spaces:
        raise Refused(404, f"No space with key : {key}")
    return {"key": key}


def spaces(handler: Handler) -> Answer:
    known = handler.fake.store.spaces
    found = [{"id": known[key], "key": key} for key in handler.asked.get("keys", []) if key in known]
    return {"results": found, "_links": {"base": handler.fake.url}}


def found(handler: Handler, key: str) -> list[StoredPage]:
    title = handler.one("title")
    return [page for page in handler.fake.store.listed(key, handler.user) if title in ("", page.now.title)]


def old_pages(handler: Handler) -> Answer:
    expanded = handler.one("expand")
    pages = [old_page(page, expanded) for page in found(handler, handler.one("spaceKey"))]
    return handler.listed(pages, "/rest/api/content")


def new_pages(handler: Handler, id_: str) -> Answer:
    key = next(key for key, number in handler.fake.store.spaces.items() if number == id_)
    return handler.listed([new_page(page) for page in found(handler, key)], f"/wiki/api/v2/spaces/{id_}/pages")


def old_get(handler: Handler, id_: str) -> Answer:
    return old_page(handler.fake.store.current(id_, handler.user), handler.one("expand"))


def new_get(handler: Handler, id_: str) -> Answer:
    """Show a page; in v2 also one that is in the trash [M]."""
    page = handler.fake.store.pages.get(id_)
    if page is None or handler.fake.store.is_hidden(page, handler.user):
        raise Refused(404, "Not Found")
    return new_page(page, body=handler.one("body-format") == "storage")


def old_create(handler: Handler) -> Answer:
    given = handler.given()
    (parent,) = given["ancestors"]
    handler.fake.store.current(parent["id"], handler.user)
    text = given["body"]["storage"]["value"]
    page = handler.fake.store.create(given["space"]["key"], given["title"], text, parent["id"], handler.user)
    return old_page(page, handler.one("expand"))


def new_create(handler: Handler) -> Answer:
    given = handler.given()
    handler.fake.store.current(given["parentId"], handler.user)
    key = next(key for key, number in handler.fake.store.spaces.items() if number == given["spaceId"])
    page = handler.fake.store.create(key, given["title"], given["body"]["value"], given["parentId"], handler.user)
    return new_page(page, body=True)


def updated(handler: Handler, id_: str, text: str) -> StoredPage:
    given = handler.given()
    version = given["version"]
    page = handler.fake.store.current(id_, handler.user)
    message = str(version.get("message", ""))
    made = Version(int(version["number"]), given["title"], text, handler.user, message)
    return handler.fake.store.update(page, made)


def old_update(handler: Handler, id_: str) -> Answer:
    return old_page(updated(handler, id_, handler.given()["body"]["storage"]["value"]), handler.one("expand"))


def new_update(handler: Handler, id_: str) -> Answer:
    return new_page(updated(handler, id_, handler.given()["body"]["value"]), body=True)


def attached(handler: Handler, id_: str) -> list[StoredFile]:
    name = handler.one("filename")
    files = (file for file in handler.fake.store.files.values() if file.page == id_ and file.status == "current")
    return [file for file in files if name in ("", file.name)]


def old_files(handler: Handler, id_: str) -> Answer:
    return handler.listed(list(map(old_file, attached(handler, id_))), f"/rest/api/content/{id_}/child/attachment")


def new_files(handler: Handler, id_: str) -> Answer:
    return handler.listed(list(map(new_file, attached(handler, id_))), f"/wiki/api/v2/pages/{id_}/attachments")


def attach(handler: Handler, id_: str) -> Answer:
    name, data, comment = handler.form()
    return {"results": [old_file(handler.fake.store.attach(id_, name, FileVersion(data, comment, handler.user)))]}


def attach_again(handler: Handler, _: str, id_: str) -> Answer:
    _name, data, comment = handler.form()
    return old_file(handler.fake.store.attach_again(id_, FileVersion(data, comment, handler.user)))


def delete_file(handler: Handler, id_: str) -> None:
    handler.fake.store.trash(handler.fake.store.file(id_))


def download(handler: Handler, id_: str, _: str) -> bytes:
    name = urlsplit(handler.path).path.rpartition("/")[2]
    file = next(file for file in handler.fake.store.files.values() if (file.page, quote(file.name)) == (id_, name))
    return file.versions[-1].data


def gone(_handler: Handler, *_: str) -> Answer:
    """Refuse what v2 has in its place [R: markdown-confluence #796, quarto-cli #4805]."""
    raise Refused(410, "This deprecated endpoint has been removed.")


Route = tuple[str, str, Callable[..., Answer | bytes | None]]
UPLOADS: tuple[Route, ...] = (
    ("GET", "/rest/api/user/current", current_user),
    ("POST", r"/rest/api/content/(\w+)/child/attachment", attach),
    ("POST", r"/rest/api/content/(\w+)/child/attachment/(\w+)/data", attach_again),
    ("GET", r"/download/attachments/(\w+)/(.*)", download),
)
DATA_CENTER: tuple[Route, ...] = (
    *UPLOADS,
    ("GET", r"/rest/api/space/(\w+)", space),
    ("GET", "/rest/api/content", old_pages),
    ("GET", r"/rest/api/content/(\w+)", old_get),
    ("POST", "/rest/api/content", old_create),
    ("PUT", r"/rest/api/content/(\w+)", old_update),
    ("GET", r"/rest/api/content/(\w+)/child/attachment", old_files),
    ("DELETE", r"/rest/api/content/(att\w+)", delete_file),
)
CLOUD: tuple[Route, ...] = (
    *UPLOADS,
    ("GET", "/rest/api/user", user),
    ("GET", "/api/v2/spaces", spaces),
    ("GET", r"/api/v2/spaces/(\w+)/pages", new_pages),
    ("GET", r"/api/v2/pages/(\w+)", new_get),
    ("POST", "/api/v2/pages", new_create),
    ("PUT", r"/api/v2/pages/(\w+)", new_update),
    ("GET", r"/api/v2/pages/(\w+)/attachments", new_files),
    ("DELETE", r"/api/v2/attachments/(\w+)", delete_file),
    *((method, r"/rest/api/content(?:/\w+)?", gone) for method in ("GET", "POST", "PUT", "DELETE")),
)
