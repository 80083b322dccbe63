"""MediaWiki's API as this publisher uses it: who it is there, what it asks, and what a refusal means.

Requests are tried again only where MediaWiki says that it did not carry them out: too many edits, a database that lags
behind, a token or a login that has run out.
"""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from time import sleep
from typing import Any, TypeVar

from mwclient import Site
from mwclient.errors import MaximumRetriesExceeded

from portbook.publish.session import TIMEOUT, TRIES, Session
from portbook.publish.transfer import MOST_PARTS
from portbook.publish.wiki import ConflictError, RefusedError, UnansweredError, WikiError

CONFLICTS = frozenset({"editconflict", "articleexists", "missingtitle", "pagedeleted", "nosuchrevid", "selfmove"})
CLOSED = frozenset({"readonly", "readapidenied", "writeapidenied", "noapiwrite", "mustbeloggedin"})
"""Errors after which no other page could be written either."""
LOGGED_OUT = frozenset({"assertuserfailed", "assertbotfailed", "assertnameduserfailed", "badtoken", "notoken"})
SAME_SECOND = "backend-fail-alreadyexists"
"""MediaWiki names a file's version by the second in which it was replaced, and two of them have no room in one."""
PAUSES = (5.0, 10.0, 20.0, 40.0, 60.0, 60.0, 60.0)
"""Seconds to wait when the account has made too many edits: MediaWiki does not say how long, but counts minutes."""
MOST_LAG = "5"
"""Seconds that the copies of the database may lag behind; then MediaWiki asks to wait."""
QUIETLY = {"watchlist": "nochange"}
"""Keeps the pages of the book from the watchlist of the account."""
CHANGED = "it was changed while this run was under way"
SERVER_ERROR = 500
LONGEST_IN_URL = 600
"""Characters of what is asked, each of which takes up to nine in a URL: web servers take 8,190 bytes, some fewer."""

T = TypeVar("T")
Answer = dict[str, Any]
Files = Mapping[str, tuple[str, bytes]]


