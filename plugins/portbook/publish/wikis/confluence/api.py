"""Confluence's REST interfaces as this publisher uses them, and what their answers mean.

Two kinds of Confluence speak two languages. Data Center has ``/rest/api`` (v1) alone
(https://developer.atlassian.com/server/confluence/rest/v1000/). In Cloud the parts of v1 that read and write pages are
deprecated (https://developer.atlassian.com/cloud/confluence/changelog/#CHANGE-864) and answer 410 to ever more callers
since spring 2026; there pages are read and written by ``/wiki/api/v2``
(https://developer.atlassian.com/cloud/confluence/rest/v2/), and files are uploaded by ``/wiki/rest/api``, which v2
cannot do. See ``datacenter`` and ``cloud``.
"""

import base64
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from portbook.publish.session import Session
from portbook.publish.transfer import MOST_PARTS
from portbook.publish.wiki import ConflictError, RefusedError, UnansweredError, WikiError

Answer = dict[str, Any]
CHANGED = "it was changed while this run was under way"
LOGGED_OUT, FORBIDDEN, MISSING, CONFLICT, GONE, TOO_LARGE, BUSY, SERVER_ERROR = 401, 403, 404, 409, 410, 413, 429, 500
UNAVAILABLE = 503
NO_CHECK = {"X-Atlassian-Token": "no-check"}
"""Says that a change comes from a program, so that no form's token is asked for."""
AS_JSON = {"Content-Type": "application/json"}
"""Some versions of Data Center refuse a request without content that does not say of which type that is."""
WORDS: Mapping[int, str] = {
    LOGGED_OUT: "Confluence does not know this account or password; in Cloud the password is an API token, and in Data "
    "Center a personal access token needs no user",
    FORBIDDEN: "the account may not do this; it needs the rights to view, add and delete pages and attachments",
    MISSING: "Confluence finds nothing there, or does not show it to this account; is the address the one below which "
    "pages/ and rest/ are, in Cloud https://NAME.atlassian.net/wiki?",
    GONE: "this Confluence has taken the interface away; is it Confluence Cloud under another address?",
    TOO_LARGE: "it is larger than this Confluence takes",
    BUSY: "Confluence asks for fewer requests; run again later",
    UNAVAILABLE: "Confluence is not available; run again later",
}
LONGEST_WORDS = 300
INTERFACE = re.compile(r"(?:rest/api|api/v2)/.*")
"""Finds in a link what stands behind the address of Confluence, which may be below a path, or of another name."""


class PageState(NamedTuple):
    """Hold what is known of a page without its text. ``author`` made it, ``editor`` its current version."""

    id: str
    title: str
    version: int
    message: str
    author: str
    editor: str


class FileState(NamedTuple):
    """Hold what is known of an attachment without its content."""

    id: str
    title: str
    version: int
    comment: str
    editor: str
    download: str


class Rest(Protocol):
    """Read and write pages of one space, and attachments.

    ``account`` is who does, as pages name their editors; ``base`` the address that all addresses begin with.
    """

    account: str
    base: str

    def name_of(self, account: str) -> str:
        """Return how people call an account, or nothing where that is not known."""

    def pages(self) -> Iterator[PageState]:
        """Yield all current pages of the space."""

    def find(self, title: str) -> PageState | None:
        """Return the current page of that title."""

    def text(self, id_: str) -> tuple[PageState, str] | None:
        """Return a page with its text as it is stored."""

    def create(self, title: str, text: str, parent: str) -> PageState:
        """Make a page. Raises TitleTakenError."""

    def update(self, page: PageState, title: str, text: str, message: str) -> PageState:
        """Make the version after that of ``page``. Raises ConflictError."""

    def files(self, page: str, name: str = "") -> Iterator[FileState]:
        """Yield the attachments of a page, or the one of that name."""

    def upload(self, page: str, name: str, data: bytes, comment: str, present: FileState | None) -> int:
        """Attach a file, or a new version of one, and return its version."""

    def delete_file(self, present: FileState) -> None:
        """Put an attachment into the trash."""

    def download(self, present: FileState) -> bytes | None:
        """Return the content of an attachment; None where it lies elsewhere or cannot be had."""

    def close(self) -> None:
        """Let go of the connection."""


