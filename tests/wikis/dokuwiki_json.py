"""A fake of the JSON-RPC that newer DokuWikis take: it reads such calls and has the real one carry them out.

Names, parameters and shapes are those of ``inc/Remote/ApiCore.php`` and ``JsonRpcServer.php`` of the release of 2024.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

import requests

from portbook.publish.session import Session
from portbook.publish.wikis.dokuwiki.remote import FaultError, Listed
from portbook.publish.wikis.dokuwiki.xml_rpc import XmlRpc
from wikis.dokuwiki_server import PUBLISHER, Server


class JsonSession(Session):
    """Answer JSON-RPC calls in the server's place."""

    def __init__(self, server: Server) -> None:
        super().__init__(server.url, (PUBLISHER[1],))
        self._real = XmlRpc(Session(server.url), server.url)
        self.calls: list[str] = []

    def send(self, request: requests.PreparedRequest, **named: Any) -> requests.Response:  # noqa: ARG002
        assert str(request.url).endswith("/lib/exe/jsonrpc.php"), request.url
        assert request.method == "POST"
        assert request.headers["Content-Type"] == "application/json"
        call = json.loads(request.body or b"")
        self.calls.append(call["method"])
        answer = {"jsonrpc": call["jsonrpc"], "id": call["id"]}
        try:
            return _response(200, answer | {"result": self._method(call["method"])(*call["params"])}, request)
        except FaultError as fault:
            error = {"code": fault.code or 1, "message": str(fault) or "the real one said nothing"}
            return _response(403 if fault.code == 403 else 400, {"error": error}, request)

    def _method(self, name: str) -> Callable[..., Any]:
        real = self._real
        methods: dict[str, Callable[..., Any]] = {
            "core.getAPIVersion": lambda: 14,
            "core.login": real.login,
            "core.getWikiTime": real.now,
            "core.listPages": lambda space, depth, digests: _items(real.pages(space), depth, digests),
            "core.listMedia": lambda space, find, depth, digests: _items(real.files(space, find), depth, digests),
            "core.getPage": real.page,
            "core.getPageInfo": lambda id_, _, __: dict(zip(("revision", "author"), real.info(id_), strict=True)),
            "core.getPageHistory": lambda id_, _: [{"summary": real.last_summary(id_)}],
            "core.aclCheck": real.rights,
            "core.lockPages": lambda ids: [id_ for id_ in ids if real.lock(id_)],
            "core.unlockPages": lambda ids: [id_ for id_ in ids if _done(partial(real.unlock, id_))],
            "core.savePage": lambda id_, text, summary, _: _done(lambda: real.save(id_, text, summary)),
            "core.getMedia": lambda id_: b64encode(real.file(id_)).decode(),
            "core.saveMedia": lambda id_, data, over: _done(lambda: real.save_file(id_, b64decode(data), over=over)),
            "core.deleteMedia": lambda id_: _done(lambda: real.remove_file(id_)),
        }
        return methods[name]


def _done(act: Callable[[], None]) -> bool:
    act()
    return True


def _items(found: list[Listed], depth: int, digests: bool) -> list[dict[str, str]]:
    assert (depth, digests) == (0, True)
    return [{"id": item.id, "hash": item.digest, "revision": item.revision} for item in found]


def _response(status: int, answer: object, request: requests.PreparedRequest) -> requests.Response:
    response = requests.Response()
    response.status_code, response.raw, response.request = status, BytesIO(json.dumps(answer).encode()), request
    return response
