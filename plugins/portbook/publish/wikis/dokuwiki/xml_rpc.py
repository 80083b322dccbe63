"""Call a DokuWiki by XML-RPC, which every release since 2011 takes; names and shapes are those of API version 11."""

from typing import Any
from xml.parsers.expat import ExpatError
from xmlrpc import client

from defusedxml import DefusedXmlException
from defusedxml.xmlrpc import DefusedExpatParser

from portbook.publish.session import Session
from portbook.publish.wiki import UnansweredError, WikiError
from portbook.publish.wikis.dokuwiki.remote import (
    FORBIDDEN,
    REMEDY,
    SERVER_ERROR,
    UNAUTHORIZED,
    FaultError,
    Listed,
    posted,
)

ALL = {"depth": 0, "hash": True}


class XmlRpc:
    """Marshal calls with the standard library, and parse answers without what XML can do beyond data."""

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._url = f"{url}lib/exe/xmlrpc.php"

    def login(self, user: str, password: str) -> bool:
        return bool(self._ask("dokuwiki.login", user, password))

    def now(self) -> int:
        return int(self._ask("dokuwiki.getTime"))

    def pages(self, namespace: str) -> list[Listed]:
        return _listed(self._ask("dokuwiki.getPagelist", namespace, ALL), "rev")

    def files(self, namespace: str, pattern: str = "") -> list[Listed]:
        return _listed(self._ask("wiki.getAttachments", namespace, {**ALL, "pattern": pattern}), "lastModified")

    def page(self, id_: str) -> str:
        return str(self._ask("wiki.getPage", id_))

    def info(self, id_: str) -> tuple[str, str]:
        found = self._ask("wiki.getPageInfo", id_)
        return str(found["version"]), str(found.get("author") or "")

    def last_summary(self, id_: str) -> str:
        versions = self._ask("wiki.getPageVersions", id_, 0)
        return str(versions[0]["sum"]) if versions else ""

    def rights(self, id_: str) -> int:
        return int(self._ask("wiki.aclCheck", id_))

    def lock(self, id_: str) -> bool:
        return id_ in self._ask("dokuwiki.setLocks", {"lock": [id_], "unlock": []})["locked"]

    def unlock(self, id_: str) -> None:
        self._ask("dokuwiki.setLocks", {"lock": [], "unlock": [id_]})

    def save(self, id_: str, text: str, summary: str) -> None:
        self._change("wiki.putPage", id_, text, {"sum": summary, "minor": False})

    def file(self, id_: str) -> bytes:
        return bytes(self._ask("wiki.getAttachment", id_).data)

    def save_file(self, id_: str, data: bytes, *, over: bool) -> None:
        self._change("wiki.putAttachment", id_, data, {"ow": over})

    def remove_file(self, id_: str) -> None:
        self._change("wiki.deleteAttachment", id_)

    def _ask(self, method: str, *parameters: Any) -> Any:
        """Call what may be repeated when the connection breaks."""
        return self._called(method, parameters, repeatable=True)

    def _change(self, method: str, *parameters: Any) -> None:
        self._called(method, parameters, repeatable=False)

    def _called(self, method: str, parameters: tuple[Any, ...], *, repeatable: bool) -> Any:
        body = client.dumps(parameters, method, encoding="utf-8").encode(errors="replace")
        status, answer = posted(self._session, self._url, body, "text/xml", repeatable=repeatable)
        if status in (UNAUTHORIZED, FORBIDDEN):
            raise FaultError(status, f"the account may not do this ({method})")
        if status >= SERVER_ERROR and not repeatable:
            raise UnansweredError(f"the server broke off with error {status}")
        try:
            value = _parsed(answer)
        except client.Fault as fault:
            raise FaultError(fault.faultCode, " ".join(self._session.hide(fault.faultString).split())) from None
        except (ValueError, LookupError, TypeError, client.Error, ExpatError, DefusedXmlException) as error:
            raise WikiError(f"{method} was answered with something else than XML-RPC ({status}); {REMEDY}") from error
        if value == {}:  # what release 2022-07-31 makes of a fault
            raise FaultError
        return value


def _parsed(answer: bytes) -> Any:
    unmarshaller = client.Unmarshaller()
    parser = DefusedExpatParser(unmarshaller)
    parser.feed(answer)
    parser.close()
    return unmarshaller.close()[0]


def _listed(found: Any, revision: str) -> list[Listed]:
    return [Listed(str(item["id"]), str(item["hash"]), str(item[revision])) for item in found]
