"""Call a DokuWiki by JSON-RPC, which releases since 2024 take; names and shapes are those of their ``core`` methods.

No such release was at hand: this was tested against a fake that was written after their source.
"""

import json
from base64 import b64decode, b64encode
from typing import Any

from portbook.publish.session import Session
from portbook.publish.wiki import UnansweredError, WikiError
from portbook.publish.wikis.dokuwiki.remote import REMEDY, SERVER_ERROR, FaultError, Listed, posted

KIND = "application/json"


class JsonRpc:
    """Marshal calls as JSON-RPC 2.0."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._url = f"{url}lib/exe/jsonrpc.php"

    def is_there(self) -> bool:
        """Say whether the wiki takes these calls."""
        try:
            return isinstance(self._ask("core.getAPIVersion"), int)
        except (FaultError, WikiError):
            return False

    def login(self, user: str, password: str) -> bool:
        return bool(self._ask("core.login", user, password))

    def now(self) -> int:
        return int(self._ask("core.getWikiTime"))

    def pages(self, namespace: str) -> list[Listed]:
        return _listed(self._ask("core.listPages", namespace, 0, True))

    def files(self, namespace: str, pattern: str = "") -> list[Listed]:
        return _listed(self._ask("core.listMedia", namespace, pattern, 0, True))

    def page(self, id_: str) -> str:
        return str(self._ask("core.getPage", id_))

    def info(self, id_: str) -> tuple[str, str]:
        found = self._ask("core.getPageInfo", id_, 0, True)
        return str(found["revision"]), str(found.get("author") or "")

    def last_summary(self, id_: str) -> str:
        versions = self._ask("core.getPageHistory", id_, 0)
        return str(versions[0]["summary"]) if versions else ""

    def rights(self, id_: str) -> int:
        return int(self._ask("core.aclCheck", id_))

    def lock(self, id_: str) -> bool:
        return id_ in self._ask("core.lockPages", [id_])

    def unlock(self, id_: str) -> None:
        self._ask("core.unlockPages", [id_])

    def save(self, id_: str, text: str, summary: str) -> None:
        self._change("core.savePage", id_, text, summary, False)

    def file(self, id_: str) -> bytes:
        return b64decode(self._ask("core.getMedia", id_))

    def save_file(self, id_: str, data: bytes, *, over: bool) -> None:
        self._change("core.saveMedia", id_, b64encode(data).decode(), over)

    def remove_file(self, id_: str) -> None:
        self._change("core.deleteMedia", id_)

    def _ask(self, method: str, *parameters: Any) -> Any:
        """Call what may be repeated when the connection breaks."""
        return self._called(method, parameters, repeatable=True)

    def _change(self, method: str, *parameters: Any) -> None:
        self._called(method, parameters, repeatable=False)

    def _called(self, method: str, parameters: tuple[Any, ...], *, repeatable: bool) -> Any:
        call = {"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}
        status, answer = posted(self._session, self._url, json.dumps(call).encode(), KIND, repeatable=repeatable)
        if status >= SERVER_ERROR and not repeatable:
            raise UnansweredError(f"the server broke off with error {status}")
        try:
            value = json.loads(answer)
            if error := value.get("error"):
                raise FaultError(int(error["code"]), " ".join(self._session.hide(error["message"]).split()))
            return value["result"]
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            raise WikiError(f"{method} was answered with something else than JSON-RPC ({status}); {REMEDY}") from error


def _listed(found: Any) -> list[Listed]:
    return [Listed(str(item["id"]), str(item["hash"]), str(item["revision"])) for item in found]