class Api:
    """Talk to one MediaWiki as one account."""

    def __init__(self, url: str, user: str, password: str, session: Session | None = None) -> None:
        self._session = session or Session(url, (password,))
        scheme, host, path = _place(url)
        self._site = Site(
            host, path, scheme=scheme, pool=self._session, do_init=False,
            retry_timeout=0, max_retries=TRIES,  # a database that lags behind says itself how long
            connection_options={"timeout": TIMEOUT},
        )  # fmt: skip
        self._user, self._password = user, password
        self._token = ""
        self._assert = "user"
        self.name = ""
        """The account as the history of a page names it."""

    def open(self, **asked: str) -> Answer:
        """Log in, and return what is asked of the wiki besides. Raises WikiError."""
        _repeated(self._log_in)
        meta = f"userinfo|tokens|{asked.pop('meta', '')}".strip("|")
        answer = self.ask(meta=meta, uiprop="rights", type="csrf", **asked)
        info = answer["query"]["userinfo"]
        self.name, self._token = str(info["name"]), str(answer["query"]["tokens"]["csrftoken"])
        self._assert = "bot" if "bot" in info.get("rights", ()) else "user"
        return answer

    def ask(self, **asked: str) -> Answer:
        """Ask for something that changes nothing. Raises WikiError."""
        values = {"action": "query", **asked}
        if sum(map(len, asked.values())) <= LONGEST_IN_URL:
            answer = self._send("GET", values)
        else:
            answer = _repeated(lambda: self._send("POST", values))
        if error := answer.get("error"):
            raise WikiError(self._said(error))
        return answer

    def ask_all(self, **asked: str) -> Iterator[Answer]:
        """Ask, and ask on until there is no more; yields what ``query`` holds each time."""
        more: dict[str, str] = {}
        for _ in range(MOST_PARTS):
            answer = self.ask(**{**asked, **more})
            yield answer.get("query", {})
            if not (more := {key: str(value) for key, value in answer.get("continue", {}).items()}):
                return
        raise WikiError("the wiki says again and again that there is more")

    def change(self, action: str, values: Mapping[str, str], files: Files | None = None) -> Answer:
        """Change something, and return what MediaWiki says of it.

        Raises ConflictError, RefusedError, UnansweredError and WikiError.
        """
        pauses = iter(PAUSES)
        seconds = iter((1, 2, 3))  # a version's time runs ahead where several came in one second
        fresh = False
        while True:
            answer = self._send("POST", self._signed(action, values), files)
            error = answer.get("error")
            if error is None:
                return dict(answer[action])
            code = str(error.get("code"))
            if code == SAME_SECOND and next(seconds, None):
                sleep(1.0)
            elif code == "ratelimited" and (pause := next(pauses, None)) is not None:
                time.sleep(pause)
            elif code in LOGGED_OUT and not fresh:
                fresh = True
                self.open()
            else:
                raise self._refusal(code, error)

    def fetch(self, url: str) -> bytes | None:
        """Return a file of the wiki; None where it lies elsewhere or cannot be had."""
        try:
            response = self._session.get(url)
        except WikiError:
            return None
        return response.content if response.ok else None

    def close(self) -> None:
        self._session.close()

    def _log_in(self) -> None:
        token = self.ask(meta="tokens", type="login")["query"]["tokens"]["logintoken"]
        values = {"action": "login", "lgname": self._user, "lgpassword": self._password, "lgtoken": str(token)}
        answer = self._send("POST", values)
        said = answer.get("login", {})
        if said.get("result") != "Success":
            reason = (
                said.get("reason") or answer.get("error", {}).get("info") or said.get("result") or "no reason given"
            )
            raise WikiError(self._session.hide(f"the wiki does not let {self._user or 'nobody'} in: {_line(reason)}"))

    def _signed(self, action: str, values: Mapping[str, str]) -> dict[str, str]:
        standing = {"assert": self._assert, "maxlag": MOST_LAG}
        return {"action": action, **values, **standing, "token": self._token}

    def _send(self, method: str, values: Mapping[str, str], files: Files | None = None) -> Answer:
        data = {"format": "json", "formatversion": "2", **values}
        try:
            text = self._site.raw_call("api", data, files, retry_on_error=False, http_method=method)
        except MaximumRetriesExceeded:
            raise WikiError("the wiki's database lags behind; run again later") from None
        except OSError as error:  # of the status that it answered with
            raise self._failure(method, error) from None
        try:
            answer = json.loads(text)
        except ValueError:
            if method == "GET":
                raise WikiError("that is no MediaWiki; give the address below which its api.php is") from None
            raise UnansweredError("the wiki answered something that is not its API's") from None
        return answer if isinstance(answer, dict) else {}

    def _failure(self, method: str, error: OSError) -> Exception:
        status = getattr(getattr(error, "response", None), "status_code", 0)
        if status >= SERVER_ERROR and method != "GET":
            return UnansweredError(f"the wiki answered with status {status}")
        if status:
            return WikiError(f"the wiki answered with status {status}; is its address the one below which api.php is?")
        return WikiError(self._session.hide(error))

    def _refusal(self, code: str, error: Answer) -> Exception:
        if code in CONFLICTS:
            return ConflictError(CHANGED)
        said = self._said(error)
        return WikiError(said) if code in CLOSED | LOGGED_OUT else RefusedError(said)

    def _said(self, error: Answer) -> str:
        words = (error.get("info"), error.get("readonlyreason"), f"({error.get('code')})")
        return self._session.hide(_line(" ".join(str(word) for word in words if word)))


def _repeated(send: Callable[[], T]) -> T:
    """Send a POST that changes nothing, or nothing twice, until it is answered. Raises WikiError."""
    for _ in range(TRIES - 1):
        try:
            return send()
        except UnansweredError:
            continue
    try:
        return send()
    except UnansweredError as error:
        raise WikiError(str(error)) from None


def succeeded(said: Answer) -> None:
    """Raise RefusedError where a change was answered without an error, and was not made all the same."""
    if said.get("result") != "Success":
        words = said.get("info") or said.get("message") or said.get("code") or said.get("result") or "no reason given"
        raise RefusedError(f"the wiki refused it: {words}")


def _place(url: str) -> tuple[str, str, str]:
    """Return scheme, host and folder of the address of a wiki, or of one of its scripts."""
    scheme, _, rest = url.partition("://")
    host, _, path = rest.partition("?")[0].partition("/")
    folder = path.rpartition("/")[0] if path.endswith(".php") else path.strip("/")
    return scheme, host, f"/{folder}/" if folder else "/"


def _line(text: object) -> str:
    return " ".join(str(text).split())
