"""What this publisher asks of a DokuWiki, whichever way it is asked (https://www.dokuwiki.org/devel:remoteapi)."""

from typing import NamedTuple, Protocol

from portbook.publish.session import Session
from portbook.publish.wiki import WikiError

UNAUTHORIZED, FORBIDDEN, NOT_FOUND, SERVER_ERROR = 401, 403, 404, 500
REMEDY = "give the address of DokuWiki's own folder, and see that `remote` and `remoteuser` are set there"


class FaultError(Exception):
    """Say that DokuWiki did not carry a call out, in its own words; release 2022-07-31 loses them."""

    def __init__(self, code: int = 0, words: str = "") -> None:
        super().__init__(words)
        self.code = code


class Listed(NamedTuple):
    """Hold a page or file of a list: its id, the MD5 of its content (of a page without blanks around), its time."""

    id: str
    digest: str
    revision: str


class Remote(Protocol):
    """Call a DokuWiki. Each method raises FaultError and WikiError, those that change something UnansweredError too."""

    def login(self, user: str, password: str) -> bool:
        """Log in, and say whether the wiki lets the account in."""

    def now(self) -> int:
        """Return the server's time in seconds; each page has the second of its last change for its revision."""

    def pages(self, namespace: str) -> list[Listed]:
        """List all pages below a namespace."""

    def files(self, namespace: str, pattern: str = "") -> list[Listed]:
        """List all files below a namespace of which a regular expression of PHP finds the id."""

    def page(self, id_: str) -> str:
        """Return the source of a page; of none, what a new one would begin with."""

    def info(self, id_: str) -> tuple[str, str]:
        """Return the revision of a page and who made it; a page that is not there is a fault."""

    def last_summary(self, id_: str) -> str:
        """Return what the last change of a page says of itself."""

    def rights(self, id_: str) -> int:
        """Return what the account may do with a page: 1 is to read, 2 to edit, 4 to create."""

    def lock(self, id_: str) -> bool:
        """Lock a page for this account, and say whether that was possible."""

    def unlock(self, id_: str) -> None:
        """Give a page free, if this account has locked it."""

    def save(self, id_: str, text: str, summary: str) -> None:
        """Save a page and give it free; an empty text deletes it."""

    def file(self, id_: str) -> bytes:
        """Return a file."""

    def save_file(self, id_: str, data: bytes, *, over: bool) -> None:
        """Save a file, where there is none or over what is there."""

    def remove_file(self, id_: str) -> None:
        """Delete a file."""


def posted(session: Session, url: str, body: bytes, kind: str, *, repeatable: bool) -> tuple[int, bytes]:
    """Send a call, and return the status and the body of its answer. Raises WikiError and UnansweredError."""
    headers = {"Content-Type": kind, "Accept": kind}
    response = session.request("POST", url, data=body, headers=headers, repeatable=repeatable)
    if response.status_code == NOT_FOUND:
        raise WikiError(f"there is no DokuWiki there that takes remote calls; {REMEDY}")
    return response.status_code, response.content