class TitleTakenError(RefusedError):
    """Say that the space has a page of that title, be it archived or hidden from this account."""


class Api:
    """Carry requests to one Confluence as one account."""

    def __init__(self, url: str, user: str, password: str, session: Session | None = None) -> None:
        self.base = f"{url.rstrip('/')}/"
        pair = f"{user}:{password}"
        basic = base64.b64encode(pair.encode()).decode()
        self._session = session or Session(url, (password, basic))
        self._session.headers["Authorization"] = f"Basic {basic}" if user else f"Bearer {password}"
        self._session.headers["Accept"] = "application/json"

    def get(self, path: str, **asked: str) -> Answer:
        """Return what stands there. Raises WikiError."""
        if (answer := self.find(path, **asked)) is None:
            raise WikiError(WORDS[MISSING])
        return answer

    def find(self, path: str, **asked: str) -> Answer | None:
        """Return what stands there, or None where nothing does. Raises WikiError."""
        response = self._session.request("GET", self.base + path, params=asked, headers=AS_JSON)
        if response.status_code == MISSING:
            return None
        if not response.ok:
            raise WikiError(self._said(response))
        return self._json(response)

    def pieces(self, path: str, **asked: str) -> Iterator[Answer]:
        """Yield the items of a long answer, asking on where it says that there are more."""
        answer = self.get(path, **asked)
        for _ in range(MOST_PARTS):
            yield from answer.get("results", ())
            if not (more := answer.get("_links", {}).get("next")):
                return
            if not (found := INTERFACE.search(str(more))):
                raise WikiError("Confluence says that there are more pages, and not where")
            answer = self.get(found[0])
        raise WikiError("Confluence says again and again that there are more pages")

    def change(self, method: str, path: str, *, body: Answer | None = None, **named: Any) -> Answer:
        """Change something, and return what Confluence says of it.

        Raises ConflictError, RefusedError, UnansweredError, WikiError, and TitleTakenError for the title of a page.
        """
        headers = NO_CHECK if "files" in named else NO_CHECK | AS_JSON
        response = self._session.request(method, self.base + path, json=body, headers=headers, **named)
        if response.ok:
            return self._json(response) if response.content else {}
        raise self._refusal(response)

    def fetch(self, path: str) -> bytes | None:
        """Return a file; None where it lies on another host or cannot be had."""
        try:
            response = self._session.request("GET", self.base + path.lstrip("/"))
        except WikiError:
            return None
        return bytes(response.content) if response.ok else None

    def close(self) -> None:
        self._session.close()

    def _refusal(self, response: Any) -> Exception:
        status, said = response.status_code, self._said(response)
        is_new = response.request.method == "POST" and not str(response.request.path_url).endswith("/data")
        if status == CONFLICT or (status == MISSING and not is_new):
            return ConflictError(CHANGED)
        if status in (LOGGED_OUT, GONE, BUSY, UNAVAILABLE):
            return WikiError(said)
        if status >= SERVER_ERROR:
            return UnansweredError(said)
        if "title" in said and "already exists" in said:
            return TitleTakenError(said)
        if "same file name as an existing attachment" in said:
            return ConflictError(CHANGED)
        return RefusedError(said)

    def _said(self, response: Any) -> str:
        """Return what a refusal means, with Confluence's own words where they say more."""
        status = response.status_code
        words = WORDS.get(status, f"Confluence answered with status {status}")
        own = self._own_words(response) if status not in (LOGGED_OUT, BUSY, UNAVAILABLE) else ""
        return str(self._session.hide(f"{words} ({own})" if own else words))

    def _own_words(self, response: Any) -> str:
        try:
            answer = response.json()
        except ValueError:
            return ""
        if not isinstance(answer, dict):
            return ""
        errors = answer.get("errors") or [{}]
        first = errors[0] if isinstance(errors[0], dict) else {}
        return " ".join(str(answer.get("message") or first.get("title") or "").split())[:LONGEST_WORDS]

    def _json(self, response: Any) -> Answer:
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if isinstance(answer, dict):
            return answer
        if response.request.method == "GET":
            raise WikiError("that is no Confluence, or its page for logging in; give the address below which rest/ is")
        raise UnansweredError("Confluence answered something that is not its interface's")
